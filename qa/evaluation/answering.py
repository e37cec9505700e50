"""One row -> its record: how a question of a run is put to `ask`.

`ask` falls back, openly, to the document's own words where a language model fails. A run must not: those words would
be counted as the model's. Such a row fails, so that running again asks it again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from index.library import Library
from qa.answers import Answer
from qa.asking import DEFAULT_K, ask
from qa.evaluation.folder import RunError
from qa.evaluation.records import Record, record_of
from qa.evaluation.rows import BadRow, Row, RowError
from qa.language_model import LanguageModel, LanguageModelError, chosen_model
from qa.questions import QuestionError
from qa.settings import Settings, read_settings

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True, slots=True)
class Asking:
    """How the questions of a run are asked.

    llm   a language model's name; None: no language model
    k     how many passages are read; None: as many as `ask` reads by itself

    Raises:
        RunError: k is not positive.
    """

    llm: str | None = None
    k: int | None = None

    def __post_init__(self) -> None:
        if self.k is not None and self.k < 1:
            raise RunError(f"-k 应是大于零的整数，得到 {self.k}")

    @property
    def depth(self) -> int:
        return self.k if self.k is not None else DEFAULT_K


def answered(row: Row, library: Library, asking: Asking) -> Record | BadRow:
    """What `ask` says, not yet judged: `relevant` is left empty.

    Raises:
        LibraryError, ReaderError, LanguageModelError: as `ask`.
        SettingsError: the language model's settings are wrong.
    """
    try:
        answer = _answer(row, library, asking)
    except (QuestionError, RowError) as error:
        return BadRow(row.place, str(error))
    except _NoReplyError as error:
        return BadRow(row.place, f"语言模型没有作答：{error}；再运行同一条命令会重新问这一题")
    titles = {document.id: document.title for document in library.documents_of(answer.hits).values()}
    return record_of(row, answer, titles)


def _answer(row: Row, library: Library, asking: Asking) -> Answer:
    llm = _strict_model(replace(read_settings(), llm=asking.llm)) if asking.llm is not None else None
    return ask(row.question, history=row.history, library=library, llm=llm, k=asking.depth)


class _NoReplyError(Exception):
    """The language model gave no whole answer; unlike LanguageModelError, `ask` lets it through."""


class _StrictModel(LanguageModel):
    def stream(self, messages: "Sequence[BaseMessage]") -> Iterator[str]:
        try:
            yield from super().stream(messages)
        except LanguageModelError as error:
            raise _NoReplyError(str(error)) from error


@cache
def _strict_model(settings: Settings) -> LanguageModel | None:
    model = chosen_model(settings)
    return _StrictModel(model.name, model.chat, model.url, model.timeout_seconds) if model is not None else None
