"""Readings -> Answer: the exact words, in the sentences that support them, cited; or what is missing.

A library that says the same in several places gets one answer: the best place is cited first, then up to MAX_SOURCES
others whose words are the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from index.fusion import Hit
from index.passages import Passage
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from index.words import normalised
from qa.answers import Answer, Citation, Claim
from qa.asked_amounts import of_another_amount
from qa.asked_values import of_another_kind
from qa.confidence import Reading
from qa.evidence import evidence_at
from qa.grammar import own_names
from qa.labels import of_another_label
from qa.questions import Kind, content_words, kind_of, weight
from qa.spans import Range, before_it, exact_words
from qa.verification import objection

MAX_SOURCES = 3
SAME_AT_LEAST = 0.005  # what says the same elsewhere is read with less, for its lead over the rest is small


@dataclass(frozen=True, slots=True)
class _Found:
    """Exact words of a document, and the whole sentences that hold them."""

    passage: Passage
    words: Range
    evidence: Range


def answer_from(
    question: str,
    readings: Sequence[Reading],
    *,
    documents: Mapping[str, Document],
    hits: Sequence[Hit],
    threshold: float,
    holds: Callable[[str], bool],
    is_empty: bool = True,
) -> Answer:
    """The best reading that passes the gate as an answer; an abstention where none above the threshold does.

    readings: best first. documents: by id, those that the hits come from. holds: whether the library has a word.
    is_empty: without hits, whether that is because the library has no document, and not because none of it was to be read.
    """
    best = readings[0].probability if readings else 0.0
    against = ""
    for number, reading in enumerate(readings):
        if reading.probability < threshold:
            break
        found = _found(question, reading, documents)
        if line := _objection(question, found, documents, hits):
            against = against or line
            continue
        exact = tuple(_citation(documents, one.passage, one.words) for one in found)
        others = [*readings[:number], *readings[number + 1 :]]
        claims = _claims(found, _same_elsewhere(question, found[0], others, documents, hits), documents)
        return Answer(
            question=question,
            text=_marked(claims),
            span="、".join(words.quote for words in exact),
            exact=exact,
            claims=claims,
            citations=tuple(citation for claim in claims for citation in claim.citations),
            abstained=False,
            reason="",
            confidence=reading.probability,
            hits=tuple(hits),
        )
    missing = _what_is_missing(question, hits, holds, is_empty)
    return Answer(
        question=question,
        text="",
        span=None,
        exact=(),
        claims=(),
        citations=(),
        abstained=True,
        reason=f"没有找到能回答这个问题的句子，最接近的不是：{against}。" if against else missing,
        confidence=min(best, threshold),
        hits=tuple(hits),
    )


def _objection(question: str, found: Sequence[_Found], documents: Mapping[str, Document], hits: Sequence[Hit]) -> str:
    """Why the exact words answer another question; "" where they may answer this one."""
    passage = found[0].passage
    document = documents[passage.document_id]
    evidence = [evidence_at(document, passage.section, *one.evidence) for one in found]
    words = "、".join(_quoted(documents, one.passage, one.words) for one in found)
    return (
        objection(words, evidence, question=question)
        or of_another_kind(question, words)
        or of_another_amount(question, evidence, (hit.passage.text for hit in hits))
        or of_another_label(question, evidence, [_within(one.evidence, one.words) for one in found])
    )


def _within(evidence: Range, words: Range) -> Range:
    return words[0] - evidence[0], words[1] - evidence[0]


def _found(question: str, reading: Reading, documents: Mapping[str, Document]) -> list[_Found]:
    """The exact words of a reading, each with its sentences."""
    candidate = reading.candidate
    passage = candidate.passage
    text = documents[passage.document_id].text
    within = (passage.start, passage.end)
    sentences = [trimmed(text, *span) for span in sentence_spans(text, *within)]
    found = []
    for words in exact_words(question, text, (candidate.start, candidate.end), within):
        holding = [one for one in sentences if one[0] < words[1] and one[1] > words[0]]
        evidence = (holding[0][0], holding[-1][1])
        if kind_of(question) is Kind.REASON:
            evidence = before_it(text, sentences, evidence)
        found.append(_Found(passage, words, evidence))
    return found


def _same_elsewhere(
    question: str, first: _Found, others: Sequence[Reading], documents: Mapping[str, Document], hits: Sequence[Hit]
) -> list[Citation]:
    """Other passages whose readings are the same words and pass the gate, at most MAX_SOURCES of them.

    None of another firm's report, where the question names the firm: 85% may be the share of both. Nor one that only happens
    to name who answers, 卓建国 who signs where the 法定代表人 is asked for: the reader all but rules it out.
    """
    said = _quoted(documents, first.passage, first.words)
    home = documents[first.passage.document_id].text
    asked = [name.text for name in own_names(question) if name.text in home]
    sources: dict[int, Citation] = {}
    for reading in others:
        other = reading.candidate
        words = _quoted(documents, other.passage, (other.start, other.end))
        if other.passage.id == first.passage.id or normalised(words) != normalised(said):
            continue
        if reading.probability < SAME_AT_LEAST:
            break
        text = documents[other.passage.document_id].text
        evidence = (other.evidence_start, other.evidence_end)
        found = _Found(other.passage, (other.start, other.end), evidence)
        if all(name in text for name in asked) and not _objection(question, [found], documents, hits):
            sources.setdefault(other.passage.id, _citation(documents, other.passage, evidence))
    return list(sources.values())[:MAX_SOURCES]


def _claims(
    found: Sequence[_Found], elsewhere: Sequence[Citation], documents: Mapping[str, Document]
) -> tuple[Claim, ...]:
    """A claim for each different evidence, in the order of the text; the first has the other sources too."""
    evidence = dict.fromkeys((one.passage, one.evidence) for one in found)
    cited = [_citation(documents, passage, span) for passage, span in evidence]
    return tuple(
        Claim(citation.quote, (citation, *(elsewhere if number == 0 else ())), supported=True)
        for number, citation in enumerate(cited)
    )


def _marked(claims: Sequence[Claim]) -> str:
    """The claims' texts, each followed by the marks of its citations, numbered from [1] through all of them."""
    numbers = count(1)
    return "".join(claim.text + "".join(f"[{next(numbers)}]" for _ in claim.citations) for claim in claims)


