"""A question and passages -> the spans that may answer it, relevance, and the score of no answer: the bundled reader.

The one onnxruntime session of this room. How its scores become a probability is left to `confidence`; how a span
becomes an answer, to `extractive`. The model is made by `training/reader`.
"""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from qa.tokens import Tokens, tokenised

MODEL_FOLDER = Path(__file__).parent / "model"
MAX_WORKERS = 4
N_SPANS = 20


class ReaderError(Exception):
    """The reader cannot be opened. The message says, in Chinese, what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a passage, half-open.

    score: the log-odds of this span against "no answer" in its passage. share: of all spans' probability, this one's.
    """

    start: int
    end: int
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """spans: the best N_SPANS, best first; none where the passage has no token.

    answered: the log-odds that any span answers, against "no answer". relevance: the log-odds that the passage is about
    what is asked, whether it answers or not.
    """

    spans: tuple[Span, ...]
    answered: float
    relevance: float


@cache
def bundled_reader() -> "Reader":
    """The reader that comes with the program, opened once a process."""
    return Reader(MODEL_FOLDER)


class Reader:
    """An ONNX reader in a folder, as `training/reader` writes it. Safe to share between threads.

    Passages are read side by side, each by a thread of its own: on two cores four of them take nine tenths of the time
    that one run over all takes when both cores share each of its products.

    threads: of the processor, at most; all that there are where None. Raises ReaderError where files are missing.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        files = ("model.onnx", "model.safetensors", "tokenizer.json", "config.json")
        missing = [file for file in files if not (folder / file).is_file()]
        if missing:
            raise ReaderError(f"内置的阅读模型不完整：{folder} 里缺少 {'、'.join(missing)}。请重新安装本程序。")
        settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.name: str = settings["name"]
        self._max_span_tokens: int = settings["max_span_tokens"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        threads = threads or _processors()
        workers = min(threads, MAX_WORKERS)
        self._workers = ThreadPoolExecutor(workers)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads - workers + 1  # a run's own thread is one of them
        # Threads that wait by turning in a circle take the processor from those that work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[PassageReading]:
        """A reading of each (heading, text), in their order."""
        return self.read_pairs([(question, heading, text) for heading, text in passages])

    def read_pairs(self, inputs: Sequence[tuple[str, str, str]]) -> list[PassageReading]:
        """A reading of each (question, heading, text), in their order."""
        tokens = tokenised(self._tokenizer, inputs)
        longest_first = sorted(range(len(tokens)), key=lambda i: -len(tokens[i].ids))
        read = self._workers.map(self._run, [tokens[i] for i in longest_first])
        found = dict(zip(longest_first, read, strict=True))
        return [found[i] for i in range(len(tokens))]

    def _run(self, tokens: Tokens) -> PassageReading:
        ids = np.array([tokens.ids], dtype=np.int64)
        outputs = ["start", "end", "pairs", "null", "relevance"]
        start, end, pairs, null, relevance = self._session.run(
            outputs, {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        )
        inside = slice(tokens.first, tokens.first + len(tokens.spans))
        scores = start[0, inside, None] + end[0, None, inside] + pairs[0, inside, inside] - null[0]
        return self._reading(tokens, scores, float(relevance[0]))

    def _reading(self, tokens: Tokens, scores: NDArray[np.float32], relevance: float) -> PassageReading:
        """scores: (tokens, tokens), the log-odds of each span against no answer."""
        n_tokens = len(tokens.spans)
        if not n_tokens:
            return PassageReading((), -np.inf, relevance)
        places = np.arange(n_tokens)
        length = places[None, :] - places[:, None]
        scores = np.where((length >= 0) & (length < self._max_span_tokens), scores, -np.inf).ravel()
        best = np.argpartition(-scores, min(N_SPANS, len(scores) - 1))[:N_SPANS]
        answered = _log_sum_exp(scores)
        spans = []
        for place in best[np.argsort(-scores[best], kind="stable")]:
            first, last = divmod(int(place), n_tokens)
            score = float(scores[place])
            if np.isfinite(score):
                spans.append(
                    Span(tokens.spans[first][0], tokens.spans[last][1], score, float(np.exp(score - answered)))
                )
        return PassageReading(tuple(spans), answered, relevance)


def _processors() -> int:
    """How many this process may use, which may be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _log_sum_exp(values: NDArray[np.float32]) -> float:
    largest = float(values.max())
    return largest + float(np.log(np.exp(values - largest).sum()))
