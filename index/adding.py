"""Many files into a library, one after the other: each wholly or not at all, each with what came of it.

A file whose bytes are in the library already costs a look at its hash, so that a run which was stopped goes on where it was.
Embedding takes all processors by itself, and nearly all of the time: files are not read in parallel.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.library import Library
from index.loading import SUFFIXES, LoadingError, suffix_of
from index.sections import Document

_HAN = re.compile("[\u4e00-\u9fff]")
ADDED, CHANGED, SAME, FAILED = KINDS = ("加入", "更新", "未变", "失败")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: the document it holds, or the line that says why it cannot be read."""

    path: Path
    kind: str
    document: Document | None = None
    message: str = ""


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and every readable kind of file in the folders named, in order of name; hidden ones are not."""
    for path in paths:
        try:
            is_folder = path.is_dir()
        except OSError:  # not to be looked at; adding it says why
            is_folder = False
        if not is_folder:
            yield path
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
            if not hidden and _is_of_a_kind(file) and _may_be_file(file):
                yield file


def _is_of_a_kind(file: Path) -> bool:
    """Whether its name is that of a text: LICENSE and Makefile have no suffix, and 2023.5.13沧州晚报 none either."""
    suffix = suffix_of(file)
    return suffix in SUFFIXES and bool(suffix or _HAN.search(file.name))


def _may_be_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # adding it says why
        return True


def add_files(
    library: Library, files: Sequence[Path], *, progress: Callable[[int, int], None] | None = None
) -> Iterator[Outcome]:
    """Adds the files; a file that cannot be read is an outcome, a library that cannot be written an exception.

    progress: called with (passages embedded, passages in all) of the file at work.

    Raises:
        LibraryError: the library cannot be written. What was added before stays.
    """
    try:
        for path in files:
            try:
                added = library.add(path, progress=progress, sweep=False)
            except LoadingError as error:
                yield Outcome(path, FAILED, message=str(error))
                continue
            kind = CHANGED if added.changed else ADDED if added.new else SAME
            yield Outcome(path, kind, added.document)
    finally:
        library.sweep()
