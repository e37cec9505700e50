"""Fits the weights of `qa/supporting.py`, and its threshold.

    python -m training.supporting --data ../shared/data

Weights are fitted on CMRC 2018 train and on DRCD in Simplified script; the threshold is chosen on CMRC 2018 trial.
About fifteen minutes on two cores.
"""

import argparse
import json
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from index.embedder import load_embedder
from qa.supporting import FEATURES, WEIGHTS, Weights, answering_features
from training.supporting.examples import Example, articles, examples

SEED = 20
TRAIN_PARAGRAPHS = 500
FOREIGN = 150
_log = logging.getLogger("training.supporting")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the CMRC and DRCD files")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train = articles(options.data / "cmrc2018-train.json")[:TRAIN_PARAGRAPHS]
    drcd = articles(options.data / "drcd-dev.json", simplify=True)[:TRAIN_PARAGRAPHS]
    trial = articles(options.data / "cmrc2018-trial.json")
    outside = [
        q.text for p in articles(options.data / "drcd-test.json", simplify=True)[:FOREIGN] for q in p.questions[:1]
    ]
    fitted_on = _collected(train, outside, SEED) + _collected(drcd, outside, SEED + 1)
    weights = fitted(fitted_on)
    tuned_on = _collected(trial, outside, SEED + 2)
    weights = Weights(weights.ranking, weights.answering, best_threshold(tuned_on, weights))
    report(tuned_on, weights)
    fields = {
        "made by": "python -m training.supporting",
        "features": list(FEATURES),
        "ranking": [round(float(w), 5) for w in weights.ranking],
        "answering": [round(float(w), 5) for w in weights.answering],
        "threshold": round(weights.threshold, 4),
    }
    options.out.write_text(json.dumps(fields, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _collected(paragraphs: Sequence, foreign: Sequence[str], seed: int) -> list[Example]:  # type: ignore[type-arg]
    with tempfile.TemporaryDirectory() as home:
        made = list(examples(paragraphs, foreign, home=Path(home), embedder=load_embedder(), seed=seed))
    for kind in sorted({e.kind for e in made}):
        _log.info("%s: %d", kind, sum(e.kind == kind for e in made))
    found = [any(e.right) for e in made if e.kind == "answerable"]
    _log.info("a right sentence is among the candidates: %.3f", np.mean(found))
    return made


def fitted(made: Sequence[Example]) -> Weights:
    """Both logistic regressions. The ranking sees candidates of one question relative to their mean."""
    rows, labels = [], []
    for example in made:
        if any(example.right) and not all(example.right):
            features = np.array([c.features for c in example.found])
            rows.append(features - features.mean(axis=0))
            labels += list(example.right)
    ranking = _regressed(np.concatenate(rows), np.array(labels), balanced=True)[:-1]
    asked = [e for e in made if e.found]
    inputs = np.array([answering_features(e.found, _scores(e, ranking)) for e in asked])
    answering = _regressed(inputs[:, :-1], np.array([best_is_right(e, ranking) for e in asked]), balanced=False)
    return Weights(ranking, answering, 0.5)


def _regressed(rows: NDArray[np.float64], labels: NDArray[np.bool_], *, balanced: bool) -> NDArray[np.float64]:
    """The weights for the rows as they are, the bias last."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=0.3, max_iter=2000, class_weight="balanced" if balanced else None)
    model.fit(scaler.transform(rows), labels)
    scaled = model.coef_[0] / scaler.scale_
    return np.append(scaled, model.intercept_[0] - scaled @ scaler.mean_)


def _scores(example: Example, ranking: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([c.features for c in example.found]) @ ranking


def best_is_right(example: Example, ranking: NDArray[np.float64]) -> bool:
    return bool(example.found) and bool(example.right[int(np.argmax(_scores(example, ranking)))])


def probability(example: Example, weights: Weights) -> float:
    if not example.found:
        return 0.0
    score = answering_features(example.found, _scores(example, weights.ranking)) @ weights.answering
    return float(1 / (1 + np.exp(-score)))


def best_threshold(made: Sequence[Example], weights: Weights) -> float:
    """The threshold at which the mean of two shares is highest: answerable questions answered rightly, others declined."""
    p = np.array([probability(e, weights) for e in made])
    right = np.array([best_is_right(e, weights.ranking) for e in made])
    answerable = np.array([e.kind == "answerable" for e in made])
    grid = np.linspace(0.05, 0.95, 91)
    gains = [(right & (p >= t))[answerable].mean() + (p < t)[~answerable].mean() for t in grid]
    return float(grid[int(np.argmax(gains))])


def report(made: Sequence[Example], weights: Weights) -> None:
    p = np.array([probability(e, weights) for e in made])
    kinds = np.array([e.kind for e in made])
    right = np.array([best_is_right(e, weights.ranking) for e in made])
    for name, value in zip(FEATURES, weights.ranking, strict=True):
        _log.info("%8.3f  %s", value, name)
    answerable = kinds == "answerable"
    _log.info(
        "best sentence right: %.3f; answered rightly at %.2f: %.3f; falsely declined: %.3f",
        right[answerable].mean(),
        weights.threshold,
        (right & (p >= weights.threshold))[answerable].mean(),
        (p < weights.threshold)[answerable].mean(),
    )
    at_tenth = np.quantile(p[answerable], 0.1)
    for kind in ("cut", "swapped", "foreign"):
        _log.info(
            "%s: declined %.3f; at a tenth falsely declined %.3f",
            kind,
            (p < weights.threshold)[kinds == kind].mean(),
            (p < at_tenth)[kinds == kind].mean(),
        )
    for low in np.arange(0, 1, 0.2):
        inside = (p >= low) & (p < low + 0.2)
        if inside.any():
            _log.info("probability %.1f-%.1f: %d, right %.3f", low, low + 0.2, inside.sum(), right[inside].mean())


if __name__ == "__main__":
    main()
