"""Candidates -> readings: which is the best, and the calibrated probability that it answers the question.

By weights that `training/confidence` fits to questions that the reader was not trained on.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.features import FEATURES, Candidate

WEIGHTS = Path(__file__).with_name("confidence.json")


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate, and the probability that it answers the question."""

    candidate: Candidate
    probability: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What `training/confidence` fits, to questions that stand alone or to messages that are read with the turn before them.

    ranking       weights (n_features,): a candidate's score is weights · features, the best one is read
    answering     weights (n_features + 3,) of `answering_features`: the probability that the best candidate is the
                  answer is 1 / (1 + exp(-weights · features)), a logistic regression
    threshold     below this probability there is no answer
    """

    ranking: NDArray[np.float64]
    answering: NDArray[np.float64]
    threshold: float


@cache
def load_weights(*, in_context: bool = False, path: Path = WEIGHTS) -> Weights:
    """in_context: those for a message that is read with the turn before it.

    Raises ValueError where they were fitted to other features.
    """
    fields = json.loads(path.read_text(encoding="utf-8"))
    if fields["features"] != list(FEATURES):
        raise ValueError(f"{path} was fitted to other features; run python -m training.confidence")
    fitted = fields["in context" if in_context else "alone"]
    return Weights(np.array(fitted["ranking"]), np.array(fitted["answering"]), float(fitted["threshold"]))


def rated(found: Sequence[Candidate], weights: Weights) -> list[Reading]:
    """The candidates as readings, best first. Only the first one's probability is calibrated; it leads the rest."""
    if not found:
        return []
    scores = np.array([candidate.features for candidate in found]) @ weights.ranking
    order = np.argsort(-scores, kind="stable")
    best = _logistic(float(answering_features(found, scores) @ weights.answering))
    spread = np.exp(scores - scores.max())
    return [Reading(found[i], best * float(spread[i])) for i in order]


def answering_features(found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n_features + 3,): the best candidate's features, its score, its lead over the second, and 1 for the bias."""
    order = np.argsort(-scores, kind="stable")
    lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 0.0
    return np.concatenate([found[order[0]].features, [scores[order[0]], lead, 1.0]])


def _logistic(x: float) -> float:
    return 0.5 * (1.0 + math.tanh(x / 2))  # which does not overflow
