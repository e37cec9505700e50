"""Amounts by which a question says which one it means."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask
from qa.asked_amounts import in_their_spelling, of_another_amount
from qa.evidence import Evidence

_WORKS = (
    "2023年，东河县共实施水利工程三项。其中总投资1,234万元的是清水渠加固工程，由县水务局负责。"
    "总投资856万元的是南坝水库清淤工程，由县工程队负责。全县用于水利的资金共12,340,000元，其中5600000元来自省级补助。"
)
_OTHER = Evidence("总投资856万元的是南坝水库清淤工程。", before="其中总投资1,234万元的是清水渠加固工程。")


@pytest.mark.parametrize(
    ("question", "spelt"),
    [
        pytest.param("总投资1234万元的是哪个", "总投资1,234万元的是哪个", id="without the comma"),
        pytest.param("谁负责一千二百三十四万元的工程", "谁负责1,234万元的工程", id="in Chinese numerals"),
        pytest.param("12340000元用于什么", "12,340,000元用于什么", id="the one of the same digits"),
        pytest.param("5,600,000元来自哪里", "5600000元来自哪里", id="without the comma in the text"),
        pytest.param("总投资856万元的是哪个", "总投资856万元的是哪个", id="as it is written"),
        pytest.param("总投资999万元的是哪个", "总投资999万元的是哪个", id="not in the text"),
        pytest.param("投资多少万元", "投资多少万元", id="no amount"),
    ],
)
def test_an_amount_is_put_as_the_text_writes_it(question: str, spelt: str) -> None:
    assert in_their_spelling(question, [_WORKS]) == spelt


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("总投资1234万元的工程是哪个", id="another sentence has it"),
        pytest.param("哪个工程总投资1234万元", id="behind the asking word"),
        pytest.param("总投资1200万元的工程是哪个", id="nothing has it, and it is all that is known"),
    ],
)
def test_a_sentence_of_another_amount_is_no_evidence(question: str) -> None:
    assert "856万元" in of_another_amount(question, [_OTHER], [_WORKS])


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("总投资856万元的工程是哪个", id="it has the amount"),
        pytest.param("总投资1200万元的南坝水库清淤工程何时开工", id="taken for granted of what is named"),
        pytest.param("超过500万元的工程是哪个", id="a bound"),
        pytest.param("三项工程中最贵的是哪个", id="a small number"),
        pytest.param("哪个工程投资多少万元", id="no amount"),
    ],
)
def test_a_sentence_may_be_evidence(question: str) -> None:
    assert of_another_amount(question, [_OTHER], [_WORKS]) == ""


def test_the_one_of_the_amount_is_answered_and_another_amount_is_not(tmp_path: Path) -> None:
    (tmp_path / "works.txt").write_text(f"东河县2023年工程情况\n\n{_WORKS}\n", encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(tmp_path / "works.txt")
    answer = ask("总投资1234万元的工程是哪个", library=library)
    other = ask("总投资1200万元的工程是哪个", library=library)
    library.close()
    assert answer.span == "清水渠加固工程"
    assert other.abstained
