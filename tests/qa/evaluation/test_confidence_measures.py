"""What confidence is worth, worked by hand."""

import pytest

from qa.evaluation.measures.abstention import true_abstentions
from qa.evaluation.measures.calibration import expected_calibration_error, reliability
from qa.evaluation.measures.risk_coverage import area, risk_coverage


def test_the_threshold_abstains_from_a_tenth_of_the_answerable() -> None:
    answerable = [0.5, 0.6, 0.7, 0.8, *[0.9] * 6]
    assert true_abstentions(answerable, [0.2, 0.55, 0.7]) == [1.0, 1.0, 0.0]


def test_risk_rises_as_unsure_answers_are_given() -> None:
    coverage, risk = risk_coverage([0.2, 0.9, 0.5], [0.0, 1.0, 1.0])
    assert coverage.tolist() == pytest.approx([1 / 3, 2 / 3, 1.0])
    assert risk.tolist() == pytest.approx([0.0, 0.0, 1 / 3])


def test_reliability_is_by_bins_of_equal_width() -> None:
    assert reliability([0.12, 0.18, 1.0], [0.0, 1.0, 1.0]) == [(pytest.approx(0.15), 0.5, 2), (1.0, 1.0, 1)]


def test_calibration_error_is_weighted_by_the_bins_counts() -> None:
    error = expected_calibration_error([0.12, 0.18, 1.0], [0.0, 1.0, 1.0])
    assert error == pytest.approx((0.35 * 2 + 0.0 * 1) / 3)


def test_the_area_does_not_depend_on_the_order_of_ties() -> None:
    assert area([0.5] * 4, [1.0, 1.0, 0.0, 0.0]) == area([0.5] * 4, [0.0, 0.0, 1.0, 1.0]) == 0.5


@pytest.mark.parametrize("n", [1, 2, 5, 9, 12, 19, 68])
def test_never_more_than_a_tenth_is_abstained_from(n: int) -> None:
    answerable = [(i + 1) / 100 for i in range(n)]
    abstained = sum(bool(true_abstentions(answerable, [one])[0]) for one in answerable)
    assert abstained == int(n / 10)
