"""kotaemon's lexical half: a tantivy full-text index with the tokenizer `en_stem`."""

from collections.abc import Sequence

from benchmarks.peers.peer import Peer, Ranker


def build(titles: Sequence[str], texts: Sequence[str]) -> Ranker:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="en_stem")
    schema.add_integer_field("place", stored=True)
    index = tantivy.Index(schema.build())
    writer = index.writer(num_threads=1)
    for place, text in enumerate(texts):
        writer.add_document(tantivy.Document(text=text, place=place))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(question: str, k: int) -> list[int]:
        query, _ = index.parse_query_lenient(question, ["text"])
        return [searcher.doc(address)["place"][0] for _, address in searcher.search(query, k).hits]

    return rank


PEER = Peer("tantivy with `en_stem` (kotaemon)", ("tantivy",), build)
