"""How good a reader in training is: whole paragraphs are read, the best span counts, no abstaining."""

import logging
from collections.abc import Callable, Mapping, Sequence

import torch
from tokenizers import Tokenizer

from benchmarks.squad import Paragraph
from qa.evaluation.intervals import shown
from qa.evaluation.measures.cmrc import exact_match, f1
from qa.reader import Reader as Shipped
from training.reader.batches import collated, encoded
from training.reader.network import NEVER, Reader, allowed
from training.reader.rows import Row

BATCH_ROWS = 16
WINDOW_CHARS = 300
_log = logging.getLogger("training.reader")


def examiner(tokenizer: Tokenizer, sets: Mapping[str, Sequence[Paragraph]]) -> Callable[[Reader, int], None]:
    """A function that logs exact match and F1 of a reader on each set."""

    def examine(reader: Reader, step: int) -> None:
        for name, paragraphs in sets.items():
            asked = [(q.text, p.title, p.text) for p in paragraphs for q in p.questions]
            wanted = [[text for text, _ in q.answers] for p in paragraphs for q in p.questions]
            found = answers(reader, tokenizer, asked)
            n = len(found)
            matches = sum(exact_match(text, accepted) for text, accepted in zip(found, wanted, strict=True)) / n
            overlap = sum(f1(text, accepted) for text, accepted in zip(found, wanted, strict=True)) / n
            _log.info("step %d, %s: %d questions, exact match %.4f, F1 %.4f", step, name, n, matches, overlap)

    return examine


def compare(reader: Reader, shipped: Shipped, tokenizer: Tokenizer, paragraphs: Sequence[Paragraph]) -> None:
    """Logs F1 of the float reader and of the one in 8 bits, over the same windows, and what the second loses."""
    windows = [(p, q, text) for p in paragraphs for q in p.questions if (text := _window(p.text, q.answers[0]))]
    asked = [(q.text, p.title, text) for p, q, text in windows]
    wanted = [[text for text, _ in q.answers] for _, q, _ in windows]
    whole = answers(reader, tokenizer, asked, bits=32)
    readings = shipped.read_pairs(asked)
    rounded = [text[r.spans[0].start : r.spans[0].end] for (_, _, text), r in zip(asked, readings, strict=True)]
    scores = [[f1(said, accepted) for said, accepted in zip(said, wanted, strict=True)] for said in (whole, rounded)]
    _log.info("%d questions, F1 in float %s, in 8 bits %s", len(asked), *(shown(values) for values in scores))
    _log.info("lost: %s", shown([a - b for a, b in zip(*scores, strict=True)]))


def _window(text: str, answer: tuple[str, int]) -> str:
    """At most WINDOW_CHARS around the answer."""
    start = max(0, answer[1] + len(answer[0]) // 2 - WINDOW_CHARS // 2)
    return text[start : start + WINDOW_CHARS]


@torch.no_grad()
def answers(
    reader: Reader, tokenizer: Tokenizer, asked: Sequence[tuple[str, str, str]], *, bits: int = 16
) -> list[str]:
    """The best span for each (question, heading, passage)."""
    made = encoded(tokenizer, [Row("asked", *one) for one in asked])
    order = sorted(range(len(made)), key=lambda i: len(made[i].tokens.ids))
    found = [""] * len(made)
    device = next(reader.parameters()).device
    for start in range(0, len(order), BATCH_ROWS):
        chosen = order[start : start + BATCH_ROWS]
        batch = collated([made[i] for i in chosen])
        passage = batch.passage.to(device)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bits == 16):
            scores = reader(batch.ids.to(device), batch.mask.to(device))
        best = scores.spans.masked_fill(~allowed(passage), NEVER).flatten(1).argmax(1).tolist()
        for i, place in zip(chosen, best, strict=True):
            first, last = divmod(place, batch.ids.shape[1])
            tokens = made[i].tokens
            span = slice(tokens.spans[first - tokens.first][0], tokens.spans[last - tokens.first][1])
            found[i] = made[i].row.passage[span]
    return found
