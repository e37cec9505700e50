"""Lexical terms."""

import pytest

from index.terms import terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("石家庄", ["石", "家", "庄", "石家", "家庄"], id="characters and pairs"),
        pytest.param("ＧＤＰ增长", ["gdp", "增", "长", "增长"], id="width and case do not count"),
        pytest.param("2106.18亿", ["2106", "18", "亿"], id="numbers are words"),
        pytest.param("甲，乙", ["甲", "乙"], id="no pair across punctuation"),
        pytest.param("𠮷野家", ["𠮷", "野", "家", "𠮷野", "野家"], id="rare characters"),
        pytest.param("，。 \n", [], id="nothing to index"),
    ],
)
def test_text_gives_its_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected
