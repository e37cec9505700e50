"""A conversation as its visitor's browser keeps it: a list of turns in JSON, shown as messages, written out as Markdown.

The server keeps none. What comes back from a browser may be anything: a turn that is not one is left out, and a citation is
looked up in the library again before its source is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from index.fusion import Hit
from index.passages import Passage
from qa.answers import Answer, Citation, Claim
from qa.questions import MAX_QUESTION_CHARS
from qa.web.chat import answer_html, question_html

MAX_TURNS = 60  # kept; the oldest go first
_KEPT_PASSAGE_CHARS = 80
_VERDICTS = ("like", "dislike")

Message = dict[str, Any]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer. verdict: "like", "dislike" or "", as the user said."""

    question: str
    answer: Answer
    verdict: str = ""


def record_of(exchange: Exchange) -> Record:
    """The exchange as JSON. Of passages it keeps what the page shows of them."""
    hits = tuple(
        replace(hit, passage=replace(hit.passage, text=hit.passage.text[:_KEPT_PASSAGE_CHARS]))
        for hit in exchange.answer.hits
    )
    return asdict(replace(exchange, answer=replace(exchange.answer, hits=hits, draft="")))


def exchanges(records: Any) -> list[Exchange]:
    """The exchanges that a browser kept, as far as they are any; at most the last MAX_TURNS."""
    found = []
    for record in records[-MAX_TURNS:] if isinstance(records, list) else ():
        try:
            found.append(_exchange(record))
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
    return found


def messages(conversation: Sequence[Exchange]) -> list[Message]:
    """The conversation as chat messages."""
    shown: list[Message] = []
    for turn, one in enumerate(conversation):
        html = answer_html(one.answer, turn, noted=one.verdict)
        shown += [said("user", question_html(one.question, turn)), said("assistant", html)]
    return shown


def with_turn(conversation: Sequence[Exchange], turn: int, question: str, html: str) -> list[Message]:
    """The same with the question and what stands for its answer at that turn: behind the others, or in place of the one there."""
    shown = messages(conversation)
    shown[2 * turn : 2 * turn + 2] = [said("user", question_html(question)), said("assistant", html)]
    return shown


def said(role: str, html: str) -> Message:
    """One chat message."""
    return {"role": role, "content": html}


def markdown(conversation: Sequence[Exchange]) -> str:
    """The conversation with its quotes, as a Markdown file."""
    pieces = ["# 问据：对话记录"]
    for one in conversation:
        answer = one.answer
        pieces.append(f"## {_plain(one.question)}")
        pieces += [f"*{_plain(answer.notice)}*"] if answer.notice else []
        pieces.append(f"**原文没有说。** {_plain(answer.reason)}" if answer.abstained else _marked(answer))
        pieces += [
            f"> [{number}] {_plain(one.quote)}\n> ——《{_plain(one.document)}》{_plain(one.section)}"
            for number, one in enumerate(answer.citations, start=1)
        ]
    return "\n\n".join(pieces) + "\n"


def _marked(answer: Answer) -> str:
    """The answer's text with its marks, the only brackets in it that are not escaped."""
    return "".join(
        "  \n".join(map(_plain, text.split("\n"))) + "".join(f"[{number}]" for number in numbers)
        for text, numbers in answer.pieces
    )


def _plain(text: str) -> str:
    """Text on one line, in which nothing is Markdown: [点这里](javascript:…) is no link."""
    escaped = "".join(f"\\{c}" if c in "\\`*_{}[]()<>#|~!" else c for c in text)
    return " ".join(escaped.split())


def _exchange(record: Mapping[str, Any]) -> Exchange:
    question = record["question"]
    verdict = record.get("verdict", "")
    if not isinstance(question, str) or len(question) > MAX_QUESTION_CHARS or verdict not in ("", *_VERDICTS):
        raise ValueError("no turn of this page")
    return Exchange(question, _answer(record["answer"]), verdict)


def _answer(record: Mapping[str, Any]) -> Answer:
    return Answer(
        question=str(record["question"]),
        text=str(record["text"]),
        span=None if record["span"] is None else str(record["span"]),
        exact=tuple(_citation(one) for one in record["exact"]),
        claims=tuple(
            Claim(
                str(one["text"]), tuple(map(_citation, one["citations"])), one["supported"] is True, str(one["reason"])
            )
            for one in record["claims"]
        ),
        citations=tuple(_citation(one) for one in record["citations"]),
        abstained=record["abstained"] is True,
        reason=str(record["reason"]),
        confidence=float(record["confidence"]),
        hits=tuple(_hit(one) for one in record["hits"]),
        seconds={str(stage): float(seconds) for stage, seconds in record["seconds"].items()},
        model=str(record["model"]),
        understood=str(record["understood"]),
        notice=str(record["notice"]),
    )


def _citation(record: Mapping[str, Any]) -> Citation:
    document_id, document, section, quote = (
        str(record[name]) for name in ("document_id", "document", "section", "quote")
    )
    return Citation(document_id, document, section, int(record["start"]), int(record["end"]), quote)


def _hit(record: Mapping[str, Any]) -> Hit:
    passage = record["passage"]
    made = Passage(
        id=int(passage["id"]),
        document_id=str(passage["document_id"]),
        section=str(passage["section"]),
        start=int(passage["start"]),
        end=int(passage["end"]),
        text=str(passage["text"]),
    )
    return Hit(made, float(record["score"]))
