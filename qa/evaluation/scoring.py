"""Records -> what each measure says of them: which questions it applies to, their values, and the figure of them all.

answers       answerable questions; an abstention has no words, and counts 0
evidence      questions whose evidence is known; without a citation, 0
passages      of these, what was searched for: not a list that is read off whole documents
claims        answers alone: faithfulness, citation precision
confidence    all questions, or the answers alone, as the measure has it
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qa.evaluation.intervals import Column, Statistic, interval_of
from qa.evaluation.measures.abstention import true_abstentions
from qa.evaluation.measures.calibration import expected_calibration_error
from qa.evaluation.measures.citations import citation_precision, citation_recall
from qa.evaluation.measures.cmrc import exact_match, f1
from qa.evaluation.measures.evidence import evidence_f1
from qa.evaluation.measures.faithfulness import faithfulness
from qa.evaluation.measures.ranking import ranking_measures
from qa.evaluation.measures.risk_coverage import area
from qa.evaluation.measures.short_answers import short_answer
from qa.evaluation.records import Quote, Record


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure on the questions that it applies to.

    more_is_better  whether a larger figure is a better one
    columns         (n_questions,) each, in the order of `ids`
    statistic       of the columns: the figure
    """

    key: str
    label: str
    more_is_better: bool
    ids: tuple[str, ...]
    columns: tuple[Column, ...]
    statistic: Statistic


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's figure with its 95 % interval, over `n` questions."""

    key: str
    label: str
    more_is_better: bool
    n: int
    value: float
    low: float
    high: float


def figure_of(measured: Measured) -> Figure:
    value, low, high = interval_of(measured.statistic, measured.columns)
    return Figure(measured.key, measured.label, measured.more_is_better, len(measured.ids), value, low, high)


def measured(records: Sequence[Record], *, k: int) -> list[Measured]:
    """Every measure that applies to any question. k: how many passages were read."""
    answerable = [r for r in records if r.answerable]
    unanswerable = [r for r in records if not r.answerable]
    answered = [r for r in records if not r.abstained]
    known = [r for r in answerable if r.row.evidence]
    searched = [r for r in known if r.searched]
    found = [
        _share("right", "答对（没有答案的题拒答也算）", records, lambda r: float(r.right)),
        _share("exact_match", "精确匹配 EM", answerable, lambda r: exact_match(r.said, r.row.answers)),
        _share("f1", "F1", answerable, lambda r: f1(r.said, r.row.answers)),
        _share("short_answer", "短答案正确率", answerable, lambda r: short_answer(r.said, r.row.answers)),
        *_ranking(searched, k),
        _share(
            "read_evidence_recall",
            "读到的段落含证据",
            searched,
            lambda r: citation_recall(_texts(r.hits), r.row.evidence),
        ),
        _share("citation_recall", "引用召回", known, lambda r: citation_recall(_texts(r.citations), r.row.evidence)),
        _share(
            "citation_precision",
            "引用精确",
            [r for r in known if not r.abstained],
            lambda r: citation_precision(_texts(r.citations), r.row.evidence),
        ),
        _share("evidence_f1", "证据 F1", known, lambda r: evidence_f1(_texts(r.citations), r.row.evidence)),
        _share(
            "faithfulness", "忠实度", [r for r in answered if r.supported], lambda r: faithfulness(r.supported) or 0.0
        ),
        _share("false_abstention", "误拒", answerable, lambda r: float(r.abstained), more_is_better=False),
        _share("true_abstention", "正确拒答", unanswerable, lambda r: float(r.abstained)),
    ]
    if answerable and unanswerable:
        columns = [r.confidence for r in records], [float(r.answerable) for r in records]
        found.append(_whole("true_abstention_at_10", "误拒 10 % 时的正确拒答", records, columns, _at_tenth, more=True))
    if answered:
        rated = [r.confidence for r in answered], [float(r.right) for r in answered]
        found.append(_whole("risk_coverage_area", "风险-覆盖曲线下面积", answered, rated, area, more=False))
        found.append(
            _whole("calibration_error", "期望校准误差", answered, rated, expected_calibration_error, more=False)
        )
    return [one for one in found if one.ids]


def _share(
    key: str, label: str, records: Sequence[Record], value: Callable[[Record], float], *, more_is_better: bool = True
) -> Measured:
    """A measure that is the mean of a value a question."""
    values = np.array([value(r) for r in records], dtype=float)
    return Measured(key, label, more_is_better, tuple(r.row.id for r in records), (values,), _mean)


def _whole(
    key: str,
    label: str,
    records: Sequence[Record],
    columns: Iterable[Sequence[float]],
    statistic: Statistic,
    *,
    more: bool,
) -> Measured:
    """A measure of all questions together."""
    arrays = tuple(np.array(column, dtype=float) for column in columns)
    return Measured(key, label, more, tuple(r.row.id for r in records), arrays, statistic)


def _ranking(records: Sequence[Record], k: int) -> list[Measured]:
    judged = {r.row.id: r.relevant for r in records if r.relevant}
    ranked = {r.row.id: [hit.place for hit in r.hits] for r in records if r.relevant}
    return [
        Measured(name, name, True, tuple(values), (np.array(list(values.values())),), _mean)
        for name, values in ranking_measures(judged, ranked, k=k).items()
    ]


def _texts(quotes: Sequence[Quote]) -> list[str]:
    return [quote.text for quote in quotes]


def _mean(values: Column) -> float:
    return float(values.mean())


def _at_tenth(confidence: Column, answerable: Column) -> float:
    """NaN for a sample of one kind of question alone."""
    yes, no = confidence[answerable == 1.0], confidence[answerable == 0.0]
    return float(np.mean(true_abstentions(yes, no))) if len(yes) and len(no) else float("nan")
