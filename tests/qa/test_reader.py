"""The bundled reader on texts that it was not trained on."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa.reader import MODEL_FOLDER, PassageReading, Reader, ReaderError, bundled_reader

BRIDGE = "长河大桥全长3240米，桥面宽32.5米，总投资约12亿元，由工程师周海平设计，2019年6月建成通车。"
WHEAT = "今年小麦亩产达到620公斤，比去年增加15公斤。收割机有38台。"


def read(question: str, *passages: str) -> list[PassageReading]:
    return bundled_reader().read(question, [("", passage) for passage in passages])


@pytest.mark.parametrize(
    ("question", "passage", "words"),
    [
        pytest.param("长河大桥有多长？", BRIDGE, "3240米", id="how long"),
        pytest.param("大桥是谁设计的？", BRIDGE, "周海平", id="who"),
        pytest.param("大桥是什么时候通车的？", BRIDGE, "2019年6月", id="when"),
        pytest.param("小麦亩产是多少？", WHEAT, "620公斤", id="how much"),
    ],
)
def test_the_best_span_holds_the_answer(question: str, passage: str, words: str) -> None:
    (reading,) = read(question, passage)
    best = reading.spans[0]
    assert words in passage[best.start : best.end]
    assert reading.answered > 0


def test_a_passage_on_something_else_has_less_of_an_answer_and_less_relevance() -> None:
    bridge, wheat = read("长河大桥有多长？", BRIDGE, WHEAT)
    assert bridge.answered > wheat.answered
    assert bridge.relevance > wheat.relevance


def test_spans_come_best_first_and_share_one() -> None:
    (reading,) = read("长河大桥有多长？", BRIDGE)
    scores = [span.score for span in reading.spans]
    assert scores == sorted(scores, reverse=True)
    assert 0.0 < sum(span.share for span in reading.spans) <= 1.0 + 1e-6
    assert all(0 <= span.start < span.end <= len(BRIDGE) for span in reading.spans)


def test_a_reading_does_not_depend_on_what_is_read_beside_it() -> None:
    (alone,) = read("长河大桥有多长？", WHEAT)
    beside = read("长河大桥有多长？", BRIDGE * 5, WHEAT)[1]
    assert alone.spans[0].start == beside.spans[0].start
    assert alone.answered == pytest.approx(beside.answered, abs=1e-3)


def test_many_may_read_at_once() -> None:
    alone = read("大桥是谁设计的？", BRIDGE, WHEAT)
    with ThreadPoolExecutor(6) as threads:
        assert all(each == alone for each in threads.map(lambda _: read("大桥是谁设计的？", BRIDGE, WHEAT), range(12)))


@pytest.mark.parametrize("passage", ["", " ", "\n", "一", "\ud800", "字" * 3000], ids=repr)
def test_a_strange_passage_is_read_all_the_same(passage: str) -> None:
    (reading,) = read("谁", passage)
    assert all(0 <= span.start <= span.end <= len(passage) for span in reading.spans)


def test_nothing_to_read_gives_no_reading() -> None:
    assert read("谁") == []


def test_a_folder_without_its_weights_is_an_error_that_names_them(tmp_path: Path) -> None:
    for file in ("model.onnx", "tokenizer.json", "config.json"):
        shutil.copy(MODEL_FOLDER / file, tmp_path)
    with pytest.raises(ReaderError, match=r"缺少 model\.safetensors"):
        Reader(tmp_path)
