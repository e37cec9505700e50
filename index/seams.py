"""The seam between two lines: does the second go on where the first breaks off?

Judges by the characters on both sides of the seam, by words that would stand across it, and by what the document
writes elsewhere. Knows nothing of widths and layouts.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from index.lines import is_closed, is_numbered
from index.words import crossing_gain, first_word, last_word

MAX_HEADING_CHARS = 40

_WINDOW_CHARS = 6
_MAX_LEARNED_CHARS = 200_000
_NEVER_FIRST = "，。、；：！？”’」』）》】%％…"
_OPENERS_AND_CLOSERS = (
    ("“", "”"),
    ("‘", "’"),
    ("（(", "）)"),
    ("《", "》"),
    ("「", "」"),
    ("『", "』"),
    ("【", "】"),
)
# Words that no sentence and hardly a heading ends with, and words that none begins with.
_ENDS_OPEN = frozenset(
    "的和对将把向与在是及被从于并而或使让由给为因所其该这那各每以至到更最很不也都就还又要会能可已正均曾仍再只未称此一两有当"
) | {
    *("以及", "并且", "而且", "因为", "可以", "已经", "正在", "通过", "按照"),
    *("根据", "关于", "作为", "包括", "如果", "其中"),
}
_STARTS_ON = frozenset(
    "的了着过们和与及等之地得也都就才则却来中上下内外里后前时所并而或是于至到被将已均仍不他她有要会能可以"
) | {"以及"}
_STARTS_ANEW = re.compile(
    r"[“‘「『《（(]|\d{4}年|\d{1,2}月|近年|近日|日前|今年|去年|昨|今天|记者|据|目前|此外|同时|随着|对此|不过|但|其中|下一步|接下来|截至"
    r"|他|她|我们|该|这|本报|在|当|经|而|另|如"
)
_YEAR_OR_MONTH = re.compile(r"\d[年月]$")
_MONTH_OR_DAY = re.compile(r"\d{1,2}[月日]")
# A sentence that opens with when, where or by whose word: 入夏以来，…
_OPENING_CLAUSE = re.compile(r"[^，]{1,3}，|[^，]{1,12}(?:以来|之际|之后|期间|[后时看中悉称])，")
_UNITS = "年月日时分元个名人万亿%％岁只家条点多余号项倍度届次米吨"

# Log odds of a cut against the end of a heading, by a logistic regression on sentences of news articles cut anywhere
# (947) and on headings before sentences (1,098), rounded; benchmarks/paragraphs.py measures them on other articles.
_PRIOR = -4.1
_THRESHOLD = 0.8
_FRONT_THRESHOLD = 3.0
_FIT_MARGIN = 3.0


def goes_on(left: str, right: str, trigrams: AbstractSet[str], *, prose: bool, front: bool) -> bool:
    """Is `left` unfinished, and `right` its rest?

    trigrams  what `learn_trigrams` read in the document
    prose     `left` is known to be text, no heading: it goes on an earlier line itself
    front     no paragraph has come yet, so titles are likelier than text
    """
    if right[0] in _NEVER_FIRST:
        return True
    if is_closed(left) or are_numbers(left, right):
        return False
    fits = fit(left, right, trigrams)
    if fits >= _FIT_MARGIN:
        return True
    if is_numbered(right):
        return left[-1] in "，、,"
    if left[-1] in "，、,—" or _is_open(left):
        return True
    if not is_closed(right) and len(right) <= MAX_HEADING_CHARS:
        return False  # right may be a heading
    if prose or "。" in left:
        return True
    return _heading_odds(left, right) + fits > (_FRONT_THRESHOLD if front else _THRESHOLD)


def are_numbers(*lines: str) -> bool:
    """Whether no line has a word: rows of figures, one below the other, are no number that was cut in two."""
    return not any(c.isalpha() for line in lines for c in line)


def fit(left: str, right: str, trigrams: AbstractSet[str]) -> float:
    """How much the characters beside the seam speak for a cut there, in nats; 0.0 when they say nothing.

    实现优|化营商环境 10.3 by the word 优化; 白晓|腾 2.9 when the name stands elsewhere; 4|月 3.5.
    """
    before, after = left[-_WINDOW_CHARS:], right[:_WINDOW_CHARS]
    gain = crossing_gain(before, after)
    known = (before[-2:] + after[:1] in trigrams) + (before[-1:] + after[:2] in trigrams)
    number = (before[-1].isdigit() and (after[0].isdigit() or after[0] in _UNITS)) or bool(
        _YEAR_OR_MONTH.search(before) and _MONTH_OR_DAY.match(after)
    )
    latin = before[-1].isalpha() and before[-1].isascii() and after[0].isalpha() and after[0].isascii()
    return (
        1.2 * min(gain, 10.0)
        + (0.0, 2.9, 4.8)[known]
        + 3.5 * number
        + 3.0 * latin
        + 1.3 * (first_word(after) in _STARTS_ON)
        - 1.7 * (_STARTS_ANEW.match(right) is not None)
    )


def learn_trigrams(texts: Iterable[str]) -> frozenset[str]:
    """The runs of three characters within the texts, by which names show that are no words; the first 200,000."""
    trigrams: set[str] = set()
    room = _MAX_LEARNED_CHARS
    for text in texts:
        text = text[:room]
        room -= len(text)
        trigrams.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
        if room <= 0:
            break
    return frozenset(trigrams)


def _heading_odds(left: str, right: str) -> float:
    """The log odds that `left` is the beginning of a sentence, not a heading, but for the fit of its seam."""
    last, first = last_word(left[-_WINDOW_CHARS:]), first_word(right[:_WINDOW_CHARS])
    clauses = left.split("，")
    unlike = len(clauses) == 2 and abs(len(clauses[0]) - len(clauses[1])) > 4  # a heading's halves are of a length
    return (
        _PRIOR
        + 0.07 * len(left)
        + 0.9 * (len(left) > 24)
        + 0.8 * (len(left) > 32)
        + 0.5 * (len(clauses) > 1)
        + 1.8 * (len(clauses) > 2)
        + 1.5 * unlike
        + 1.0 * ("、" in left)
        + 0.9 * ("的" in left)
        + 1.6 * any(map(str.isdigit, left))
        + 2.0 * (_STARTS_ANEW.match(left) is not None)
        + 2.0 * (_OPENING_CLAUSE.match(left) is not None)
        + 3.4 * (last in _ENDS_OPEN)
        + 1.1 * (len(last) == 1)
        + 0.4 * (len(first) == 1)
        - 3.0 * is_numbered(left)
    )


def _is_open(text: str) -> bool:
    """Does it open a quotation or bracket that it does not close? Looks at the last hundred characters."""
    tail = text[-100:]
    return any(
        max(map(tail.rfind, openers)) > max(map(tail.rfind, closers)) for openers, closers in _OPENERS_AND_CLOSERS
    )
