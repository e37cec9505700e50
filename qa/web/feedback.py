"""Likes and dislikes, appended to a file beside the library: one JSON object a line, with what was asked and answered."""

import json
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from qa.answers import Answer

_writing = threading.Lock()


def note(file: Path, verdict: str, answer: Answer) -> None:
    """Appends one line: the time, the verdict, the question, the answer's text and its citations.

    Raises OSError where the file cannot be written.
    """
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "verdict": verdict,
        "question": answer.question,
        "answer": answer.text,
        "span": answer.span,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "model": answer.model,
        "citations": [asdict(citation) for citation in answer.citations],
    }
    with _writing, file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line, ensure_ascii=False) + "\n")
