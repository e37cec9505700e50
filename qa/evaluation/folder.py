"""A run's folder: what was asked (run.json), and the answers so far, a line each (answers.jsonl).

A line is written whole or, when the program is killed, torn at the end of the file: a torn line is cut off and its question
asked again. A folder belongs to one set of questions, asked of one library in one way.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
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
        """asked: what makes the run this one, in plain JSON values; an object grows, and differs in the names that changed.

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
            _refuse_another(path, there, wanted)
            if (whole := _grown(there, wanted)) != there:
                _write(path / RUN, json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
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
        # Every record was flushed when it was appended: what can't be written now has been told already.
        with suppress(OSError):
            self._file.close()


def refuse_another(path: Path, asked: Mapping[str, Any]) -> None:
    """Before anything is put into a folder: whether a run in it was asked another way, as far as `asked` tells.

    Raises:
        RunError: it was, or the folder cannot be read.
    """
    try:
        _refuse_another(path, _json(path / RUN), asked)
    except OSError as error:
        raise RunError(f"{path}：读不了（{error.strerror}）") from error


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


def _refuse_another(path: Path, there: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> None:
    if there is not None and (differs := "、".join(_differing(there, wanted))):
        raise RunError(f"{path} 里是另一次评测（不同的是 {differs}）；请换一个 --out，或删去这个文件夹")


def _differing(there: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
    for key, value in wanted.items():
        before = there.get(key)
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            yield from (name for name in value if name in before and value[name] != before[name])
        elif value != before:
            yield key


def _grown(there: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What is wanted, with the names that its objects had before."""
    before = there or {}
    return {
        key: {**before.get(key, {}), **value} if isinstance(value, Mapping) else value for key, value in wanted.items()
    }


def _write(file: Path, text: str) -> None:
    """Wholly or not at all."""
    part = file.with_name(f"{file.name}.part")
    part.write_text(text, encoding="utf-8", errors="replace")
    os.replace(part, file)


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
