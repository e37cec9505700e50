"""A document in Traditional script, asked in Simplified, and the other way round."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask

_TEXT = "臺灣觀光統計\n\n臺灣去年接待國際旅客628萬人次，出口額達3200億美元。德國旅客佔12萬人次。\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    path = tmp_path / "統計.txt"
    path.write_text(_TEXT, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    return library


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("台湾去年接待国际旅客多少万人次", "628萬人次"),
        ("台湾出口额是多少", "3200億美元"),
        ("臺灣出口額是多少", "3200億美元"),
    ],
)
def test_the_other_script_is_answered_in_the_document_s_own(library: Library, question: str, span: str) -> None:
    answer = ask(question, library=library)
    assert answer.span == span
    assert span in answer.citations[0].quote


def test_what_is_missing_is_not_said_of_what_stands_there_in_the_other_script(library: Library) -> None:
    answer = ask("韩国旅客有多少", library=library)
    assert answer.abstained
    assert "“韩国”" in answer.reason
    assert library.holds("德国")
