"""RGB (Chen et al., 2024), refined Chinese set: five passages, four of them noise; and noise alone.

Each question has a library of its own with five passages as documents, and goes through `ask`.
"""

import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.squad import Paragraph
from index.library import Library
from index.words import normalised
from qa.answers import Answer
from qa.asking import ask

PASSAGES = 5
NOISE = 4
MAX_SPAN_CHARS = 40
SEED = 4


def noise(path: Path) -> list[tuple[str, str, list[float]]]:
    """The share of answers inside a span of at most 40 characters, and of abstentions where there is only noise."""
    chance = random.Random(SEED)
    right, said, abstained = [], [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        answers = [a for one in row["answer"] for a in (one if isinstance(one, list) else [one])]
        if not row["positive"] or len(row["negative"]) < PASSAGES:
            continue
        mixed = [chance.choice(row["positive"]), *chance.sample(row["negative"], NOISE)]
        chance.shuffle(mixed)
        answer = _asked(row["query"], mixed)
        span = normalised(answer.span or "")
        holds = len(span) <= MAX_SPAN_CHARS and any(normalised(one) in span for one in answers)
        right.append(float(holds))
        said.append(float(not answer.abstained))
        abstained.append(float(_asked(row["query"], chance.sample(row["negative"], PASSAGES)).abstained))
    name = "rgb-zh-refine"
    return [
        (name, "4 of 5 passages noise: answer inside a span of at most 40 characters", right),
        (name, "4 of 5 passages noise: answered at all", said),
        (name, "noise alone: abstained", abstained),
    ]


def _asked(question: str, passages: Sequence[str]) -> Answer:
    with tempfile.TemporaryDirectory() as home:
        library = Library(home)
        for number, text in enumerate(passages):
            library.add(Paragraph("", text, ()).document(str(number)))
        answer = ask(question, library=library)
        library.close()
    return answer
