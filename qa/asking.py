"""ask(): a question in, an Answer out. The whole flow on one page."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import qa.settings
from index.library import Library, open_library
from index.scope import Scope
from index.sections import Document
from index.settings import Settings, read_settings
from qa import small_talk
from qa.answers import Answer, Turn
from qa.calculation import combined, counted
from qa.corrections import without_correction
from qa.listing import asks_how_many, count_of_list, listed, may_be_list
from qa.parts import parts_of
from qa.questions import checked
from qa.source import Source
from qa.together import Parts, Together
from qa.turns import SEPARATOR, asking_turns
from qa.understanding import answered_after

if TYPE_CHECKING:
    from qa.language_model import LanguageModel

# Four passages hold what answers 99.7 % of cmrc2018-dev's questions, and are read in a tenth of a second.
DEFAULT_K = 4
_APART = re.compile("比[^，。]{2,20}[多少高低大小长短]|相差|差距")  # a sentence that says how far two things are apart
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
    source = Source(library if library is not None else default_library(), k, within, {})
    return _answers(question, history, source, model)


def _answers(question: str, history: Sequence[Turn], source: Source, llm: "LanguageModel | None") -> Iterator[Answer]:
    if said := small_talk.reply(question):
        yield replace(_EMPTY, question=question, text=said, confidence=1.0)
        return
    # 你好，请问…: what is asked is the rest.
    message = small_talk.without_greeting(question)
    if history:
        last = history[-1]
        said = "".join(f"{turn.question}{turn.understood}{turn.answer}" for turn in history)
        message = without_correction(message, said)
        message = count_of_list(message, last.understood or last.question)
    everything = listed(message, source.whole()) if may_be_list(message) else None
    if everything is not None:
        yield replace(everything, question=question, seconds=source.seconds)
        return
    if asks_how_many(message) and (answer := _count_of_last(question, history, source)):
        yield replace(answer, seconds=source.seconds)
        return
    llm = llm.begun() if llm else None
    several: tuple[str, ...] = ()
    if parts := parts_of(message, history):
        several, answer, documents = _of_parts(message, parts, history, source)
        asked = SEPARATOR.join(several)
        answer = replace(answer, question=question)
        # What is compared, added or told apart is worked out here, from numbers with their places.
        llm = llm if parts.together is Together.EACH else None
    else:
        asked, answer, documents = answered_after(message, history, source, llm)
        is_whole = message == small_talk.without_greeting(question)
        answer = replace(answer, question=question, understood=answer.understood or ("" if is_whole else message))
    if llm is None:
        yield replace(answer, seconds=source.seconds)
        return
    from qa.generative import generated

    start = time.perf_counter()
    for growing in generated(answer, llm, asked=asked, documents=documents, parts=several):
        yield replace(growing, seconds=source.seconds | {"write": time.perf_counter() - start})


def _of_parts(
    question: str, parts: Parts, history: Sequence[Turn], source: Source
) -> tuple[tuple[str, ...], Answer, Mapping[str, Document]]:
    """Each part answered after those before it, then all together: the parts as standalone questions, their answer, what was read."""
    turns, answers, standing = list(history), [], []
    documents: dict[str, Document] = {}
    asked, understood = [turn.question for turn in history], [turn.understood for turn in history]
    for part in parts.questions:
        # What was answered before is answered again as it was put then, with what stood before it.
        at = asked.index(part) if part in asked else understood.index(part) if part in understood else None
        message, before = (part, turns) if at is None else (history[at].question, history[:at])
        standalone, answer, read = answered_after(message, before, source, None)
        standing.append(standalone)
        documents |= read
        turns.append(answer.turn)
        answers.append(answer)
    answer = combined(question, parts, answers)
    if parts.together is Together.APART and answer.notice and not history:
        # The document may say itself how far two things are apart, and not how many they are.
        stated, _ = source.answered(question)
        if any(_APART.search(one.quote) for one in stated.citations):
            return tuple(standing), stated, documents
    return tuple(standing), answer, documents


def _count_of_last(question: str, history: Sequence[Turn], source: Source) -> Answer | None:
    """How many the last answer has listed, read once more as it was put; None where it is no list."""
    place = next((at for at in range(len(history) - 1, -1, -1) if asking_turns(history[at : at + 1])), None)
    if place is None:
        return None
    *_, answer = _answers(history[place].question, history[:place], source, None)
    return counted(question, answer)


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
