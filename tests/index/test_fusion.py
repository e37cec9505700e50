"""Reciprocal rank fusion."""

import pytest

from index.fusion import reciprocal_rank_fusion


def test_an_item_of_both_rankings_gets_both_shares() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["c", "b"]])
    assert fused == [("b", 1 / 62 + 1 / 62), ("a", 1 / 61), ("c", 1 / 61)]


def test_weights_and_the_constant_count() -> None:
    fused = reciprocal_rank_fusion([["a"], ["b"]], weights=[1.0, 2.0], constant=10)
    assert fused == [("b", 2 / 11), ("a", 1 / 11)]


def test_no_rankings_give_nothing() -> None:
    assert reciprocal_rank_fusion([]) == []


def test_each_ranking_needs_its_weight() -> None:
    with pytest.raises(ValueError, match="2 rankings need as many weights, got 1"):
        reciprocal_rank_fusion([["a"], ["b"]], weights=[1.0])
