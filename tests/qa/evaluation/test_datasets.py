"""Question files of every layout, as people and programs write them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from qa.answers import Turn
from qa.evaluation import datasets
from qa.evaluation.datasets import read_dataset
from qa.evaluation.rows import Dataset, DatasetError

PARAGRAPH = "小麦亩产620公斤。收割机有38台。"


def written(folder: Path, name: str, content: Any) -> Path:
    """A file in UTF-8: a text as it is, a list as JSON Lines, anything else as JSON."""
    path = folder / name
    if isinstance(content, list):
        content = "\n".join(json.dumps(row, ensure_ascii=False) for row in content) + "\n"
    elif not isinstance(content, str):
        content = json.dumps(content, ensure_ascii=False)
    path.write_text(content, encoding="utf-8")
    return path


def why_bad(dataset: Dataset) -> list[tuple[str, str]]:
    return [(bad.place, bad.why) for bad in dataset.bad]


def test_json_lines_with_every_field(tmp_path: Path) -> None:
    fields = {"id": 7, "question": "亩产呢？", "answers": "620公斤", "evidence": ["小麦亩产620公斤。"]}
    turns = [{"question": "种了什么", "answer": "小麦"}]
    path = written(tmp_path, "题.jsonl", [fields | {"history": turns, "document": "小麦.txt", "kind": "追问"}])
    (row,) = read_dataset(path).rows
    assert (row.id, row.place, row.answers, row.kind) == ("7", "第 1 行", ("620公斤",), "追问")
    assert row.evidence == (("小麦亩产620公斤。",),)
    assert (row.history, row.document) == ((Turn("种了什么", "小麦"),), "小麦.txt")


def test_evidence_may_be_marked_in_several_ways(tmp_path: Path) -> None:
    row = {
        "question": "为什么增产",
        "answers": ["雨水好"],
        "evidence": [["今年雨水好。", "所以增产。"], ["雨水好就增产。"]],
    }
    (read,) = read_dataset(written(tmp_path, "a.jsonl", [row])).rows
    assert read.evidence == (("今年雨水好。", "所以增产。"), ("雨水好就增产。",))


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"answers": None}, id="null"),
        pytest.param({"answers": []}, id="empty"),
        pytest.param({}, id="no field"),
    ],
)
def test_no_answers_means_that_the_documents_do_not_say(tmp_path: Path, answers: dict[str, Any]) -> None:
    (row,) = read_dataset(written(tmp_path, "a.jsonl", [{"question": "亩产多少"} | answers])).rows
    assert row.answers == ()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param({"answers": ["甲"]}, "没有 question", id="no question"),
        pytest.param({"question": 3}, "question 应是文字，得到 3", id="a number for a question"),
        pytest.param({"question": "How?"}, "问题里没有汉字，请用中文提问", id="no Chinese"),
        pytest.param(
            {"question": "亩产多少", "answers": [620]},
            "answers 应是文字或文字的列表，得到 [620]",
            id="number for an answer",
        ),
        pytest.param(
            {"question": "亩产多少", "answers": ["。"]},
            "answers 里有一项没有字：['。']",
            id="an answer without a letter",
        ),
        pytest.param(
            {"question": "亩产多少", "evidence": ["甲。"]},
            "有 evidence 却没有 answers：没有答案的题不该有证据",
            id="evidence of nothing",
        ),
        pytest.param(
            {"question": "亩产多少", "history": "小麦"},
            "history 要写成列表，CSV 里写不了，请用 JSON Lines",
            id="history is text",
        ),
        pytest.param(
            {"question": "亩产多少", "history": [1]},
            "history 应是 {question, answer} 的列表，得到 1",
            id="history of numbers",
        ),
        pytest.param(
            {"question": "亩产多少", "document": 1}, "document 应是路径、编号或标题，得到 1", id="document is a number"
        ),
        pytest.param({"question": "亩产多少", "id": [1]}, "id 应是文字或整数，得到 [1]", id="id is a list"),
        pytest.param([1], "应是一个 JSON 对象，得到 [1]", id="no object"),
    ],
)
def test_a_bad_row_is_listed_with_its_line_and_the_others_stay(tmp_path: Path, row: Any, why: str) -> None:
    dataset = read_dataset(written(tmp_path, "a.jsonl", [{"question": "亩产多少"}, row]))
    assert len(dataset.rows) == 1
    assert why_bad(dataset) == [("第 2 行", why)]


def test_a_line_that_is_no_json_is_listed(tmp_path: Path) -> None:
    dataset = read_dataset(written(tmp_path, "a.jsonl", '{"question": "亩产多少"}\n\n{"question": "亩\n'))
    assert [bad.place for bad in dataset.bad] == ["第 3 行"]
    assert dataset.bad[0].why.startswith("不是完整的 JSON")


def test_an_id_counts_once(tmp_path: Path) -> None:
    rows = [{"id": "甲", "question": "亩产多少"}, {"id": "甲", "question": "收割机几台"}]
    dataset = read_dataset(written(tmp_path, "a.jsonl", rows))
    assert [row.question for row in dataset.rows] == ["亩产多少"]
    assert why_bad(dataset) == [("第 2 行", "编号 甲 与第 1 行重复")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_of_excel(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "题目.csv"
    text = (
        '编号,问题,答案,证据\r\n1,"今年亩产多少，公斤",620公斤|六百二十公斤,小麦亩产620公斤。\r\n2,收割机是谁的,,\r\n'
    )
    path.write_bytes(text.encode(encoding))
    first, second = read_dataset(path).rows
    assert (first.id, first.question, first.answers) == ("1", "今年亩产多少，公斤", ("620公斤", "六百二十公斤"))
    assert first.evidence == (("小麦亩产620公斤。",),)
    assert (second.place, second.answers) == ("第 3 行", ())


def test_csv_counts_lines_through_quoted_line_breaks(tmp_path: Path) -> None:
    text = 'question,answers\n"今年亩产\n多少",620\n收割机几台,38,台\n收割机呢,38\n'
    dataset = read_dataset(written(tmp_path, "a.csv", text))
    assert [row.place for row in dataset.rows] == ["第 2 行", "第 5 行"]
    assert why_bad(dataset) == [("第 4 行", "有 3 格，列名只有 2 个；格里有逗号时要加引号")]


@pytest.mark.parametrize("mark", [pytest.param(";", id="semicolons"), pytest.param("\t", id="tabs")])
def test_csv_with_other_separators(tmp_path: Path, mark: str) -> None:
    (row,) = read_dataset(written(tmp_path, "a.csv", f"question{mark}answers\n亩产多少{mark}620公斤\n")).rows
    assert row.answers == ("620公斤",)


def squad(*questions: dict[str, Any]) -> dict[str, Any]:
    return {"version": "1", "data": [{"title": "麦", "paragraphs": [{"context": PARAGRAPH, "qas": list(questions)}]}]}


CMRC_BY_LIST = [
    {
        "context_id": "DEV_0",
        "context_text": PARAGRAPH,
        "title": "麦",
        "qas": [{"query_id": "DEV_0_QUERY_0", "query_text": "收割机有多少？", "answers": ["38台", "有38台"]}],
    }
]
CMRC_BY_SQUAD = squad(
    {
        "id": "DEV_0_QUERY_0",
        "question": "收割机有多少？",
        "answers": [{"text": "38台", "answer_start": 14}, {"text": "有38台", "answer_start": 13}],
    }
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(CMRC_BY_SQUAD, id="in SQuAD form"),
        pytest.param(json.dumps(CMRC_BY_LIST), id="as a list of contexts"),
    ],
)
def test_both_layouts_of_cmrc_are_the_same(tmp_path: Path, content: Any) -> None:
    dataset = read_dataset(written(tmp_path, "cmrc.json", content))
    (row,), (document,) = dataset.rows, dataset.documents
    assert (row.id, row.question, row.answers) == ("DEV_0_QUERY_0", "收割机有多少？", ("38台", "有38台"))
    assert row.evidence == (("收割机有38台。",),)
    assert (document.title, document.text) == ("麦", PARAGRAPH)


def test_squad_2_has_questions_without_answers(tmp_path: Path) -> None:
    asked = {"id": "q", "question": "水稻亩产多少", "answers": [], "is_impossible": True, "plausible_answers": [{}]}
    (row,) = read_dataset(written(tmp_path, "squad.json", squad(asked))).rows
    assert (row.answers, row.evidence) == ((), ())


def test_evidence_of_expmrc_is_marked_in_several_ways(tmp_path: Path) -> None:
    asked = {
        "id": "q",
        "question": "几台",
        "answers": [{"text": "38台", "answer_start": 14}],
        "evidences": ["甲。", "乙。"],
    }
    (row,) = read_dataset(written(tmp_path, "expmrc.json", squad(asked))).rows
    assert row.evidence == (("甲。",), ("乙。",))


def test_a_bad_question_of_a_squad_file_is_listed(tmp_path: Path) -> None:
    good = {"id": "q", "question": "几台", "answers": [{"text": "38台", "answer_start": 14}]}
    dataset = read_dataset(written(tmp_path, "squad.json", squad({"id": "p", "question": ""}, good)))
    assert [row.id for row in dataset.rows] == ["q"]
    assert why_bad(dataset) == [("第 1 篇第 1 段第 1 问", "问题是空的，请输入要问的内容")]


RAGEVAL_FLAT = {
    "id": "x", "type": "事实性问题", "question": "亩产多少", "answer": "620公斤。", "unanswerable": False,
    "doc_ids": [0], "refs": [{"doc_id": 0, "text": "小麦亩产620公斤。"}, {"doc_id": 0, "text": "收割机有38台。"}],
}  # fmt: skip
RAGEVAL_NESTED = {
    "query": {"query_id": "x", "query_type": "事实性问题", "content": "亩产多少"},
    "ground_truth": {"content": "620公斤。", "references": ["小麦亩产620公斤。", "收割机有38台。"]},
}


@pytest.mark.parametrize("row", [pytest.param(RAGEVAL_FLAT, id="flat"), pytest.param(RAGEVAL_NESTED, id="nested")])
def test_references_of_rageval_are_needed_together(tmp_path: Path, row: dict[str, Any]) -> None:
    written(tmp_path, "麦-docs.jsonl", [{"doc_id": 0, "title": "麦田公司", "text": PARAGRAPH}])
    dataset = read_dataset(written(tmp_path, "麦-questions.jsonl", [row]))
    assert dataset.rows[0].evidence == (("小麦亩产620公斤。", "收割机有38台。"),)
    assert (dataset.rows[0].kind, dataset.rows[0].answers) == ("事实性问题", ("620公斤。",))
    assert [(document.title, document.text) for document in dataset.documents] == [("麦田公司", PARAGRAPH)]


def test_an_unanswerable_question_of_rageval_has_no_answers(tmp_path: Path) -> None:
    written(tmp_path, "麦-docs.jsonl", [{"doc_id": 0, "title": "麦田公司", "text": PARAGRAPH}])
    row = RAGEVAL_FLAT | {"unanswerable": True, "answer": "无法回答", "refs": []}
    (read,) = read_dataset(written(tmp_path, "麦-questions.jsonl", [row])).rows
    assert (read.answers, read.evidence) == ((), ())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("a.jsonl", "", "文件是空的", id="empty"),
        pytest.param("a.jsonl", "\n \n", "没有内容", id="blank"),
        pytest.param("a.jsonl", "亩产多少\n", "认不出格式", id="plain text"),
        pytest.param(
            "a.jsonl", '{"question": 1}\n', "没有一行可以提问，例如第 1 行：question 应是文字", id="bad rows alone"
        ),
        pytest.param("a.csv", "甲,乙\n1,2\n", "要有 question（或 问题）一列，得到 甲、乙", id="no column of questions"),
        pytest.param("a.csv", "问题,问题\n1,2\n", "重复的列名", id="a column twice"),
        pytest.param("a.csv", 'question\n"亩产多少\n', "引号是否成对", id="a quotation mark left open"),
        pytest.param("b-questions.jsonl", json.dumps(RAGEVAL_FLAT), "b-docs.jsonl", id="no documents beside"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: str, said: str) -> None:
    with pytest.raises(DatasetError, match=re.escape(said)):
        read_dataset(written(tmp_path, name, content))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="找不到"):
        read_dataset(tmp_path / "无.jsonl")
    with pytest.raises(DatasetError, match="文件夹"):
        read_dataset(tmp_path)


def test_a_binary_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(bytes(range(128, 256)) * 9)
    with pytest.raises(DatasetError, match="编码"):
        read_dataset(tmp_path / "a.jsonl")


def test_a_huge_file_says_so(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(datasets.MAX_BYTES + 1)
    with pytest.raises(DatasetError, match="超过上限 200 MB"):
        read_dataset(tmp_path / "a.jsonl")
