"""Question and hits -> candidate sentences, each described by numbers that its words give.

Which of the question's words a sentence holds, which stand just before it, how much they tell, and whether the kind
of value asked for is there. What these numbers are worth is for `supporting`. Meaning counts where passages are
searched: beside these words, the cosine of question and sentence added nothing that could be measured.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.facts import asked_by
from index.fusion import Hit
from index.passages import Passage, searchable
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from index.words import is_name, normalised, occurs
from qa.questions import Kind, content_words, focus, kind_of, weight
from qa.spans import nearness, unit_asked, value_pattern

_CONTEXT_CHARS = 120  # how far back a sentence's subject is looked for

_NUMERAL = re.compile(r"\d|[二三四五六七八九十百千万亿两半]|一(?=[个家项条名人年月日天岁元倍成次种座所区])")
_TIME = re.compile(r"\d{1,4}年|\d{1,2}月|\d{1,2}日|[去今明前]年|季度|世纪|星期|上午|下午|目前|近日|时期|朝")
_ROLE = re.compile(r"[长员任记家师生手者]|先生|女士|编辑|校对|责编|说|表示|介绍|导演|创办|提出|发明")
_LOCAL = re.compile(r"[省市县区镇乡村州国岛山河湖路街]|位于|地区|北|南|东|西")
_CAUSE = re.compile(r"因为|由于|因此|所以|为了|因而|故|使得|导致|以便|从而|鉴于|缘|原因")
_WANTED = {
    Kind.NUMBER: _NUMERAL,
    Kind.DATE: _TIME,
    Kind.PERSON: _ROLE,
    Kind.PLACE: _LOCAL,
    Kind.REASON: _CAUSE,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what is known of it before any weights: `features` is (n_features,)."""

    passage: Passage
    start: int
    end: int
    features: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: Passage
    start: int
    end: int
    rank: int
    text: str
    context: str  # its section's title, what comes before it, and itself
    around: str  # its passage, with the titles


FEATURES = (
    "words in sentence",
    "words in sentence, the rarer here the more",
    "words in sentence or before it",
    "words in sentence or before it, the rarer here the more",
    "words in passage",
    "words in any passage",
    "heaviest word missing from sentence and before it",
    "heaviest word missing from every passage",
    "heaviest name missing from sentence and before it",
    "heaviest name missing from every passage",
    "pairs in sentence",
    "pairs in sentence, the rarer here the more",
    "pairs in sentence or before it",
    "focus in sentence",
    "focus missing from sentence and before it",
    "numbers missing",
    "kind wanted and there",
    "kind wanted and missing",
    "unit asked and missing",
    "part of a date asked and missing",
    "nearness of the value to the words",
    "passage rank",
    "log length",
)


