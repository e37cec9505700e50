"""Text -> its clauses as statements: the words that tell what each is about, and those that it denies.

不享受年假 denies 享受 and 年假, and says nothing against 试用期员工 before it. What a claim may say where its source says the
opposite is `denials`' and `modality`'s.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.words import cut, letters, normalised
from qa.dates import dates
from qa.evidence import Evidence
from qa.holders import CLAUSE
from qa.quantities import is_article, quantities
from qa.questions import is_stop_word

_SENTENCE_END = re.compile(r"[。！？；!?;\n]")
_DENYING = re.compile(
    "[并从决绝概暂尚均都也仍还又]?(?:不|未|没有?|无)|[别勿]|不[是再会能可得许准予必用需]|不曾|不另行|无[需须]|毋须|未[曾能获]|并非|毫[不无]"
    "|禁止|严禁|请勿|切勿|谢绝|拒绝|不[含计享属]"
)
# These hold the word that is denied: 不计 | 加班费, and not 不断 or 不同.
_WITH_WORD = {"不含": "含", "不计": "计", "不享": "享", "不属": "属", "未获": "获"}
# A clause with one of these, or with another word that denies, may deny anything: nothing is held against it.
_MAY_DENY = re.compile(
    "[不未没无非勿莫禁拒否]|免(?!费)|缺(?!点)|难(?![题点度])|除[了非外]|取消|停止|停用|停运|暂停|避免|防止|作废|失效|排除|反对|以外|之外|外$"
)
# What ends what is denied: 不参加培训的|员工, 无需预约|即可入场.
_ENDS = frozenset("的 者 即 即可 就 也 而 则 才 仍 但 并 且 又 便 可 可以 须 应 应当 必须 地 得".split())
_LEADS = frozenset("对 向 在 以 把 将 按 为 给 从 与 和 因 被 由".split())
# 未按时提交的 and 如未提交 are cases, and deny nothing.
_CASE = re.compile("^\\W*(?:如果?|若|凡|倘|一旦|只要|只有|除非|即使)|(?:的|者|时|的话|[之以]?前|[之以]?后)\\W*$")
# Said in one way or another, these tell nothing of what a clause is about.
_UNTELLING = frozenset(
    "所有 一切 任何 全体 全部 已 永久 永远 造成 导致 引起 使得 由于 因 因为 进行 予以 予 相关 有关 公司 本公司 均 仍 还 已经 会 应 须 需 需要 必须 应当 可 能够 允许 一定 一律".split()
)


Value = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause.

    words   those that tell what it is about; `before` are those before the word that denies
    denied  the words that are denied, the first of them first; () where none is or that is not plain
    head    how many of them have to be spoken of before anything is: all of what follows 对 and the like, else the first
    open    whether it may deny something: a clause that is not open and denies nothing affirms
    around  the words of its whole sentence
    numbers, times   those of the clause, as they are compared
    """

    text: str
    words: frozenset[str]
    before: frozenset[str]
    denied: tuple[str, ...]
    head: int
    open: bool
    around: frozenset[str]
    numbers: frozenset[Value]
    times: frozenset[Value]


@lru_cache(maxsize=512)
def statements(text: str) -> tuple[Statement, ...]:
    """The clauses of a text that say something, in its order."""
    blank = normalised(text)
    numbers = [one for one in quantities(text) if not is_article(text, one)]
    times = dates(text)
    for at, end in [*((one.start, one.end) for one in numbers), *((one.start, one.end) for one in times)]:
        blank = blank[:at] + " " * (end - at) + blank[end:]
    found: list[Statement] = []
    start = 0
    for sentence in _pieces(blank, _SENTENCE_END):
        clauses = list(_pieces(sentence, CLAUSE))
        around = frozenset(word for clause in clauses for word in _words(cut(clause)))
        for clause in clauses:
            within = range(start, start + len(clause))
            values = frozenset(
                (one.low, one.high, one.unit, one.comparison)
                for one in numbers
                if one.start in within and not one.ordinal
            )
            when = frozenset(one.parts for one in times if one.start in within)
            if (one := _statement(clause, around, values, when)).words:
                found.append(one)
            start += len(clause)
    return tuple(found)


def _pieces(text: str, end: re.Pattern[str]) -> Iterator[str]:
    """The text cut behind each end; nothing is lost."""
    start = 0
    for match in end.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


def _statement(clause: str, around: frozenset[str], numbers: frozenset[Value], times: frozenset[Value]) -> Statement:
    tokens = [part for word in cut(clause) for part in (("不", _WITH_WORD[word]) if word in _WITH_WORD else (word,))]
    words = frozenset(_words(tokens))
    places = [i for i, word in enumerate(tokens) if _DENYING.fullmatch(word)]
    others = _MAY_DENY.search("".join(word for word in tokens if not _DENYING.fullmatch(word)))
    if len(places) != 1 or others or _CASE.search(clause):
        return Statement(clause, words, words, (), 0, bool(places or others), around, numbers, times)
    scope = tokens[places[0] + 1 :]
    leads = bool(scope) and scope[0] in _LEADS
    end = next((i for i, word in enumerate(scope) if word in _ENDS and not (leads and word == "的")), len(scope))
    denied = tuple(_words(scope[:end]))
    before = frozenset(_words(tokens[: places[0]]))
    return Statement(clause, words, before, denied, len(denied) if leads else 1, True, around, numbers, times)


def _words(tokens: Sequence[str]) -> Iterator[str]:
    for word in tokens:
        if (
            letters(word)
            and not word.isdigit()
            and not is_stop_word(word)
            and word not in _UNTELLING
            and not _DENYING.fullmatch(word)
        ):
            yield word


def of_evidence(evidence: Sequence[Evidence]) -> list[Statement]:
    return [said for one in evidence for said in statements(one.text)]
