"""Bootstrap over questions: intervals, and the difference between two runs on the same questions.

Percentile bootstrap (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993); paired, as Koehn, "Statistical
Significance Tests for Machine Translation Evaluation" (2004): each sample draws the same questions from both runs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SAMPLES = 2000

Column = NDArray[np.float64]  # (n,), a value a question
Values = Sequence[float] | Column
Statistic = Callable[..., float]  # of one or more columns


@dataclass(frozen=True, slots=True)
class Difference:
    """The later run's value less the earlier one's, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def real(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def interval(values: Values, *, samples: int = SAMPLES, seed: int = 0) -> tuple[float, float, float]:
    """Mean of `values` with its 95 % percentile bootstrap interval, as (mean, low, high).

    Raises:
        ValueError: there are no values.
    """
    return interval_of(_mean, [values], samples=samples, seed=seed)


def interval_of(
    statistic: Statistic, columns: Sequence[Values], *, samples: int = SAMPLES, seed: int = 0
) -> tuple[float, float, float]:
    """`statistic(*columns)` with its 95 % interval over questions; every column has a value a question."""
    data = [np.asarray(column, dtype=float) for column in columns]
    found = [statistic(*(column[picked] for column in data)) for picked in _samples(len(data[0]), samples, seed)]
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(statistic(*data)), float(low), float(high)


def difference(
    earlier: Sequence[Values],
    later: Sequence[Values],
    statistic: Statistic | None = None,
    *,
    samples: int = SAMPLES,
    seed: int = 0,
) -> Difference:
    """How the statistic changed, the mean where None; both runs' columns are of the same questions in the same order.

    >>> difference([[0.0, 1.0]], [[1.0, 1.0]]).value
    0.5
    """
    statistic = statistic or _mean
    before, after = ([np.asarray(column, dtype=float) for column in run] for run in (earlier, later))
    if len({len(column) for column in (*before, *after)}) != 1:
        raise ValueError(f"the runs need the same questions, got columns of {[len(c) for c in (*before, *after)]}")

    def changed(picked: Any) -> float:
        return float(statistic(*(c[picked] for c in after)) - statistic(*(c[picked] for c in before)))

    found = [changed(picked) for picked in _samples(len(before[0]), samples, seed)]
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return Difference(changed(slice(None)), float(low), float(high))


def shown(values: Values) -> str:
    """`interval` as a table cell: 0.974 [0.968, 0.979]."""
    mean, low, high = interval(values)
    return f"{mean:.4f} [{low:.4f}, {high:.4f}]"


def _mean(values: Column) -> float:
    return float(values.mean())


def _samples(n: int, samples: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """(n,) indexes, drawn with replacement, `samples` times."""
    if not n:
        raise ValueError("no values: there is nothing to draw from")
    chance = np.random.default_rng(seed)
    for _ in range(samples):
        yield chance.integers(0, n, size=n)
