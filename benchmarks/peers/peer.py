"""Peer: how a peer's default retrieval is put to the same texts and questions as ours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Ranker = Callable[[str, int], list[int]]  # (question, k) -> indexes of texts, best first; fewer where nothing matches


@dataclass(frozen=True, slots=True)
class Peer:
    """name: as the table has it. packages: whose versions matter. build: (titles, texts) -> what ranks the texts."""

    name: str
    packages: tuple[str, ...]
    build: Callable[[Sequence[str], Sequence[str]], Ranker]
