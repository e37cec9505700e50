"""The reader's many spans of a passage -> the few that are worth weighing: likely, and apart from each other."""

from collections.abc import Sequence

import numpy as np

from qa.reader import Span

SPANS_A_PASSAGE = 3


def apart(spans: Sequence[Span]) -> list[tuple[Span, float]]:
    """The SPANS_A_PASSAGE of the highest expected overlap that do not overlap each other, each with it."""
    chosen: list[tuple[Span, float]] = []
    for span, expected in sorted(zip(spans, expected_overlaps(spans), strict=True), key=lambda pair: -pair[1]):
        if all(span.end <= other.start or span.start >= other.end for other, _ in chosen):
            chosen.append((span, expected))
    return chosen[:SPANS_A_PASSAGE]


def expected_overlaps(spans: Sequence[Span]) -> list[float]:
    """For each span, how much it is to be expected to share with the right one, if that is among them; 0 to 1.

    With p_j the span's share of the reader's probability over its length in characters, made to sum to 1,

        sum over j of p_j * (F1(i, j) + [i is j]) / 2

    which is minimum Bayes risk (Kumar and Byrne, 2004) for the mean of exact match and F1 over characters. Of several
    spans that differ at their edges alone, one in the middle of them is better than the single likeliest. The length
    is there because the shortest words that answer are wanted, and some who marked the answers that the reader has learnt
    from marked whole sentences.

    >>> expected_overlaps([Span(0, 2, 1.0, share=0.5), Span(0, 4, 1.0, share=0.5)])  # p: 2/3 and 1/3; F1 2 * 2 / (2 + 4)
    [0.777..., 0.555...]
    """
    start, end = (np.array([getattr(span, edge) for span in spans], dtype=np.int64) for edge in ("start", "end"))
    length = np.maximum(1, end - start)  # a token may be of no character
    shared = np.minimum(end[:, None], end) - np.maximum(start[:, None], start)
    f1 = 2 * np.maximum(0, shared) / (length[:, None] + length)
    weights = np.array([span.share for span in spans]) / length
    overlaps: list[float] = ((f1 + np.eye(len(spans))) @ weights / 2 / weights.sum()).tolist()
    return overlaps
