"""Text -> the terms of the lexical index: characters and character pairs of Chinese, words of Latin, numbers.

No dictionary: a name that no dictionary holds is found as surely as a common word. How the terms were chosen
is in benchmarks/results/retrieval.md.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.script import simplified_characters

VERSION = "4"  # of `terms` of `passages.searchable`; a library made with another version makes its lexical index anew

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_IS_HAN = re.compile(rf"[{_HAN}]")


def terms(text: str) -> list[str]:
    """The terms in order, repeats kept. Width, case and script do not count: 臺灣 is 台湾; 1,234 is 1234 too.

    >>> terms("石家庄GDP")
    ['石', '家', '庄', '石家', '家庄', 'gdp']
    """
    plain = unicodedata.normalize("NFKC", text).lower().translate(simplified_characters())
    found: list[str] = []
    for run in _RUN.findall(_GROUPED.sub(_with_its_digits, plain)):
        found.extend(_pairs(run) if _IS_HAN.match(run) else [run])
    return found


def _with_its_digits(number: re.Match[str]) -> str:
    # Its groups stay terms: 2021,100 may be two cells of a row.
    return f"{number.group()} {number.group().replace(',', '')}"


def _pairs(run: str) -> Iterator[str]:
    yield from run
    yield from (run[i : i + 2] for i in range(len(run) - 1))
