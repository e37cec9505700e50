"""Exact match and F1, worked by hand."""

import pytest

from qa.evaluation.measures.cmrc import exact_match, f1, segments


def test_segments_are_characters_and_words_of_other_scripts() -> None:
    assert segments("在 2014年，ＧＤＰ增长7.5%") == ["在", "2014", "年", "gdp", "增", "长", "7.5"]


def test_punctuation_and_case_do_not_count() -> None:
    assert exact_match("《围城》。", ["围城", "钱钟书"]) == 1.0
    assert exact_match("DC漫画", ["dc漫画公司"]) == 0.0


@pytest.mark.parametrize(
    ("predicted", "answers", "expected"),
    [
        pytest.param("共406个项目", ["406个"], 2 * 2 / (5 + 2), id="2 shared, of 5 and of 2"),
        pytest.param("甲乙丙丁", ["甲丙丁"], 2 * 2 / (4 + 3), id="the longest run counts, not all that is shared"),
        pytest.param("甲乙", ["丙", "乙"], 2 * 1 / (2 + 1), id="the best of the answers"),
        pytest.param("甲", ["乙"], 0.0, id="nothing shared"),
        pytest.param("", ["乙"], 0.0, id="nothing said"),
        pytest.param("。", ["乙"], 0.0, id="punctuation alone"),
    ],
)
def test_f1(predicted: str, answers: list[str], expected: float) -> None:
    assert f1(predicted, answers) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("predicted", "answer", "exact", "expected"),
    [
        # 在 1998 年 获 得 nba mvp, and 1998 年 nba mvp: a run of two, either of the two.
        pytest.param("在1998年获得NBA MVP", "1998年NBA MVP", 0.0, 2 * 2 / (7 + 4), id="Chinese, digits and English"),
        # 哈 利 波 特 第 3 部, and 哈 利 波 特.
        pytest.param("《哈利·波特》第3部", "哈利波特", 0.0, 2 * 4 / (7 + 4), id="marks inside a name"),
        # 光 荣 株 式 会 社 2004 年, and 光 荣 株 式 会 社.
        pytest.param("（光荣）株式会社，2004年！", "光荣株式会社", 0.0, 2 * 6 / (8 + 6), id="brackets and commas"),
        pytest.param("“Iskra”，火花队。", "iskra火花队", 1.0, 1.0, id="quotation marks and case"),
        pytest.param("约3.5万", "3.5万", 0.0, 2 * 2 / (3 + 2), id="a point inside a number"),
    ],
)
def test_mixed_text_is_cut_as_the_official_script_cuts_it(
    predicted: str, answer: str, exact: float, expected: float
) -> None:
    assert exact_match(predicted, [answer]) == exact
    assert f1(predicted, [answer]) == pytest.approx(expected)
