"""Text -> the terms of the lexical index: characters and character pairs of Chinese, words of Latin, numbers.

No dictionary: a name that no dictionary holds is found as surely as a common word. How the terms were chosen
is in benchmarks/results/retrieval.md.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.script import simplified_characters

VERSION = "3"  # of `terms` of `passages.searchable`; a library made with another version makes its lexical index anew

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")


def terms(text: str) -> list[str]:
    """The terms in order, repeats kept. Width, case and script do not count: 臺灣 is 台湾.

    >>> terms("石家庄GDP")
    ['石', '家', '庄', '石家', '家庄', 'gdp']
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower().translate(simplified_characters())):
        found.extend(_pairs(run) if _IS_HAN.match(run) else [run])
    return found


def _pairs(run: str) -> Iterator[str]:
    yield from run
    yield from (run[i : i + 2] for i in range(len(run) - 1))
