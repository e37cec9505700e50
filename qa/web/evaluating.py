"""A question file that a visitor brings -> a run that can be watched, and its report. The run itself is `qa.evaluation`'s.

Rows may name a document of the library; no file of this machine is ever looked for. The run's folder, with copies of
what was read, goes once the report is made: a document that is removed from the library leaves nothing there.
"""

import html
import queue
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from index.library import Library, LibraryError
from qa.evaluation.answering import Asking
from qa.evaluation.datasets import read_dataset
from qa.evaluation.findings import findings_of
from qa.evaluation.folder import RunError, run_in
from qa.evaluation.provenance import provenance_of
from qa.evaluation.report import write_report
from qa.evaluation.rows import DatasetError
from qa.evaluation.running import run
from qa.evaluation.sources import Progress, own_library
from qa.web.source import escaped
from qa.web.words import both

MAX_ROWS = 5_000
_MOST_BAD_ROWS = 10
_Step = tuple[int, int] | str | Exception


def evaluated(library: Library, file: Path) -> Iterator[str]:
    """The run as HTML, again and again: how far it is, then its report; or one line that says why there is none."""
    steps: queue.Queue[_Step] = queue.Queue()

    def work() -> None:
        try:
            with tempfile.TemporaryDirectory() as folder:
                report = _run(library, file, Path(folder), lambda done, total: steps.put((done, total)))
            steps.put(report)
        except (DatasetError, RunError, LibraryError, OSError) as error:
            steps.put(error)
        except BaseException as error:
            steps.put(RuntimeError(type(error).__name__))
            raise

    # A thread of its own, so that a visitor who leaves stops nobody's run half-way.
    threading.Thread(target=work, daemon=True).start()
    while True:
        step = steps.get()
        if isinstance(step, str):
            yield step
            return
        if isinstance(step, Exception):
            yield f'<p class="source-notice">{escaped(str(step))}</p>'
            return
        done, total = step
        yield f'<p>{both("asked")} {done} / {total}</p><progress max="{total}" value="{done}"></progress>'


def _run(library: Library, file: Path, folder: Path, progress: Progress) -> str:
    """The report as HTML."""
    dataset = read_dataset(file)
    if len(dataset.rows) > MAX_ROWS:
        raise RunError(f"文件有 {len(dataset.rows)} 题，页面上最多 {MAX_ROWS} 题；请用 python -m qa evaluate")
    asked = own_library(dataset, folder, model=library.model) if dataset.documents else library
    try:
        records, refused = run(dataset, asked, folder, beside=None, progress=progress)
    finally:
        if asked is not library:
            asked.close()
    if not records:
        why = "；".join(f"{one.place}：{one.why}" for one in [*dataset.bad, *refused][:_MOST_BAD_ROWS])
        raise RunError(f"没有一题能提问，写不出报告。{why}")
    findings = findings_of(records, [*dataset.bad, *refused], k=Asking().depth)
    page = write_report(findings, provenance_of(dataset.name, "评测页", run_in(folder)), folder)
    notice = f'<p class="source-notice">{escaped(dataset.notice)}</p>' if dataset.notice else ""
    return notice + _framed(page)


def _framed(page: Path) -> str:
    """The report in a frame of its own, which can reach nothing of the page."""
    return (
        f'<iframe class="report" title="{escaped(page.name)}" sandbox="allow-scripts" '
        f'srcdoc="{html.escape(page.read_text(encoding="utf-8"))}"></iframe>'
    )
