"""Time by stage: median and 95th percentile in seconds, by linear interpolation (type 7 of Hyndman and Fan, 1996)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class StageTime:
    stage: str
    median: float
    p95: float


def stage_times(seconds: Sequence[Mapping[str, float]]) -> list[StageTime]:
    """Each stage, in the order in which they first come, then their total; empty where nothing was timed.

    seconds: stage -> seconds, for each question; a stage that a question lacks took it no time.
    """
    stages = list(dict.fromkeys(stage for one in seconds for stage in one))
    if not stages:
        return []
    columns = {stage: [one.get(stage, 0.0) for one in seconds] for stage in stages}
    columns[TOTAL] = [sum(one.values()) for one in seconds]
    return [
        StageTime(stage, float(np.median(taken)), float(np.percentile(taken, 95))) for stage, taken in columns.items()
    ]
