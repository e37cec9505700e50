"""Lexical terms."""

import hashlib

import pytest

from index.passages import searchable
from index.terms import VERSION, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("石家庄", ["石", "家", "庄", "石家", "家庄"], id="characters and pairs"),
        pytest.param("ＧＤＰ增长", ["gdp", "增", "长", "增长"], id="width and case do not count"),
        pytest.param("2106.18亿", ["2106", "18", "亿"], id="numbers are words"),
        pytest.param("1,234元", ["1", "234", "1234", "元"], id="a number in groups is one too"),
        pytest.param("甲，乙", ["甲", "乙"], id="no pair across punctuation"),
        pytest.param("𠮷野家", ["𠮷", "野", "家", "𠮷野", "野家"], id="rare characters"),
        pytest.param("，。 \n", [], id="nothing to index"),
    ],
)
def test_text_gives_its_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_the_version_stands_for_what_is_indexed() -> None:
    """Where this fails, raise VERSION: an index can only forget the terms that it was given."""
    lines = "云税通〔2025〕3号\n2025年3月1日\n责任编辑：林同\n记者 周海\n电话：0311-8600\n石家庄GDP 2106.18亿元\n图为大桥。林同 摄"
    found = " ".join(term for section in ("报头", "正文", "来源") for term in terms(searchable("题目", section, lines)))
    assert (VERSION, hashlib.sha256(found.encode()).hexdigest()[:8]) == ("4", "e2880e45")


def test_script_does_not_count() -> None:
    assert terms("臺灣學術") == terms("台湾学术")
    assert terms("乾隆") != terms("干隆")  # 乾 is of both scripts
