"""Question and hits -> readings: the sentences that may hold the answer, each with a probability.

The first of two readers. It weighs how much of the question a sentence and what stands before it hold, how near
they are in meaning, and whether the kind of value asked for is there; `training/supporting` fits the weights. It
finds sentences, not the words within them.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedder import Embedder
from index.fusion import Hit
from index.passages import Passage, searchable
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from qa.questions import Kind, content_words, kind_of, normalised, weight

WEIGHTS = Path(__file__).with_name("supporting.json")
CANDIDATES = 6  # sentences that are embedded: the rest have too little in common with the question
_CONTEXT_CHARS = 120  # how far back a sentence's subject is looked for

_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万亿两半]+(?=[个家项条名人年月日天岁元倍成次种座所区])|百分之")
_TIME = re.compile(r"\d{1,4}年|\d{1,2}月|\d{1,2}日|[去今明前]年|季度|世纪|星期|上午|下午|目前|近日|时期|朝")
_ROLE = re.compile(r"[长员任记家师生手者]|先生|女士|说|表示|介绍|导演|创办|提出|发明")
_LOCAL = re.compile(r"[省市县区镇乡村州国岛山河湖路街]|位于|地区|北|南|东|西")
_CAUSE = re.compile(r"因为|由于|因此|所以|为了|因而|故|使得|导致|以便|从而|鉴于|缘|原因")
_WANTED = {
    Kind.NUMBER: _NUMBER,
    Kind.DATE: _TIME,
    Kind.PERSON: _ROLE,
    Kind.PLACE: _LOCAL,
    Kind.REASON: _CAUSE,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence of a passage, `document.text[start:end]`, and the probability that it answers the question."""

    passage: Passage
    start: int
    end: int
    probability: float


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
    context: str  # what comes before it, with the titles
    around: str  # its passage, with the titles


@dataclass(frozen=True, slots=True)
class Weights:
    """What `training/supporting` fits. Both scores are logistic: 1 / (1 + exp(-(bias + weights · features))).

    ranking       weights (n_features,) that order the candidates
    answering     weights (n_features + 3,) of the best candidate's features, its ranking score and its lead over
                  the second, and a bias last: the probability that it holds the answer
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


def read(question: str, hits: Sequence[Hit], documents: Mapping[str, Document], embedder: Embedder) -> list[Reading]:
    """The candidates as readings, best first. Only the first one's probability is calibrated; it leads the rest."""
    found = candidates(question, hits, documents, embedder)
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


FEATURES = (
    "words in sentence",
    "words in sentence or before it",
    "words in passage",
    "words in document",
    "heaviest word missing before it",
    "heaviest word missing from document",
    "pairs in sentence",
    "pairs in sentence or before it",
    "numbers missing",
    "kind wanted and there",
    "kind wanted and missing",
    "passage rank",
    "log length",
    "cosine",
    "cosine with what is before it",
)


def candidates(
    question: str, hits: Sequence[Hit], documents: Mapping[str, Document], embedder: Embedder
) -> list[Candidate]:
    """The sentences of the hits that have most in common with the question, best first by that; at most six.

    documents: by id, those that the hits come from.
    """
    sentences = _sentences(hits, documents)
    if not sentences:
        return []
    words, pairs = content_words(question), _pairs(normalised(question))
    texts = {document.id: normalised(document.text) for document in documents.values()}
    lexical = np.array(
        [_lexical(question, words, pairs, sentence, texts[sentence.passage.document_id]) for sentence in sentences]
    )
    # In common: all of the coverages that come before the document's, and the rank to break ties.
    common = lexical[:, 0] + 0.5 * lexical[:, 1] + lexical[:, 6] + 0.5 * lexical[:, 7] + 0.2 * lexical[:, 11]
    best = np.argsort(-common, kind="stable")[:CANDIDATES]
    chosen = [sentences[i] for i in best]
    alone = [sentence.text for sentence in chosen]
    whole = [sentence.context + sentence.text for sentence in chosen]
    vectors = embedder.embed_passages(alone + whole) @ embedder.embed_queries([question])[0]
    cosines = vectors.reshape(2, len(chosen)).T
    return [
        Candidate(s.passage, s.start, s.end, np.concatenate([lexical[i], cosine]))
        for i, s, cosine in zip(best, chosen, cosines, strict=True)
    ]


def _sentences(hits: Sequence[Hit], documents: Mapping[str, Document]) -> list[_Sentence]:
    found = []
    for rank, hit in enumerate(hits, start=1):
        passage, document = hit.passage, documents.get(hit.passage.document_id)
        if document is None:
            continue
        titles = searchable(document.title, passage.section, "")
        around = normalised(searchable(titles, passage.text, ""))
        for span in sentence_spans(document.text, passage.start, passage.end):
            start, end = trimmed(document.text, *span)
            if start < end:
                before = document.text[max(passage.start, start - _CONTEXT_CHARS) : start]
                found.append(
                    _Sentence(
                        passage, start, end, rank, document.text[start:end], f"{passage.section}\n{before}", around
                    )
                )
    return found


def _lexical(question: str, words: Sequence[str], pairs: set[str], sentence: _Sentence, document: str) -> list[float]:
    text = normalised(sentence.text)
    before = normalised(sentence.context) + text
    wanted = _WANTED.get(kind_of(question))
    there = wanted is not None and wanted.search(sentence.text) is not None
    numbers = re.findall(r"\d+", normalised(question))
    return [
        _coverage(words, text),
        _coverage(words, before),
        _coverage(words, sentence.around),
        _coverage(words, document),
        _heaviest_missing(words, before),
        _heaviest_missing(words, document),
        _share(pairs, text),
        _share(pairs, before),
        float(any(number not in before for number in numbers)),
        float(there),
        float(wanted is not None and not there),
        1.0 / sentence.rank,
        math.log(len(text)),
    ]


def _coverage(words: Sequence[str], text: str) -> float:
    """The share of the words' weight that the text holds; a word held in part counts for half of that part."""
    total = sum(weight(word) for word in words)
    held = sum(weight(word) * (1.0 if word in text else 0.5 * _share(_pairs(word), text)) for word in words)
    return held / total if total else 0.0


def _heaviest_missing(words: Sequence[str], text: str) -> float:
    """The weight of the most telling word that the text lacks, in tens of nats."""
    return max((weight(word) / 10 for word in words if word not in text), default=0.0)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum()}


def _share(pairs: set[str], text: str) -> float:
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
