"""Digits that stand raised, as characters that say so: 10⁶ is not 106, nor 15¹ with a note 151."""

import re

_DIGITS = re.compile(r"[\d+\-−]*\d[\d+\-−]*", re.ASCII)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def raised(text: str) -> str:
    """The text as it is written raised; only a whole number has characters for it, other text stays.

    >>> raised("6"), raised("-3"), raised("[1]"), raised("th")
    ('⁶', '⁻³', '[1]', 'th')
    """
    return text.translate(_RAISED) if _DIGITS.fullmatch(text.strip()) else text
