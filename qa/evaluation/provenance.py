"""Where figures come from: the questions, the command, the date, the versions and the machine."""

import os
import platform
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_PACKAGES = ("faiss-cpu", "jieba", "numpy", "onnxruntime", "ir-measures")


@dataclass(frozen=True, slots=True)
class Provenance:
    """questions: the file's name. how: what makes the run's answers what they are, as in run.json."""

    questions: str
    command: str
    date: str
    machine: str
    versions: Mapping[str, str]
    how: Mapping[str, Any]

    @property
    def line(self) -> str:
        """All but the command, on one line."""
        llm = f"，语言模型 {self.how['llm']}" if self.how.get("llm") else ""
        read = f"，每题读 {self.how['k']} 段" if self.how.get("k") else ""
        return f"{self.date}，{self.machine}，{'，'.join(f'{k} {v}' for k, v in self.versions.items())}{read}{llm}"


def provenance_of(questions: str, command: str, how: Mapping[str, Any]) -> Provenance:
    versions = {"Python": platform.python_version()}
    for package in ("wenju", *_PACKAGES):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:  # run from a folder, not installed
            continue
    return Provenance(questions, command, f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", processor(), versions, how)


def program_version() -> str:
    """The program's own; empty where it is not known."""
    try:
        return version("wenju")
    except PackageNotFoundError:  # run from a folder, not installed
        file = Path(__file__).parents[2] / "pyproject.toml"
        return str(tomllib.loads(file.read_text(encoding="utf-8"))["project"]["version"]) if file.is_file() else ""


def processor() -> str:
    """The processor's name and how many cores may be used."""
    try:
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        name = next(line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    return f"{name}, {n_cores()} cores"


def n_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
