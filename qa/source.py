"""What is asked: a library, the part of it that may answer, and its answer to one standalone question.

The reader answers; where it has none, or the question states what the documents may deny, rules do: a person's title, what
somebody says, who said it, what was wrongly taken for granted.
"""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from index.library import Library
from index.scope import Scope
from index.sections import Document
from qa.abbreviations import in_their_wording, with_wordings
from qa.answers import Answer, Citation, Turn
from qa.asked_amounts import in_their_spelling, is_meant_by_amount
from qa.clauses import another_number
from qa.confidence import Reading, load_weights, rated
from qa.evidence import Evidence, evidence_at
from qa.extractive import answer_from
from qa.features import candidates, passages_to_read
from qa.fields import field
from qa.its_document import of_its_document
from qa.masthead import fact
from qa.premises import (
    Premise,
    behind_a_statement,
    correction,
    granted_before,
    other_way,
    to_confirm,
    without_quantities,
)
from qa.quantities import only_quantity
from qa.reader import bundled_reader
from qa.roles import is_better, role
from qa.speeches import speech
from qa.turns import in_context
from qa.verdicts import agrees, is_stated, verdict
from qa.verification import objection

MAX_LISTED_DOCUMENTS = 20  # that are gone through for a list of all that they name
SURE_BEHIND = 0.5  # of what is asked behind a statement
SURE_INSIDE = 0.4  # of what answers a question whose document says of all that it says whose and of when it is
SURE_BY_NAME = 0.7  # where it says whose alone, and the year is any
# The reader has learnt the usual order of words: 局长是谁, not 谁是局长.
_WHO_IS = re.compile("^(?:请问)?谁是(.+?)[？?]*$")

Answered = tuple[Answer, Mapping[str, Document]]