def candidates(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> list[Candidate]:
    """Every sentence of the hits that can hold the answer, in the order of the hits.

    A how-many question is answered by a sentence with a number: 98 % of those in CMRC 2018 train are, 99 % in its trial
    set, 96 % in DRCD; other kinds of value can be put in too many ways. documents: by id, those of the hits.
    """
    sentences = _sentences(hits, documents)
    if kind_of(question) is Kind.NUMBER:
        sentences = [sentence for sentence in sentences if _NUMERAL.search(sentence.text)]
    asked = _Asked(question, sentences)
    return [Candidate(s.passage, s.start, s.end, np.array(asked.features(s))) for s in sentences]


def _sentences(hits: Sequence[Hit], documents: Mapping[str, Document]) -> list[_Sentence]:
    found = []
    for rank, hit in enumerate(hits, start=1):
        passage, document = hit.passage, documents.get(hit.passage.document_id)
        if document is None:
            continue
        around = normalised(searchable(document.title, passage.section, passage.text))
        for span in sentence_spans(document.text, passage.start, passage.end):
            start, end = trimmed(document.text, *span)
            if start < end:
                words = asked_by(document.text[start:end], passage.section)
                text = normalised(f"{words} {document.text[start:end]}" if words else document.text[start:end])
                before = normalised(document.text[max(passage.start, start - _CONTEXT_CHARS) : start])
                context = f"{normalised(passage.section)}\n{before}{text}"
                found.append(_Sentence(passage, start, end, rank, text, context, around))
    return found


class _Asked:
    """A question, and how much each of its words and character pairs tells among these sentences."""

    def __init__(self, question: str, sentences: Sequence[_Sentence]) -> None:
        self.words = {word: weight(word) for word in content_words(question)}
        self.pairs = dict.fromkeys(_pairs(normalised(question)), 1.0)
        self.names = [word for word in self.words if is_name(word)]
        texts = [sentence.text for sentence in sentences]
        self.local_words = {word: tells * _rarity(word, texts) for word, tells in self.words.items()}
        self.local_pairs = {pair: _rarity(pair, texts) for pair in self.pairs}
        passages = dict.fromkeys(sentence.around for sentence in sentences)
        self.missing = [word for word in self.words if not any(occurs(word, passage) for passage in passages)]
        self.focus = focus(question)
        self.kind = kind_of(question)
        self.wanted = _WANTED.get(self.kind)
        self.value = value_pattern(question)
        self.unit = unit_asked(question)
        self.numbers = re.findall(r"\d+", normalised(question))

    def features(self, sentence: _Sentence) -> list[float]:
        """As named in FEATURES."""
        text, context = sentence.text, sentence.context
        there = self.wanted is not None and self.wanted.search(text) is not None
        values = list(self.value.finditer(text)) if self.value else []
        return [
            _coverage(self.words, text),
            _coverage(self.local_words, text),
            _coverage(self.words, context),
            _coverage(self.local_words, context),
            _coverage(self.words, sentence.around),
            1.0 - sum(self.words[word] for word in self.missing) / (sum(self.words.values()) or 1.0),
            self._heaviest(word for word in self.words if not occurs(word, context)),
            self._heaviest(self.missing),
            self._heaviest(word for word in self.names if not occurs(word, context)),
            self._heaviest(word for word in self.names if word in self.missing),
            _share(self.pairs, text),
            _share(self.local_pairs, text),
            _share(self.pairs, context),
            float(bool(self.focus) and occurs(self.focus, text)),
            float(bool(self.focus) and not occurs(self.focus, context)),
            float(any(number not in context for number in self.numbers)),
            float(there),
            float(self.wanted is not None and not there),
            float(bool(self.unit) and self.unit not in text),
            float(self.kind is Kind.DATE and not values),
            max((nearness(self.local_words, text, *value.span()) for value in values), default=0.0),
            1.0 / sentence.rank,
            math.log(len(text)),
        ]

    def _heaviest(self, words: Iterable[str]) -> float:
        """The weight of the most telling of these words, in tens of nats."""
        return max((self.words[word] / 10 for word in words), default=0.0)


def _coverage(words: Mapping[str, float], text: str) -> float:
    """The share of the words' weight that the text holds; a longer word held in part counts for half of that part."""
    total = sum(words.values())
    held = 0.0
    for word, tells in words.items():
        if occurs(word, text):
            held += tells
        elif len(word) > 2:
            parts = _pairs(word)
            held += 0.5 * tells * sum(pair in text for pair in parts) / max(1, len(parts))
    return held / total if total else 0.0


def _share(pairs: Mapping[str, float], text: str) -> float:
    """The share of the pairs' weight that the text holds."""
    return sum(tells for pair, tells in pairs.items() if pair in text) / (sum(pairs.values()) or 1.0)


def _rarity(term: str, sentences: Sequence[str]) -> float:
    """log(1 + n / (1 + how many of the n sentences hold the term))."""
    return math.log(1 + len(sentences) / (1 + sum(term in sentence for sentence in sentences)))


def _pairs(text: str) -> list[str]:
    return list(dict.fromkeys(text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum()))
