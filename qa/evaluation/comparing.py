"""Two runs on the same questions -> which differences are real, and which questions were won and lost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa.evaluation.intervals import Column, Difference, difference
from qa.evaluation.records import Record
from qa.evaluation.scoring import Measured, measured

# Five questions that all change one way do so by chance once in 16 (2 / 2**5), six once in 32: under 5 %.
FEWEST_CHANGED = 6


@dataclass(frozen=True, slots=True)
class Change:
    """How one measure changed from the earlier run to the later one, over `n` questions that it applies to in both.

    moved: those of them that have another value than before.
    """

    key: str
    label: str
    more_is_better: bool
    n: int
    moved: int
    difference: Difference

    @property
    def real(self) -> bool:
        """Whether the interval leaves 0 out, and enough questions moved to tell."""
        return self.moved >= FEWEST_CHANGED and self.difference.real

    @property
    def verdict(self) -> str:
        """变好, 变差, or 分不出: the difference is not real."""
        if not self.real:
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

    @property
    def warning(self) -> str:
        """Why nothing, or little, can be told; empty where there are questions enough."""
        if not self.n:
            return "两次评测没有同样的题，无法比较；同一道题的编号、问题和标准答案要相同"
        if self.n < FEWEST_CHANGED:
            return f"同样的题只有 {self.n} 道，少于 {FEWEST_CHANGED} 道，分不出哪些差别是真的"
        return ""


def compared(earlier: Sequence[Record], later: Sequence[Record], *, name: str, k: int) -> Comparison:
    """A question is the same one when its id, its words and its accepted answers are; see `_identity`."""
    before = dict(_identified(earlier))
    pairs = [(_with_id(before[key], r.row.id), r) for key, r in _identified(later) if key in before]
    old = {one.key: one for one in measured([a for a, _ in pairs], k=k)}
    new = [one for one in measured([b for _, b in pairs], k=k) if one.key in old]
    return Comparison(
        name=name,
        n=len(pairs),
        changes=tuple(change for one in new if (change := _change(old[one.key], one))),
        won=tuple(b.row.id for a, b in pairs if b.right and not a.right),
        lost=tuple(b.row.id for a, b in pairs if a.right and not b.right),
    )


def _identified(records: Sequence[Record]) -> Iterator[tuple[tuple[object, int], Record]]:
    """Each with what tells it from all others: where several are alike, the first, the second and so on of them."""
    alike: Counter[object] = Counter()
    for record in records:
        identity = _identity(record)
        alike[identity] += 1
        yield (identity, alike[identity]), record


def _identity(record: Record) -> tuple[object, ...]:
    """A row without an id of its own is named by its place, which a line put in before it changes: its fields tell then."""
    row = record.row
    if row.has_own_id:
        return row.id, row.question, row.answers
    return None, row.question, row.answers, row.history, row.document


def _with_id(record: Record, id: str) -> Record:
    return replace(record, row=replace(record.row, id=id))


def _change(old: Measured, new: Measured) -> Change | None:
    """None where no question has a value in both runs."""
    there = set(old.ids)
    shared = [i for i in new.ids if i in there]
    if not shared:
        return None
    before, after = _columns(old, shared), _columns(new, shared)
    moved = np.any([a != b for a, b in zip(before, after, strict=True)], axis=0)
    found = difference(before, after, new.statistic)
    return Change(new.key, new.label, new.more_is_better, len(shared), int(moved.sum()), found)


def _columns(one: Measured, ids: Sequence[str]) -> list[Column]:
    places = {question: place for place, question in enumerate(one.ids)}
    return [column[[places[i] for i in ids]] for column in one.columns]
