"""Radicals become the characters that they look like."""

import pytest

from index.formats.radicals import common_characters


@pytest.mark.parametrize(
    ("radicals", "characters"),
    [
        ("⽯家庄", "石家庄"),
        ("⻰⻚⻋⻅⻓⻔", "龙页车见长门"),
        ("⺠⺟⻳", "民母龟"),
        ("⼀⼄⿕", "一乙龠"),
        ("\uf901⻘", "更青"),
    ],
)
def test_radicals_become_common_characters(radicals: str, characters: str) -> None:
    assert common_characters(radicals) == characters


def test_no_radical_is_left_but_what_unicode_leaves_open() -> None:
    every = "".join(map(chr, [*range(0x2E80, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6)]))
    mapped = common_characters(every)
    assert len(mapped) == len(every)
    assert not [c for c in mapped if "\u2e80" <= c <= "\u2fdf"]
