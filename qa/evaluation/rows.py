"""The values of a question file: Row, BadRow, Unread, Dataset; and the check of one row's fields, whatever file they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.sections import Document
from qa.answers import Turn
from qa.questions import QuestionError, checked

FIELDS = ("id", "question", "answers", "evidence", "history", "document", "kind")
_MOST_UNREAD = 10


class DatasetError(ValueError):
    """A question file cannot be read at all; the message is one line in Chinese: which file, what is wrong."""


class RowError(ValueError):
    """One row cannot be asked; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question, and what is known of its answer.

    place      where it stands in the file: 第 3 行
    answers    the accepted answers; empty: the documents do not answer it
    evidence   ways to mark the evidence, each of texts that are needed together; empty: not known
    history    the turns before it
    document   the path, id or title of the one document that the answer may come from; None: any
    kind       what it is counted under; empty: what its wording asks for
    """

    id: str
    place: str
    question: str
    answers: tuple[str, ...]
    evidence: tuple[tuple[str, ...], ...] = ()
    history: tuple[Turn, ...] = ()
    document: str | None = None
    kind: str = ""

    @property
    def has_own_id(self) -> bool:
        """Whether its id is more than its place in the file."""
        return self.id != _id(None, self.place)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be asked: where it stands, and why not."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A column or key that no field is read from."""

    name: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a question file holds.

    documents  those that come with it, to be asked in a library of their own
    unread     the names of columns or keys that hold something and that no field is read from
    """

    name: str
    sha256: str
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    documents: tuple[Document, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def notice(self) -> str:
        """What a user should know of the file, on one line; empty where all of it is read."""
        if not self.unread:
            return ""
        names = "、".join(_shown(name) for name in self.unread[:_MOST_UNREAD])
        more = f" 等 {len(self.unread)} 个" if len(self.unread) > _MOST_UNREAD else ""
        return f"没有用到的列：{names}{more}；能用的是 {'、'.join(FIELDS)}"


def row_of(fields: Mapping[str, Any], place: str) -> Row:
    """A row from the fields of a JSON object.

    Raises:
        RowError: a field is missing, of the wrong type, or contradicts another.
    """
    answers = _texts(fields.get("answers"), "answers")
    evidence = _evidence(fields.get("evidence"))
    if evidence and not answers:
        raise RowError("有 evidence 却没有 answers：没有答案的题不该有证据")
    document = fields.get("document")
    if document is not None and (not isinstance(document, str) or not document.strip()):
        raise RowError(f"document 应是路径、编号或标题，得到 {_shown(document)}")
    kind = fields.get("kind")
    if kind is not None and not isinstance(kind, str):
        raise RowError(f"kind 应是文字，得到 {_shown(kind)}")
    return Row(
        id=_id(fields.get("id"), place),
        place=place,
        question=_question(fields.get("question")),
        answers=answers,
        evidence=evidence,
        history=_history(fields.get("history")),
        document=document,
        kind=kind or "",
    )


def different(rows: Sequence[Row]) -> tuple[list[Row], list[BadRow]]:
    """The first row of each id, and the others as bad rows."""
    first: dict[str, Row] = {}
    bad = []
    for row in rows:
        if row.id in first:
            bad.append(BadRow(row.place, f"编号 {row.id} 与{first[row.id].place}重复"))
        else:
            first[row.id] = row
    return list(first.values()), bad


def _id(value: Any, place: str) -> str:
    if value is None or value == "":
        return place.replace(" ", "")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RowError(f"id 应是文字或整数，得到 {_shown(value)}")
    return str(value)


def _question(value: Any) -> str:
    if value is None:
        raise RowError("没有 question")
    if not isinstance(value, str):
        raise RowError(f"question 应是文字，得到 {_shown(value)}")
    try:
        return checked(value)
    except QuestionError as error:
        raise RowError(str(error)) from None


def _texts(value: Any, name: str) -> tuple[str, ...]:
    """None, a text or a list of texts; a blank text is none, as a blank cell is."""
    found = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise RowError(f"{name} 应是文字或文字的列表，得到 {_shown(value)}")
    found = [one for one in found if one.strip()]
    if not all(any(c.isalnum() for c in one) for one in found):
        raise RowError(f"{name} 里有一项没有字：{_shown(value)}")
    return tuple(found)


def _evidence(value: Any) -> tuple[tuple[str, ...], ...]:
    """None; a text or texts that are needed together; or a list of such lists, each another way to mark it."""
    if isinstance(value, list) and value and all(isinstance(one, list) for one in value):
        return tuple(way for way in (_texts(one, "evidence") for one in value) if way)
    texts = _texts(value, "evidence")
    return (texts,) if texts else ()


def _history(value: Any) -> tuple[Turn, ...]:
    turns = []
    for one in [] if value is None else value if isinstance(value, list) else [value]:
        pair = [one.get("question"), one.get("answer")] if isinstance(one, dict) else one
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(text, str) for text in pair):
            raise RowError(f"history 应是 {{question, answer}} 的列表，得到 {_shown(one)}")
        turns.append(Turn(*pair))
    return tuple(turns)


def _shown(value: Any, *, most: int = 40) -> str:
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"
