"""The reader as a torch module: a BERT encoder with three outputs, and the loss that trains them.

    spans      (rows, tokens, tokens): the score of the span from token i to token j,
               start_i + end_j + left_i · right_j / sqrt(PAIR_WIDTH)
    null       (rows,): the score of "no answer", against all spans in one softmax
    relevance  (rows,): the logit that the passage is about what is asked, whether it answers or not

The joint softmax over spans is the objective of Fajcik et al., "Rethinking the Objectives of Extractive Question
Answering" (2021), which also keeps the separate ones for start and end.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AttentionInterface, AttentionMaskInterface, BertModel
from transformers.masking_utils import eager_mask

PAIR_WIDTH = 64
MAX_SPAN_TOKENS = 96
NEVER = -1e4
RELEVANCE_SHARE = 0.3
SEPARATE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Batch:
    """ids, mask: (rows, tokens). passage: (rows, tokens) bool, the tokens that may be in an answer.

    starts, ends: (rows,) the answer's first and last token, 0 where there is none. answered: (rows,) bool.
    relevant: (rows,) 1.0, 0.0, or -1.0 where it is not known and not trained.
    """

    ids: Tensor
    mask: Tensor
    passage: Tensor
    starts: Tensor
    ends: Tensor
    answered: Tensor
    relevant: Tensor


@dataclass(frozen=True, slots=True)
class Scores:
    start: Tensor
    end: Tensor
    spans: Tensor
    null: Tensor
    relevance: Tensor


class Reader(nn.Module):
    """`encoder` without a pooler; the word embedding stays as it is."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.edges = nn.Linear(width, 2)
        self.left = nn.Linear(width, PAIR_WIDTH)
        self.right = nn.Linear(width, PAIR_WIDTH)
        self.first = nn.Linear(width, 2)  # null and relevance, from <s>
        for layer in (self.edges, self.left, self.right, self.first):
            nn.init.normal_(layer.weight, std=0.02)
            nn.init.zeros_(layer.bias)
        encoder.set_attn_implementation(ATTENTION)
        encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        for module in encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0  # three passes over the data do not need it, and on a CPU it doubles the time

    def forward(self, ids: Tensor, mask: Tensor) -> Scores:
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        start, end = self.edges(states).float().unbind(-1)
        pairs = torch.bmm(self.left(states), self.right(states).transpose(1, 2)).float() * PAIR_WIDTH**-0.5
        null, relevance = self.first(states[:, 0]).float().unbind(-1)
        return Scores(start, end, start[:, :, None] + end[:, None, :] + pairs, null, relevance)


def loss(scores: Scores, batch: Batch) -> Tensor:
    """The mean over rows of the joint, the separate and the relevance cross-entropies."""
    total = _joint(scores, batch)
    total = total + SEPARATE_SHARE * (
        _separate(scores.start, scores.null / 2, batch.starts, batch)
        + _separate(scores.end, scores.null / 2, batch.ends, batch)
    )
    known = batch.relevant >= 0
    if known.any():
        total = total + RELEVANCE_SHARE * functional.binary_cross_entropy_with_logits(
            scores.relevance[known], batch.relevant[known]
        )
    return total


def allowed(passage: Tensor) -> Tensor:
    """(rows, tokens) -> (rows, tokens, tokens): the spans within the passage of at most MAX_SPAN_TOKENS."""
    tokens = passage.shape[1]
    band = torch.ones(tokens, tokens, dtype=torch.bool, device=passage.device).triu().tril(MAX_SPAN_TOKENS - 1)
    return passage[:, :, None] & passage[:, None, :] & band


def _joint(scores: Scores, batch: Batch) -> Tensor:
    tokens = batch.ids.shape[1]
    spans = scores.spans.masked_fill(~allowed(batch.passage), NEVER).flatten(1)
    gold = torch.where(batch.answered, 1 + batch.starts * tokens + batch.ends, 0)
    return functional.cross_entropy(torch.cat([scores.null[:, None], spans], dim=1), gold)


def _separate(edge: Tensor, null: Tensor, places: Tensor, batch: Batch) -> Tensor:
    logits = torch.cat([null[:, None], edge.masked_fill(~batch.passage, NEVER)], dim=1)
    return functional.cross_entropy(logits, torch.where(batch.answered, places + 1, 0))


def _attend(
    module: nn.Module, query: Tensor, key: Tensor, value: Tensor, attention_mask: Tensor | None, **_: object
) -> tuple[Tensor, None]:
    """Attention as three batched products, which on a CPU take a third of the time of torch's fused one."""
    rows, heads, tokens, width = query.shape
    flat = (rows * heads, tokens, width)
    products = torch.bmm((query * width**-0.5).reshape(flat), key.reshape(flat).transpose(1, 2))
    products = products.view(rows, heads, tokens, tokens)
    if attention_mask is not None:
        products = products + attention_mask.to(products.dtype)
    mixed = torch.bmm(products.softmax(-1).view(rows * heads, tokens, tokens), value.reshape(flat))
    return mixed.view(rows, heads, tokens, width).transpose(1, 2), None


ATTENTION = "batched_products"
AttentionInterface.register(ATTENTION, _attend)
AttentionMaskInterface.register(ATTENTION, eager_mask)
