"""Lines of facts that are read off by the words that they are asked about by; on a notice that the rules were not written for."""

import pytest

from index.library import Library
from qa.asking import ask

NOTICE = """淮川晚报
2024年8月3日 星期六
7
青石水库今起蓄水
青石水库大坝昨天下午通过验收，今天起下闸蓄水。水库管理处主任林同说，预计九月中旬达到正常水位，可以供下游三个乡镇灌溉。
8月1日拍摄的青石水库大坝。
水库总库容一亿二千万立方米，工程历时五年，总投资十八亿元，移民二千三百人，都已经在新村住下，孩子们也进了镇上的学校。
责任编辑 周海
美术编辑 郑敏
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("masthead")
    (folder / "晚报.txt").write_text(NOTICE, encoding="utf-8")
    made = Library(folder / "library")
    made.add(folder / "晚报.txt")
    return made


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("这份报纸是哪天出版的", "2024年8月3日"),
        ("报纸出版那天是星期几", "星期六"),
        ("这是报纸的第几版", "7"),
        ("责编是谁啊", "周海"),
        ("那张照片是几月几日拍的", "8月1日"),
    ],
)
def test_a_line_of_facts_is_read_off(library: Library, question: str, words: str) -> None:
    answer = ask(question, library=library)
    assert answer.span == words
    assert words in answer.citations[0].quote


@pytest.mark.parametrize("question", ["报纸一份多少钱", "照片是谁拍的", "报社的电话是多少", "责任校对是谁"])
def test_what_no_line_says_is_declined(library: Library, question: str) -> None:
    assert ask(question, library=library).abstained
