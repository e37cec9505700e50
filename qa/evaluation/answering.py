"""One row -> its record: how a question of a run is put to `ask`."""

from dataclasses import dataclass

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
        LibraryError, ReaderError: as `ask`.
    """
    try:
        answer = _answer(row, library, asking)
    except (QuestionError, RowError) as error:
        return BadRow(row.place, str(error))
    titles = {document.id: document.title for document in library.documents_of(answer.hits).values()}
    return record_of(row, answer, titles)


def _answer(row: Row, library: Library, asking: Asking) -> Answer:
    return ask(row.question, history=row.history, library=library, llm=asking.llm, k=asking.depth)
