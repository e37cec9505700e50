"""What the page does when a visitor asks or acts: components' values in, new values out. Keeps nothing of a visitor.

A conversation comes in as the records that its browser keeps, and goes back the same way. The source pane and the library's tab
are `documents`'.
"""

import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import gradio as gr

from index.library import Library, LibraryError
from index.scope import Scope
from qa.asking import ask_stream
from qa.language_model import LanguageModel
from qa.questions import QuestionError
from qa.web.chat import answer_html, failed_html, is_unfinished, next_html, pending_html, stopped_html, welcome_html
from qa.web.conversation import (
    MAX_TURNS,
    Exchange,
    Message,
    Record,
    exchanges,
    markdown,
    messages,
    record_of,
    said,
    with_turn,
)
from qa.web.documents import Documents, source_tab
from qa.web.evaluating import evaluated
from qa.web.feedback import note
from qa.web.source import escaped
from qa.web.suggestions import first_questions, next_questions
from qa.web.words import chinese

_SKIP = gr.skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a link asks: a question, or nothing. turn: where it stands already and is answered again; None: it is a new one."""

    question: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Events:
    """The library that is asked, and the language model that answers, where there is one."""

    library: Library
    llm: LanguageModel | None = None

    # Asking.

    def reply(self, question: str, records: list[Record], scope: list[str]) -> Iterator[tuple[Any, ...]]:
        """The question box, the chat, the conversation, the source and the open tab: with the question asked, then with its
        answer as it grows. On bad input a notice, and all as it was.
        """
        yield from self.reply_chosen(Chosen(question), records, scope)

    def reply_chosen(self, asked: Chosen, records: list[Record], scope: list[str]) -> Iterator[tuple[Any, ...]]:
        """The same for what a link asks. An answer that is given again takes the place of the old one when it is whole; it
        knows the turns before it, and those after it stay.

        Nothing for an empty question, as when Enter is pressed twice. That has to be said: a generator without values
        empties what it might have changed.
        """
        if not asked.question.strip():
            yield (_SKIP(),) * 5
            return
        conversation = exchanges(records)
        turn = len(conversation) if asked.turn is None else asked.turn
        # A citation is looked at in the source, whichever tab was open. Now, and not with the answer: by then the visitor may
        # have opened another tab, which must not be taken away from under the pointer.
        pending = with_turn(conversation, turn, asked.question, pending_html())
        yield _answering(), pending, _SKIP(), _SKIP(), source_tab()
        answer = None
        try:
            for answer in ask_stream(
                asked.question,
                history=[one.answer.turn for one in conversation[:turn]],
                library=self.library,
                llm=self.llm,
                within=Scope(documents=scope) if scope else None,
            ):
                if answer.draft:
                    shown = with_turn(conversation, turn, asked.question, answer_html(answer))
                    yield _SKIP(), shown, *[_SKIP()] * 3
        except (QuestionError, LibraryError) as error:
            gr.Warning(escaped(str(error)), duration=8)
            box = _ready(asked.question if asked.turn is None else None)
            yield box, messages(conversation), *[_SKIP()] * 3
            return
        assert answer is not None  # a stream has at least its last answer
        conversation[turn : turn + 1] = [Exchange(asked.question, answer)]
        conversation = conversation[-MAX_TURNS:]
        records = [record_of(one) for one in conversation]
        yield _ready(), messages(conversation), records, Documents(self.library).first_source(answer), _SKIP()

    def failed(self, shown: list[Message], records: list[Record]) -> tuple[Any, ...]:
        """The box and the chat after an error of the program's own: a word in place of the answer that never came, or the one
        that it should have replaced.

        Nothing where no answer is being written: a new chat and a stop give one up, which Gradio tells as an error too.
        """
        place, kept = _being_written(shown), messages(exchanges(records))
        if place is None:
            return _ready(), _SKIP()
        if place < len(kept):
            gr.Warning(chinese("failure"), duration=8)
            return _ready(), kept
        return _ready(), [*shown[:place], said("assistant", failed_html())]

    def stopped(self, shown: list[Message], records: list[Record]) -> tuple[Any, ...]:
        """The same after a stop."""
        place, kept = _being_written(shown), messages(exchanges(records))
        if place is None:
            return _ready(), _SKIP()
        return _ready(), kept if place < len(kept) else [*shown[:place], said("assistant", stopped_html())]

    # The conversation.

    def restore(self, records: list[Record]) -> tuple[Any, ...]:
        """The chat and the conversation, as its browser kept it."""
        conversation = exchanges(records)
        return messages(conversation), [record_of(one) for one in conversation]

    def welcome(self) -> Any:
        """The empty chat, with questions that the newest document answers."""
        documents = self.library.documents()
        newest = max(documents, key=lambda document: document.added, default=None)
        return gr.update(placeholder=welcome_html(first_questions(self.library, newest.id) if newest else ()))

    def go_on(self, records: list[Record]) -> str:
        """What may be asked after the last answer."""
        conversation = exchanges(records)
        if not conversation:
            return ""
        asked = [one.question for one in conversation]
        return next_html(next_questions(self.library, conversation[-1].answer, asked))

    def undo(self, records: list[Record]) -> tuple[Any, ...]:
        """The question box with the last question, the chat and the conversation without it."""
        conversation = exchanges(records)
        return self._until(conversation, len(conversation) - 1)

    def clear(self) -> tuple[Any, ...]:
        """The box, ready again where an answer was being written, and an empty chat and conversation."""
        return _ready(""), [], []

    def export(self, records: list[Record]) -> str:
        return markdown(exchanges(records))

    def act(self, event: gr.EventData, records: list[Record]) -> tuple[Any, ...]:
        """What a link in a message does: the box, the chat, the conversation, the question to ask now."""
        asked = event._data if isinstance(event._data, dict) else {}
        name, conversation = str(asked.get("act")), exchanges(records)
        if name == "ask":
            return _SKIP(), _SKIP(), _SKIP(), Chosen(str(asked.get("question", "")))
        try:
            turn = int(asked.get("turn", -1))
            one = conversation[turn] if turn >= 0 else None
        except (TypeError, ValueError, IndexError):
            one = None
        if one is None:
            return _SKIP(), _SKIP(), _SKIP(), Chosen()
        if name == "retry":
            return _SKIP(), _SKIP(), _SKIP(), Chosen(one.question, turn)
        if name == "edit":
            return (*self._until(conversation, turn), Chosen())
        if name in ("like", "dislike"):
            return (_SKIP(), *self._noted(conversation, turn, name), Chosen())
        return _SKIP(), _SKIP(), _SKIP(), Chosen()

    def _until(self, conversation: list[Exchange], turn: int) -> tuple[Any, ...]:
        """The question of the turn, and the chat and conversation before it."""
        if turn < 0:
            return _SKIP(), _SKIP(), _SKIP()
        kept = conversation[:turn]
        return conversation[turn].question, messages(kept), [record_of(one) for one in kept]

    def _noted(self, conversation: list[Exchange], turn: int, verdict: str) -> tuple[Any, ...]:
        one = conversation[turn]
        try:
            note(self.library.home / "feedback.jsonl", verdict, one.answer)
        except OSError as error:
            gr.Warning(escaped(f"没能记下：{error}"), duration=8)
            return _SKIP(), _SKIP()
        conversation[turn] = replace(one, verdict=verdict)
        gr.Info(chinese("thanks"), duration=3)
        return messages(conversation), [record_of(one) for one in conversation]

    # The evaluation.

    def evaluate(self, file: str | None) -> Iterator[tuple[Any, ...]]:
        """The run of a question file as it goes, then its report; the button that stops it, while it goes; what that button sets."""
        if not file:
            yield (_SKIP(),) * 3
            return
        stop = threading.Event()
        yield _SKIP(), gr.update(visible=True, interactive=True), stop
        for shown in evaluated(self.library, Path(file), stop):
            yield shown, _SKIP(), _SKIP()
        yield _SKIP(), gr.update(visible=False), None

    def stop_evaluating(self, stop: threading.Event | None) -> Any:
        """The button, which has done all that it can."""
        if stop is not None:
            stop.set()
        return gr.update(interactive=False)

    # For programs.

    def ask(self, question: str) -> dict[str, Any]:
        """Answer a question in Chinese from the documents of the library, with exact citations.

        Args:
            question: a question in Chinese.

        Returns:
            The fields of Answer: `text` with marks such as [1] for `citations`, each a verbatim quote with its place;
            `span`, the shortest exact words; or `abstained` with its `reason` where the documents do not say.
        """
        try:
            *_, answer = ask_stream(question, library=self.library, llm=self.llm)
            return asdict(answer)
        except (QuestionError, LibraryError) as error:
            raise gr.Error(str(error), print_exception=False) from error


def _being_written(shown: list[Message]) -> int | None:
    """Where in the chat the answer stands that is being written."""
    return next((place for place, one in enumerate(shown) if is_unfinished(str(one["content"]))), None)


def _answering() -> Any:
    return gr.update(value="", submit_btn=False, stop_btn=True)


def _ready(question: str | None = None) -> Any:
    kept: dict[str, Any] = {} if question is None else {"value": question}
    return gr.update(submit_btn=True, stop_btn=False, **kept)
