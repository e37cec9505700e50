"""open-webui's lexical half of hybrid search: LangChain's BM25Retriever as it comes, which splits texts at spaces."""

from collections.abc import Sequence

from benchmarks.peers.peer import Peer, Ranker


def build(titles: Sequence[str], texts: Sequence[str]) -> Ranker:
    from langchain_community.retrievers import BM25Retriever

    retriever = BM25Retriever.from_texts(texts, metadatas=[{"place": place} for place in range(len(texts))])

    def rank(question: str, k: int) -> list[int]:
        retriever.k = k
        # It fills up with texts that score 0, in no order: they were not found.
        scores = retriever.vectorizer.get_scores(retriever.preprocess_func(question))
        found = [document.metadata["place"] for document in retriever.invoke(question)]
        return [place for place in found if scores[place] > 0]

    return rank


PEER = Peer(
    "BM25 over words split at spaces (open-webui: LangChain's BM25Retriever)",
    ("langchain-community", "rank-bm25"),
    build,
)
