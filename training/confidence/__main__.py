"""Fits the weights of `qa/confidence.py`, and its threshold.

    python -m training.confidence --data ../shared/data

On questions that the reader was not trained on: CMRC 2018 trial, the articles of DRCD that were held out, in
Simplified script, and the questions of training/confidence/written; for messages that go on from others, on the dialogues beside
them. What is logged at the end is measured by five-fold cross-validation. About twenty minutes on two cores.
"""

import argparse
import json
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from qa.confidence import WEIGHTS, Weights, answering_features
from qa.features import FEATURES
from qa.reader import MODEL_FOLDER, Reader
from training.confidence.examples import Example, continued, examples, written
from training.reader.sources import articles, held_out

WRITTEN = Path(__file__).with_name("written")
DIALOGUES = Path(__file__).with_name("dialogues")
SEED = 20
FOREIGN = 150
FOLDS = 5
# Of questions with an answer, so many are declined: more than three times as many of those in quite other words as of direct ones.
FALSE_ABSTENTIONS = 0.1
PENALTY = 1e-3
_log = logging.getLogger("training.confidence")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the CMRC and DRCD files")
    parser.add_argument("--reader", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    reader = Reader(options.reader)
    fields: dict[str, Any] = {
        "made by": "python -m training.confidence",
        "reader": reader.name,
        "features": list(FEATURES),
    }
    for name, made in (("alone", _collected(options.data, reader)), ("in context", _continued(reader))):
        _log.info("%s: %d questions", name, len(made))
        fields[name] = _fields(made)
    options.out.write_text(json.dumps(fields, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _fields(made: Sequence[Example]) -> dict[str, Any]:
    """The weights and the threshold that are fitted to the examples; logs what they give."""
    crossed = [(example, weights) for weights, others in _folds(made) for example in others]
    weights = fitted(made)
    weights = Weights(weights.ranking, weights.answering, best_threshold(crossed))
    report(crossed, weights)
    alternatives(crossed)
    return {
        "ranking": [round(float(w), 5) for w in weights.ranking],
        "answering": [round(float(w), 5) for w in weights.answering],
        "threshold": round(weights.threshold, 2),
    }


def _continued(reader: Reader) -> list[Example]:
    with tempfile.TemporaryDirectory() as home:
        return list(continued(DIALOGUES, WRITTEN, reader, home=Path(home)))


def _collected(data: Path, reader: Reader) -> list[Example]:
    """Examples from a library of each set's articles; the one's questions are foreign to the other."""
    sets = [articles(data / "cmrc2018-trial.json"), held_out(data)]
    made: list[Example] = []
    for number, (paragraphs, others) in enumerate(zip(sets, reversed(sets), strict=True)):
        foreign = [q.text for p in others for q in p.questions[:1]][:FOREIGN]
        with tempfile.TemporaryDirectory() as home:
            made += examples(paragraphs, foreign, reader, home=Path(home), seed=SEED + number)
    with tempfile.TemporaryDirectory() as home:
        made += written(WRITTEN, reader, home=Path(home))
    for kind in sorted({e.kind for e in made}):
        _log.info("%s: %d", kind, sum(e.kind == kind for e in made))
    found = [any(e.right) for e in made if e.answerable]
    _log.info("a right span is among the candidates: %.3f", np.mean(found))
    return made


def _folds(made: Sequence[Example]) -> list[tuple[Weights, list[Example]]]:
    """Weights fitted without each fifth of the examples, and that fifth."""
    return [
        (fitted([e for i, e in enumerate(made) if i % FOLDS != fold]), list(made[fold::FOLDS])) for fold in range(FOLDS)
    ]


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


def best_threshold(crossed: Sequence[tuple[Example, Weights]]) -> float:
    """The threshold that declines FALSE_ABSTENTIONS of the answerable questions."""
    p = [probability(e, weights) for e, weights in crossed if e.answerable]
    return float(np.quantile(p, FALSE_ABSTENTIONS))


def alternatives(crossed: Sequence[tuple[Example, Weights]]) -> None:
    """What other thresholds would give: the choice between them is a person's."""
    p = np.array([probability(e, weights) for e, weights in crossed])
    right = np.array([best_is_right(e, weights.ranking) for e, weights in crossed])
    answerable = np.array([e.answerable for e, _ in crossed])
    for share in (0.07, 0.1, 0.13, 0.16):
        answered = p >= np.quantile(p[answerable], share)
        _log.info(
            "declining %.2f of the answerable: answered rightly %.3f, unanswerable declined %.3f, of what is answered right %.3f",
            share,
            (right & answered)[answerable].mean(),
            (~answered)[~answerable].mean(),
            right[answered].mean(),
        )


def report(crossed: Sequence[tuple[Example, Weights]], final: Weights) -> None:
    """The final weights, and what weights fitted without an example give for it."""
    p = np.array([probability(e, weights) for e, weights in crossed])
    kinds = np.array([e.kind for e, _ in crossed])
    right = np.array([best_is_right(e, weights.ranking) for e, weights in crossed])
    answerable = np.array([e.answerable for e, _ in crossed])
    answered = p >= final.threshold
    for name, value in zip(FEATURES, final.ranking, strict=True):
        _log.info("%8.3f  %s", value, name)
    _log.info("best span right: %.3f", right[answerable].mean())
    _log.info("threshold %.2f: answered rightly %.3f", final.threshold, (right & answered)[answerable].mean())
    _log.info("declined though answerable: %.3f", (~answered)[answerable].mean())
    for kind in sorted(set(kinds)):
        of_kind = kinds == kind
        _log.info(
            "%s: declined %.3f, answered rightly %.3f",
            kind,
            *(one[of_kind].mean() for one in (~answered, right & answered)),
        )
    for low in np.linspace(0, 0.8, 5):
        inside = (p >= low) & (p < low + 0.2)
        _log.info("probability %.1f to %.1f: %d, right %.3f", low, low + 0.2, inside.sum(), right[inside].mean())


if __name__ == "__main__":
    main()
