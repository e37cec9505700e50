"""How the reports write names and numbers."""

from qa.evaluation.measures.times import TOTAL
from qa.evaluation.scoring import Figure

STAGES = {"search": "检索", "read": "阅读", "answer": "成文", TOTAL: "合计"}
# Errors and areas are small numbers that a percentage would hide.
_AS_NUMBERS = frozenset({"risk_coverage_area", "calibration_error"})


def share(value: float | None) -> str:
    """0.8582 -> 85.8 %; a dash where there is nothing to measure."""
    return "—" if value is None else f"{100 * value:.1f} %"


def cells(figure: Figure) -> tuple[str, str, str, str]:
    """Name, number of questions, value, interval."""
    write = _number if figure.key in _AS_NUMBERS else share
    note = "" if figure.more_is_better else "（越低越好）"
    return figure.label + note, f"{figure.n:,}", write(figure.value), f"[{write(figure.low)}, {write(figure.high)}]"


def _number(value: float) -> str:
    return f"{value:.3f}"
