"""Which passages of a library hold a row's evidence: the relevance judgments of its question.

A passage is relevant when it holds a sentence of the evidence whole, or is itself half of one or more. Text is compared without
punctuation, white space and case, so that a line break that loading has joined does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from index.library import Library
from index.passages import split_passages
from qa.evaluation.measures.citations import sentences
from qa.evaluation.measures.cmrc import segments
from qa.evaluation.records import place_of
from qa.evaluation.rows import Row


@dataclass(frozen=True, slots=True)
class _Text:
    """A document as its letters and digits alone, with those of each passage."""

    whole: str
    passages: tuple[tuple[str, str], ...]  # place, letters


class Gold:
    """The documents of one library, read once."""

    def __init__(self, library: Library) -> None:
        self._texts = [_read(library, summary.id) for summary in library.documents()]

    def relevant(self, row: Row) -> list[str]:
        """The places of the passages that hold evidence, marked in whichever way."""
        wanted = [_letters(sentence) for way in row.evidence for text in way for sentence in sentences(text)]
        found = dict.fromkeys(place for sentence in dict.fromkeys(wanted) for place in self._holding(sentence))
        return list(found)

    def _holding(self, sentence: str) -> Iterable[str]:
        for text in self._texts:
            if sentence in text.whole:
                for place, letters in text.passages:
                    if sentence in letters or (letters in sentence and 2 * len(letters) >= len(sentence)):
                        yield place


def _read(library: Library, document_id: str) -> _Text:
    document = library.document(document_id)
    passages = tuple((place_of(document.id, p.start), _letters(p.text)) for p in split_passages(document))
    return _Text(_letters(document.text), tuple((place, letters) for place, letters in passages if letters))


def _letters(text: str) -> str:
    return "".join(segments(text))
