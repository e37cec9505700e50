"""Question, hits and what the reader made of them -> candidates: spans, each described by numbers.

The reader's own scores, what its passages agree on, and which of the question's words are there or missing: the reader
answers by meaning, and a name that no passage holds is a warning that it cannot give. What the numbers are worth
is for `confidence`.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.facts import asked_by
from index.fusion import Hit
from index.passages import Passage
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from index.words import is_name, normalised, occurs
from qa.asked_values import asked_unit
from qa.overlaps import apart
from qa.quantities import quantities
from qa.questions import Kind, content_words, focus, kind_of, weight
from qa.reader import PassageReading, Span
from qa.units import same_unit

MAX_UNIT_CHARS = 4
# Of a document's beginning, which says whose and when all the rest is, and of what stands before a passage.
OPENING_CHARS, BEFORE_CHARS = 150, 150
_LIMIT = 12.0  # log-odds beyond this tell no more

WANTED = {
    Kind.NUMBER: re.compile(r"\d|[一二三四五六七八九十百千万亿两半]"),
    Kind.DATE: re.compile(r"\d|[年月日天]|季度|世纪|星期|上午|下午|目前|近日|时期|朝|[前后时]"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Characters `start` to `end` of the hit's document, in the sentences `evidence_start` to `evidence_end`.

    features: (n_features,), what is known of it before any weights.
    """

    passage: Passage
    start: int
    end: int
    evidence_start: int
    evidence_end: int
    features: NDArray[np.float64]


FEATURES = (
    "log-odds of the span",
    "expected overlap with the right span",
    "log-odds that the passage answers",
    "log of the span's share of its passage",
    "log of the span's share of all passages",
    "log-odds that the passage is relevant",
    "best relevance of any passage",
    "passages that agree",
    "passage rank",
    "words in sentence",
    "words in passage",
    "words in any passage",
    "heaviest word missing from passage",
    "heaviest word missing from every passage",
    "heaviest name missing from sentence",
    "heaviest name missing from passage",
    "heaviest name missing from every passage",
    "pairs in sentence",
    "focus in passage",
    "focus in sentence",
    "numbers missing from passage",
    "kind wanted and missing",
    "log length",
)


def passages_to_read(hits: Sequence[Hit], documents: Mapping[str, Document]) -> list[tuple[str, str]]:
    """(heading, text) of each hit: titles, and the words that a line of facts is asked about by, then the passage."""
    found = []
    for hit in hits:
        passage = hit.passage
        facts = " ".join(filter(None, (asked_by(line, passage.section) for line in passage.text.split("\n")[:3])))
        titles = (documents[passage.document_id].title, passage.section, facts)
        found.append((" ".join(part for part in titles if part), passage.text))
    return found


def candidates(
    question: str, hits: Sequence[Hit], documents: Mapping[str, Document], readings: Sequence[PassageReading]
) -> list[Candidate]:
    """The reader's best spans of each hit, in the order of the hits, without those that overlap a better one.

    documents: by id, those of the hits. readings: what the reader made of `passages_to_read`.
    """
    if not hits:
        return []
    passages = ["\n".join(parts) for parts in passages_to_read(hits, documents)]
    around = [_around(documents[hit.passage.document_id].text, hit.passage.start) for hit in hits]
    asked = _Asked(question, passages, around, readings)
    found = []
    for rank, (hit, reading) in enumerate(zip(hits, readings, strict=True)):
        passage, text = hit.passage, documents[hit.passage.document_id].text
        for span, expected in apart(reading.spans):
            start, end = trimmed(text, passage.start + span.start, passage.start + span.end)
            if start < end:
                evidence = _evidence(text, passage, start, end)
                features = asked.features(rank, span, expected, text[start:end], text[slice(*evidence)])
                found.append(Candidate(passage, start, end, *evidence, np.array(features)))
    return _in_the_unit_asked_for(question, found, documents)


def _in_the_unit_asked_for(question: str, found: list[Candidate], documents: Mapping[str, Document]) -> list[Candidate]:
    """Those that say how many, where the question names what is counted, as 多少家 does, and some of them do; else all."""
    unit = asked_unit(question)
    if not unit:
        return found
    counts = []
    for one in found:
        text = documents[one.passage.document_id].text
        # The reader may leave out the unit.
        given = quantities(text[one.start : one.end + MAX_UNIT_CHARS])
        if any(q.start < one.end - one.start and same_unit(q.unit, unit) for q in given):
            counts.append(one)
    return counts or found


