"""A language model's text -> claims, each with the sentences that support it.

Marks say which passage a sentence is from; the citation is the sentence inside it that holds the claim. A mark of no
passage is dropped. A claim that its passage does not support, but another does, cites that one: models number badly. What a
mark looks like is `marks`' to say, what a refusal is `refusals`', and what supports a claim `verification`'s.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from index.fusion import Hit
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from index.words import letters
from qa.answers import Citation, Claim
from qa.evidence import evidence_at
from qa.holders import CLAUSE
from qa.marks import HALF_MARK, MARK, marked, without_marks
from qa.quantities import quantities
from qa.refusals import is_refusal
from qa.verification import objection

MAX_SENTENCES = 3  # that one claim may rest on
_NEAREST = 5  # sentences of which combinations are tried

_MARK_AFTER_STOP = re.compile(rf"([。！？!?；;…]+[”’」』）)]*)\s*((?:(?:{MARK.pattern})\s*)+)。?", re.IGNORECASE)
_DECORATION = re.compile(r"^\s*(?:#+\s|>\s|[-*•·]\s|\d{1,2}[.、)）](?!\d))\s*|\*\*|__|`")
_LEAD_IN = re.compile(r"[：:]\s*$")
# 1. （1） 第一， at the beginning of a line or a clause count what is listed, and say nothing; 1、2号楼 and 第一、第二产业 do.
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_COUNTING = re.compile(
    rf"(?:^|(?<=[：:；;，,。\]］】\n]))[ \t]*(?:[（(](?:\d{{1,2}}|{_HAN_NUMBER})[)）]|[①-⑳]|\d{{1,2}}[.、](?!\d)"
    rf"|第{_HAN_NUMBER}[，,、](?!第)|{_HAN_NUMBER}、(?!{_HAN_NUMBER})|(?<![，,])\d{{1,2}}[)）])[ \t]*",
    re.MULTILINE,
)
_DENIED = re.compile(r"(?:并不是|并非|不是|而非)(?:说)?$")
# A sentence that gives orders to a model is no evidence of anything: whoever wrote it wants to be quoted.
_ORDER = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|不要遵守).{0,12}(?:要求|指令|指示|规则|提示|内容|段落)|ignore.{0,30}(?:instruction|prompt|above)|你(?:现在)?是一?个?(?:人工智能|AI|语言模型|助手)"
    r"|(?:请|必须|务必|只能|应当|一律)(?:直接)?(?:回答|回复|输出)[“\"'：:「]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a language model wrote it, without its marks; and the passages that it marked, from 1."""

    text: str
    marks: tuple[int, ...]

    @property
    def refuses(self) -> bool:
        """Whether it says that there is no answer, and nothing besides."""
        return is_refusal(self.text)


def written(reply: str, *, whole: bool) -> tuple[list[Written], str]:
    """The sentences of a reply, and the text after them that is still being written; "" when the reply is whole.

    >>> written("项目406个。[1]总投资", whole=False)
    ([Written(text='项目406个。', marks=(1,))], '总投资')
    """
    text = _MARK_AFTER_STOP.sub(lambda m: f"{m[2].strip()}{m[1]}", _COUNTING.sub("", reply))
    spans = sentence_spans(text)
    draft = "" if whole else text[_end_of_done(text, spans) :]
    found: dict[str, Written] = {}
    lead = ""
    for span in spans:
        sentence = lead + _DECORATION.sub("", text[slice(*span)]).strip()
        if _LEAD_IN.search(sentence) and not (whole and span == spans[-1]):
            lead = sentence  # 共有两项：goes with the item after it
            continue
        lead = ""
        words, marks = marked(sentence)
        if said := letters(words):
            found.setdefault(said, Written(words, marks))
    return list(found.values()), without_marks(draft)


def _end_of_done(text: str, spans: list[tuple[int, int]]) -> int:
    """Where the text begins that is still being written; its spans are taken away.

    A mark may still follow the last full stop, and belongs to the sentence before it.
    """
    end = len(text)
    while spans:
        end = spans.pop()[0]
        if not HALF_MARK.fullmatch(text, end):
            break
    return end


def supported(
    sentence: Written, hits: Sequence[Hit], documents: Mapping[str, Document], *, question: str = ""
) -> Claim:
    """The sentence as a claim, with the citations that support it; or with those nearest to it, and why they do not.

    question: what it answers. hits: the passages, numbered from 1 as the model saw them.
    """
    said = _without_denied(sentence.text, question)
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
                    return Claim(sentence.text, tuple(sorted(some, key=_place)), supported=True)
                if not nearest:
                    why, nearest = against, some
    return Claim(sentence.text, nearest, supported=False, reason=why)


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
