"""A language model's answer, checked as it is written: only what the cited sentences support is shown.

The reader answers first, in a tenth of a second: its answer is what is fallen back to, openly, when the model's server
does not answer or nothing of its reply passes the check.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.fusion import Hit
from index.sections import Document
from index.words import letters
from prompts.loading import filled
from qa.answers import Answer, Citation, Claim, Turn
from qa.asked_values import lacks_what_is_asked
from qa.citations import supported, with_bare
from qa.language_model import LanguageModel, LanguageModelError
from qa.refusals import is_courtesy
from qa.written import Written, written

# A model that finds no answer is believed, unless the reader is this sure of one. One that says so without need once in five answers,
# and rightly three times in five, leaves of the odds of 9 to 1 that the reader gives its words 3 to 1.
SURE = 0.9
MAX_TURNS, MAX_REWRITTEN_CHARS = 3, 120
_NO_ANSWER = "语言模型在读过的段落里没有找到答案。"
# As the prompt's own signs, these would end a passage or cite one; in the stored text they stay as they are.
_SIGNS = str.maketrans("<>[]【】", "＜＞［］［］")


@dataclass(frozen=True, slots=True)
class _Checked:
    """A sentence, the claims that it makes (none where it refuses), and of the headings above it those that hold."""

    sentence: Written
    claims: tuple[Claim, ...]
    above: tuple[str, ...]


def generated(
    extracted: Answer,
    llm: LanguageModel,
    *,
    asked: str,
    documents: Mapping[str, Document],
    parts: Sequence[str] = (),
) -> Iterator[Answer]:
    """The answer as it grows; the last is the whole.

    extracted: the reader's answer to the same question. asked: the standalone question. documents: by id, those that
        the hits come from. parts: what is asked one by one, where the question asks several things: a sentence answers one of them.
    """
    hits = extracted.hits
    if not hits:
        yield extracted
        return
    messages = filled("answer", {"passages": passages_text(hits, documents), "question": asked})
    questions = tuple(parts) or (asked,)
    done: dict[Written, _Checked] = {}
    reply, trouble = "", ""
    try:
        for reply in llm.stream(messages):
            sentences, draft = written(reply, whole=False)
            checked = _checked(sentences, done, questions, hits, documents)
            yield _answer(extracted, checked, llm.name, draft=draft)
    except LanguageModelError as error:
        trouble = str(error)
    # A reply that broke off has a last sentence that is none.
    sentences, _ = written(reply, whole=not trouble)
    checked = _checked(sentences, done, questions, hits, documents)
    yield _whole(extracted, questions, checked, llm.name, trouble)


def standalone(question: str, history: Sequence[Turn], llm: LanguageModel) -> list[str]:
    """The question made whole by the model, from the last turns; none where it fails or writes no one question."""
    turns = "\n".join(f"问：{turn.question}\n答：{turn.answer}" for turn in history[-MAX_TURNS:])
    try:
        *_, reply = llm.stream(filled("standalone", {"turns": turns, "question": question}))
    except LanguageModelError:
        return []  # the rules complete it then; the answer itself will say what failed
    line = reply.strip().splitlines()[0].strip()
    return [line] if 0 < len(line) <= MAX_REWRITTEN_CHARS else []


def passages_text(hits: Sequence[Hit], documents: Mapping[str, Document]) -> str:
    """The passages as a prompt shows them, numbered from 1; what a document holds can't end or begin one."""
    return "\n".join(
        f"<段落 {number}>\n《{_plain(documents[hit.passage.document_id].title)}》· {_plain(hit.passage.section)}\n"
        f"{_plain(hit.passage.text)}\n</段落 {number}>"
        for number, hit in enumerate(hits, start=1)
    )


def _plain(text: str) -> str:
    return text.translate(_SIGNS)


def _checked(
    sentences: Sequence[Written],
    done: dict[Written, _Checked],
    questions: Sequence[str],
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
) -> list[_Checked]:
    """The sentences with what they claim; `done` holds what was checked before, and grows."""
    for sentence in sentences:
        if sentence not in done:
            above = tuple(one for one in sentence.above if supported(Written(one), hits, documents).supported)
            done[sentence] = _Checked(sentence, _claims(sentence, questions, hits, documents), above)
    return [done[sentence] for sentence in sentences]


