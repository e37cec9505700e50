"""Calibration: is what is said with confidence 0.8 right four times in five.

With the answers in bins B of equal width by confidence, n of them in all,

    expected calibration error = sum over B of |B| / n * |share right in B - mean confidence in B|

Naeini, Cooper and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning" (2015).
"""

import numpy as np

from qa.evaluation.intervals import Values


def reliability(confidence: Values, right: Values, *, bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, count) of each bin of equal width that holds any."""
    p, ok = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    places = np.minimum((p * bins).astype(int), bins - 1)
    return [
        (float(p[places == b].mean()), float(ok[places == b].mean()), int((places == b).sum()))
        for b in np.unique(places)
    ]


def expected_calibration_error(confidence: Values, right: Values) -> float:
    """Over ten bins; 0.0 where nothing was answered."""
    found = reliability(confidence, right)
    n = sum(count for *_, count in found)
    return sum(abs(mean - share) * count for mean, share, count in found) / n if n else 0.0
