"""Do two answers agree in what must not differ: 506个 is not 406个, 2015年3月 not 2014年3月, 不同意 not 同意.

Both share most of their characters, which is all that F1 looks at. Values agree where those of one are all among the other's, as
2014年's are among 2014年3月's.
"""

import re

from qa.dates import dates
from qa.quantities import quantities

_DENIAL = "[不没未无非勿]"


def agrees(said: str, answer: str) -> bool:
    """Whether neither has another value than the other, nor denies what the other says.

    >>> agrees("406个项目", "406个"), agrees("506个", "406个"), agrees("不同意", "同意")
    (True, False, False)
    """
    ours, theirs = _values(said), _values(answer)
    if not (ours <= theirs or theirs <= ours):
        return False
    return not any(re.search(f"{_DENIAL}{re.escape(b)}$", a) for a, b in ((said, answer), (answer, said)) if b)


def _values(text: str) -> frozenset[tuple[str, str]]:
    """Numbers without their units, which answers often leave out, and the parts of dates."""
    counted = {("number", f"{one.low.normalize()}-{one.high.normalize()}") for one in quantities(text)}
    return frozenset(counted | {part for date in dates(text) for part in date.parts})
