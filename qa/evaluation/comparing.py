"""Two runs on the same questions -> which differences are real, and which questions were won and lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.evaluation.intervals import Column, Difference, difference
from qa.evaluation.records import Record
from qa.evaluation.scoring import Measured, measured


@dataclass(frozen=True, slots=True)
class Change:
    """How one measure changed from the earlier run to the later one, over `n` questions that it applies to in both."""

    key: str
    label: str
    more_is_better: bool
    n: int
    difference: Difference

    @property
    def verdict(self) -> str:
        """变好, 变差, or 分不出: the interval does not leave 0 out."""
        if not self.difference.real:
            return "分不出"
        return "变好" if (self.difference.value > 0) == self.more_is_better else "变差"


@dataclass(frozen=True, slots=True)
class Comparison:
    """name: the earlier run's folder. n: questions in both runs. won, lost: ids that became right, and wrong."""

    name: str
    n: int
    changes: tuple[Change, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]


def compared(earlier: Sequence[Record], later: Sequence[Record], *, name: str, k: int) -> Comparison:
    """A question is the same one when its id, its words and its accepted answers are."""
    before = {_identity(r): r for r in earlier}
    pairs = [(before[key], r) for r in later if (key := _identity(r)) in before]
    old = {one.key: one for one in measured([a for a, _ in pairs], k=k)}
    new = [one for one in measured([b for _, b in pairs], k=k) if one.key in old]
    return Comparison(
        name=name,
        n=len(pairs),
        changes=tuple(change for one in new if (change := _change(old[one.key], one))),
        won=tuple(b.row.id for a, b in pairs if b.right and not a.right),
        lost=tuple(b.row.id for a, b in pairs if a.right and not b.right),
    )


def _identity(record: Record) -> tuple[str, str, tuple[str, ...]]:
    return record.row.id, record.row.question, record.row.answers


def _change(old: Measured, new: Measured) -> Change | None:
    """None where no question has a value in both runs."""
    there = set(old.ids)
    shared = [i for i in new.ids if i in there]
    if not shared:
        return None
    found = difference(_columns(old, shared), _columns(new, shared), new.statistic)
    return Change(new.key, new.label, new.more_is_better, len(shared), found)


def _columns(one: Measured, ids: Sequence[str]) -> list[Column]:
    places = {question: place for place, question in enumerate(one.ids)}
    return [column[[places[i] for i in ids]] for column in one.columns]
