"""A message of a conversation, answered: which standalone question it is, the reader decides.

Rules say what it may be (`conversation`). The message is read as it stands with the question and the answer before it, which the
reader has learnt, and so is each question that it may be. A message that can't stand alone is the one that both agree on; one that
may is read alone too, and completed only where neither way answers it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.sections import Document
from qa.answers import Answer, Turn
from qa.asked_values import is_of_another_unit
from qa.conversation import Reading, Wants, understood
from qa.corrections import correction
from qa.evidence import evidence_at
from qa.features import WANTED
from qa.grammar import ASKING, own_names, phrases, statement
from qa.names import PERSON
from qa.premises import to_confirm
from qa.questions import kind_of
from qa.source import Answered, Source
from qa.speeches import speaker
from qa.turns import asking_turns
from qa.verification import objection

if TYPE_CHECKING:
    from qa.language_model import LanguageModel

MAX_TRIES = 4  # questions that a message may be, asked one after the other
MAX_OLDER = 2  # more, of older questions
SURE = 0.5  # of a completion that the message in context agrees with: then no other is tried
LIKELY = 0.35  # of a completion, or of the message in context: below it there is no answer
FIRST = 0.85  # of its confidence is left to each further completion: the likelier ones are tried first
AGREED = 0.5  # of the confidence in context is added to that of a completion with the same answer
SURE_IN_CONTEXT = 0.45  # of a message in context that may as well stand alone
AS_SURE = 0.7  # of its confidence alone, the message in context is the one to take
SURER = 0.9  # and where it is whole
_PERSON = re.compile("[他她]")
_SOMEBODY = re.compile("[他她它]")
NEARLY = 0.65  # of the confidence without it, a question with its pronoun filled in is the one that was meant

# A standalone question, its answer, and the documents that were read.
Asked = tuple[str, Answer, Mapping[str, Document]]


def answered_after(question: str, history: Sequence[Turn], source: Source, llm: "LanguageModel | None") -> Asked:
    """What the message asks after those turns, as a question that stands alone, with its answer."""
    reading = understood(question, history)
    if reading.wants is not Wants.ANSWER and (of_answer := _of_last_answer(question, reading, source)):
        return of_answer
    turns = asking_turns(history)
    if not reading.certain:
        return _as_it_stands(question, reading, turns, source)
    tries = (*_rewritten(question, history, llm), *reading.questions)[:MAX_TRIES]
    in_context = _in_context(question, tries, reading, turns[-1], source)
    _, best = _best(tries, in_context, tries[0] if tries else question, source, reading.older[:MAX_OLDER])
    if best is None:
        asked = tries[0] if tries else question
        best = (asked, *source.answered(asked))
    return _as_asked(question, *best)


def _as_it_stands(question: str, reading: Reading, turns: Sequence[Turn], source: Source) -> Asked:
    """A message that may stand alone: read so, and in its context, which is taken where it is not much less sure.

    Where the context makes another answer of it, it is said what it was understood as: the completion that has this answer.
    """
    alone = source.answered(question)
    is_whole = not (reading.pronoun or reading.lacking)
    # 海关检出的水果怎么处理 says itself what it is about, though it has no answer as it stands.
    says_itself = is_whole and bool(own_names(question))
    if not turns or (says_itself and not alone[0].abstained):
        return question, *alone
    tries = () if says_itself else reading.questions[:MAX_TRIES]
    context = _in_context(question, tries, reading, turns[-1], source)
    if context and _is_surer(context[0], alone[0], is_whole=is_whole):
        # 灯塔多高 is left as it is, but where another lighthouse's height would answer it alone; 这个项目投资多少, where both agree.
        says_what = not reading.pronoun or (bool(phrases(question)) and not _SOMEBODY.search(question))
        if (says_what and _same(alone[0], context[0])) or (not reading.pronoun and is_whole and alone[0].abstained):
            return _as_asked(question, question, *context)
        return _as_asked(question, _meant(tries, context[0], source, is_whole=is_whole) or question, *context)
    if not (alone[0].abstained or reading.pronoun or reading.lacking):
        return question, *alone
    score, best = _best(tries, None, question, source)
    # Who is meant stands in the document; alone, the question would be answered for anybody.
    least = SURE if alone[0].abstained else (NEARLY if reading.pronoun else 1.0) * alone[0].confidence
    if best and score >= least:
        return _as_asked(question, *best)
    # 他是做什么的 is not answered by what another does.
    of_another = reading.pronoun and tries and _PERSON.search(question) and not _is_spoken_of(tries, alone)
    return _as_asked(question, tries[0], *source.answered(tries[0])) if of_another else (question, *alone)


def _is_surer(context: Answer, alone: Answer, *, is_whole: bool) -> bool:
    """Whether the message in its context is the one to take, and not the message alone."""
    if context.abstained or context.confidence < SURE_IN_CONTEXT:
        return False
    return alone.abstained or context.confidence >= (SURER if is_whole else AS_SURE) * alone.confidence


def _meant(tries: Sequence[str], context: Answer, source: Source, *, is_whole: bool) -> str:
    """The completion that has the answer of the context; else the first without an answer, where the message needs one."""
    silent = ""
    for asked in tries:
        answer, _ = source.answered(asked)
        if _same(answer, context):
            return asked
        silent = silent or (asked if answer.abstained else "")
    return "" if is_whole else silent


def _in_context(question: str, tries: Sequence[str], reading: Reading, last: Turn, source: Source) -> Answered | None:
    """The message as it is read with the turn before it; None where it asks nothing, or is to be confirmed."""
    asks = reading.certain or reading.pronoun or ASKING.search(question) or phrases(question)
    if not asks or any(map(to_confirm, (question, *tries))):
        return None
    # 不是的，我问的是开工时间 is read as 开工时间呢, as the reader has learnt to.
    corrected = correction(question)
    fragment = corrected is not None and corrected.what and not ASKING.search(corrected.what)
    found = source.extracted(f"{corrected.what}呢" if corrected and fragment else question, after=last)
    return found if not tries or (_is_of_kind(tries[0], found[0]) and _holds_for(tries, found)) else None


def _best(
    tries: Sequence[str], in_context: Answered | None, about: str, source: Source, older: Sequence[str] = ()
) -> tuple[float, Asked | None]:
    """The completion that is answered best, or the message in its context, with its score; None where neither is.

    about: the question that the message in its context is taken for where no completion has its answer.
    older: completions from older questions, tried where none of the others is sure.
    """
    found: list[tuple[float, Asked]] = []
    silent: list[str] = []
    context = in_context[0] if in_context else None
    for place, asked in enumerate((*tries, *older)):
        if place == len(tries) and any(answer.confidence >= SURE for _, (_, answer, _) in found):
            break
        answer, documents = source.answered(asked)
        if answer.abstained:
            silent.append(asked)
            continue
        agrees = context is not None and _same(answer, context)
        score = answer.confidence * FIRST**place + (AGREED * context.confidence if context and agrees else 0.0)
        found.append((score, (asked, answer, documents)))
        if answer.confidence >= SURE and (agrees or context is None):
            break
    if in_context and not in_context[0].abstained:
        # A completion that is answered elsewhere is not what was read in context.
        about = about if about not in tries else next(iter(silent), about)
        found.append((in_context[0].confidence, (about, *in_context)))
    score, best = max(found, key=lambda one: one[0], default=(0.0, None))
    return (score, best) if score >= LIKELY else (score, None)


def _is_of_kind(asked: str, answer: Answer) -> bool:
    """Whether the answer has a number or a time where one is asked for: 造价呢 alone does not say that it wants one."""
    wanted, span = WANTED.get(kind_of(asked)), answer.span or ""
    fits = wanted is None or (wanted.search(span) is not None and not is_of_another_unit(asked, span))
    return answer.abstained or fits


def _holds_for(tries: Sequence[str], found: Answered) -> bool:
    """Whether the gate lets the answer through for one of the questions that the message may be: 总投资呢 after a question on one
    district is not answered by what the document says of another.
    """
    answer, documents = found
    evidence = [evidence_at(documents[one.document_id], one.section, one.start, one.end) for one in answer.citations]
    return answer.abstained or any(not objection(answer.span or "", evidence, question=asked) for asked in tries)


def _is_spoken_of(tries: Sequence[str], found: Answered) -> bool:
    """Whether anybody whom the questions name, or a part of their name, stands around what answers."""
    answer, documents = found
    around = [
        evidence_at(documents[one.document_id], one.section, one.start, one.end).around for one in answer.citations
    ]
    people = [name.text for one in tries for name in own_names(one) if name.kind == PERSON]
    parts = {part for name in people for part in (name[:2], name[-2:])}
    return answer.abstained or not people or any(part in text for text in around for part in parts)


def _same(one: Answer, other: Answer) -> bool:
    """Whether two answers are words at the same place."""
    return any(
        a.document_id == b.document_id and a.start < b.end and b.start < a.end for a in one.exact for b in other.exact
    )


def _as_asked(question: str, asked: str, answer: Answer, documents: Mapping[str, Document]) -> Asked:
    """The answer to the message as it was put; what it was understood as is said where that is another."""
    whole = answer.understood or asked
    return asked, replace(answer, question=question, understood=whole if whole != question else ""), documents


def _of_last_answer(question: str, reading: Reading, source: Source) -> Asked | None:
    """Who said what was last answered, or what else answers it; None where that is not known."""
    before = reading.questions[0]
    last, documents = source.answered(before)
    if last.abstained:
        return None
    if reading.wants is Wants.SPEAKER:
        answer = speaker(question, last, documents)
        return _as_asked(question, f"{statement(before)}，{question}", answer, documents) if answer else None
    return _as_asked(question, before, source.besides(before, last), documents)


def _rewritten(question: str, history: Sequence[Turn], llm: "LanguageModel | None") -> list[str]:
    """The standalone question as a language model writes it; none without one, or where it fails."""
    if llm is None:
        return []
    from qa.generative import standalone

    return standalone(question, history, llm)
