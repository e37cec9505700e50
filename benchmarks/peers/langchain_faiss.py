"""LangChain's FAISS store over multilingual-e5-small in float, through sentence-transformers, all at their defaults.

No prompt before a text, since LangChain adds none; exact search by Euclidean distance, which is FAISS.from_texts's own.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from benchmarks.peers.peer import Peer, Ranker
from training.embedder.base import load_base


class _SentenceTransformers(Embeddings):
    """The few lines that LangChain's HuggingFaceEmbeddings has around a SentenceTransformer."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._model.encode([text.replace("\n", " ") for text in texts]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def build(titles: Sequence[str], texts: Sequence[str]) -> Ranker:
    from langchain_community.vectorstores import FAISS

    places = [{"place": place} for place in range(len(texts))]
    store = FAISS.from_texts(list(texts), _SentenceTransformers(_float_model()), metadatas=places)

    def rank(question: str, k: int) -> list[int]:
        return [document.metadata["place"] for document in store.similarity_search(question, k=k)]

    return rank


def _float_model() -> Any:
    """The base model as a SentenceTransformer: mean pooling and unit vectors, as its own folder says."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    encoder = load_base()
    with tempfile.TemporaryDirectory() as folder:
        encoder.model.save_pretrained(folder)
        tokens = {
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
        }
        tokenizer: Any = PreTrainedTokenizerFast
        tokenizer(tokenizer_object=encoder.tokenizer, unk_token="<unk>", **tokens).save_pretrained(folder)
        transformer = Transformer(str(Path(folder)), max_seq_length=512)
    pooling = Pooling(transformer.get_embedding_dimension())
    return SentenceTransformer(modules=[transformer, pooling, Normalize()], device="cpu")


PEER = Peer(
    "dense, multilingual-e5-small in float (LangChain's FAISS at its defaults)",
    ("langchain-community", "faiss-cpu", "sentence-transformers", "torch"),
    build,
)
