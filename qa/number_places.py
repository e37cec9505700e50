"""Text -> its numbers, each with the words that it stands with: 陪产假 of 婚假为13天，陪产假为15天.

Whose a number is by name, `holders` says; of which time it is and which way it goes, `clauses`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.words import cut, letters, normalised
from qa.dates import dates
from qa.quantities import Quantity, is_article, quantities
from qa.questions import is_stop_word

_EDGE = re.compile(r"[，。；！？：、,;:!?\n（）()]")
_SENTENCE_END = re.compile(r"[。！？；;!?\n]")
# A row of a table is read as 项目：水箱；容积：3升, of which each part is of all.
_ROW = re.compile(r"[^，。；：:\n]{1,12}[：:][^，。；\n]*；[^，。；：:\n]{1,12}[：:]")
# What only leads to the number, in a claim as in a source.
_LEADING = re.compile(
    "(?:分别|各自?|也|均|都|则|仅|只|共计|合计|总计|一共|总共|共|达到|达|为|是|有|至|到|约|需要?|要|在|[的：: ])*$"
)
# Which way a number goes is `clauses`' to say; 毛利率最高 is said of what has the number, and not of the number.
_UNTELLING = re.compile("最.|[同环]比|(?:(?<!新)增|上升|提高|下降|减少|降低|上涨|下跌|下滑|回落)[长加]?")


@dataclass(frozen=True, slots=True)
class Place:
    """A number of a text, and what it stands with there.

    start   where its clause begins
    clause  its clause, without its numbers
    label   the words right before it, without what leads to it: 陪产假
    last    the last word before it that tells something
    held    the words of its clause, and of those before it in the sentence back to another number of the kind
    text    all that may be said of it: its clause, and those before it that hold no other number of the kind
    """

    number: Quantity
    start: int
    clause: str
    label: str
    last: str
    held: tuple[str, ...]
    text: str


@lru_cache(maxsize=512)
def places(text: str) -> tuple[Place, ...]:
    """The numbers of a text that count or measure something, each with what it stands with, in its order."""
    numbers = [one for one in quantities(text) if not is_article(text, one) and not one.ordinal]
    without = _blanked(normalised(text), [(one.start, one.end) for one in numbers])
    masked = _blanked(without, [(one.start, one.end) for one in dates(text)])
    edges = [0, *(match.end() for match in _EDGE.finditer(masked)), len(text)]
    clauses = [(a, b) for a, b in pairwise(edges) if a < b]
    is_row = _ROW.match(text) is not None
    found = []
    for number in numbers:
        at = next(i for i, (a, b) in enumerate(clauses) if a <= number.start < b)
        start, end = clauses[at]
        begins = max([start, *(one.end for one in numbers if start <= one.end <= number.start)])
        before, held, said = _LEADING.sub("", without[begins : number.start]), without[start:end], without[start:end]
        is_near = True
        for a, b in reversed(clauses[:at]):
            if _SENTENCE_END.search(masked, b - 1, b) and not (is_row and text[b - 1] == "；"):
                break
            if any(a <= one.start < b and one.unit == number.unit for one in numbers):
                is_near = False
                continue
            said = without[a:b] + said
            if is_near:
                held = without[a:b] + held
                before = before if _words(before) else _LEADING.sub("", without[a:b].rstrip("：:，, "))
        words = _words(before)
        label = letters(_UNTELLING.sub("", before)).replace("的", "")
        found.append(
            Place(number, start, without[start:end], label, words[-1] if words else "", tuple(_words(held)), said)
        )
    return tuple(found)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _words(text: str) -> list[str]:
    words = cut(_UNTELLING.sub(" ", text))
    return [word for word in words if letters(word) and not is_stop_word(word)]
