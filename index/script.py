"""Traditional characters as the Simplified ones, one for one, so that 臺灣 and 台湾 are found as the same.

Only for comparing: what is shown and cited stays as it was written.
"""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("traditional.txt")


@cache
def simplified_characters() -> dict[int, str]:
    """What `str.translate` takes; without characters that Simplified texts use themselves."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {ord(character): line[0] for line in lines for character in line[1:]}
