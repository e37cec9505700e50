"""The values that leave this room: Answer, Claim, Citation, Turn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.fusion import Hit


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a document that supports a claim or answers; `quote == document.text[start:end]`."""

    document_id: str
    document: str  # the document's title
    section: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, and whether its citations hold every value and name in it; if not, why not."""

    text: str
    citations: tuple[Citation, ...]
    supported: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What `ask` returns. A missing answer is an Answer too: `abstained`, with its `reason`.

    text        what is shown, with "[1]" for `citations[0]` and so on
    span        the shortest exact words that answer, or None; those of a list that stands in several places are
                joined by 、
    exact       the same words where they stand: each a slice of a document, inside the quote of a citation
    claims      the sentences of the answer; those of a language model that are not supported too, which `text` lacks
    confidence  a calibrated probability that the exact words are right; of a language model's answer, 0 where the reader
                finds no exact words in what it cites
    reason      why there is no answer, and what is missing; empty when there is one
    hits        the passages that were read, best first
    seconds     the time of each stage
    model       the language model that wrote the text; empty where the text is the document's own
    draft       what a language model is writing, not checked yet; empty in a finished answer
    understood  the standalone question that was answered, where that is not the question as it was put
    notice      what a user should know: that the language model failed, and the text is the document's own instead
    """

    question: str
    text: str
    span: str | None
    exact: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    abstained: bool
    reason: str
    confidence: float
    hits: tuple[Hit, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)
    model: str = ""
    draft: str = ""
    understood: str = ""
    notice: str = ""

    @property
    def turn(self) -> "Turn":
        """The answer as an earlier turn of a conversation."""
        return Turn(self.question, self.text, self.understood, self.span or "")

    def declined(self) -> "Answer":
        """The same without what answers, where that is none after all."""
        reason = self.reason or "没有找到能回答这个问题的句子。"
        return replace(
            self, text="", span=None, exact=(), claims=(), citations=(), abstained=True, reason=reason, notice=""
        )

    @property
    def pieces(self) -> list[tuple[str, tuple[int, ...]]]:
        """The text in pieces, each with the numbers of the citations that are marked behind it.

        Only what ends a supported claim is a mark: a [1] that the document itself says is text.
        """
        found: list[tuple[str, tuple[int, ...]]] = []
        done = 0
        for claim in self.claims:
            marks = rf"((?:\[\d{{1,3}}\]){{{len(claim.citations)}}})"
            if claim.supported and (match := re.compile(re.escape(claim.text) + marks).search(self.text, done)):
                numbers = tuple(map(int, re.findall(r"\d+", match[1])))
                found += [(self.text[done : match.start()], ()), (claim.text, numbers)]
                done = match.end()
        return [piece for piece in [*found, (self.text[done:], ())] if any(piece)]


def read_off(question: str, exact: Citation, evidence: Citation, confidence: float, hits: Sequence[Hit]) -> Answer:
    """The answer that a rule reads off one sentence or line: its exact words, in that evidence."""
    return Answer(
        question=question,
        text=f"{evidence.quote}[1]",
        span=exact.quote,
        exact=(exact,),
        claims=(Claim(evidence.quote, (evidence,), supported=True),),
        citations=(evidence,),
        abstained=False,
        reason="",
        confidence=confidence,
        hits=tuple(hits),
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and the text of its answer; `answer.turn` makes one.

    understood  the question as it was answered, where that is known
    span        the exact words of the answer, where they are known
    """

    question: str
    answer: str
    understood: str = ""
    span: str = ""
