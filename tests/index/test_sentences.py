"""Sentences: where one ends, and that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import MAX_SENTENCE_CHARS, sentence_spans, trimmed


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲来了。乙走了！丙呢？", ["甲来了。", "乙走了！", "丙呢？"], id="full stops of each kind"),
        pytest.param("“信心倍增。”他们开工了。", ["“信心倍增。”", "他们开工了。"], id="a closing quote stays"),
        pytest.param(
            "“资源充分涌流。”丁进军说。明天见。", ["“资源充分涌流。”丁进军说。", "明天见。"], id="an attribution stays"
        ),
        pytest.param(
            "“很好。”王某说，天气不错。", ["“很好。”", "王某说，天气不错。"], id="a longer clause is a sentence"
        ),
        pytest.param("他问“怎么办？”的时候下雨了。", ["他问“怎么办？”的时候下雨了。"], id="a quote inside a sentence"),
        pytest.param("总投资2106.18亿元，1-1.5小时。", ["总投资2106.18亿元，1-1.5小时。"], id="a decimal point"),
        pytest.param("He came. She left. 完。", ["He came.", " She left.", " 完。"], id="Latin full stops"),
        pytest.param("报头\n责任编辑 刘洋\n", ["报头\n", "责任编辑 刘洋\n"], id="a line is a sentence"),
        pytest.param("他说……的确如此。", ["他说……的确如此。"], id="an ellipsis that goes on"),
        pytest.param(
            "迈上新台阶”……5月12日，会议召开。", ["迈上新台阶”……", "5月12日，会议召开。"], id="an ellipsis that ends"
        ),
        pytest.param("什么？！走。", ["什么？！", "走。"], id="marks in a row"),
        pytest.param("（见附件。）下文", ["（见附件。）", "下文"], id="a closing bracket stays"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_text_is_cut_at_its_sentence_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="甲乙。！？…，；“”’』）.!? \nAb1", max_size=60))
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text
    assert all(sentences(text))


@given(st.text(alphabet="甲，；", min_size=MAX_SENTENCE_CHARS, max_size=3 * MAX_SENTENCE_CHARS))
def test_no_sentence_is_longer_than_the_limit(text: str) -> None:
    assert max(map(len, sentences(text))) <= MAX_SENTENCE_CHARS


def test_a_part_of_a_text_is_cut_within_its_bounds() -> None:
    assert sentence_spans("甲。乙。丙。", 2, 4) == [(2, 4)]


def test_trimming_leaves_out_white_space_only() -> None:
    assert trimmed(" 甲 乙\n", 0, 5) == (1, 4)
    assert trimmed(" \n", 0, 2) == (0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. 总投资10亿元。\n2. 由甲方出资。", ["1. 总投资10亿元。\n", "2. 由甲方出资。"], id="numbers of lines"
        ),
        pytest.param(
            "见https://a.cn/b.php?id=1&x=5。完。", ["见https://a.cn/b.php?id=1&x=5。", "完。"], id="an address"
        ),
        pytest.param("《谁动了我的奶酪？》是一本书。", ["《谁动了我的奶酪？》是一本书。"], id="a title that asks"),
        pytest.param("总投资（不知道多少？）已到位。", ["总投资（不知道多少？）已到位。"], id="a remark that asks"),
    ],
)
def test_a_mark_inside_a_sentence_ends_none(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_long_list_is_not_cut_in_a_number() -> None:
    text = "，".join(f"第{n}项投资1,234.50万元" for n in range(60))
    assert not any(one.startswith("234.50") for one in sentences(text))
