"""The values that leave this room: Answer, Claim, Citation, Turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """One sentence of an answer, and whether its citations hold every value and name in it."""

    text: str
    citations: tuple[Citation, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What `ask` returns. A missing answer is an Answer too: `abstained`, with its `reason`.

    text        what is shown, with "[1]" for `citations[0]` and so on
    span        the shortest exact words that answer, or None; those of a list that stands in several places are
                joined by 、
    exact       the same words where they stand: each a slice of a document, inside the quote of a citation
    confidence  a calibrated probability that the answer is right
    reason      why there is no answer, and what is missing; empty when there is one
    hits        the passages that were read, best first
    seconds     the time of each stage
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


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and the text of its answer."""

    question: str
    answer: str
