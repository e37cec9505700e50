"""Records made by hand, for what is computed from them."""

from collections.abc import Callable
from typing import Any

import pytest

from qa.evaluation.records import Quote, Record
from qa.evaluation.rows import Row

Made = Callable[..., Record]


def quote(text: str, *, start: int = 0, document: str = "小麦") -> Quote:
    return Quote("d", document, "正文", start, start + len(text), text)


@pytest.fixture
def made() -> Made:
    """Makes a record: an id, what was said, what is accepted, and any other field; "" is an abstention."""

    def record(number: int, said: str, *accepted: str, **other: Any) -> Record:
        of_row = {name: other.pop(name) for name in ("question", "evidence", "kind") if name in other}
        row = Row(str(number), f"第 {number} 行", of_row.pop("question", "亩产多少"), accepted, **of_row)
        cited = other.pop("cited", ())
        fields: dict[str, Any] = {
            "reason": "",
            "confidence": 0.5,
            "supported": (True,) if said else (),
            "hits": (),
            "relevant": (),
            "seconds": {"search": 0.1},
        }
        return Record(
            row=row,
            span=said,
            text=said,
            abstained=not said,
            citations=tuple(quote(text) for text in cited),
            **(fields | other),
        )

    return record