def _claims(
    sentence: Written, questions: Sequence[str], hits: Sequence[Hit], documents: Mapping[str, Document]
) -> tuple[Claim, ...]:
    # 目前无法确定起火原因 may be what a document says.
    if sentence.refuses and not any(letters(sentence.text) in letters(hit.passage.text) for hit in hits):
        return ()
    tried: list[Claim] = []
    for question in questions:
        tried.append(supported(sentence, hits, documents, question=question))
        if tried[-1].supported:
            return with_bare(tried[-1], sentence.bare, documents, question)
    return () if is_courtesy(sentence.text) else with_bare(tried[0], sentence.bare, documents, "")


def _whole(
    extracted: Answer, questions: Sequence[str], checked: Sequence[_Checked], model: str, trouble: str
) -> Answer:
    answer = _answer(extracted, checked, model)
    claims = answer.claims
    refuses = any(one.sentence.refuses and not one.claims for one in checked)
    # Without its marks: [1] is no number that anybody asked for.
    said = "\n".join(claim.text for claim in claims if claim.supported)
    if said and all(lacks_what_is_asked(question, said) for question in questions):
        claims = tuple(replace(claim, supported=False, reason=claim.reason or "没有回答所问") for claim in claims)
    elif said:
        # That a part has no answer is the model's to say, which may have found one.
        notice = extracted.notice if len(questions) == 1 or refuses else ""
        return replace(answer, notice=f"语言模型的回答不完整：{trouble}。" if trouble else notice)
    if trouble:
        return _fallen_back(extracted, claims, f"语言模型没有作答：{trouble}。")
    if claims and not refuses:
        return _fallen_back(extracted, claims, "语言模型的回答没有通过核对，没有采用。")
    if extracted.abstained or extracted.confidence < SURE:
        reason = extracted.reason if extracted.abstained else _NO_ANSWER
        return replace(extracted.declined(), reason=reason, model=model, claims=claims)
    return _fallen_back(extracted, claims, _NO_ANSWER)


def _fallen_back(extracted: Answer, claims: Sequence[Claim], why: str) -> Answer:
    notice = why if extracted.abstained else f"{why}下面的答案直接取自原文。{extracted.notice}"
    return replace(extracted, claims=(*claims, *extracted.claims), notice=notice)


def _answer(extracted: Answer, checked: Sequence[_Checked], model: str, *, draft: str = "") -> Answer:
    """What the claims that are supported make, laid out as the model did; without any, no text yet."""
    numbers: dict[Citation, int] = {}
    text, gap = "", ""
    above: tuple[str, ...] = ()
    for one in checked:
        # A heading, and the beginning of a line, go with the first sentence that is shown behind them.
        above = one.above if one.sentence.above else above
        gap = one.sentence.before or gap
        for claim in one.claims:
            if claim.supported:
                marks = "".join(f"[{numbers.setdefault(cited, len(numbers) + 1)}]" for cited in claim.citations)
                if above:
                    gap = "\n".join(("\n", *above, gap.lstrip("\n")))
                text += (gap if text else gap.lstrip("\n")) + claim.text + marks
                above, gap = (), ""
    citations = tuple(numbers)
    exact = tuple(words for words in extracted.exact if any(_inside(words, one) for one in citations))
    agreed = bool(exact) and exact == extracted.exact
    return replace(
        extracted,
        text=text,
        span=extracted.span if agreed else None,
        exact=exact if agreed else (),
        claims=tuple(claim for one in checked for claim in one.claims),
        citations=citations,
        abstained=False,
        reason="",
        confidence=extracted.confidence if agreed else 0.0,
        draft=draft,
        model=model,
    )


def _inside(words: Citation, citation: Citation) -> bool:
    return words.document_id == citation.document_id and citation.start <= words.start < words.end <= citation.end
