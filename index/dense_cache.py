"""The dense index of a library's passages, kept up to date: in memory while the library is open, in a file in between.

The database is the truth. The file is used only under the database's own stamp, and made anew otherwise; in memory only
what changed is taken in and out.
"""

import threading
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.database import Database
from index.dense import DenseIndex


class DenseCache:
    """Safe to share between threads."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path
        self._held: tuple[str, DenseIndex] | None = None
        self._saved = ""  # the stamp that the file was last given or found with
        self._lock = threading.Lock()

    def nearest(
        self, vector: NDArray[np.float32], *, model: str, k: int, among: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The k nearest (passage id, cosine), best first. vector: (dim,), of the embedder of this name.

        among: the ids that may be found, all where None.
        """
        with self._lock:
            return self._current(model, len(vector)).search(vector, k=k, among=among)

    def forget(self) -> None:
        """Takes the file away: after a removal it holds vectors of what is gone."""
        with self._lock:
            self._clear()
            self._saved = ""

    def close(self) -> None:
        """Writes what is held in memory, if the file does not hold the same and the library has not changed since."""
        with self._lock:
            held, self._held = self._held, None
            if held is None or held[0] == self._saved:
                return
            if held[0].startswith(f"{self._database.stamp()}-"):  # else it may hold what another process removed
                self._write(*held)

    def _current(self, model: str, dim: int) -> DenseIndex:
        stamp = f"{self._database.stamp()}-{model}"  # read first: what is read after may be newer, never older
        if self._held is not None and self._held[0] == stamp:
            return self._held[1]
        if self._held is not None:
            index = self._held[1]
            ids = self._database.passage_ids()
            index.remove(np.setdiff1d(index.ids, ids))
            index.add(*self._database.vectors(dim, np.setdiff1d(ids, index.ids).tolist()))
            self._held = (stamp, index)
            return index
        found = DenseIndex.load(self._path, stamp)
        index = found or DenseIndex(*self._database.vectors(dim))
        self._held = (stamp, index)
        if found is None:
            self._write(stamp, index)
        else:
            self._saved = stamp
        return index

    def _write(self, stamp: str, index: DenseIndex) -> None:
        try:
            self._clear()
            index.save(self._path, stamp)
            self._saved = stamp
        except OSError:
            # Without the file the next start is slower, and no answer differs.
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _clear(self) -> None:
        """Takes away the file, and what a process that was killed had written of the next one."""
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink(missing_ok=True)
