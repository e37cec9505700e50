"""A question and passages -> the spans that may answer it, relevance, and the score of no answer: the bundled reader.

The one onnxruntime session of this room. How its scores become a probability is left to `confidence`; how a span
becomes an answer, to `extractive`. The model is made by `training/reader`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from qa.tokens import Tokens, tokenised

MODEL_FOLDER = Path(__file__).parent / "model"
BATCH_TOKENS = 512
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
    """An ONNX reader in a folder, as `training/reader` writes it.

    Raises ReaderError where files are missing.
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
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        if threads is not None:
            options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[PassageReading]:
        """A reading of each (heading, text), in their order."""
        return self.read_pairs([(question, heading, text) for heading, text in passages])

    def read_pairs(self, inputs: Sequence[tuple[str, str, str]]) -> list[PassageReading]:
        """A reading of each (question, heading, text), in their order; in batches of like length."""
        tokens = tokenised(self._tokenizer, inputs)
        found: list[PassageReading | None] = [None] * len(tokens)
        for batch in _batches([len(one.ids) for one in tokens]):
            for i, reading in zip(batch, self._run([tokens[i] for i in batch]), strict=True):
                found[i] = reading
        return [reading for reading in found if reading is not None]

    def _run(self, batch: Sequence[Tokens]) -> Iterator[PassageReading]:
        ids = np.zeros((len(batch), max(len(one.ids) for one in batch)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(batch):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        outputs = ["start", "end", "pairs", "null", "relevance"]
        start, end, pairs, null, relevance = self._session.run(outputs, {"input_ids": ids, "attention_mask": mask})
        for row, one in enumerate(batch):
            inside = slice(one.first, one.first + len(one.spans))
            scores = start[row, inside, None] + end[row, None, inside] + pairs[row, inside, inside] - null[row]
            yield self._reading(one, scores, float(relevance[row]))

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


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes into `lengths` from short to long, in batches of at most BATCH_TOKENS, padding counted."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _log_sum_exp(values: NDArray[np.float32]) -> float:
    largest = float(values.max())
    return largest + float(np.log(np.exp(values - largest).sum()))
