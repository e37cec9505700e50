"""What the questions of a run are asked of: the user's library, or one of the run's own; and one document alone.

A run's own libraries lie in its folder, so that a stopped run finds them again. A row that names its document is asked
of a library with that document alone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.library import Library
from index.loading import LoadingError, load
from index.sections import Document
from qa.evaluation.rows import Dataset, Row, RowError

Progress = Callable[[int, int], None]


def own_library(dataset: Dataset, folder: Path, *, progress: Progress | None = None) -> Library:
    """The library of the documents that come with a dataset; what is in it already is not added again."""
    library = Library(folder / "library")
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

    def __init__(self, base: Library, folder: Path, *, beside: Path) -> None:
        """folder: the run's. beside: the folder of the question file, where the paths of documents start."""
        self._base = base
        self._folder = folder
        self._beside = beside

    @contextmanager
    def library_of(self, document: str | None) -> Iterator[Library]:
        """The base library where None, else one with that document alone, closed afterwards.

        Raises:
            RowError: there is no such document, or several have that title.
        """
        if document is None:
            yield self._base
            return
        found = self._named(document)
        source = found if isinstance(found, Document) else self._loaded(found)
        library = Library(self._folder / "documents" / source.id)
        try:
            library.add(source)
            yield library
        finally:
            library.close()

    def _named(self, name: str) -> Document | Path:
        for path in (self._beside / name, Path(name)):
            if path.is_file():
                return path
        found = [one.id for one in self._base.documents() if name in (one.id, one.path, one.title)]
        if len(found) > 1:
            raise RowError(f"资料库里有 {len(found)} 份文档叫“{name}”，请改用编号：{'、'.join(found[:3])}")
        if not found:
            raise RowError(f"找不到文档“{name}”：没有这个文件，资料库里也没有这个编号或标题")
        return self._base.document(found[0])

    def _loaded(self, path: Path) -> Document:
        try:
            return load(path)
        except LoadingError as error:
            raise RowError(str(error)) from None


def by_document(rows: Sequence[Row]) -> dict[str | None, list[Row]]:
    """The rows of each document that they name, in their order; None: those that name none."""
    groups: dict[str | None, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.document, []).append(row)
    return groups
