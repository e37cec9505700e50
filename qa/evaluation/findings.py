"""Records -> findings: figures, slices by kind of question, wrong answers by cause, curves, times. What a report shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from qa.evaluation.comparing import Comparison
from qa.evaluation.intervals import interval
from qa.evaluation.measures.calibration import reliability
from qa.evaluation.measures.citations import citation_recall
from qa.evaluation.measures.cmrc import f1
from qa.evaluation.measures.risk_coverage import risk_coverage
from qa.evaluation.measures.times import StageTime, stage_times
from qa.evaluation.records import Record
from qa.evaluation.rows import BadRow
from qa.evaluation.scoring import Figure, figure_of, measured
from qa.questions import Kind, kind_of

_KINDS = {
    Kind.NUMBER: "数量",
    Kind.DATE: "时间",
    Kind.PERSON: "人物",
    Kind.PLACE: "地点",
    Kind.REASON: "原因",
    Kind.OTHER: "其他",
}
_UNANSWERABLE = "没有答案"


class Cause(Enum):
    """Where an answer went wrong; the first that holds. Its value is what the report calls it."""

    SAID_TOO_MUCH = "该拒未拒"
    NOT_FOUND = "没检索到证据"
    ABSTAINED = "误拒"
    WRONG_WORDS = "答错"


@dataclass(frozen=True, slots=True)
class Wrong:
    record: Record
    kind: str
    cause: Cause
    f1: float


@dataclass(frozen=True, slots=True)
class Slice:
    """The questions of one kind: the share right with its interval, and means that are None where none applies."""

    kind: str
    n: int
    right: float
    low: float
    high: float
    f1: float | None
    citation_recall: float | None
    abstained: float


@dataclass(frozen=True, slots=True)
class Findings:
    """curve: (share answered, share wrong among them), ends at what was answered; bins: (mean confidence, share right, count)."""

    n: int
    figures: tuple[Figure, ...]
    slices: tuple[Slice, ...]
    wrong: tuple[Wrong, ...]
    curve: tuple[tuple[float, float], ...]
    bins: tuple[tuple[float, float, int], ...]
    times: tuple[StageTime, ...]
    bad: tuple[BadRow, ...]
    comparison: Comparison | None = None


def findings_of(
    records: Sequence[Record], bad: Sequence[BadRow], *, k: int, comparison: Comparison | None = None
) -> Findings:
    """records: at least one, in the order of the report."""
    answers = [r for r in records if not r.abstained]
    confidence, right = [r.confidence for r in answers], [float(r.right) for r in answers]
    coverage, risk = risk_coverage(confidence, right, n_questions=len(records))
    kinds = dict.fromkeys(kind_of_row(r) for r in records)
    return Findings(
        n=len(records),
        figures=tuple(figure_of(one) for one in measured(records, k=k)),
        slices=tuple(_slice(kind, [r for r in records if kind_of_row(r) == kind]) for kind in kinds),
        wrong=tuple(Wrong(r, kind_of_row(r), _cause(r), f1(r.said, r.row.answers)) for r in records if not r.right),
        curve=tuple(zip(coverage.tolist(), risk.tolist(), strict=True)),
        bins=tuple(reliability(confidence, right)),
        times=tuple(stage_times([r.seconds for r in records])),
        bad=tuple(bad),
        comparison=comparison,
    )


def kind_of_row(record: Record) -> str:
    """The kind that the row names, else what its wording asks for."""
    if record.row.kind:
        return record.row.kind
    return _KINDS[kind_of(record.row.question)] if record.answerable else _UNANSWERABLE


def _cause(record: Record) -> Cause:
    if not record.answerable:
        return Cause.SAID_TOO_MUCH
    sought = record.row.evidence if record.searched else ()
    if sought and citation_recall([hit.text for hit in record.hits], sought) == 0.0:
        return Cause.NOT_FOUND
    return Cause.ABSTAINED if record.abstained else Cause.WRONG_WORDS


def _slice(kind: str, records: Sequence[Record]) -> Slice:
    answerable = [r for r in records if r.answerable]
    known = [r for r in answerable if r.row.evidence]
    right, low, high = interval([float(r.right) for r in records])
    return Slice(
        kind=kind,
        n=len(records),
        right=right,
        low=low,
        high=high,
        f1=_mean([f1(r.said, r.row.answers) for r in answerable]),
        citation_recall=_mean([citation_recall([c.text for c in r.citations], r.row.evidence) for r in known]),
        abstained=sum(r.abstained for r in records) / len(records),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
