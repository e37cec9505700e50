"""Does the source say the opposite: 不允许 where a claim says 可以, 无需 where it says 需要?

Words that allow are one family, as are those that require; a claim's word is held against those of its family in the clauses
of the source that are about the same. Deliberately narrow: where the source says it both ways there, nothing is said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.words import cut, letters, normalised
from qa.evidence import Evidence
from qa.holders import CLAUSE
from qa.questions import content_words, is_stop_word

_FAMILIES = {
    word: family[0]
    for family in (
        "可以 可 能 能够 允许 准许 容许 准 方可".split(),
        "需要 必须 需 须 必需".split(),
        *([word] for word in "支持 适用 包括 包含 同意".split()),
    )
    for word in family
}
_DENYING = {
    word: family
    for family, words in {
        "可以": "不可 不能 不得 不许 不准 禁止 严禁 谢绝 请勿 切勿 勿 不可以 不允许 不能够",
        "需要": "无需 无须 毋需 毋须 不需 不须 不必 不用 不需要",
    }.items()
    for word in words.split()
}
_NOT = re.compile("[并从决绝概暂尚均都也]?[不未没无非]|不再|不予|没有|未予")
# What asks, and a permission that is only a thing: nothing is said by these.
_UNSAID = re.compile(
    "是否[^，。；？！]{0,4}(?:可以|允许|能够|需要|必须|支持|适用|包括|包含|同意|[可能需])|可不可以|能不能|需不需要|[能可]否|未经[^，。；？！]{0,6}(?:允许|准许|同意)"
    "|不[得能]不|非[^，。；？！]{1,8}不可"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A word of a family in a clause: whether it is denied there, as it stands, and the other words of the clause."""

    family: str
    denied: bool
    words: str
    about: frozenset[str]


def opposite(claim: str, evidence: Sequence[Evidence], question: str = "") -> Iterator[str]:
    """Why the source says the opposite of the claim, a line each.

    question: what the claim answers; 可以。 alone is about what was asked.
    """
    claimed = list(_said(claim))
    source = [said for one in evidence for said in _said(one.text)] if claimed else []
    asked = frozenset(content_words(question)) if question else frozenset()
    for one in claimed:
        others = [other for other in source if other.family == one.family]
        about = one.about or asked
        most = max((len(about & other.about) for other in others), default=0)
        if not one.about and asked and not _mentions(evidence, asked):
            yield f"出处的“{one.words}”说的是别的"
        # What shares less with the claim may be about something else.
        if others and 2 * most >= len(one.about):
            nearest = [other for other in others if len(about & other.about) == most]
            if all(other.denied is not one.denied for other in nearest):
                yield f"出处说的与“{one.words}”相反"


def _mentions(evidence: Sequence[Evidence], words: Iterable[str]) -> bool:
    texts = [normalised(f"{one.before}\n{one.text}") for one in evidence]
    return any(word in text for word in words for text in texts)


def _said(text: str) -> Iterator[_Said]:
    for clause in CLAUSE.split(_UNSAID.sub("，", normalised(text))):
        words = cut(clause)
        about = frozenset(word for word in words if _tells(word))
        for before, word in zip(["", *words], words, strict=False):
            if family := _DENYING.get(word):
                yield _Said(family, True, word, about)
            elif family := _FAMILIES.get(word):
                denied = bool(_NOT.fullmatch(before))
                yield _Said(family, denied, before + word if denied else word, about)


def _tells(word: str) -> bool:
    """Whether the word tells what a clause is about, and not only how it is said."""
    return bool(letters(word)) and not is_stop_word(word) and word not in _FAMILIES and word not in _DENYING
