"""A language model's answer, checked as it is written: only what the cited sentences support is shown.

The reader answers first, in a tenth of a second: its answer is what is fallen back to, openly, when the model's server
does not answer or nothing of its reply passes the check.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.fusion import Hit
from index.sections import Document
from prompts.loading import filled
from qa.answers import Answer, Citation, Claim, Turn
from qa.asked_values import lacks_what_is_asked
from qa.citations import Written, supported, written
from qa.language_model import LanguageModel, LanguageModelError

# A model that finds no answer is believed, unless the reader is this sure of one.
SURE = 0.5
MAX_TURNS, MAX_REWRITTEN_CHARS = 3, 120
_NO_ANSWER = "语言模型在读过的段落里没有找到答案。"
# As the prompt's own signs, these would end a passage or cite one; in the stored text they stay as they are.
_SIGNS = str.maketrans("<>[]【】", "＜＞［］［］")


def generated(
    extracted: Answer, llm: LanguageModel, *, asked: str, documents: Mapping[str, Document]
) -> Iterator[Answer]:
    """The answer as it grows; the last is the whole.

    extracted: the reader's answer to the same question. asked: the standalone question. documents: by id, those that
        the hits come from.
    """
    hits = extracted.hits
    if not hits:
        yield extracted
        return
    messages = filled("answer", {"passages": passages_text(hits, documents), "question": asked})
    done: dict[Written, Claim | None] = {}
    reply, trouble = "", ""
    try:
        for reply in llm.stream(messages):
            sentences, draft = written(reply, whole=False)
            claims = _checked(sentences, done, asked, hits, documents)
            yield _answer(extracted, claims, llm.name, draft=draft)
    except LanguageModelError as error:
        trouble = str(error)
    # A reply that broke off has a last sentence that is none.
    sentences, _ = written(reply, whole=not trouble)
    claims = _checked(sentences, done, asked, hits, documents)
    yield _whole(extracted, asked, claims, llm.name, trouble)


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
    done: dict[Written, Claim | None],
    asked: str,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
) -> list[Claim]:
    """The sentences as claims, without those that refuse; `done` holds what was checked before, and grows."""
    for sentence in sentences:
        if sentence not in done:
            done[sentence] = None if sentence.refuses else supported(sentence, hits, documents, question=asked)
    return [claim for sentence in sentences if (claim := done[sentence])]


def _whole(extracted: Answer, asked: str, claims: Sequence[Claim], model: str, trouble: str) -> Answer:
    answer = _answer(extracted, claims, model)
    # Without its marks: [1] is no number that anybody asked for.
    said = "".join(claim.text for claim in claims if claim.supported)
    if said and lacks_what_is_asked(asked, said):
        claims = [replace(claim, supported=False, reason=claim.reason or "没有回答所问") for claim in claims]
    elif said:
        return replace(answer, notice=f"语言模型的回答不完整：{trouble}。" if trouble else extracted.notice)
    if trouble:
        return _fallen_back(extracted, claims, f"语言模型没有作答：{trouble}。")
    if claims:
        return _fallen_back(extracted, claims, "语言模型的回答没有通过核对，没有采用。")
    if extracted.abstained or extracted.confidence < SURE:
        reason = extracted.reason if extracted.abstained else _NO_ANSWER
        return replace(extracted.declined(), reason=reason, model=model)
    return _fallen_back(extracted, claims, _NO_ANSWER)


def _fallen_back(extracted: Answer, claims: Sequence[Claim], why: str) -> Answer:
    notice = why if extracted.abstained else f"{why}下面的答案直接取自原文。"
    return replace(extracted, claims=(*claims, *extracted.claims), notice=notice)


def _answer(extracted: Answer, claims: Sequence[Claim], model: str, *, draft: str = "") -> Answer:
    """What the claims that are supported make; without any, no text yet."""
    held = [claim for claim in claims if claim.supported]
    numbers: dict[Citation, int] = {}
    text = ""
    for claim in held:
        marks = "".join(f"[{numbers.setdefault(one, len(numbers) + 1)}]" for one in claim.citations)
        text += claim.text + marks
    citations = tuple(numbers)
    exact = tuple(words for words in extracted.exact if any(_inside(words, one) for one in citations))
    agreed = bool(exact) and exact == extracted.exact
    return replace(
        extracted,
        text=text,
        span=extracted.span if agreed else None,
        exact=exact if agreed else (),
        claims=tuple(claims),
        citations=citations,
        abstained=False,
        reason="",
        confidence=extracted.confidence if agreed else 0.0,
        draft=draft,
        model=model,
    )


def _inside(words: Citation, citation: Citation) -> bool:
    return words.document_id == citation.document_id and citation.start <= words.start < words.end <= citation.end
