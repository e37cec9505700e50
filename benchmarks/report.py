"""Writes a benchmark's table to benchmarks/results/, with what is needed to repeat it."""

import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
_VERSIONS = ("faiss-cpu", "jieba", "numpy", "onnxruntime")


def write(name: str, note: str, lines: Sequence[str]) -> None:
    """Writes benchmarks/results/NAME.md and prints it."""
    command = f"python -m benchmarks.{name} {' '.join(sys.argv[1:])}".strip()
    packages = ", ".join(f"{package} {version(package)}" for package in _VERSIONS)
    text = "\n".join(
        [
            f"# {name}",
            "",
            f"`{command}`",
            "",
            f"{datetime.now(UTC):%Y-%m-%d}, {processor()}, Python {platform.python_version()}, {packages}.",
            note,
            "",
            *lines,
            "",
        ]
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    print(text)


def processor() -> str:
    """The processor's name and how many cores may be used."""
    import os

    try:
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        name = next(line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    return f"{name}, {len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} cores"
