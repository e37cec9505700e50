"""The page under use: how soon it is ready, how soon an answer shows, and twenty users who ask at once for a minute.

    python -m benchmarks.page [--users 20] [--seconds 60]

Everything is on this machine: the server, Chromium and the users. Each user waits for an answer before the next question.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from gradio_client import Client
from playwright.sync_api import sync_playwright

from benchmarks.questions import QUESTIONS
from benchmarks.report import write

QUESTION = "石家庄承接了多少项目"
_ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    asked = [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as home:
        with served(home) as (address, _):
            pass  # the first start puts the article in
        with served(home) as (address, started):
            ready, first = in_browser(address)
            taken, errors = crowd(address, asked, options.users, options.seconds)
    slowest = statistics.quantiles(taken, n=20)[-1]
    write(
        "page",
        "",
        [
            "| what | seconds |",
            "|---|---|",
            f"| `python app.py` to its address | {started:.2f} |",
            f"| address to the page with its document, median of {_ROUNDS} | {statistics.median(ready):.2f} |",
            f"| Enter to the answer in the page, median of {_ROUNDS} | {statistics.median(first):.3f} |",
            f"| {options.users} users for {options.seconds:.0f} s: an answer, median of {len(taken)} | {statistics.median(taken):.2f} |",
            f"| the same, 95th percentile | {slowest:.2f} |",
            "",
            f"Errors: {len(errors)}. Answers a second: {len(taken) / options.seconds:.1f}.",
            *sorted({f"- {error}" for error in errors}),
        ],
    )


@contextmanager
def served(home: str) -> Iterator[tuple[str, float]]:
    """The address of a page of its own, and the seconds that it took to start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"WENJU_HOME": home, "GRADIO_SERVER_PORT": str(port), "PYTHONUTF8": "1"}
    begin = time.perf_counter()
    server = subprocess.Popen([sys.executable, "app.py"], env=environment, stdout=subprocess.PIPE, encoding="utf-8")
    assert server.stdout
    try:
        next(line for line in server.stdout if "问据已打开" in line)
        yield f"http://127.0.0.1:{port}/", time.perf_counter() - begin
    finally:
        server.terminate()
        server.wait(timeout=20)


def in_browser(address: str) -> tuple[list[float], list[float]]:
    """Seconds until a fresh page shows its document, and from Enter to the answer; one of each a round."""
    ready, first = [], []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(_ROUNDS):
            page = chromium.new_page(locale="zh-CN")
            begin = time.perf_counter()
            page.goto(address)
            page.locator("#source article").wait_for()
            ready.append(time.perf_counter() - begin)
            page.locator(".welcome a.ask").first.wait_for()
            page.locator("#question textarea").fill(QUESTION)
            begin = time.perf_counter()
            page.locator("#question textarea").press("Enter")
            page.locator(".answer").wait_for()
            first.append(time.perf_counter() - begin)
            page.close()
    return ready, first


def crowd(address: str, asked: Sequence[str], users: int, seconds: float) -> tuple[list[float], list[str]]:
    """How long each answer took, and what went wrong."""
    taken: list[float] = []
    errors: list[str] = []
    clients = [Client(address, verbose=False) for _ in range(users)]
    until = time.monotonic() + seconds

    def use(number: int) -> None:
        turn = number
        while time.monotonic() < until:
            begin = time.perf_counter()
            try:
                clients[number].predict(asked[turn % len(asked)], api_name="/ask")
                taken.append(time.perf_counter() - begin)
            # Whatever a user meets is what is counted here.
            except Exception as error:
                errors.append(f"{type(error).__name__}: {error}")
            turn += users

    threads = [threading.Thread(target=use, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, errors


if __name__ == "__main__":
    main()