@dataclass(frozen=True, slots=True)
class Source:
    """A library, the part of it that may answer (None for all), how many passages are read; `seconds` grows by stages."""

    library: Library
    k: int
    within: Scope | None
    seconds: dict[str, float]

    def answered(self, question: str) -> Answered:
        """The answer to a standalone question, and the documents that were read, by id."""
        for premise in to_confirm(question):
            if held := self._held_against(premise, question):
                return held
        answer, documents = self._by_reader_or_rule(question)
        bare = without_quantities(question)
        if answer.abstained and bare != question and not is_meant_by_amount(question):
            other, others = self.extracted(bare)
            if not other.abstained and correction(question, other):
                answer, documents = replace(other, question=question), others
        if answer.abstained and (behind := self._behind_a_statement(question)):
            answer, documents = behind
        if not answer.abstained and (line := correction(question, answer)):
            return replace(answer, notice=line), documents
        for premise in granted_before(question):
            held = self._held_against(premise, question)
            if held and not agrees(premise, held[0].span or ""):
                return held if answer.abstained else (replace(answer, notice=held[0].notice), documents)
        return answer, documents

    def _behind_a_statement(self, question: str) -> Answered | None:
        """省了80万，是哪个公司施工的: what is asked is read with the statement before it; None where that is not answered."""
        both = behind_a_statement(question)
        if both is None:
            return None
        stated, asked = both
        answer, documents = self.extracted(asked, after=Turn(stated, ""))
        if answer.abstained or answer.confidence < SURE_BEHIND:
            return None
        return replace(answer, question=question), documents

    def _held_against(self, premise: Premise, question: str) -> Answered | None:
        """What the documents say of a premise, with whether it is right; None where they say nothing of it."""
        answer, documents = self._by_reader_or_rule(premise.question)
        denied = agrees(premise, answer.span or "") is False
        other = self._the_other_way(premise, question) if answer.abstained or denied else None
        if other and (answer.abstained or agrees(premise, other[0].span or "")):
            return other
        if answer.abstained:
            return None
        if denied and is_stated(premise, "\n".join(hit.passage.text for hit in answer.hits)):
            # 下一届9月20日举行 was read first, where another sentence says 9月18日 of this one.
            answer, documents = self.extracted(premise.question, without=answer.citations)
            if answer.abstained or not agrees(premise, answer.span or ""):
                return None
        line = verdict(premise, answer)
        if line is None:
            return None
        return replace(answer, question=question, notice=line, understood=premise.question), documents

    def _the_other_way(self, premise: Premise, question: str) -> Answered | None:
        """What the documents say fell, where it is stated that it rose, or the other way round."""
        turned = other_way(premise.question)
        if not turned:
            return None
        answer, documents = self.extracted(turned)
        span = answer.span or ""
        number = only_quantity(span)
        said = span[number.start : number.end] if number else ""
        for line in another_number(premise.question, said, _evidence(answer, documents)):
            return replace(answer, question=question, notice=f"{line}。", understood=premise.question), documents
        return None

    def _by_reader_or_rule(self, question: str) -> Answered:
        answer, documents = self.extracted(question)
        if (cell := field(question, answer.hits, documents)) is not None:
            return cell, documents
        if answer.abstained and (own := self._in_its_document(question, answer, documents)):
            return own
        if answer.abstained and (line := fact(question, answer.hits, documents)) is not None:
            return line, documents
        if answer.abstained and (turned := _WHO_IS.sub(r"\1是谁", question)) != question:
            answer, documents = self.extracted(turned)
            answer = replace(answer, question=question)
        held = role(question, answer.hits, documents)
        if held and is_better(held, answer):
            return held, documents
        if answer.abstained or "说了" in question:
            answer = speech(question, answer.hits, documents) or answer
        return answer, documents

    def _in_its_document(self, question: str, answer: Answer, documents: Mapping[str, Document]) -> Answered | None:
        """The answer of the documents that the question names, where they have one."""
        own = of_its_document(question, answer.hits, documents)
        if own is None:
            return None
        among = replace(self.within or Scope(), documents=own.documents)
        inside, read = replace(self, within=among).extracted(own.question)
        # Asked without its name, the organisation itself may seem to be what it bought.
        if inside.confidence < (SURE_INSIDE if own.has_year else SURE_BY_NAME) or (inside.span or "") in question:
            return None
        if objection(inside.span or "", _evidence(inside, read), question=question):
            return None
        return replace(inside, question=question), read

    def extracted(self, question: str, without: Sequence[Citation] = (), after: Turn | None = None) -> Answered:
        """The document's own words for a question, by the reader alone; not in the sentences `without`.

        after: the turn that a message goes on from; without one, the question stands alone.
        """
        before = (after.understood or after.question) if after else ""
        weights = load_weights(in_context=after is not None)
        with _timed(self.seconds, "search"):
            hits = self.library.search(f"{before} {with_wordings(question)}".strip(), k=self.k, within=self.within)
        with _timed(self.seconds, "read"):
            documents = self.library.documents_of(hits)
            # A document that was removed since the search is cited no more.
            hits = [hit for hit in hits if hit.passage.document_id in documents]
            passages = passages_to_read(hits, documents)
            written = [part for passage in passages for part in passage]
            asked = in_their_spelling(in_their_wording(question, written), written)
            read = bundled_reader().read(in_context(asked, before, after.span) if after else asked, passages)
            readings = rated(candidates(asked, hits, documents, read), weights)
            readings = [one for one in readings if not any(_stands_in(one, known) for known in without)]
        with _timed(self.seconds, "answer"):
            answer = answer_from(
                asked,
                readings,
                documents=documents,
                hits=hits,
                threshold=weights.threshold,
                holds=partial(self.library.holds, within=self.within),
                is_empty=not (hits or self.library.documents()),
            )
        return replace(answer, question=question), documents

    def besides(self, question: str, known: Answer) -> Answer:
        """What else answers a question, in other sentences than an answer that is known; or that there is nothing."""
        answer, _ = self.extracted(question, without=known.citations)
        if not answer.abstained:
            return answer
        return replace(answer, reason=f"除了“{known.span or known.text}”，没有找到别的能回答这个问题的句子。")

    def whole(self) -> list[Document]:
        """The documents that may answer, whole; all of them where there are few."""
        summaries = self.library.documents()
        among = None if self.within is None else self.within.documents
        chosen = [one.id for one in summaries if among is None or one.id in among]
        return [self.library.document(one) for one in chosen[:MAX_LISTED_DOCUMENTS]]


def _evidence(answer: Answer, documents: Mapping[str, Document]) -> list[Evidence]:
    return [evidence_at(documents[one.document_id], one.section, one.start, one.end) for one in answer.citations]


def _stands_in(reading: Reading, known: Citation) -> bool:
    candidate = reading.candidate
    inside = candidate.start < known.end and candidate.end > known.start
    return inside and candidate.passage.document_id == known.document_id


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        # A follow-up may be read several times; a stage is all of them.
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - start
