"""A run's folder on a disk that is full."""

import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from qa.evaluation.folder import ANSWERS, RunError, RunFolder
from tests.qa.evaluation.conftest import Made


@contextmanager
def full(at_bytes: int) -> Iterator[None]:
    """No file grows beyond that, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (at_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_an_answer_that_cannot_be_written_says_so(tmp_path: Path, made: Made) -> None:
    def append() -> None:
        with full(100), closing(RunFolder(tmp_path, {})) as folder:
            folder.append(made(1, "甲"))

    with pytest.raises(RunError, match=f"{ANSWERS}：写不进去"):
        append()
    with closing(RunFolder(tmp_path, {})) as folder:  # what was torn is cut off
        folder.append(made(1, "甲"))
    assert set(RunFolder(tmp_path, {}).kept) == {"1"}


def test_a_folder_that_could_not_be_begun_is_no_damaged_one(tmp_path: Path) -> None:
    with full(10), pytest.raises(RunError, match="写不进去"):
        RunFolder(tmp_path, {"questions": "题.jsonl"})
    RunFolder(tmp_path, {"questions": "题.jsonl"}).close()