def _around(text: str, start: int) -> str:
    """What a passage that begins there may leave unsaid: 2021年3月，华夏公司…… is 此外，公司还…… a passage later."""
    return f"{text[: min(start, OPENING_CHARS)]}\n{text[max(0, start - BEFORE_CHARS) : start]}"


def _evidence(text: str, passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The whole sentences of the passage that hold the span."""
    spans = [trimmed(text, *span) for span in sentence_spans(text, passage.start, passage.end)]
    holding = [span for span in spans if span[0] < end and span[1] > start]
    return (holding[0][0], holding[-1][1]) if holding else (start, end)


class _Asked:
    """A question, what is known of each passage, and what is known of all of them.

    A word is absent from a passage where what stands around it lacks the word too.
    """

    def __init__(
        self, question: str, passages: Sequence[str], around: Sequence[str], readings: Sequence[PassageReading]
    ) -> None:
        self.passages = [normalised(passage) for passage in passages]
        whole = [f"{passage}\n{normalised(more)}" for passage, more in zip(self.passages, around, strict=True)]
        self.readings = readings
        self.words = {word: weight(word) for word in content_words(question)}
        self.names = [word for word in self.words if is_name(word)]
        self.pairs = _pairs(normalised(question))
        self.focus = focus(question)
        self.wanted = WANTED.get(kind_of(question))
        numbers = re.findall(r"\d+", normalised(question))
        self.unsaid_numbers = [any(number not in passage for number in numbers) for passage in whole]
        self.absent = [[word for word in self.words if not occurs(word, passage)] for passage in whole]
        self.missing = [word for word in self.words if all(word in absent for absent in self.absent)]
        self.total = _log_sum_exp([reading.answered for reading in readings])

    def features(self, rank: int, span: Span, expected: float, text: str, sentence: str) -> list[float]:
        """As named in FEATURES, for a span of the passage of that rank, from 0."""
        reading, absent = self.readings[rank], self.absent[rank]
        agreeing = sum(
            len(text) > 1 and normalised(text) in other
            for place, other in enumerate(self.passages)
            if place != rank and self.readings[place].answered > 0
        )
        in_sentence = normalised(sentence)
        unsaid = [word for word in self.words if not occurs(word, in_sentence)]
        return [
            _limited(span.score),
            expected,
            _limited(reading.answered),
            math.log(span.share),
            _limited(span.score - self.total),
            _limited(reading.relevance),
            max(_limited(other.relevance) for other in self.readings),
            math.log1p(agreeing),
            1.0 / (1 + rank),
            self._covered(unsaid),
            self._covered(absent),
            self._covered(self.missing),
            self._heaviest(absent),
            self._heaviest(self.missing),
            self._heaviest(word for word in self.names if word in unsaid),
            self._heaviest(word for word in self.names if word in absent),
            self._heaviest(word for word in self.names if word in self.missing),
            sum(pair in in_sentence for pair in self.pairs) / (len(self.pairs) or 1),
            float(bool(self.focus) and self.focus not in absent),
            float(bool(self.focus) and self.focus not in unsaid),
            float(self.unsaid_numbers[rank]),
            float(self.wanted is not None and not self.wanted.search(text)),
            math.log(len(text)),
        ]

    def _covered(self, missing: Iterable[str]) -> float:
        """The share of the words' weight that is not missing."""
        total = sum(self.words.values())
        return 1.0 - sum(self.words[word] for word in missing) / total if total else 0.0

    def _heaviest(self, words: Iterable[str]) -> float:
        """The weight of the most telling of these words, in tens of nats."""
        return max((self.words[word] / 10 for word in words), default=0.0)


def _limited(log_odds: float) -> float:
    return max(-_LIMIT, min(_LIMIT, log_odds))


def _log_sum_exp(values: Sequence[float]) -> float:
    largest = max(values)
    if not math.isfinite(largest):  # no passage has a token
        return largest
    return largest + math.log(sum(math.exp(value - largest) for value in values))


def _pairs(text: str) -> list[str]:
    return list(dict.fromkeys(text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum()))
