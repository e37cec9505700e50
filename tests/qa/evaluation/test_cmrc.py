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
