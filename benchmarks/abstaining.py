"""Does the confidence tell answers that are right from those that are not: abstention, risk-coverage, reliability."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FALSE_ABSTENTIONS = 0.10


def true_abstentions(answerable: Sequence[float], unanswerable: Sequence[float]) -> list[float]:
    """1.0 for each unanswerable question that is abstained from at the threshold that abstains from a tenth of the
    answerable ones, else 0.0; both given by their confidence.

    >>> true_abstentions([0.5, 0.6, 0.7, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9], [0.2, 0.55, 0.7])
    [1.0, 1.0, 0.0]
    """
    threshold = np.quantile(answerable, FALSE_ABSTENTIONS, method="higher")
    return [float(confidence < threshold) for confidence in unanswerable]


def risk_coverage(
    confidence: Sequence[float], right: Sequence[float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(n,) coverage and (n,) risk: the share answered, and the share wrong among them, from sure to unsure.

    El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification" (2010).
    """
    order = np.argsort(-np.asarray(confidence), kind="stable")
    counts = np.arange(1, len(order) + 1)
    wrong = np.cumsum(1.0 - np.asarray(right, dtype=float)[order])
    return counts / len(order), wrong / counts


def reliability(
    confidence: Sequence[float], right: Sequence[float], *, bins: int = 10
) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, count) of each bin of equal width that holds any."""
    p, ok = np.asarray(confidence), np.asarray(right, dtype=float)
    places = np.minimum((p * bins).astype(int), bins - 1)
    return [(p[places == b].mean(), ok[places == b].mean(), int((places == b).sum())) for b in np.unique(places)]


def expected_calibration_error(confidence: Sequence[float], right: Sequence[float]) -> float:
    """The mean distance of confidence and share right over ten bins, weighted by their counts.

    Naeini, Cooper and Hauskrecht (2015).
    """
    found = reliability(confidence, right)
    return sum(abs(mean - share) * count for mean, share, count in found) / sum(count for *_, count in found)
