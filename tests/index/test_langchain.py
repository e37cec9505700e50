"""The library behind LangChain's interfaces, by LangChain's own standard tests, and what they do not ask."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests
from langchain_tests.integration_tests.vectorstores import VectorStoreIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from index.langchain import LibraryEmbeddings, LibraryRetriever, LibraryVectorStore
from index.library import Library, Scope


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "资料库")
    yield opened
    opened.close()


@pytest.fixture
def store(library: Library) -> LibraryVectorStore:
    return LibraryVectorStore(library)


class TestVectorStore(VectorStoreIntegrationTests):
    @pytest.fixture
    def vectorstore(self, store: LibraryVectorStore) -> LibraryVectorStore:
        return store


class TestRetriever(RetrieversIntegrationTests):
    opened: Library

    @pytest.fixture(autouse=True)
    def _library(self, library: Library) -> None:
        LibraryVectorStore(library).add_texts([f"第{n}座水库建成了。" for n in range(5)])
        TestRetriever.opened = library

    @property
    def retriever_constructor(self) -> type[LibraryRetriever]:
        return LibraryRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"library": self.opened, "k": 2}

    @property
    def retriever_query_example(self) -> str:
        return "水库"


class _Embeddings:
    @property
    def embeddings_class(self) -> type[LibraryEmbeddings]:
        return LibraryEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {}


class TestEmbeddings(_Embeddings, EmbeddingsIntegrationTests):
    pass


class TestEmbeddingsByThemselves(_Embeddings, EmbeddingsUnitTests):
    pass


def test_passages_of_a_file_come_with_what_a_citation_needs(
    library: Library, store: LibraryVectorStore, wheat: Path
) -> None:
    added = library.add(wheat).document
    (first, *_) = store.similarity_search("小麦亩产", k=1)
    assert first.metadata["source"] == str(wheat)
    assert added.text[first.metadata["start"] : first.metadata["end"]] == first.page_content


def test_a_long_text_comes_once_and_whole(store: LibraryVectorStore) -> None:
    text = "\n".join(f"第{n}座水库的库容是{n}00万立方米。" for n in range(100))
    store.add_texts([text, "泵站停工。"], [{"年": 2023}, {}], ids=["长", "短"])
    first, second = store.similarity_search("水库的库容", k=2)
    assert first == Document(id="长", page_content=text, metadata={"年": 2023})
    assert second.id == "短"


def test_a_deleted_text_leaves_no_trace(store: LibraryVectorStore, library: Library) -> None:
    store.add_texts(["机密的水位数据", "别的"], [{"来源": "绝密附注"}, {}], ids=["1", "2"])
    store.delete(["1"])
    everything = b"".join(path.read_bytes() for path in library.home.iterdir())
    assert "机密的水位".encode() not in everything
    assert "绝密附注".encode() not in everything


def test_a_filter_is_refused_and_not_passed_over(store: LibraryVectorStore) -> None:
    with pytest.raises(ValueError, match="within=Scope"):
        store.similarity_search("小麦", filter={"who": "me"})


def test_metadata_that_is_no_json_is_refused_and_nothing_added(store: LibraryVectorStore, library: Library) -> None:
    with pytest.raises(ValueError, match="metadata must be JSON"):
        store.add_texts(["甲", "乙"], [{}, {"路径": Path()}])
    assert library.documents() == []


def test_a_retriever_is_limited_by_its_scope(store: LibraryVectorStore, library: Library, wheat: Path) -> None:
    store.add_texts(["小麦的亩产是700公斤。"])
    only = Scope(documents=[library.add(wheat).document.id])
    found = LibraryRetriever(library=library, within=only).invoke("小麦亩产")
    assert {document.metadata["source"] for document in found} == {str(wheat)}


def test_a_store_is_made_from_texts_with_the_librarys_own_embeddings(library: Library) -> None:
    made = LibraryVectorStore.from_texts(["水库", "泵站"], LibraryEmbeddings(), library=library)
    assert made.similarity_search("泵站", k=1)[0].page_content == "泵站"
    with pytest.raises(ValueError, match="its own model"):
        LibraryVectorStore.from_texts(["水库"], DeterministicFakeEmbedding(size=6), library=library)


@pytest.mark.parametrize("text", ["甲方\0乙方付款十万元。", "甲方\ud842付款十万元。"])
def test_a_text_that_cannot_be_kept_as_it_is_is_refused_before_any_is_added(
    store: LibraryVectorStore, library: Library, text: str
) -> None:
    with pytest.raises(ValueError, match="NUL"):
        store.add_texts(["乙方付款。", text])
    assert library.documents() == []
