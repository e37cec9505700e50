"""Rows -> records: asks what was not yet asked, and keeps each answer as it comes."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.library import Library
from qa.confidence import WEIGHTS
from qa.evaluation.answering import Asking, answered
from qa.evaluation.folder import RunError, RunFolder
from qa.evaluation.gold import Gold
from qa.evaluation.provenance import program_version
from qa.evaluation.records import Record
from qa.evaluation.rows import BadRow, Dataset, Row, RowError
from qa.evaluation.sources import Progress, Sources, by_document, named_files
from qa.evaluation.workers import Workers
from qa.reader import bundled_reader

AskAll = Callable[[list[Row], Library], Iterable[Record | BadRow]]


def run(
    dataset: Dataset,
    library: Library,
    out: Path,
    *,
    beside: Path | None,
    asking: Asking | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> tuple[list[Record], list[BadRow]]:
    """The records in the order of the rows, and the rows that could not be asked; goes on where an earlier run stopped.

    library: what rows that name no document are asked of. beside: where the paths of named documents start;
        None: rows may name documents of the library alone, and no file.
    jobs: how many processes ask; 1: this one.

    Raises:
        RunError: the folder belongs to another run, or cannot be written; a process has failed.
        LibraryError, ReaderError, LanguageModelError: as `ask`.
        SettingsError: the language model's settings are wrong.
    """
    if jobs < 1:
        raise RunError(f"--jobs 应是大于零的整数，得到 {jobs}")
    asking = asking if asking is not None else Asking()
    records: dict[str, Record] = {}
    bad: list[BadRow] = []
    with closing(RunFolder(out, _asked(dataset, library, asking, beside))) as folder:
        records.update(folder.kept)
        todo = [row for row in dataset.rows if row.id not in records]
        if progress:
            progress(len(dataset.rows) - len(todo), len(dataset.rows))
        sources = Sources(library, out, beside=beside)
        for number, found in enumerate(_answered(todo, sources, asking, jobs), start=len(dataset.rows) - len(todo) + 1):
            if isinstance(found, Record):
                folder.append(found)
                records[found.row.id] = found
            else:
                bad.append(found)
            if progress:
                progress(number, len(dataset.rows))
    return [records[row.id] for row in dataset.rows if row.id in records], bad


def _answered(rows: list[Row], sources: Sources, asking: Asking, jobs: int) -> Iterator[Record | BadRow]:
    """In the order in which they are done."""
    if jobs == 1 or len(rows) <= 1:
        yield from _by_document(rows, sources, lambda group, library: (answered(r, library, asking) for r in group))
        return
    with closing(Workers(min(jobs, len(rows)), asking)) as workers:
        yield from _by_document(rows, sources, lambda group, library: workers.answered(group, library))


def _by_document(rows: list[Row], sources: Sources, ask_all: AskAll) -> Iterator[Record | BadRow]:
    for document, group in by_document(rows).items():
        try:
            with sources.library_of(document) as library:
                yield from _judged(ask_all(group, library), library, any(row.evidence for row in group))
        except RowError as error:
            yield from (BadRow(row.place, str(error)) for row in group)


def _judged(found: Iterable[Record | BadRow], library: Library, with_evidence: bool) -> Iterator[Record | BadRow]:
    gold = Gold(library) if with_evidence else None
    for one in found:
        if isinstance(one, Record) and gold is not None:
            one = replace(one, relevant=tuple(gold.relevant(one.row)))
        yield one


def _asked(dataset: Dataset, library: Library, asking: Asking, beside: Path | None) -> dict[str, Any]:
    """What makes a run's answers what they are."""
    documents = "\n".join(sorted(summary.id for summary in library.documents()))
    return {
        "program": program_version(),
        "questions": dataset.name,
        "sha256": dataset.sha256,
        "files": named_files(dataset.rows, beside),
        "library": hashlib.sha256(documents.encode()).hexdigest()[:16],
        "embedder": library.embedder.name,
        "reader": bundled_reader().name,
        "confidence": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:16],
        "llm": asking.llm,
        "k": asking.depth,
    }
