"""Record: a row and what was answered to it; as a line of JSON, and back.

Holds plain values of the answer rather than the Answer itself, so that a run made by one version is read by the next.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from qa.answers import Answer, Turn
from qa.evaluation.measures.agreement import agrees
from qa.evaluation.measures.cmrc import f1
from qa.evaluation.measures.short_answers import short_answer
from qa.evaluation.rows import Row

ENOUGH_SHARED = 0.5
_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters `start` to `end` of a document: a citation, or a passage that was read."""

    document_id: str
    document: str
    section: str
    start: int
    end: int
    text: str

    @property
    def place(self) -> str:
        """What tells a passage from all others."""
        return place_of(self.document_id, self.start)


@dataclass(frozen=True, slots=True)
class Record:
    """A row, its answer, and which passages of the library hold its evidence.

    span       the exact words; empty where there was no answer
    supported  for each claim, whether its citations hold it
    hits       the passages that were read, best first
    relevant   the places of the passages that hold gold evidence
    """

    row: Row
    span: str
    text: str
    abstained: bool
    reason: str
    confidence: float
    citations: tuple[Quote, ...]
    supported: tuple[bool, ...]
    hits: tuple[Quote, ...]
    relevant: tuple[str, ...]
    seconds: Mapping[str, float]

    @property
    def answerable(self) -> bool:
        return bool(self.row.answers)

    @property
    def searched(self) -> bool:
        """Whether the answer rests on passages that were found: a list of all in the documents is read off them whole."""
        return self.abstained or bool(self.hits)

    @property
    def said(self) -> str:
        """The exact words, else the text without the marks of its citations; empty where there was no answer."""
        return self.span or _MARK.sub("", self.text)

    @property
    def right(self) -> bool:
        """An accepted answer in the exact words, or half of them shared; an abstention where there is no answer."""
        if self.abstained or not self.answerable:
            return self.abstained and not self.answerable
        return is_accepted(self.said, self.row.answers)


def is_accepted(said: str, answers: Sequence[str]) -> bool:
    """Whether the words hold an accepted answer, or share half with one, and have no other value than it."""
    return any(
        (short_answer(said, [one]) == 1.0 or f1(said, [one]) >= ENOUGH_SHARED) and agrees(said, one) for one in answers
    )


def place_of(document_id: str, start: int) -> str:
    return f"{document_id}:{start}"


def record_of(row: Row, answer: Answer, titles: Mapping[str, str]) -> Record:
    """Not yet judged: `relevant` is left empty. titles: the title of each document that the hits come from, by id."""
    cited = [Quote(c.document_id, c.document, c.section, c.start, c.end, c.quote) for c in answer.citations]
    passages = [hit.passage for hit in answer.hits]
    read = [Quote(p.document_id, titles.get(p.document_id, ""), p.section, p.start, p.end, p.text) for p in passages]
    return Record(
        row=row,
        # What a model wrote is judged by its text, where the reader's words do not stand in it.
        span=answer.span if answer.span and (not answer.model or answer.span in answer.text) else "",
        text=answer.text,
        abstained=answer.abstained,
        reason=answer.reason,
        confidence=answer.confidence,
        citations=tuple(cited),
        supported=tuple(claim.supported for claim in answer.claims),
        hits=tuple(read),
        relevant=(),
        seconds=dict(answer.seconds),
    )


def line_of(record: Record) -> str:
    """The record as one line of JSON, with its newline."""
    return json.dumps(asdict(record), ensure_ascii=False) + "\n"


def record_from(line: str) -> Record:
    """Raises ValueError where the line is no record."""
    try:
        fields: dict[str, Any] = json.loads(line)
        row = fields["row"]
        row["answers"] = tuple(row["answers"])
        row["evidence"] = tuple(map(tuple, row["evidence"]))
        row["history"] = tuple(Turn(**turn) for turn in row["history"])
        fields["row"] = Row(**row)
        for name in ("citations", "hits"):
            fields[name] = tuple(Quote(**quote) for quote in fields[name])
        for name in ("supported", "relevant"):
            fields[name] = tuple(fields[name])
        return Record(**fields)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no record of a run: {error}") from error
