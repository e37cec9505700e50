"""ask(): a question in, an Answer out. The whole flow on one page."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

from index.library import Library, open_library
from index.settings import Settings, read_settings
from qa.answers import Answer
from qa.confidence import load_weights, rated
from qa.extractive import answer_from
from qa.features import candidates, passages_to_read
from qa.questions import checked
from qa.reader import bundled_reader

# Four passages hold what answers 99.7 % of cmrc2018-dev's questions, and are read in a tenth of a second.
DEFAULT_K = 4


def ask(question: str, *, library: Library | None = None, k: int = DEFAULT_K) -> Answer:
    """Answers a question from the documents of a library, with its evidence, or says what is missing.

    library: the one at its default place where None, with the bundled article in it.
    k: how many passages are read.

    Raises:
        QuestionError: the question is empty, too long, or holds no Chinese.
        LibraryError: the library cannot be used.
        ReaderError: the bundled reader is not there.

    >>> ask("石家庄承接了多少项目").span
    '406个'
    """
    question = checked(question)
    if k < 1:
        raise ValueError(f"k must be at least 1, got {k}")
    library = library if library is not None else default_library()
    seconds: dict[str, float] = {}
    with _timed(seconds, "search"):
        hits = library.search(question, k=k)
    with _timed(seconds, "read"):
        documents = library.documents_of(hits)
        # A document that was removed since the search is cited no more.
        hits = [hit for hit in hits if hit.passage.document_id in documents]
        read = bundled_reader().read(question, passages_to_read(hits, documents))
        readings = rated(candidates(question, hits, documents, read), load_weights())
    with _timed(seconds, "answer"):
        answer = answer_from(
            question,
            readings,
            documents=documents,
            hits=hits,
            threshold=load_weights().threshold,
            holds=library.holds,
        )
    return replace(answer, seconds=seconds)


def default_library() -> Library:
    """The library at its default place, opened once a process, with the bundled article in it."""
    return _opened(read_settings())


@cache
def _opened(settings: Settings) -> Library:
    return open_library(settings)


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = time.perf_counter() - start
