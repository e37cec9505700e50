"""What the page does when a visitor acts: components' values in, new values out. Keeps nothing of a visitor.

A conversation comes in as the records that its browser keeps, and goes back the same way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import gradio as gr

from index.embedder import EmbedderError
from index.library import Library, LibraryError
from index.loading import LoadingError
from index.scope import Scope
from qa.answers import Answer
from qa.asking import ask_stream
from qa.language_model import LanguageModel
from qa.questions import QuestionError
from qa.spans import Range
from qa.web.chat import (
    answer_html,
    failed_html,
    next_html,
    pending_html,
    question_html,
    read_ranges,
    stopped_html,
    welcome_html,
    words_in,
)
from qa.web.conversation import MAX_TURNS, Exchange, Message, Record, exchanges, markdown, messages, record_of, said
from qa.web.evaluating import evaluated
from qa.web.feedback import note
from qa.web.shelf import outcome_html, shelf_html
from qa.web.source import citation_at, escaped, notice_html, source_html
from qa.web.suggestions import first_questions, next_questions
from qa.web.words import chinese

_SKIP = gr.skip


@dataclass(frozen=True, slots=True)
class Events:
    """The library that is asked, and the language model that answers, where there is one."""

    library: Library
    llm: LanguageModel | None = None

    # Asking: the question box, the chat, the conversation, the source.

    def reply(self, question: str, records: list[Record], scope: list[str]) -> Iterator[tuple[Any, ...]]:
        """With the question asked, then with its answer as it grows. On bad input a notice, and all as it was.

        Nothing for an empty question, as when Enter is pressed twice. That has to be said: a generator without values
        empties what it might have changed.
        """
        if not question.strip():
            yield (_SKIP(),) * 5
            return
        conversation = exchanges(records)
        before = messages(conversation)
        asked = [*before, said("user", question_html(question))]
        # A citation is looked at in the source, whichever tab was open. Now, and not with the answer: by then the visitor may
        # have opened another tab, which must not be taken away from under the pointer.
        yield _answering(), [*asked, said("assistant", pending_html())], _SKIP(), _SKIP(), _source_tab()
        answer = None
        try:
            history = [one.answer.turn for one in conversation]
            for answer in ask_stream(
                question,
                history=history,
                library=self.library,
                llm=self.llm,
                within=Scope(documents=scope) if scope else None,
            ):
                if answer.draft:
                    yield _SKIP(), [*asked, said("assistant", answer_html(answer))], *[_SKIP()] * 3
        except (QuestionError, LibraryError) as error:
            gr.Warning(escaped(str(error)), duration=8)
            yield _ready(question), before, *[_SKIP()] * 3
            return
        assert answer is not None  # a stream has at least its last answer
        conversation = [*conversation, Exchange(question, answer)][-MAX_TURNS:]
        records = [record_of(one) for one in conversation]
        yield _ready(), messages(conversation), records, self.first_source(answer), _SKIP()

    def reply_chosen(self, question: str, records: list[Record], scope: list[str]) -> Iterator[tuple[Any, ...]]:
        """The same for a question that a link asks; nothing where the link asked none."""
        yield from self.reply(question, records, scope)

    def failed(self, shown: list[Message]) -> tuple[Any, ...]:
        """The box and the chat after an error of the program's own, in place of the answer that never came.

        Nothing in an empty chat, nor behind an answer that was stopped: both give the answer up, which Gradio tells as an error too.
        """
        if not shown or stopped_html() in str(shown[-1]):
            return _ready(), _SKIP()
        return _ready(), [*shown[:-1], said("assistant", failed_html())]

    def stopped(self, shown: list[Message]) -> tuple[Any, ...]:
        """The box and the chat, with a word in place of the answer that was stopped."""
        return _ready(), [*shown[:-1], said("assistant", stopped_html())]

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
            return _SKIP(), _SKIP(), _SKIP(), str(asked.get("question", ""))
        try:
            turn = int(asked.get("turn", -1))
            one = conversation[turn] if turn >= 0 else None
        except (TypeError, ValueError, IndexError):
            one = None
        if one is None:
            return _SKIP(), _SKIP(), _SKIP(), ""
        if name in ("edit", "retry"):
            box, chat, kept = self._until(conversation, turn)
            return ("", chat, kept, one.question) if name == "retry" else (box, chat, kept, "")
        if name in ("like", "dislike"):
            return (_SKIP(), *self._noted(conversation, turn, name), "")
        return _SKIP(), _SKIP(), _SKIP(), ""

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

    def evaluate(self, file: str | None) -> Iterator[str]:
        """The run of a question file as it goes, then its report."""
        if file:
            yield from evaluated(self.library, Path(file))

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


def _source_tab() -> Any:
    return gr.update(selected="source")


def _answering() -> Any:
    return gr.update(value="", submit_btn=False, stop_btn=True)


def _ready(question: str | None = None) -> Any:
    kept: dict[str, Any] = {} if question is None else {"value": question}
    return gr.update(submit_btn=True, stop_btn=False, **kept)
