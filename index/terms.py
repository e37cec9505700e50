"""Text -> the terms of the lexical index: characters and character pairs of Chinese, words of Latin, numbers.

No dictionary: a name that no dictionary holds is found as surely as a common word. How the terms were chosen
is in benchmarks/results/retrieval.md.
"""

import re
import unicodedata
from collections.abc import Iterator

VERSION = "1"  # of what `terms` gives; a library made with another version makes its lexical index anew

_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+|[^\W_㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")


def terms(text: str) -> list[str]:
    """The terms in order, repeats kept. Width and case do not count.

    >>> terms("石家庄GDP")
    ['石', '家', '庄', '石家', '家庄', 'gdp']
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        found.extend(_pairs(run) if _is_han(run[0]) else [run])
    return found


def _pairs(run: str) -> Iterator[str]:
    yield from run
    yield from (run[i : i + 2] for i in range(len(run) - 1))


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿" or "豈" <= character <= "﫿" or character >= "\U00020000"
