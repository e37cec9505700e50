"""Asks in processes of its own, several at once; and what such a process does: python -m qa.evaluation.workers.

By processes: on two cores, two of them answered 7.3 questions a second, two threads 4.6 and one thread 4.0, because much of
an answer is Python. Requests and replies are lines of JSON. A process ends when its requests do, so that none is left
over when the program is killed.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from queue import Queue
from typing import Any

from index.embedder import EmbedderError
from index.library import Library, LibraryError
from qa.answers import Turn
from qa.evaluation.answering import Asking, answered
from qa.evaluation.folder import RunError
from qa.evaluation.records import Record, line_of, record_from
from qa.evaluation.rows import BadRow, Row
from qa.language_model import LanguageModelError
from qa.reader import ReaderError
from qa.settings import SettingsError

_ROOT = Path(__file__).parents[2]


class Workers:
    """`jobs` processes, started when made and ended by `close`."""

    def __init__(self, jobs: int, asking: Asking) -> None:
        self._started = [_Worker(asking) for _ in range(jobs)]
        self._idle: Queue[_Worker] = Queue()
        for worker in self._started:
            self._idle.put(worker)

    def close(self) -> None:
        for worker in self._started:
            worker.close()

    def answered(self, rows: Iterable[Row], library: Library) -> Iterator[Record | BadRow]:
        """Asks the library; in the order in which they are done.

        Raises:
            RunError: a process has failed; the message is its own.
        """
        with ThreadPoolExecutor(len(self._started)) as threads:
            try:
                for done in as_completed([threads.submit(self._one, row, library) for row in rows]):
                    yield done.result()
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def _one(self, row: Row, library: Library) -> Record | BadRow:
        worker = self._idle.get()
        try:
            return worker.ask(row, library)
        finally:
            self._idle.put(worker)


class _Worker:
    def __init__(self, asking: Asking) -> None:
        path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "qa.evaluation.workers", json.dumps(asdict(asking))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # The folder that the user is in may hold a qa.py of its own.
            env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"},
            encoding="utf-8",
        )

    def ask(self, row: Row, library: Library) -> Record | BadRow:
        assert self._process.stdin
        assert self._process.stdout
        try:
            request = {"home": str(library.home), "model": library.model, "row": asdict(row)}
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            reply = self._process.stdout.readline()
        except (OSError, ValueError):  # closed, by its end or by ours
            reply = ""
        if not reply.endswith("\n"):
            raise RunError(f"一个评测进程在问{row.place}时意外退出；再运行同一条命令，会从停下的地方接着做")
        said: dict[str, Any] = json.loads(reply)
        if "failed" in said:
            raise RunError(said["failed"])
        return BadRow(row.place, said["bad"]) if "bad" in said else record_from(said["record"])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()


def main() -> None:
    """Answers requests from the input stream until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that asks
    asking = Asking(**json.loads(sys.argv[1]))
    # What a library prints is no reply.
    replies, sys.stdout = sys.stdout, sys.stderr
    with ExitStack() as opened:
        library: Library | None = None
        for line in sys.stdin:
            request = json.loads(line)
            try:
                if library is None or str(library.home) != request["home"]:
                    opened.close()
                    library = Library(request["home"], model=request["model"])
                    opened.callback(library.close)
                said = _reply(answered(_row(request["row"]), library, asking))
            except (LibraryError, EmbedderError, ReaderError, LanguageModelError, SettingsError) as error:
                said = {"failed": str(error)}
            try:
                replies.write(json.dumps(said) + "\n")
                replies.flush()
            except BrokenPipeError:  # the program that asked was killed
                os.dup2(os.open(os.devnull, os.O_WRONLY), replies.fileno())
                return


def _reply(found: Record | BadRow) -> dict[str, str]:
    return {"bad": found.why} if isinstance(found, BadRow) else {"record": line_of(found)}


def _row(fields: dict[str, Any]) -> Row:
    fields["answers"] = tuple(fields["answers"])
    fields["evidence"] = tuple(map(tuple, fields["evidence"]))
    fields["history"] = tuple(Turn(**turn) for turn in fields["history"])
    return Row(**fields)


if __name__ == "__main__":
    main()
