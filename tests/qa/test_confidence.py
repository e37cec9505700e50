"""Candidates to readings, by weights worked by hand."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.passages import Passage
from qa.confidence import WEIGHTS, Weights, load_weights, rated
from qa.features import FEATURES, Candidate

PASSAGE = Passage(1, "d", "正文", 0, 10, "大桥全长3240米。")


def candidate(start: int, first_feature: float) -> Candidate:
    features = np.zeros(len(FEATURES))
    features[0] = first_feature
    return Candidate(PASSAGE, start, start + 1, 0, 10, features)


def weights(*, score: float, bias: float) -> Weights:
    """A candidate's score is its first feature; the log-odds of the best are score times that, and the bias."""
    ranking = np.zeros(len(FEATURES))
    ranking[0] = 1.0
    return Weights(ranking, np.concatenate([np.zeros(len(FEATURES)), [score, 0.0, bias]]), 0.5)


def test_without_candidates_there_are_no_readings() -> None:
    assert rated([], weights(score=1.0, bias=0.0)) == []


def test_readings_come_best_first_and_the_best_has_the_probability() -> None:
    found = rated([candidate(0, 1.0), candidate(5, 3.0)], weights(score=1.0, bias=-3.0))
    assert [reading.candidate.start for reading in found] == [5, 0]
    assert found[0].probability == pytest.approx(0.5)  # 1 / (1 + exp(-(3 - 3)))
    assert found[1].probability == pytest.approx(0.5 * np.exp(-2.0))


def test_probabilities_do_not_overflow() -> None:
    assert rated([candidate(0, -9e3)], weights(score=1.0, bias=0.0))[0].probability == 0.0


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    fields = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    fields["features"] = fields["features"][1:]
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(ValueError, match="fitted to other features"):
        load_weights(path=path)
