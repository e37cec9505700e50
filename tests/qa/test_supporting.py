"""Readings by the fitted weights."""

import json
from pathlib import Path

import pytest

from index.fusion import Hit
from index.passages import Passage
from index.sections import Document, Section
from qa.supporting import WEIGHTS, load_weights, read

TEXT = "大桥横跨长江。全长3240米，总投资12亿元。设计者是林同。"
DOCUMENT = Document("d", "大桥", "大桥.txt", "0" * 64, TEXT, (Section("正文", 0, len(TEXT)),))
HITS = [Hit(Passage(1, "d", "正文", 0, len(TEXT), TEXT), 0.5)]


def test_without_candidates_there_are_no_readings() -> None:
    assert read("大桥在哪里", HITS, {}) == []


def test_readings_come_best_first_with_probabilities() -> None:
    probabilities = [reading.probability for reading in read("大桥的设计者是谁", HITS, {"d": DOCUMENT})]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0.0 <= p <= 1.0 for p in probabilities)


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    fields = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    fields["features"] = fields["features"][1:]
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(ValueError, match="fitted to other features"):
        load_weights(path)