def _citation(documents: Mapping[str, Document], passage: Passage, span: Range) -> Citation:
    document = documents[passage.document_id]
    return Citation(document.id, document.title, passage.section, *span, document.text[slice(*span)])


def _quoted(documents: Mapping[str, Document], passage: Passage, span: Range) -> str:
    return documents[passage.document_id].text[slice(*span)]


def _what_is_missing(question: str, hits: Sequence[Hit], holds: Callable[[str], bool], is_empty: bool) -> str:
    if not hits and is_empty:
        return "资料库里还没有文档，请先添加文档。"
    if not hits:
        return "选定的范围里没有文档，选中的可能已经移除；请重新选择，一个都不选就是全部文档。"
    text = normalised(question)
    absent: list[str] = []
    present: list[str] = []
    for word in sorted(content_words(question), key=weight, reverse=True):
        at = text.find(word)  # so that it is said as it was typed
        (present if holds(word) else absent).append(question[at : at + len(word)] if at >= 0 else word)
    if absent and present:
        return f"文档中没有出现{_listed(absent)}；{_listed(present)}出现过，但没有找到能回答这个问题的句子。"
    if absent:
        return f"文档中没有出现{_listed(absent)}。"
    return (
        f"文档中提到了{_listed(present)}，但没有找到能回答这个问题的句子。"
        if present
        else "没有找到能回答这个问题的句子。"
    )


def _listed(words: Sequence[str], *, most: int = 3) -> str:
    return "".join(f"“{word}”" for word in words[:most])
