"""The float encoder run by torch: what the bundled embedder is measured against.

Pooling and prompts are e5's own, as in `index.embedder`, so that only the weights and the runtime differ.
"""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from training.embedder.base import Encoder
from training.embedder.prune import PROMPTS

BATCH_TEXTS = 8


class ReferenceEmbedder:
    """An `index.embedder.Embedder` over a float encoder. Every vector is (hidden,) float32 of length one."""

    name = "multilingual-e5-small-float"

    def __init__(self, encoder: Encoder) -> None:
        self._model = encoder.model
        self._tokenizer = encoder.tokenizer
        self._tokenizer.enable_truncation(512)
        self.dim: int = encoder.model.config.hidden_size

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dim) unit rows, in the order of `texts`."""
        return self._embed([PROMPTS["query"] + text for text in texts], None)

    def embed_passages(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """(n, dim) unit rows, in the order of `texts`; `progress` hears how many are done."""
        return self._embed([PROMPTS["passage"] + text for text in texts], progress)

    def _embed(self, texts: list[str], progress: Callable[[int], None] | None) -> NDArray[np.float32]:
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(order), BATCH_TEXTS):
            batch = order[start : start + BATCH_TEXTS]
            vectors[batch] = self._run([tokens[i] for i in batch])
            if progress is not None:
                progress(start + len(batch))
        return vectors

    def _run(self, tokens: list[list[int]]) -> NDArray[np.float32]:
        ids = torch.zeros((len(tokens), max(map(len, tokens))), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, text_ids in enumerate(tokens):
            ids[row, : len(text_ids)] = torch.tensor(text_ids)
            mask[row, : len(text_ids)] = 1
        with torch.inference_mode():
            states = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
        sums = (states * mask.unsqueeze(2)).sum(dim=1)
        unit: NDArray[np.float32] = torch.nn.functional.normalize(sums, dim=1).numpy()
        return unit
