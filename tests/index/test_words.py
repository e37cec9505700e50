"""Words of the dictionary, and words in a text."""

import pytest

from index.words import cut, frequency, normalised, occurs


def test_cutting_loses_nothing() -> None:
    assert cut("实现优化营商环境") == ["实现", "优化", "营商", "环境"]
    assert "".join(cut("Hello，石家庄 406个！")) == "Hello，石家庄 406个！"


def test_a_frequent_word_is_counted_more_than_a_rare_one() -> None:
    assert frequency("的") > frequency("项目") > frequency("石家庄") > 0
    assert frequency("冀南新区") == 0


@pytest.mark.parametrize(
    ("word", "text", "there"),
    [
        pytest.param("保定", "医保定点医疗机构", False, id="characters of two other words"),
        pytest.param("保定", "河北省保定市", True, id="the word within a longer one"),
        pytest.param("保定", "医保定点，保定市", True, id="a later place"),
        pytest.param("石家庄", "石家庄市教育局", True, id="the beginning of a longer word"),
        pytest.param("雄安", "在雄安新区", True, id="a name that the dictionary lacks"),
        pytest.param("局长", "体育局副局长黄某", False, id="a deputy's title"),
        pytest.param("副局长", "体育局副局长黄某", True, id="a deputy"),
        pytest.param("项目", "承接产业", False, id="not there"),
        pytest.param("", "任何文字", True, id="no word at all"),
    ],
)
def test_a_word_occurs_where_no_other_word_runs_across_its_ends(word: str, text: str, there: bool) -> None:
    assert occurs(word, text) is there


def test_normalising_takes_width_and_case_away_and_keeps_every_offset() -> None:
    text = "ＡＢ㎞①½甲ﬁ"
    assert len(normalised(text)) == len(text)
    assert normalised(text)[:2] == "ab"
