"""Rows -> batches of tensors of like length: as many rows as fit a number of tokens, in an order that a seed fixes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from qa.tokens import Tokens, tokenised
from training.reader.network import MAX_SPAN_TOKENS, Batch
from training.reader.rows import Row

BATCH_TOKENS = 3_800
# Batches are filled from this many rows sorted by length, so that little is padding and any row can meet any other.
POOL_ROWS = 800


@dataclass(frozen=True, slots=True)
class Encoded:
    """A row's tokens, and the first and last token of its answer; 0 and 0 where there is none."""

    row: Row
    tokens: Tokens
    first: int
    last: int


def encoded(tokenizer: Tokenizer, rows: Sequence[Row]) -> list[Encoded]:
    """The rows in tokens, without those whose answer is longer than a span may be, or cut off with a long passage."""
    found = []
    for row, tokens in zip(rows, tokenised(tokenizer, [(r.question, r.heading, r.passage) for r in rows]), strict=True):
        if row.end == 0:
            found.append(Encoded(row, tokens, 0, 0))
            continue
        inside = [i for i, (a, b) in enumerate(tokens.spans) if a < row.end and b > row.start]
        if inside and tokens.spans[-1][1] >= row.end and len(inside) <= MAX_SPAN_TOKENS:
            found.append(Encoded(row, tokens, tokens.first + inside[0], tokens.first + inside[-1]))
    return found


def batches(tokenizer: Tokenizer, rows: Sequence[Row], *, seed: int) -> Iterator[Batch]:
    """Every row once."""
    chance = random.Random(seed)
    made = encoded(tokenizer, rows)
    chance.shuffle(made)
    groups: list[list[Encoded]] = []
    for start in range(0, len(made), POOL_ROWS):
        pool = sorted(made[start : start + POOL_ROWS], key=lambda e: len(e.tokens.ids))
        some: list[list[Encoded]] = [[]]
        for one in pool:
            if some[-1] and (len(some[-1]) + 1) * len(one.tokens.ids) > BATCH_TOKENS:
                some.append([])
            some[-1].append(one)
        chance.shuffle(some)
        groups += some
    for group in groups:
        yield collated(group)


def collated(group: Sequence[Encoded]) -> Batch:
    """The rows of one batch, padded to the longest."""
    shape = (len(group), max(len(one.tokens.ids) for one in group))
    ids, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    passage = torch.zeros(shape, dtype=torch.bool)
    for row, one in enumerate(group):
        ids[row, : len(one.tokens.ids)] = torch.tensor(one.tokens.ids)
        mask[row, : len(one.tokens.ids)] = 1
        passage[row, one.tokens.first : one.tokens.first + len(one.tokens.spans)] = True
    return Batch(
        ids,
        mask,
        passage,
        starts=torch.tensor([one.first for one in group]),
        ends=torch.tensor([one.last for one in group]),
        answered=torch.tensor([one.row.end > 0 for one in group]),
        relevant=torch.tensor([-1.0 if one.row.relevant is None else float(one.row.relevant) for one in group]),
    )
