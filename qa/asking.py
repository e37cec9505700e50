"""ask(): a question in, an Answer out. The whole flow on one page."""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

import qa.settings
from index.library import Library, open_library
from index.scope import Scope
from index.sections import Document
from index.settings import Settings, read_settings
from qa import small_talk
from qa.answers import Answer, Turn
from qa.confidence import load_weights, rated
from qa.conversation import Reading, understood
from qa.extractive import answer_from
from qa.features import candidates, passages_to_read
from qa.fields import field
from qa.listing import listed, may_be_list
from qa.parts import Parts, combined, parts_of
from qa.premises import correction, without_quantities
from qa.questions import checked
from qa.reader import bundled_reader
from qa.roles import role
from qa.speeches import speech

if TYPE_CHECKING:
    from qa.language_model import LanguageModel

# Four passages hold what answers 99.7 % of cmrc2018-dev's questions, and are read in a tenth of a second.
DEFAULT_K = 4
MAX_TRIES = 3  # questions that a follow-up may be, asked one after the other
SURE = 0.5  # of a completion: then no other is tried
LIKELY = 0.35  # of a completion: then a question that has no answer alone is taken for a follow-up
NEARLY = 0.7  # of the confidence without it, a question with its pronoun filled in is the one that was meant
MAX_LISTED_DOCUMENTS = 20  # that are gone through for a list of all that they name
# The reader has learnt the usual order of words: 局长是谁, not 谁是局长.
_WHO_IS = re.compile("^(?:请问)?谁是(.+?)[？?]*$")
_EMPTY = Answer("", "", None, (), (), (), abstained=False, reason="", confidence=0.0, hits=())


def ask(
    question: str,
    *,
    history: Sequence[Turn] = (),
    library: Library | None = None,
    llm: "LanguageModel | str | None" = None,
    k: int = DEFAULT_K,
    within: Scope | None = None,
) -> Answer:
    """Answers a question from the documents of a library, with its evidence, or says what is missing.

    history: earlier turns, oldest first; a question that depends on them is made whole, and the answer's `understood`
        says how.
    library: the one at its default place where None, with the bundled article in it.
    llm: a language model that words the answer, or its name such as "openai:qwen-plus", with the address and key
        that the environment has (WENJU_LLM_URL, WENJU_LLM_KEY). None: the document's own words.
    k: how many passages are read.
    within: the part of the library that may answer, such as `Scope(documents=[id])`; all of it where None.

    Raises:
        QuestionError: the question is empty, too long, or holds no Chinese.
        LibraryError: the library cannot be used.
        ReaderError: the bundled reader is not there.
        LanguageModelError: the language model's name or settings are wrong. One that fails while it answers is no
            error: the answer is the document's own words, and its `notice` says so.

    >>> ask("石家庄承接了多少项目").span
    '406个'
    """
    *_, answer = ask_stream(question, history=history, library=library, llm=llm, k=k, within=within)
    return answer


def ask_stream(
    question: str,
    *,
    history: Sequence[Turn] = (),
    library: Library | None = None,
    llm: "LanguageModel | str | None" = None,
    k: int = DEFAULT_K,
    within: Scope | None = None,
) -> Iterator[Answer]:
    """The answer of `ask` as it grows, for a language model that writes it: each is shown in place of the one before.

    What is in an answer's text has been checked; what the model is still writing is its `draft`. Arguments and errors
    are those of `ask`, and errors of the arguments are raised at once.
    """
    question = checked(question)
    if k < 1:
        raise ValueError(f"k must be at least 1, got {k}")
    model = _named_model(llm) if isinstance(llm, str) else llm
    source = _Source(library if library is not None else default_library(), k, within, {})
    return _answers(question, history, source, model)


@dataclass(frozen=True, slots=True)
class _Source:
    """What is asked: a library, the part of it that may answer (None for all), and how many passages are read."""

    library: Library
    k: int
    within: Scope | None
    seconds: dict[str, float]

    def extracted(self, question: str) -> tuple[Answer, dict[str, Document]]:
        """The document's own words for a standalone question, and the documents that were read, by id."""
        with _timed(self.seconds, "search"):
            hits = self.library.search(question, k=self.k, within=self.within)
        with _timed(self.seconds, "read"):
            documents = self.library.documents_of(hits)
            # A document that was removed since the search is cited no more.
            hits = [hit for hit in hits if hit.passage.document_id in documents]
            read = bundled_reader().read(question, passages_to_read(hits, documents))
            readings = rated(candidates(question, hits, documents, read), load_weights())
        with _timed(self.seconds, "answer"):
            answer = answer_from(
                question,
                readings,
                documents=documents,
                hits=hits,
                threshold=load_weights().threshold,
                holds=partial(self.library.holds, within=self.within),
            )
        return answer, documents

    def whole(self) -> list[Document]:
        """The documents that may answer, whole; all of them where there are few."""
        summaries = self.library.documents()
        among = None if self.within is None else self.within.documents
        chosen = [one.id for one in summaries if among is None or one.id in among]
        return [self.library.document(one) for one in chosen[:MAX_LISTED_DOCUMENTS]]


