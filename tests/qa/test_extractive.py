"""Readings to answers, and what an abstention says."""

import pytest

from index.fusion import Hit
from index.passages import Passage
from index.sections import Document, Section
from qa.answers import Answer
from qa.extractive import answer_from
from qa.supporting import Reading

TEXT = "大桥全长3240米。总投资12亿元。"
DOCUMENT = Document("d", "大桥", "大桥.txt", "0" * 64, TEXT, (Section("正文", 0, len(TEXT)),))
PASSAGE = Passage(1, "d", "正文", 0, len(TEXT), TEXT)
HIT = Hit(PASSAGE, 0.5)


def answer(question: str, probability: float) -> Answer:
    reading = Reading(PASSAGE, 0, 10, probability)
    return answer_from(
        question,
        [reading],
        documents={"d": DOCUMENT},
        hits=[HIT],
        threshold=0.5,
        holds=lambda word: word in TEXT,
    )


def test_a_reading_at_the_threshold_is_an_answer() -> None:
    given = answer("大桥全长多少米", 0.5)
    assert not given.abstained
    assert given.text == "大桥全长3240米。[1]"
    assert given.claims[0].citations == given.citations
    assert (given.span, given.confidence) == ("3240米", 0.5)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param("小麦多少", "文档中没有出现“小麦”。", id="no word is there"),
        pytest.param(
            "大桥的颜色",
            "文档中没有出现“颜色”；“大桥”出现过，但没有找到能回答这个问题的句子。",
            id="one word is not there",
        ),
        pytest.param(
            "大桥的ＧＤＰ",
            "文档中没有出现“ＧＤＰ”；“大桥”出现过，但没有找到能回答这个问题的句子。",
            id="as it was typed",
        ),
        pytest.param("大桥为什么", "文档中提到了“大桥”，但没有找到能回答这个问题的句子。", id="the words are there"),
    ],
)
def test_a_reading_below_the_threshold_says_what_is_missing(question: str, reason: str) -> None:
    given = answer(question, 0.49)
    assert given.abstained
    assert given.reason == reason
    assert given.confidence == 0.49


def test_without_hits_there_is_nothing_to_ask() -> None:
    given = answer_from("大桥", [], documents={}, hits=[], threshold=0.5, holds=lambda _: False)
    assert given.reason == "资料库里还没有文档，请先添加文档。"
