"""Readings to answers, and what an abstention says."""

import numpy as np
import pytest

from index.fusion import Hit
from index.passages import Passage
from index.sections import Document, Section
from qa.answers import Answer
from qa.confidence import Reading
from qa.extractive import answer_from
from qa.features import Candidate

TEXT = "大桥全长3240米。总投资12亿元。"
OTHER = "据查，全长3240米的大桥通车。"
FACTS = "资料不全。\n因此道路封闭。"
PLAN = "2008年，规划的大桥全长3240米。"
PETS = "本馆不允许携带宠物入内。"


def document(id: str, text: str) -> Document:
    return Document(id, "大桥", "大桥.txt", "0" * 64, text, (Section("正文", 0, len(text)),))


DOCUMENTS = {id: document(id, text) for id, text in (("d", TEXT), ("e", OTHER), ("f", FACTS), ("g", PETS), ("h", PLAN))}
PASSAGES = {id: Passage(n, id, "正文", 0, len(d.text), d.text) for n, (id, d) in enumerate(DOCUMENTS.items())}


def reading(words: str, probability: float, *, of: str = "d", evidence: tuple[int, int] = (0, 10)) -> Reading:
    start = DOCUMENTS[of].text.index(words)
    return Reading(Candidate(PASSAGES[of], start, start + len(words), *evidence, np.zeros(0)), probability)


def answer(question: str, *readings: Reading) -> Answer:
    return answer_from(
        question,
        readings,
        documents=DOCUMENTS,
        hits=[Hit(PASSAGES["d"], 0.5)],
        threshold=0.5,
        holds=lambda word: word in TEXT,
    )


def test_a_reading_at_the_threshold_is_an_answer() -> None:
    given = answer("大桥全长多少米", reading("3240", 0.5))
    assert not given.abstained
    assert given.text == "大桥全长3240米。[1]"
    assert given.claims[0].citations == given.citations
    assert (given.span, given.confidence) == ("3240米", 0.5)


def test_the_exact_words_are_a_slice_of_the_document_inside_the_citation() -> None:
    given = answer("大桥全长多少米", reading("3240米", 0.9))
    (words,), (citation,) = given.exact, given.citations
    assert TEXT[words.start : words.end] == words.quote == given.span
    assert citation.start <= words.start < words.end <= citation.end


def test_words_that_reach_over_two_sentences_are_cited_with_both() -> None:
    given = answer("大桥怎么样", reading("3240米。总投资", 0.9))
    assert given.citations[0].quote == TEXT


def test_another_passage_that_says_the_same_is_cited_too() -> None:
    given = answer("全长多少", reading("3240米", 0.9), reading("3240米", 0.4, of="e", evidence=(0, len(OTHER))))
    assert given.text == "大桥全长3240米。[1][2]"
    assert [citation.document_id for citation in given.citations] == ["d", "e"]
    assert given.claims[0].citations == given.citations


def test_a_passage_whose_reading_is_all_but_ruled_out_is_not_cited() -> None:
    given = answer("全长多少", reading("3240米", 0.9), reading("3240米", 0.001, of="e", evidence=(0, len(OTHER))))
    assert given.text == "大桥全长3240米。[1]"


def test_a_passage_that_is_of_something_else_is_not_cited() -> None:
    given = answer(
        "2019年大桥全长多少", reading("3240米", 0.9), reading("3240米", 0.4, of="h", evidence=(0, len(PLAN)))
    )
    assert given.text == "大桥全长3240米。[1]"


def test_the_same_passage_is_not_cited_twice() -> None:
    given = answer("全长多少", reading("3240米", 0.9), reading("3240米", 0.4))
    assert len(given.citations) == 1


def test_a_reason_is_cited_with_the_sentence_that_it_follows_from() -> None:
    given = answer("为什么封闭道路", reading("道路封闭", 0.9, of="f"))
    assert given.citations[0].quote == FACTS


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
    given = answer(question, reading("大桥", 0.49))
    assert given.abstained
    assert given.reason == reason
    assert (given.confidence, given.exact, given.span) == (0.49, (), None)


def test_without_hits_there_is_nothing_to_ask() -> None:
    given = answer_from("大桥", [], documents={}, hits=[], threshold=0.5, holds=lambda _: False)
    assert given.reason == "资料库里还没有文档，请先添加文档。"


def test_words_cut_out_of_what_says_the_opposite_are_no_answer() -> None:
    given = answer("可以携带宠物入内吗", reading("允许携带", 0.9, of="g", evidence=(0, len(PETS))))
    assert given.abstained
    assert "出处说的与“允许”相反" in given.reason
