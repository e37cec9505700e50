"""A run's folder: what was asked (run.json), and the answers so far, a line each (answers.jsonl).

A line is written whole or, when the program is killed, torn at the end of the file: a torn line is cut off and its question
asked again. A folder belongs to one set of questions, asked of one library in one way.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qa.evaluation.records import Record, line_of, record_from

VERSION = 1
ANSWERS, RUN = "answers.jsonl", "run.json"


class RunError(Exception):
    """A run cannot be started, gone on with or read; the message is one line in Chinese."""


class RunFolder:
    """Opened for writing; see `records_in` for reading a finished run."""

    def __init__(self, path: Path, asked: Mapping[str, Any]) -> None:
        """asked: what makes the run this one, in plain JSON values.

        Raises:
            RunError: the folder cannot be written, or belongs to another run.
        """
        self.path = path
        wanted = {"version": VERSION, **asked}
        try:
            path.mkdir(parents=True, exist_ok=True)
            there = _json(path / RUN)
            if there is None and (path / ANSWERS).exists():
                raise RunError(f"{path} 里有 {ANSWERS}，却没有 {RUN}，不知道是哪次评测；请换一个 --out")
            if there is not None and there != wanted:
                differs = "、".join(key for key in wanted if wanted[key] != there.get(key))
                raise RunError(f"{path} 里是另一次评测（不同的是 {differs}）；请换一个 --out，或删去这个文件夹")
            if there is None:
                (path / RUN).write_text(json.dumps(wanted, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            self.kept = _whole_lines(path / ANSWERS)
            self._file = (path / ANSWERS).open("a", encoding="utf-8", errors="replace")
        except OSError as error:
            raise RunError(f"{path}：写不进去（{error.strerror}）") from error

    def append(self, record: Record) -> None:
        """Hands the record to the operating system at once, so that a killed run has lost none that was told."""
        try:
            self._file.write(line_of(record))
            self._file.flush()
        except OSError as error:
            raise RunError(f"{self.path / ANSWERS}：写不进去（{error.strerror}）") from error

    def close(self) -> None:
        self._file.close()


def records_in(path: Path) -> list[Record]:
    """The answers of an earlier run.

    Raises:
        RunError: there are none, or they cannot be read.
    """
    file = path / ANSWERS if path.is_dir() else path
    if not file.is_file():
        raise RunError(f"{path} 里没有 {ANSWERS}，不是一次评测的文件夹")
    records = list(_records(file.read_bytes(), file)[0].values())
    if not records:
        raise RunError(f"{file} 里还没有答案")
    return records


def run_in(path: Path) -> dict[str, Any]:
    """What makes the run in a folder this one; empty where there is none.

    Raises:
        RunError: it cannot be read.
    """
    return _json(path / RUN) or {}


def _whole_lines(file: Path) -> dict[str, Record]:
    """The records of the file by id; what is torn at its end is cut off."""
    if not file.exists():
        return {}
    data = file.read_bytes()
    records, whole = _records(data, file)
    if whole < len(data):
        with file.open("r+b") as opened:
            opened.truncate(whole)
    return records


def _records(data: bytes, file: Path) -> tuple[dict[str, Record], int]:
    """The records by id, and how many bytes hold whole lines."""
    whole = data.rfind(b"\n") + 1
    records: dict[str, Record] = {}
    for number, line in enumerate(data[:whole].split(b"\n")[:-1], start=1):
        try:
            record = record_from(line.decode())
        except ValueError:
            raise RunError(f"{file} 第 {number} 行已损坏；请删去这一行，或换一个 --out") from None
        records.setdefault(record.row.id, record)
    return records, whole


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        raise RunError(f"{file} 已损坏；请换一个 --out") from None
