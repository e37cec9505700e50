"""A language model's sentences -> claims, each with the sentences of the documents that support it.

Marks say which passage a sentence is from; the citation is the sentence inside it that holds the claim. A mark of no
passage is dropped. A claim that its passage does not support, but another does, cites that one: models number badly. What a
sentence is `written` says, and what supports a claim `verification`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from index.fusion import Hit
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from index.words import letters, normalised
from qa.answers import Citation, Claim
from qa.evidence import evidence_at
from qa.grammar import statement
from qa.holders import CLAUSE
from qa.polarity import opposite
from qa.quantities import quantities
from qa.questions import content_words
from qa.verification import objection
from qa.written import Written, flat

MAX_SENTENCES = 3  # that one claim may rest on
_NEAREST = 5  # sentences of which combinations are tried

_DENIES = re.compile("[不没未无否非勿禁]")
_WHETHER = re.compile("[吗么][？?]*$|是否|[能可]否|有没有|是不是|([能可会要需应行])不\\1(?:以|要|该)?")
_DENIED = re.compile(r"(?:并不是|并非|不是|而非)(?:说)?$")
# A sentence that gives orders to a model is no evidence of anything: whoever wrote it wants to be quoted.
_ORDER = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|不要遵守).{0,12}(?:要求|指令|指示|规则|提示|内容|段落)|ignore.{0,30}(?:instruction|prompt|above)|你(?:现在)?是一?个?(?:人工智能|AI|语言模型|助手)"
    r"|(?:请|必须|务必|只能|应当|一律)(?:直接)?(?:回答|回复|输出)[“\"'：:「]",
    re.IGNORECASE,
)


def supported(
    sentence: Written, hits: Sequence[Hit], documents: Mapping[str, Document], *, question: str = ""
) -> Claim:
    """The sentence as a claim, with the citations that support it; or with those nearest to it, and why they do not.

    The 不可以。 before a sentence is no part of the claim; `with_bare` adds it.
    question: what it answers. hits: the passages, numbered from 1 as the model saw them.
    """
    said = _without_denied(sentence.said, question)
    marked = [hits[n - 1] for n in sentence.marks if 1 <= n <= len(hits)]
    why = "没有出处"
    nearest: tuple[Citation, ...] = ()
    for passages in dict.fromkeys((tuple(marked), tuple(hits))):
        citations = _sentences(said, passages, documents)
        for size in range(1, MAX_SENTENCES + 1):
            for some in combinations(citations[:_NEAREST], size):
                against = _against(said, some, documents, question)
                if size > 1 and not against and not _each_clause(said, some, documents):
                    continue
                if not against:
                    return Claim(sentence.shown, tuple(sorted(some, key=_place)), supported=True)
                if not nearest:
                    why, nearest = against, some
    return Claim(sentence.said, nearest, supported=False, reason=why)


def with_bare(claim: Claim, bare: str, documents: Mapping[str, Document], question: str) -> tuple[Claim, ...]:
    """The claim with the 是的。 or 不可以。 that it explains, where its citations say as much of what was asked; else both apart."""
    if not letters(bare):
        return (claim,)
    if claim.supported and _agrees(bare, claim.citations, documents, question):
        return (replace(claim, text=bare + claim.text),)
    return (Claim(flat(bare), claim.citations, supported=False, reason="出处没有这样说"), claim)


def _agrees(bare: str, citations: Sequence[Citation], documents: Mapping[str, Document], question: str) -> bool:
    """Whether the sentences say what the question asks whether it is so, with 是的; or the opposite, with 不是."""
    words = content_words(question)
    if not words or not _WHETHER.search(question) or _DENIES.search(_WHETHER.sub("", question)):
        return False
    asked = statement(question)
    evidence = [evidence_at(documents[c.document_id], c.section, c.start, c.end) for c in citations]
    around = normalised("\n".join(f"{one.before}\n{one.text}" for one in evidence))
    if any(word not in around for word in words):
        return False
    if _DENIES.search(bare):
        return any(True for _ in opposite(asked, evidence))
    clauses = [clause for one in evidence for clause in CLAUSE.split(normalised(one.text))]
    denied = any(
        _DENIES.search(clause) and 2 * sum(word in clause for word in words) > len(words) for clause in clauses
    )
    return not denied and not objection(asked, evidence)


def _without_denied(claim: str, question: str) -> str:
    """What is claimed, without a number of the question that is denied beside the right one: 不是506个，而是406个."""
    given = quantities(claim)
    asked = {(one.low, one.high, one.unit) for one in quantities(question)}
    for one in reversed(given):
        denied = _DENIED.search(claim, 0, one.start)
        if denied and len(given) > 1 and (one.low, one.high, one.unit) in asked:
            claim = claim[: denied.start()] + claim[one.end :]
    return claim


def _against(claim: str, citations: Sequence[Citation], documents: Mapping[str, Document], question: str) -> str:
    evidence = [evidence_at(documents[c.document_id], c.section, c.start, c.end) for c in citations]
    return objection(claim, evidence, question=question)


def _each_clause(claim: str, citations: Sequence[Citation], documents: Mapping[str, Document]) -> bool:
    """Whether each clause of the claim is supported by one of the sentences: what is said of one thing in one sentence
    is not said of another in the next.
    """
    clauses = [clause for clause in CLAUSE.split(claim) if any(map(str.isalnum, clause))]
    return all(any(not _against(clause, (one,), documents, "") for one in citations) for clause in clauses)


def _sentences(claim: str, passages: Sequence[Hit], documents: Mapping[str, Document]) -> list[Citation]:
    """The sentences of the passages that share a pair of characters with the claim, the most of them first."""
    wanted = _pairs(claim)
    placed: dict[tuple[str, int], tuple[int, Citation]] = {}
    for hit in passages:
        passage = hit.passage
        document = documents[passage.document_id]
        for span in sentence_spans(document.text, passage.start, passage.end):
            start, end = trimmed(document.text, *span)
            quote = document.text[start:end]
            shared = len(wanted & _pairs(quote))
            if shared and not _ORDER.search(quote):
                citation = Citation(document.id, document.title, passage.section, start, end, quote)
                placed.setdefault((document.id, start), (shared, citation))
    return [citation for _, citation in sorted(placed.values(), key=lambda one: -one[0])]


def _pairs(text: str) -> set[str]:
    plain = letters(text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def _place(citation: Citation) -> tuple[str, int]:
    return citation.document_id, citation.start
