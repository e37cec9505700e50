"""Bootstrap intervals over questions."""

from collections.abc import Sequence

import numpy as np


def interval(values: Sequence[float], *, samples: int = 2000, seed: int = 0) -> tuple[float, float, float]:
    """Mean of `values` with its 95 % percentile bootstrap interval, as (mean, low, high)."""
    data = np.asarray(values, dtype=float)
    picks = np.random.default_rng(seed).integers(0, len(data), size=(samples, len(data)))
    low, high = np.percentile(data[picks].mean(axis=1), [2.5, 97.5])
    return float(data.mean()), float(low), float(high)


def shown(values: Sequence[float]) -> str:
    """`interval` as a table cell: 0.974 [0.968, 0.979]."""
    mean, low, high = interval(values)
    return f"{mean:.4f} [{low:.4f}, {high:.4f}]"
