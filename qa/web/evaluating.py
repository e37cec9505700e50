"""A question file that a visitor brings -> a run that can be watched, and its report. The run itself is `qa.evaluation`'s.

Rows may name a document of the library, by id or title; a path on this machine they may not.
"""

import html
import queue
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from index.library import Library, LibraryError
from qa.evaluation.answering import Asking
from qa.evaluation.datasets import read_dataset
from qa.evaluation.findings import findings_of
from qa.evaluation.folder import RunError, run_in
from qa.evaluation.provenance import provenance_of
from qa.evaluation.report import write_report
from qa.evaluation.rows import BadRow, Dataset, DatasetError
from qa.evaluation.running import run
from qa.evaluation.sources import Progress, own_library
from qa.web.source import escaped
from qa.web.words import both

MAX_ROWS = 5_000
_MOST_BAD_ROWS = 10
_Step = tuple[int, int] | Path | Exception


def evaluated(library: Library, file: Path) -> Iterator[str]:
    """The run as HTML, again and again: how far it is, then its report; or one line that says why there is none."""
    steps: queue.Queue[_Step] = queue.Queue()
    folder = library.home / "evaluations" / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"

    def work() -> None:
        try:
            steps.put(_run(library, file, folder, lambda done, total: steps.put((done, total))))
        except (DatasetError, RunError, LibraryError, OSError) as error:
            steps.put(error)
        except BaseException as error:
            steps.put(RuntimeError(type(error).__name__))
            raise

    # A thread of its own, so that a visitor who leaves stops nobody's run half-way.
    threading.Thread(target=work, daemon=True).start()
    while True:
        step = steps.get()
        if isinstance(step, Path):
            yield _report(step)
            return
        if isinstance(step, Exception):
            yield f'<p class="source-notice">{escaped(str(step))}</p>'
            return
        done, total = step
        yield f'<p>{both("asked")} {done} / {total}</p><progress max="{total}" value="{done}"></progress>'


def _run(library: Library, file: Path, folder: Path, progress: Progress) -> Path:
    dataset = read_dataset(file)
    if len(dataset.rows) > MAX_ROWS:
        raise RunError(f"文件有 {len(dataset.rows)} 题，页面上最多 {MAX_ROWS} 题；请用 python -m qa evaluate")
    dataset, refused = _without_paths(dataset, library)
    asked = own_library(dataset, folder) if dataset.documents else library
    try:
        # An empty folder of its own beside it: there is no file there that a row could name.
        beside = folder / "files"
        beside.mkdir(parents=True, exist_ok=True)
        records, bad = run(dataset, asked, folder, beside=beside, progress=progress)
    finally:
        if asked is not library:
            asked.close()
    if not records:
        why = "；".join(f"{one.place}：{one.why}" for one in [*dataset.bad, *refused, *bad][:_MOST_BAD_ROWS])
        raise RunError(f"没有一题能提问，写不出报告。{why}")
    findings = findings_of(records, [*dataset.bad, *refused, *bad], k=Asking().depth)
    return write_report(findings, provenance_of(dataset.name, "评测页", run_in(folder)), folder)


def _without_paths(dataset: Dataset, library: Library) -> tuple[Dataset, list[BadRow]]:
    """The dataset without rows that name a document which the library does not have."""
    names = {name for one in library.documents() for name in (one.id, one.title)}
    names |= {name for one in dataset.documents for name in (one.id, one.title)}
    kept = tuple(row for row in dataset.rows if row.document is None or row.document in names)
    refused = [BadRow(row.place, f"资料库里没有文档“{row.document}”") for row in dataset.rows if row not in kept]
    return replace(dataset, rows=kept), refused


def _report(page: Path) -> str:
    """The report in a frame of its own, which can reach nothing of the page."""
    return (
        f'<iframe class="report" title="{escaped(page.name)}" sandbox="allow-scripts" '
        f'srcdoc="{html.escape(page.read_text(encoding="utf-8"))}"></iframe>'
    )
