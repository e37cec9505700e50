"""Questions that a document answers, to begin with and to go on with. Each is asked before it is suggested."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from index.library import Library, LibraryError
from index.sections import Document
from qa.answers import Answer
from qa.evaluation.drafting import Candidate, drafted, is_found

AT_FIRST, AFTER = 4, 2
# Asking takes a tenth of a second each; who reads an answer waits for no more than these.
_MOST_TRIED, _MOST_TRIED_AFTER = 16, 5
_MAX_CHARS = 28  # a longer one is no invitation


def first_questions(library: Library, document_id: str) -> list[str]:
    """Up to AT_FIRST questions from all over the document, of different kinds."""
    try:
        return list(_first(library, document_id))
    except LibraryError:
        return []


@lru_cache(maxsize=64)
def _first(library: Library, document_id: str) -> tuple[str, ...]:
    candidates = _short(library.document(document_id))
    # One of each kind first, then the next of each.
    kinds = list(dict.fromkeys(one.kind for one in candidates))
    ranks = {kind: iter(_spread([one for one in candidates if one.kind == kind])) for kind in kinds}
    in_turn = []
    while ranks:
        for kind in list(ranks):
            if (one := next(ranks[kind], None)) is None:
                del ranks[kind]
            else:
                in_turn.append(one)
    return tuple(_answered(in_turn[:_MOST_TRIED], library, AT_FIRST))


def next_questions(library: Library, answer: Answer, asked: Sequence[str]) -> list[str]:
    """Up to AFTER questions on what stands nearest to the answer's source, none of them asked before."""
    if answer.abstained or not answer.citations:
        return []
    citation = answer.citations[0]
    try:
        document = library.document(citation.document_id)
        near = sorted(
            (one for one in _short(document) if one.question not in asked and not _says(one, answer)),
            key=lambda one: abs(one.start - citation.start),
        )
        return list(_answered(near[:_MOST_TRIED_AFTER], library, AFTER))
    except LibraryError:
        return []


def _says(candidate: Candidate, answer: Answer) -> bool:
    """Whether the candidate's answer has just been given."""
    return candidate.answer in (answer.span or "") or (answer.span or "") in candidate.answer


def _answered(candidates: Sequence[Candidate], library: Library, most: int) -> Iterator[str]:
    return islice((one.question for one in candidates if is_found(one, library)), most)


@lru_cache(maxsize=64)
def _short(document: Document) -> tuple[Candidate, ...]:
    return tuple(one for one in drafted(document) if len(one.question) <= _MAX_CHARS)


def _spread(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates so that any first few of them stand far from one another."""
    if len(candidates) < 3:
        return list(candidates)
    middle = len(candidates) // 2
    left, right = _spread(candidates[:middle]), _spread(candidates[middle:])
    return [one for pair in zip(right, left, strict=False) for one in pair] + right[len(left) :]
