"""The dense index and its cache file."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from index.dense import DenseIndex


def made() -> DenseIndex:
    return DenseIndex(np.array([7, 3]), np.eye(2, 4, dtype=np.float32))


def test_the_nearest_come_first_with_their_cosine() -> None:
    vector = np.array([0.6, 0.8, 0, 0], dtype=np.float32)
    (first, first_cosine), (second, second_cosine) = made().search(vector, k=5)
    assert (first, second) == (3, 7)
    assert (first_cosine, second_cosine) == pytest.approx((0.8, 0.6))


def test_an_empty_index_finds_nothing() -> None:
    empty = DenseIndex(np.empty(0, dtype=np.int64), np.empty((0, 4), dtype=np.float32))
    assert empty.search(np.ones(4, dtype=np.float32), k=3) == []


def test_ids_without_their_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match="expected 1 vectors as rows"):
        DenseIndex(np.array([1]), np.eye(2, dtype=np.float32))


def test_a_saved_index_opens_under_its_stamp_in_a_folder_of_any_name(tmp_path: Path) -> None:
    path = tmp_path / "资料 库" / "dense.cache"
    path.parent.mkdir()
    made().save(path, "stamp")
    opened = DenseIndex.load(path, "stamp")
    assert opened is not None
    assert opened.search(np.eye(4, dtype=np.float32)[0], k=1) == [(7, 1.0)]
    assert [p.name for p in path.parent.iterdir()] == ["dense.cache"]


def test_another_stamp_is_not_trusted(tmp_path: Path) -> None:
    made().save(tmp_path / "cache", "old")
    assert DenseIndex.load(tmp_path / "cache", "new") is None


def test_a_missing_file_is_no_index(tmp_path: Path) -> None:
    assert DenseIndex.load(tmp_path / "cache", "stamp") is None


@pytest.mark.parametrize("position", [0, 40, 200, -1])
def test_a_flipped_byte_is_noticed(tmp_path: Path, position: int) -> None:
    path = tmp_path / "cache"
    made().save(path, "stamp")
    content = bytearray(path.read_bytes())
    content[position] ^= 0x55
    path.write_bytes(content)
    assert DenseIndex.load(path, "stamp") is None


def test_a_search_leaves_others_their_threads() -> None:
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(2)
    vectors = np.eye(4, dtype=np.float32)
    DenseIndex(np.arange(4), vectors).search(vectors[0], k=1)
    assert faiss.omp_get_max_threads() == 2
    faiss.omp_set_num_threads(before)