def _answers(question: str, history: Sequence[Turn], source: _Source, llm: "LanguageModel | None") -> Iterator[Answer]:
    if said := small_talk.reply(question):
        yield replace(_EMPTY, question=question, text=said, confidence=1.0)
        return
    everything = listed(question, source.whole()) if may_be_list(question) else None
    if everything is not None:
        yield replace(everything, seconds=source.seconds)
        return
    if parts := parts_of(question, history):
        yield replace(_of_parts(question, parts, history, source), seconds=source.seconds)
        return
    asked, answer, documents = _understood(question, history, source, llm)
    if llm is None:
        yield replace(answer, seconds=source.seconds)
        return
    from qa.generative import generated

    start = time.perf_counter()
    for growing in generated(answer, llm, asked=asked, documents=documents):
        yield replace(growing, seconds=source.seconds | {"write": time.perf_counter() - start})


def _of_parts(question: str, parts: Parts, history: Sequence[Turn], source: _Source) -> Answer:
    """Each part answered after those before it, then all together."""
    turns, answers = list(history), []
    for part in parts.questions:
        _, answer, _ = _understood(part, turns, source, None)
        turns.append(answer.turn)
        answers.append(answer)
    return combined(question, parts, answers)


def _understood(
    question: str, history: Sequence[Turn], source: _Source, llm: "LanguageModel | None"
) -> tuple[str, Answer, dict[str, Document]]:
    """The standalone question, its answer, and the documents that were read; the reader decides which question it is."""
    reading = understood(question, history)
    first = None
    if reading.certain:
        tries = [*_rewritten(question, history, llm), *reading.questions][:MAX_TRIES]
    else:
        first = _corrected(question, source)
        if not first[0].abstained and not reading.pronoun:
            return question, *first
        tries = list(reading.questions[:MAX_TRIES])
    found = []
    for asked in tries:
        answer, documents = _corrected(asked, source)
        found.append((asked, answer, documents))
        if not answer.abstained and answer.confidence >= SURE:
            break
    best = max(found, key=lambda one: (not one[1].abstained, one[1].confidence), default=None)
    if first is not None and not _is_better(best, first[0], reading):
        return question, *first
    if best is None or (best[1].abstained and found):
        best = found[0] if found else (question, *_corrected(question, source))
    asked, answer, documents = best
    return asked, replace(answer, question=question, understood=asked if asked != question else ""), documents


def _is_better(best: tuple[str, Answer, dict[str, Document]] | None, alone: Answer, reading: Reading) -> bool:
    """Whether the completed question is taken in place of the question alone, which may be whole."""
    if best is None or best[1].abstained:
        return False
    if not reading.pronoun:
        return best[1].confidence >= LIKELY
    # Who is meant stands in the document; alone, the question would be answered for anybody.
    return alone.abstained or best[1].confidence >= NEARLY * alone.confidence


def _rewritten(question: str, history: Sequence[Turn], llm: "LanguageModel | None") -> list[str]:
    """The standalone question as a language model writes it; none without one, or where it fails."""
    if llm is None:
        return []
    from qa.generative import standalone

    return standalone(question, history, llm)


def _corrected(question: str, source: _Source) -> tuple[Answer, dict[str, Document]]:
    """The reader's answer, or the rules' where they know better: a table's cell; a person's title; a wrong premise."""
    answer, documents = source.extracted(question)
    if (cell := field(question, answer.hits, documents)) is not None:
        return cell, documents
    if answer.abstained and (bare := without_quantities(question)) != question:
        other, others = source.extracted(bare)
        if not other.abstained and correction(question, other):
            answer, documents = replace(other, question=question), others
    if answer.abstained and (turned := _WHO_IS.sub(r"\1是谁", question)) != question:
        answer, documents = source.extracted(turned)
        answer = replace(answer, question=question)
    if answer.abstained or "说了" in question:
        by_rule = role(question, answer.hits, documents) or speech(question, answer.hits, documents)
        answer = by_rule or answer
    if not answer.abstained and (line := correction(question, answer)):
        answer = replace(answer, notice=line)
    return answer, documents


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
        # A follow-up may be read several times; a stage is all of them.
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - start
