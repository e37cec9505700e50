"""Likes and dislikes, appended to a file beside the library: one JSON object a line, with what was asked and where the
answer stands.

Of a document it keeps places and no words: once the document is removed, no file here may hold its text.
"""

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qa.answers import Answer, Citation

_writing = threading.Lock()


def note(file: Path, verdict: str, answer: Answer) -> None:
    """Appends one line: the time, the verdict, the question, and the places of the exact words and of the citations.

    Raises OSError where the file cannot be written.
    """
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "verdict": verdict,
        "question": answer.question,
        "abstained": answer.abstained,
        "model": answer.model,
        "exact": _places(answer.exact),
        "citations": _places(answer.citations),
    }
    with _writing, file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def _places(citations: Sequence[Citation]) -> list[dict[str, Any]]:
    return [{"document_id": one.document_id, "start": one.start, "end": one.end} for one in citations]
