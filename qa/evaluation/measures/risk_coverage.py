"""Risk and coverage: how wrong are the answers, when only the surest share of the questions is answered.

With the questions in falling order of confidence and e_i = 1 where the answer to the i-th is wrong,

    coverage(i) = i / n,  risk(i) = (e_1 + … + e_i) / i,  area = mean of risk(i) over i

El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification" (2010); the area is AURC of Geifman,
Uziel and El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers" (2019). 0 is best.
"""

import numpy as np
from numpy.typing import NDArray

from qa.evaluation.intervals import Values


def risk_coverage(
    confidence: Values, right: Values, *, n_questions: int | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(n,) coverage and (n,) risk: the share answered, and the share wrong among them, from sure to unsure.

    n_questions: how many were asked, where some got no answer; coverage is the share of them.
    """
    _, places = np.unique(-np.asarray(confidence, dtype=float), return_inverse=True)
    order = np.argsort(places, kind="stable")
    counts = np.arange(1, len(order) + 1)
    # Of questions that are equally sure, none comes first: each is as wrong as they are together.
    errors = np.bincount(places, weights=1.0 - np.asarray(right, dtype=float)) / np.maximum(np.bincount(places), 1)
    wrong = np.cumsum(errors[places[order]])
    return counts / (len(order) if n_questions is None else n_questions), wrong / counts


def area(confidence: Values, right: Values) -> float:
    """The area under the curve, as a mean over what was answered; 0.0 where nothing was."""
    return float(risk_coverage(confidence, right)[1].mean()) if len(confidence) else 0.0
