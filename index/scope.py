"""Scope: the part of a library that a search may look in."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Passages that meet all of what is set; None sets nothing, and an empty collection lets nothing through.

    documents       ids of documents
    sections        whole titles of sections
    added_from      documents that were added at this time or later; the time must have its zone
    added_before    documents that were added before this time

    >>> Scope(documents=["64716d33d6aa014c"], sections=["导语"])  # doctest: +SKIP
    """

    documents: Collection[str] | None = None
    sections: Collection[str] | None = None
    added_from: datetime | None = None
    added_before: datetime | None = None

    def __post_init__(self) -> None:
        for name, value in (("documents", self.documents), ("sections", self.sections)):
            if isinstance(value, str):
                raise TypeError(f"{name} must be a collection of strings, not the string {value!r}")
        for name, time in (("added_from", self.added_from), ("added_before", self.added_before)):
            if time is not None and time.tzinfo is None:
                raise ValueError(f"{name} must have a time zone, got {time!r}")

    def condition(self) -> tuple[str, list[str]]:
        """The same as SQL over passages p and documents d, with the values of its placeholders."""
        among = "IN (SELECT value FROM json_each(?))"
        parts: list[tuple[str, str]] = []
        if self.documents is not None:
            parts.append((f"d.id {among}", json.dumps(sorted(self.documents))))
        if self.sections is not None:
            parts.append((f"p.section {among}", json.dumps(sorted(self.sections))))
        if self.added_from is not None:
            parts.append(("d.added >= ?", stored_time(self.added_from)))
        if self.added_before is not None:
            parts.append(("d.added < ?", stored_time(self.added_before)))
        return " AND ".join(part for part, _ in parts) or "TRUE", [value for _, value in parts]


def stored_time(time: datetime) -> str:
    """As the database keeps a time: ISO 8601 in UTC, to the microsecond, so that the order of texts is that of times."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")
