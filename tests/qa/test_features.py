"""Candidate sentences and their features."""

from index.fusion import Hit
from index.passages import Passage
from index.sections import Document, Section
from qa.features import FEATURES, Candidate, candidates

TEXT = "大桥横跨长江。全长3240米，总投资12亿元。设计者是林同。"
DOCUMENT = Document("d", "大桥", "大桥.txt", "0" * 64, TEXT, (Section("正文", 0, len(TEXT)),))
HITS = [Hit(Passage(1, "d", "正文", 0, len(TEXT), TEXT), 0.5)]


def found(question: str) -> list[Candidate]:
    return candidates(question, HITS, {"d": DOCUMENT})


def feature(question: str, name: str) -> list[float]:
    return [float(candidate.features[FEATURES.index(name)]) for candidate in found(question)]


def test_a_candidate_is_a_sentence_by_its_offsets() -> None:
    assert [TEXT[c.start : c.end] for c in found("大桥在哪里")] == [
        "大桥横跨长江。",
        "全长3240米，总投资12亿元。",
        "设计者是林同。",
    ]


def test_only_a_sentence_with_a_number_answers_how_many() -> None:
    assert [TEXT[c.start : c.end] for c in found("大桥全长多少")] == ["全长3240米，总投资12亿元。"]


def test_words_count_in_the_sentence_and_before_it() -> None:
    assert feature("大桥的设计者", "words in sentence")[0] < 1.0
    assert feature("大桥的设计者", "words in sentence or before it")[2] == 1.0


def test_a_unit_that_is_asked_for_and_missing_is_noticed() -> None:
    assert feature("大桥全长多少公里", "unit asked and missing") == [1.0]
    assert feature("大桥全长多少米", "unit asked and missing") == [0.0]


def test_a_number_of_the_question_that_is_missing_is_noticed() -> None:
    assert feature("2019年大桥在哪里", "numbers missing") == [1.0, 1.0, 1.0]


def test_a_document_that_was_removed_meanwhile_is_passed_over() -> None:
    assert candidates("大桥在哪里", HITS, {}) == []
