"""Question and hits -> readings: the sentences that may hold the answer, each with a probability.

The first reader: it reads words only, as `features` describes them, by weights that `training/supporting` fits. It
finds sentences; the exact words within them are for `spans`.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.fusion import Hit
from index.passages import Passage
from index.sections import Document
from qa.features import FEATURES, Candidate, candidates

WEIGHTS = Path(__file__).with_name("supporting.json")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence of a passage, `document.text[start:end]`, and the probability that it answers the question."""

    passage: Passage
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What `training/supporting` fits.

    ranking       weights (n_features,): a candidate's score is weights · features, the best one is read
    answering     weights (n_features + 3,) of `answering_features`: the probability that the best candidate holds the
                  answer is 1 / (1 + exp(-weights · features)), a logistic regression
    threshold     below this probability there is no answer
    """

    ranking: NDArray[np.float64]
    answering: NDArray[np.float64]
    threshold: float


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    fields = json.loads(path.read_text(encoding="utf-8"))
    if fields["features"] != list(FEATURES):
        raise ValueError(f"{path} was fitted to other features; run python -m training.supporting")
    return Weights(np.array(fields["ranking"]), np.array(fields["answering"]), float(fields["threshold"]))


def read(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> list[Reading]:
    """The candidates as readings, best first. Only the first one's probability is calibrated; it leads the rest."""
    found = candidates(question, hits, documents)
    if not found:
        return []
    weights = load_weights()
    scores = np.array([candidate.features for candidate in found]) @ weights.ranking
    order = np.argsort(-scores, kind="stable")
    best = _logistic(float(answering_features(found, scores) @ weights.answering))
    spread = np.exp(scores - scores.max())
    return [Reading(found[i].passage, found[i].start, found[i].end, best * float(spread[i])) for i in order]


def answering_features(found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n_features + 3,): the best candidate's features, its score, its lead over the second, and 1 for the bias."""
    order = np.argsort(-scores, kind="stable")
    lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 0.0
    return np.concatenate([found[order[0]].features, [scores[order[0]], lead, 1.0]])


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))
