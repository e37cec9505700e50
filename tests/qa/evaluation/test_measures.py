"""The measures on citations, answers and rankings, worked by hand."""

from math import log2

import pytest

from qa.evaluation.measures.abstention import true_abstentions
from qa.evaluation.measures.calibration import expected_calibration_error
from qa.evaluation.measures.citations import citation_precision, citation_recall
from qa.evaluation.measures.evidence import evidence_f1
from qa.evaluation.measures.faithfulness import faithfulness
from qa.evaluation.measures.ranking import ranking_measures
from qa.evaluation.measures.risk_coverage import area, risk_coverage
from qa.evaluation.measures.short_answers import short_answer, stands_in
from qa.evaluation.measures.times import stage_times

YIELD, HARVESTERS, RAIN = "小麦亩产620公斤。", "收割机有38台。", "今年雨水好。"


@pytest.mark.parametrize(
    ("span", "answers", "expected"),
    [
        pytest.param("亩产620公斤", ["620 公斤"], 1.0, id="an answer inside"),
        pytest.param("406个", ["6个"], 0.0, id="not a part of a number"),
        pytest.param("GDP增长", ["DP"], 0.0, id="not a part of a word"),
        pytest.param("甲", ["乙", "甲"], 1.0, id="any of the answers"),
        pytest.param("字" * 40 + "甲", ["甲"], 0.0, id="too long"),
        pytest.param("", ["甲"], 0.0, id="nothing said"),
        pytest.param("甲", [], 0.0, id="nothing accepted"),
    ],
)
def test_short_answer(span: str, answers: list[str], expected: float) -> None:
    assert short_answer(span, answers) == expected


def test_punctuation_stands_in_nothing() -> None:
    assert not stands_in("。", "甲。")


@pytest.mark.parametrize(
    ("quotes", "evidence", "recall", "precision"),
    [
        pytest.param([YIELD], [[YIELD]], 1.0, 1.0, id="the evidence itself"),
        pytest.param([YIELD + RAIN], [[YIELD]], 1.0, 1.0, id="a quote that holds it"),
        pytest.param([YIELD], [[YIELD, HARVESTERS]], 1 / 2, 1.0, id="one of two"),
        pytest.param([YIELD], [[YIELD + HARVESTERS]], 0.0, 1.0, id="half of an evidence is not held, but bears on it"),
        pytest.param([YIELD, HARVESTERS], [[YIELD + HARVESTERS]], 1.0, 1.0, id="two quotes hold it together"),
        pytest.param([RAIN, YIELD, RAIN], [[YIELD]], 1.0, 1 / 3, id="two of three citations are idle"),
        pytest.param([RAIN], [[YIELD]], 0.0, 0.0, id="another sentence"),
        pytest.param([], [[YIELD]], 0.0, 0.0, id="nothing cited"),
        pytest.param([RAIN], [[YIELD, HARVESTERS], [RAIN]], 1.0, 1.0, id="the better way to mark it"),
    ],
)
def test_citations(quotes: list[str], evidence: list[list[str]], recall: float, precision: float) -> None:
    assert citation_recall(quotes, evidence) == pytest.approx(recall)
    assert citation_precision(quotes, evidence) == pytest.approx(precision)


@pytest.mark.parametrize("evidence", [pytest.param([], id="none"), pytest.param([["。"]], id="punctuation")])
def test_citations_without_known_evidence_have_no_value(evidence: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="no evidence"):
        citation_recall([YIELD], evidence)
    with pytest.raises(ValueError, match="no evidence"):
        citation_precision([], evidence)


def test_evidence_f1_is_over_all_cited_text() -> None:
    # 收割机有38台 is 6 segments, 38台 is 2 of them, and 有38台 3.
    assert evidence_f1(["38台"], [[HARVESTERS]]) == pytest.approx(2 * 2 / (2 + 6))
    assert evidence_f1(["收割机", "有38台"], [[HARVESTERS]]) == 1.0
    assert evidence_f1([], [[HARVESTERS]]) == 0.0


def test_faithfulness_is_the_share_of_supported_claims() -> None:
    assert faithfulness([True, False, True, True]) == 3 / 4
    assert faithfulness([]) is None


def test_ranking_measures() -> None:
    values = ranking_measures({"甲": ["p", "q"], "乙": ["r"], "丙": []}, {"甲": ["x", "q", "p"], "丙": ["x"]}, k=2)
    ideal = 1 / log2(2) + 1 / log2(3)
    assert values["recall@1"] == {"甲": 0.0, "乙": 0.0}
    assert values["recall@2"] == {"甲": 1 / 2, "乙": 0.0}
    assert values["MRR@2"] == {"甲": 1 / 2, "乙": 0.0}
    assert values["nDCG@2"] == {"甲": pytest.approx(1 / log2(3) / ideal), "乙": 0.0}


def test_a_passage_ranked_twice_counts_once() -> None:
    assert ranking_measures({"甲": ["p"]}, {"甲": ["x", "x", "p"]}, k=2)["MRR@2"] == {"甲": 1 / 2}


def test_nothing_found_at_all_is_zero() -> None:
    assert ranking_measures({"甲": ["p"]}, {}, k=4)["nDCG@4"] == {"甲": 0.0}


def test_area_is_the_mean_risk() -> None:
    # From sure to unsure: right, wrong, right; risks 0, 1/2, 1/3.
    assert area([0.9, 0.5, 0.7], [1.0, 1.0, 0.0]) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    assert area([], []) == 0.0


def test_coverage_counts_the_questions_without_an_answer() -> None:
    coverage, _ = risk_coverage([0.9, 0.5], [1.0, 1.0], n_questions=8)
    assert coverage.tolist() == [1 / 8, 2 / 8]


def test_calibration_of_nothing_is_zero() -> None:
    assert expected_calibration_error([], []) == 0.0


def test_abstentions_need_answerable_questions() -> None:
    assert true_abstentions([0.5], []) == []
    with pytest.raises(ValueError, match="no answerable question"):
        true_abstentions([], [0.5])


def test_times_by_stage() -> None:
    search, read, total = stage_times([{"search": 1.0, "read": 3.0}, {"search": 2.0}])
    # The 95th percentile is 95 % of the way from the smaller of two to the larger.
    assert [search.stage, read.stage, total.stage] == ["search", "read", "total"]
    assert [search.median, search.p95] == pytest.approx([1.5, 1.95])
    assert [read.median, read.p95] == pytest.approx([1.5, 2.85])
    assert [total.median, total.p95] == pytest.approx([3.0, 3.9])
    assert stage_times([]) == []
