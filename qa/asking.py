"""ask(): a question in, an Answer out. The whole flow on one page."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

import qa.settings
from index.library import Library, open_library
from index.settings import Settings, read_settings
from qa.answers import Answer
from qa.confidence import load_weights, rated
from qa.extractive import answer_from
from qa.features import candidates, passages_to_read
from qa.questions import checked
from qa.reader import bundled_reader

if TYPE_CHECKING:
    from qa.language_model import LanguageModel

# Four passages hold what answers 99.7 % of cmrc2018-dev's questions, and are read in a tenth of a second.
DEFAULT_K = 4


def ask(
    question: str,
    *,
    library: Library | None = None,
    llm: "LanguageModel | str | None" = None,
    k: int = DEFAULT_K,
    documents: Sequence[str] | None = None,
) -> Answer:
    """Answers a question from the documents of a library, with its evidence, or says what is missing.

    library: the one at its default place where None, with the bundled article in it.
    llm: a language model that words the answer, or its name such as "openai:qwen-plus", with the address and key
        that the environment has (WENJU_LLM_URL, WENJU_LLM_KEY). None: the document's own words.
    k: how many passages are read.
    documents: the ids of the documents that may answer; None for all of the library.

    Raises:
        QuestionError: the question is empty, too long, or holds no Chinese.
        LibraryError: the library cannot be used.
        ReaderError: the bundled reader is not there.
        LanguageModelError: the language model's name or settings are wrong. One that fails while it answers is no
            error: the answer is the document's own words, and its `notice` says so.

    >>> ask("石家庄承接了多少项目").span
    '406个'
    """
    *_, answer = ask_stream(question, library=library, llm=llm, k=k, documents=documents)
    return answer


def ask_stream(
    question: str,
    *,
    library: Library | None = None,
    llm: "LanguageModel | str | None" = None,
    k: int = DEFAULT_K,
    documents: Sequence[str] | None = None,
) -> Iterator[Answer]:
    """The answer of `ask` as it grows, for a language model that writes it: each is shown in place of the one before.

    What is in an answer's text has been checked; what the model is still writing is its `draft`. Arguments and errors
    are those of `ask`, and errors of the arguments are raised at once.
    """
    question = checked(question)
    if k < 1:
        raise ValueError(f"k must be at least 1, got {k}")
    model = _named_model(llm) if isinstance(llm, str) else llm
    return _answers(question, library if library is not None else default_library(), model, k, documents)


def _answers(
    question: str, library: Library, llm: "LanguageModel | None", k: int, among: Sequence[str] | None
) -> Iterator[Answer]:
    seconds: dict[str, float] = {}
    with _timed(seconds, "search"):
        hits = library.search(question, k=k, documents=among)
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
            holds=partial(library.holds, documents=among),
        )
    if llm is None:
        yield replace(answer, seconds=seconds)
        return
    from qa.generative import generated

    start = time.perf_counter()
    for growing in generated(answer, llm, asked=question, documents=documents):
        yield replace(growing, seconds=seconds | {"write": time.perf_counter() - start})


@cache
def _named_model(name: str) -> "LanguageModel | None":
    from qa.language_model import chosen_model

    return chosen_model(replace(qa.settings.read_settings(), llm=name))


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
