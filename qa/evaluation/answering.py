"""One row -> its record: how a question of a run is put to `ask`."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from index.library import Library
from qa.answers import Answer
from qa.asking import DEFAULT_K, ask
from qa.evaluation.folder import RunError
from qa.evaluation.records import Record, record_of
from qa.evaluation.rows import BadRow, Row, RowError
from qa.questions import QuestionError


@dataclass(frozen=True, slots=True)
class Asking:
    """How the questions of a run are asked.

    llm   a language model's name; None: no language model
    k     how many passages are read; None: as many as `ask` reads by itself

    Raises:
        RunError: `ask` takes no language model.
    """

    llm: str | None = None
    k: int | None = None

    def __post_init__(self) -> None:
        if self.llm is not None and "llm" not in _accepted():
            raise RunError("这个版本还不能用语言模型回答，请去掉 --llm")
        if self.k is not None and self.k < 1:
            raise RunError(f"-k 应是大于零的整数，得到 {self.k}")

    @property
    def depth(self) -> int:
        return self.k if self.k is not None else DEFAULT_K


def answered(row: Row, library: Library, asking: Asking) -> Record | BadRow:
    """What `ask` says, not yet judged: `relevant` is left empty.

    Raises:
        LibraryError, ReaderError: as `ask`.
    """
    try:
        answer = _answer(row, library, asking)
    except (QuestionError, RowError) as error:
        return BadRow(row.place, str(error))
    titles = {document.id: document.title for document in library.documents_of(answer.hits).values()}
    return record_of(row, answer, titles)


def _answer(row: Row, library: Library, asking: Asking) -> Answer:
    asked: dict[str, Any] = {}
    if row.history:
        if "history" not in _accepted():
            raise RowError("这一题有 history，这个版本还不能接着前文提问")
        asked["history"] = row.history
    if asking.llm is not None:
        asked["llm"] = asking.llm
    if asking.k is not None:
        asked["k"] = asking.k
    answer: Callable[..., Answer] = ask
    return answer(row.question, library=library, **asked)


def _accepted() -> frozenset[str]:
    """What `ask` can be told."""
    return frozenset(inspect.signature(ask).parameters)
