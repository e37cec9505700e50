"""Readings -> Answer: the sentence that supports the answer, cited; or what is missing, when none is sure enough."""

from collections.abc import Callable, Mapping, Sequence

from index.fusion import Hit
from index.sections import Document
from index.words import normalised
from qa.answers import Answer, Citation, Claim
from qa.questions import content_words, weight
from qa.spans import shortest_span
from qa.supporting import Reading

MARK = "[1]"


def answer_from(
    question: str,
    readings: Sequence[Reading],
    *,
    documents: Mapping[str, Document],
    hits: Sequence[Hit],
    threshold: float,
    holds: Callable[[str], bool],
) -> Answer:
    """The best reading as an answer, or an abstention when its probability is below the threshold.

    readings: best first. documents: by id, those that the hits come from. holds: whether the library has a word.
    """
    best = readings[0] if readings else None
    if best is None or best.probability < threshold:
        return Answer(
            question=question,
            text="",
            span=None,
            claims=(),
            citations=(),
            abstained=True,
            reason=_what_is_missing(question, hits, holds),
            confidence=best.probability if best else 0.0,
            hits=tuple(hits),
        )
    document = documents[best.passage.document_id]
    quote = document.text[best.start : best.end]
    citation = Citation(document.id, document.title, best.passage.section, best.start, best.end, quote)
    return Answer(
        question=question,
        text=quote + MARK,
        span=shortest_span(question, quote),
        claims=(Claim(quote, (citation,), supported=True),),
        citations=(citation,),
        abstained=False,
        reason="",
        confidence=best.probability,
        hits=tuple(hits),
    )


def _what_is_missing(question: str, hits: Sequence[Hit], holds: Callable[[str], bool]) -> str:
    if not hits:
        return "资料库里还没有文档，请先添加文档。"
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
