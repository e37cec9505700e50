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
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from benchmarks.squad import Paragraph
from qa.features import FEATURES
from qa.supporting import WEIGHTS, Weights, answering_features
from training.supporting.examples import Example, articles, examples

SEED = 20
TRAIN_PARAGRAPHS = 600
FOREIGN = 150
PENALTY = 1e-3
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


def _collected(paragraphs: Sequence[Paragraph], foreign: Sequence[str], seed: int) -> list[Example]:
    with tempfile.TemporaryDirectory() as home:
        made = list(examples(paragraphs, foreign, home=Path(home), seed=seed))
    for kind in sorted({e.kind for e in made}):
        _log.info("%s: %d", kind, sum(e.kind == kind for e in made))
    found = [any(e.right) for e in made if e.kind == "answerable"]
    _log.info("a right sentence is among the candidates: %.3f", np.mean(found))
    return made


def fitted(made: Sequence[Example]) -> Weights:
    """The ranking by softmax over a question's candidates, the probability by logistic regression on the best one."""
    ranking = _ranked([e for e in made if any(e.right)])
    asked = [e for e in made if e.found]
    inputs = np.array([answering_features(e.found, _scores(e, ranking))[:-1] for e in asked])
    scaler = StandardScaler().fit(inputs)
    model = LogisticRegression(C=0.3, max_iter=3000)
    model.fit(scaler.transform(inputs), np.array([best_is_right(e, ranking) for e in asked]))
    scaled = model.coef_[0] / scaler.scale_
    return Weights(ranking, np.append(scaled, model.intercept_[0] - scaled @ scaler.mean_), 0.5)


def _ranked(made: Sequence[Example]) -> NDArray[np.float64]:
    """Weights that make -log of the right candidates' share of the softmax least, with a small L2 penalty."""
    rows = [np.array([c.features for c in e.found]) for e in made]
    scale = np.concatenate(rows).std(axis=0) + 1e-9
    questions = [(row / scale, np.array(e.right)) for row, e in zip(rows, made, strict=True)]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.0, np.zeros_like(weights)
        for features, right in questions:
            scores = features @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            among_right = share * right / (share @ right)
            total -= np.log(share @ right)
            gradient += features.T @ (share - among_right)
        n = len(questions)
        return float(total / n + PENALTY * weights @ weights), gradient / n + 2 * PENALTY * weights

    found = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / scale)


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
    answerable = kinds == "answerable"
    answered = p >= weights.threshold
    for name, value in zip(FEATURES, weights.ranking, strict=True):
        _log.info("%8.3f  %s", value, name)
    _log.info("best sentence right: %.3f", right[answerable].mean())
    _log.info("threshold %.2f: answered rightly %.3f", weights.threshold, (right & answered)[answerable].mean())
    _log.info("declined though answerable: %.3f", (~answered)[answerable].mean())
    for kind in sorted(set(kinds) - {"answerable"}):
        _log.info("declined, %s: %.3f", kind, (~answered)[kinds == kind].mean())
    for low in np.linspace(0, 0.8, 5):
        inside = (p >= low) & (p < low + 0.2)
        _log.info("probability %.1f to %.1f: %d, right %.3f", low, low + 0.2, inside.sum(), right[inside].mean())


if __name__ == "__main__":
    main()
