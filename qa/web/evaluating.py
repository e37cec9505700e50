"""A question file that a visitor brings -> a run that can be watched, and its report. The run itself is `qa.evaluation`'s.

Rows may name a document of the library; no file of this machine is ever looked for. The run's folder, with copies of
what was read, goes once the report is made or the run is stopped: a document that is removed from the library leaves nothing
there.
"""

import html
import queue
import tempfile
import threading
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from index.library import Library, LibraryError
from qa.evaluation.answering import Asking
from qa.evaluation.datasets import read_dataset
from qa.evaluation.findings import findings_of
from qa.evaluation.folder import RunError, run_in
from qa.evaluation.provenance import provenance_of
from qa.evaluation.records import Record
from qa.evaluation.report import write_report
from qa.evaluation.rows import BadRow, Dataset, DatasetError
from qa.evaluation.running import run
from qa.evaluation.sources import Progress, own_library
from qa.web.source import escaped
from qa.web.words import both

MAX_ROWS = 5_000
_MOST_BAD_ROWS = 10
_Step = tuple[int, int] | str | Exception


class _StoppedError(Exception):
    """The run was stopped before the last question; done, total: how many questions were asked, of how many."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(done, total)
        self.done, self.total = done, total


def evaluated(library: Library, file: Path, stop: threading.Event) -> Generator[str]:
    """The run as HTML, again and again: how far it is, then its report; or one line that says why there is none.

    stop: once it is set, the run ends at the next question, or the next document of its own. Closing this iterator sets it, which
        Gradio does when the visitor leaves: nobody would see the report.
    """
    steps: queue.Queue[_Step] = queue.Queue()

    def work() -> None:
        try:
            with tempfile.TemporaryDirectory() as folder:
                report = _run(library, file, Path(folder), lambda done, total: steps.put((done, total)), stop)
            steps.put(report)
        except (DatasetError, RunError, LibraryError, OSError) as error:
            steps.put(error)
        except BaseException as error:
            steps.put(RuntimeError(type(error).__name__))
            raise

    threading.Thread(target=work, daemon=True).start()
    try:
        while True:
            step = steps.get()
            if isinstance(step, str):
                yield step
                return
            if isinstance(step, Exception):
                yield _line(escaped(str(step)))
                return
            done, total = step
            yield f'<p>{both("asked")} {done} / {total}</p><progress max="{total}" value="{done}"></progress>'
    finally:
        stop.set()


def _run(library: Library, file: Path, folder: Path, progress: Progress, stop: threading.Event) -> str:
    """The report as HTML; or how far it came."""
    dataset = read_dataset(file)
    if len(dataset.rows) > MAX_ROWS:
        raise RunError(f"文件有 {len(dataset.rows)} 题，页面上最多 {MAX_ROWS} 题；请用 python -m qa evaluate")

    def heeding(done: int, total: int) -> None:
        if stop.is_set() and done < total:
            raise _StoppedError(done, total)
        progress(done, total)

    # The error holds what the run was in, such as an open library in the folder; so it goes here, while the folder is there.
    try:
        records, refused = _asked(library, dataset, folder, heeding)
    except _StoppedError as stopped:
        return _line(f"{both('stopped')}{both('asked')} {stopped.done} / {stopped.total}")
    if not records:
        why = "；".join(f"{one.place}：{one.why}" for one in [*dataset.bad, *refused][:_MOST_BAD_ROWS])
        raise RunError(f"没有一题能提问，写不出报告。{why}")
    findings = findings_of(records, [*dataset.bad, *refused], k=Asking().depth)
    page = write_report(findings, provenance_of(dataset.name, "评测页", run_in(folder)), folder)
    notice = _line(escaped(dataset.notice)) if dataset.notice else ""
    return notice + _framed(page)


def _asked(library: Library, dataset: Dataset, folder: Path, progress: Progress) -> tuple[list[Record], list[BadRow]]:
    if not dataset.documents:
        return run(dataset, library, folder, beside=None, progress=progress)
    total = len(dataset.rows)
    own = own_library(dataset, folder, model=library.model, progress=lambda *_: progress(0, total))
    with closing(own):
        return run(dataset, own, folder, beside=None, progress=progress)


def _line(said: str) -> str:
    return f'<p class="source-notice">{said}</p>'


def _framed(page: Path) -> str:
    """The report in a frame of its own, which can reach nothing of the page."""
    return (
        f'<iframe class="report" title="{escaped(page.name)}" sandbox="allow-scripts" '
        f'srcdoc="{html.escape(page.read_text(encoding="utf-8"))}"></iframe>'
    )
