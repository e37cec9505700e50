"""What the questions of a run are asked of: the user's library, or one of the run's own; and one document alone.

A run's own libraries lie in its folder, so that a stopped run finds them again. A row that names its document is asked
of a library with that document alone: a file, where files may be named, else a document of the run's library.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.library import Library
from index.loading import LoadingError, load
from index.sections import Document
from qa.evaluation.folder import refuse_another
from qa.evaluation.rows import Dataset, Row, RowError

Progress = Callable[[int, int], None]


def own_library(
    dataset: Dataset, folder: Path, *, model: str | None = None, progress: Progress | None = None
) -> Library:
    """The library of the documents that come with a dataset; what is in it already is not added again.

    Other documents have another library, so that a run of theirs that was stopped leaves nothing in this one.

    Raises:
        RunError: the folder belongs to a run of other questions.
        LibraryError: as `Library`.
    """
    refuse_another(folder, {"questions": dataset.name, "sha256": dataset.sha256})
    ids = "\n".join(document.id for document in dataset.documents)
    library = Library(folder / "library" / hashlib.sha256(ids.encode()).hexdigest()[:16], model=model)
    try:
        there = {summary.id for summary in library.documents()}
        for number, document in enumerate(dataset.documents, start=1):
            if document.id not in there:
                library.add(document)
            if progress:
                progress(number, len(dataset.documents))
    except BaseException:
        library.close()
        raise
    return library


class Sources:
    """Finds the library that a row is asked of."""

    def __init__(self, base: Library, folder: Path, *, beside: Path | None) -> None:
        """folder: the run's. beside: the folder of the question file, where the paths of documents start; None: rows
        may name documents of the base library alone, and no file is looked for.
        """
        self._base = base
        self._folder = folder
        self._beside = beside

    @contextmanager
    def library_of(self, document: str | None) -> Iterator[Library]:
        """The base library where None, else one with that document alone, closed afterwards.

        Raises:
            RowError: there is no such document, it cannot be read, or several have that title.
        """
        if document is None:
            yield self._base
            return
        found = self._named(document)
        source = found if isinstance(found, Document) else self._loaded(found)
        library = Library(self._folder / "documents" / source.id, model=self._base.model)
        try:
            library.add(source)
            yield library
        finally:
            library.close()

    def _named(self, name: str) -> Document | Path:
        if file := _file(name, self._beside):
            return file
        files = self._beside is not None
        found = [d.id for d in self._base.documents() if name in (d.id, d.title) or (files and name == d.path)]
        if len(found) > 1:
            raise RowError(f"资料库里有 {len(found)} 份文档叫“{name}”，请改用编号：{'、'.join(found[:3])}")
        if not found:
            if not files:
                raise RowError(f"资料库里没有文档“{name}”，请写资料库里文档的编号或标题")
            raise RowError(f"找不到文档“{name}”：没有这个文件，资料库里也没有这个编号或标题")
        return self._base.document(found[0])

    def _loaded(self, path: Path) -> Document:
        try:
            return load(path)
        except LoadingError as error:
            raise RowError(str(error)) from None


def named_files(rows: Iterable[Row], beside: Path | None) -> dict[str, str]:
    """The hash of each file that rows name: where one is edited, its answers are another run's."""
    hashes = {}
    for name in sorted({row.document for row in rows if row.document is not None}):
        if file := _file(name, beside):
            try:
                with file.open("rb") as opened:
                    hashes[name] = hashlib.file_digest(opened, "sha256").hexdigest()[:16]
            except OSError:  # told of each row that names it
                continue
    return hashes


def _file(name: str, beside: Path | None) -> Path | None:
    if beside is None:
        return None
    for path in (beside / name, Path(name)):
        try:
            if path.is_file():
                return path
        except OSError:  # a name that no file can have
            continue
    return None


def by_document(rows: Sequence[Row]) -> dict[str | None, list[Row]]:
    """The rows of each document that they name, in their order; None: those that name none."""
    groups: dict[str | None, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.document, []).append(row)
    return groups
