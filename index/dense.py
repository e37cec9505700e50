"""FAISS over the passages' vectors, as a cache in one file beside the database.

The file opens only when its stamp is the one asked for and its checksum holds; the caller rebuilds it
otherwise. Vectors are unit rows, so the inner product is the cosine. The one import of faiss.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

_MAGIC = b"WENJU-DENSE-1\n"


@contextmanager
def _one_thread() -> Iterator[None]:
    """One vector is looked for, which takes one thread; others would wait by turning in a circle. How many there are is
    OpenMP's, which torch asks too, so it is put back.
    """
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


class DenseIndex:
    """Exact search by inner product over unit rows."""

    def __init__(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """ids: (n,) passage ids; vectors: (n, dim), float32, unit rows."""
        if vectors.ndim != 2 or len(ids) != len(vectors):
            raise ValueError(f"expected {len(ids)} vectors as rows, got an array of shape {vectors.shape}")
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(np.ascontiguousarray(vectors), ids)
        self._index: Any = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def ids(self) -> NDArray[np.int64]:
        """The passage ids (n,), in no order."""
        return np.asarray(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Takes in vectors (n, dim) of passages that are not in it."""
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors), ids)

    def remove(self, ids: NDArray[np.int64]) -> None:
        if len(ids):
            self._index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(ids)))

    def search(
        self, vector: NDArray[np.float32], *, k: int, among: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The k nearest (passage id, cosine), best first. vector: (dim,), a unit vector.

        among: the ids that may be found, all where None.
        """
        options = None
        if among is not None:
            options = faiss.SearchParameters()
            selector = faiss.IDSelectorBatch(np.ascontiguousarray(among))  # kept alive until the search is done
            options.sel = selector
        with _one_thread():
            scores, ids = self._index.search(vector[None, :], min(k, len(self)) or 1, params=options)
        return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def save(self, path: Path, stamp: str) -> None:
        """Writes the cache whole or not at all. faiss gets bytes, never a path: it fails on Chinese ones."""
        payload = faiss.serialize_index(self._index).tobytes()
        header = json.dumps({"stamp": stamp, "sha256": hashlib.sha256(payload).hexdigest()}).encode()
        partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
        try:
            partial.write_bytes(_MAGIC + header + b"\n" + payload)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)

    @classmethod
    def load(cls, path: Path, stamp: str) -> "DenseIndex | None":
        """The cached index, or None when it is missing, of another stamp, or damaged."""
        try:
            content = path.read_bytes()
        except OSError:  # not there, or not to be read: it is only a cache
            return None
        header, _, payload = content.removeprefix(_MAGIC).partition(b"\n")
        try:
            fields = json.loads(header)
            sound = fields["stamp"] == stamp and fields["sha256"] == hashlib.sha256(payload).hexdigest()
        except (ValueError, KeyError, TypeError):
            return None
        if not sound:
            return None
        dense = cls.__new__(cls)
        dense._index = faiss.deserialize_index(np.frombuffer(payload, dtype=np.uint8))
        return dense
