"""How long a user waits: from process start to the first answer on the command line, and for a later answer.

    python -m benchmarks.speed

The first run of all, which puts the article into an empty library, is timed apart. Later answers are to the 100
questions on the article. Medians, in seconds; another machine gives others, and a busy one larger.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.questions import QUESTIONS as ARTICLE_QUESTIONS
from benchmarks.report import write
from index.library import Library
from qa.asking import ask

STARTS = 7
ROUNDS = 3
QUESTION = "石家庄承接了多少项目"


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "WENJU_HOME": home}
        command = [sys.executable, "-m", "qa", "ask", QUESTION]
        starts = []
        for _ in range(STARTS + 1):
            begin = time.perf_counter()
            subprocess.run(command, env=environment, check=True, capture_output=True)
            starts.append(time.perf_counter() - begin)
        library = Library(home)
        ask(QUESTION, library=library)
        asked = [json.loads(line)["question"] for line in ARTICLE_QUESTIONS.read_text(encoding="utf-8").splitlines()]
        later = []
        for _ in range(ROUNDS):
            for question in asked:
                begin = time.perf_counter()
                ask(question, library=library)
                later.append(time.perf_counter() - begin)
        library.close()
    slowest = statistics.quantiles(later, n=20)[-1]
    write(
        "speed",
        "",
        [
            "| what | seconds |",
            "|---|---|",
            f"| process start to the first answer, article not yet in the library | {starts[0]:.2f} |",
            f"| process start to the first answer, median of {STARTS} | {statistics.median(starts[1:]):.2f} |",
            f"| a later answer, median of {len(later)} | {statistics.median(later):.3f} |",
            f"| a later answer, 95th percentile | {slowest:.3f} |",
        ],
    )


if __name__ == "__main__":
    main()
