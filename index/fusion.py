"""Ranked lists -> one ranked list, by reciprocal rank fusion."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.passages import Passage

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with a score; higher is better. Its rank is its place in the list, from 1."""

    passage: Passage
    score: float


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[Item]], *, weights: Sequence[float] | None = None, constant: int = 60
) -> list[tuple[Item, float]]:
    """Fuses rankings, each best first: score = sum over them of weight / (constant + rank), rank from 1.

    Cormack, Clarke and Büttcher (2009). Equal scores keep the order in which the items were first seen.

    >>> reciprocal_rank_fusion([["a", "b"], ["b"]])[0][0]  # 1/62 + 1/61 against 1/61
    'b'
    """
    weights = [1.0] * len(rankings) if weights is None else weights
    if len(weights) != len(rankings):
        raise ValueError(f"{len(rankings)} rankings need as many weights, got {len(weights)}")
    scores: dict[Item, float] = {}
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + weight / (constant + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
