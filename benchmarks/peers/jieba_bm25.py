"""Langchain-Chatchat's lexical half: LangChain's BM25Retriever over jieba's words for search."""

from collections.abc import Sequence

from benchmarks.peers.peer import Peer, Ranker


def build(titles: Sequence[str], texts: Sequence[str]) -> Ranker:
    import jieba
    from langchain_community.retrievers import BM25Retriever

    retriever = BM25Retriever.from_texts(
        texts, metadatas=[{"place": place} for place in range(len(texts))], preprocess_func=jieba.lcut_for_search
    )

    def rank(question: str, k: int) -> list[int]:
        retriever.k = k
        return [document.metadata["place"] for document in retriever.invoke(question)]

    return rank


PEER = Peer(
    "BM25 over jieba words (Langchain-Chatchat: LangChain's BM25Retriever)", ("langchain-community", "rank-bm25"), build
)
