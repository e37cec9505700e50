"""Writes a benchmark's table to benchmarks/results/, with what is needed to repeat it."""

import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from qa.evaluation.provenance import processor

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
