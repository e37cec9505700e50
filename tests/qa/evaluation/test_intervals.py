"""Bootstrap intervals and paired differences."""

import numpy as np
import pytest

from qa.evaluation.intervals import difference, interval, interval_of


def test_equal_values_leave_no_doubt() -> None:
    assert interval([0.5] * 9) == (0.5, 0.5, 0.5)


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    mean, low, high = interval([1.0] * 300 + [0.0] * 100)
    half = 1.96 * (0.75 * 0.25 / 400) ** 0.5
    assert mean == 0.75
    assert (low, high) == pytest.approx((0.75 - half, 0.75 + half), abs=0.005)


def test_a_statistic_of_two_columns_draws_the_same_questions_from_both() -> None:
    values = np.arange(50.0)
    assert interval_of(lambda a, b: float((a - b).max()), [values, values]) == (0.0, 0.0, 0.0)


def test_no_values_have_no_interval() -> None:
    with pytest.raises(ValueError, match="no values"):
        interval([])


def test_a_steady_gain_is_real_and_chance_is_not() -> None:
    chance = np.random.default_rng(1)
    before = chance.random(200)
    assert difference([before], [before + 0.1]).real
    assert difference([before], [before]).value == 0.0
    assert not difference([before], [before]).real
    assert not difference([before], [chance.permutation(before)]).real


def test_pairing_finds_a_gain_that_two_separate_intervals_would_hide() -> None:
    before = np.linspace(0.0, 1.0, 40)
    after = before + 0.02
    assert interval(before)[2] > interval(after)[1]
    assert difference([before], [after]).real


def test_runs_on_other_questions_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same questions"):
        difference([[0.0, 1.0]], [[1.0]])
