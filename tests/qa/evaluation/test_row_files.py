"""How people and Excel name columns and lay out cells."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from qa.evaluation.datasets import read_dataset
from qa.evaluation.rows import DatasetError


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param("Question,Answer", id="capitals"),
        pytest.param("问题,标准答案", id="standard answer"),
        pytest.param("问题,参考答案", id="reference answer"),
        pytest.param("问题,答案（多个用|分开）", id="a note behind the name"),
    ],
)
def test_a_column_of_answers_has_many_names(tmp_path: Path, columns: str) -> None:
    dataset = read_dataset(written(tmp_path, "a.csv", f"{columns}\n亩产多少,620公斤|六百二\n"))
    assert (dataset.rows[0].answers, dataset.notice) == (("620公斤", "六百二"), "")


@pytest.mark.parametrize("key", ["answer", "Answers", "标准答案"])
def test_so_has_a_key_of_answers(tmp_path: Path, key: str) -> None:
    dataset = read_dataset(written(tmp_path, "a.jsonl", json.dumps({"question": "亩产多少", key: "620公斤"})))
    assert (dataset.rows[0].answers, dataset.notice) == (("620公斤",), "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.csv", "问题,难度,备注\n亩产多少,易,\n收割机几台,难,\n", id="CSV"),
        pytest.param("a.jsonl", '{"question": "亩产多少", "难度": 1}\n{"问题": "几台", "难度": 2}\n', id="JSON Lines"),
    ],
)
def test_what_is_not_read_is_told_once(tmp_path: Path, name: str, text: str) -> None:
    dataset = read_dataset(written(tmp_path, name, text))
    assert (len(dataset.rows), dataset.unread) == (2, ("难度",))
    assert dataset.notice.startswith("没有用到的列：难度；能用的是 id、question、answers")


def test_a_name_of_ours_comes_before_another_for_the_same(tmp_path: Path) -> None:
    row = {"type": "别的", "kind": "追问", "answer": "620公斤", "answers": None, "question": "亩产多少"}
    dataset = read_dataset(written(tmp_path, "a.jsonl", json.dumps(row)))
    assert (dataset.rows[0].kind, dataset.rows[0].answers, dataset.unread) == ("追问", ("620公斤",), ("type",))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("问题,答案,,\n亩产多少,620公斤,,\n", "第 2 行", id="trailing empty columns"),
        pytest.param("\n问题,答案\n亩产多少,620公斤\n", "第 3 行", id="a blank first line"),
        pytest.param(",,\n问题,答案,\n亩产多少,620公斤,\n", "第 3 行", id="a first line of empty cells"),
        pytest.param("sep=;\n问题;答案\n亩产多少;620公斤\n", "第 3 行", id="sep="),
        pytest.param('"sep=,"\n问题,答案\n亩产多少,620公斤\n', "第 3 行", id="sep= in quotation marks"),
        pytest.param("问题,,答案\n亩产多少,,620公斤\n", "第 2 行", id="an unnamed column between"),
    ],
)
def test_what_excel_leaves_around_the_cells_does_not_matter(tmp_path: Path, text: str, place: str) -> None:
    (row,) = read_dataset(written(tmp_path, "a.csv", text)).rows
    assert (row.question, row.answers, row.place) == ("亩产多少", ("620公斤",), place)


def test_a_cell_may_be_longer_than_csv_takes_by_itself(tmp_path: Path) -> None:
    limit = csv.field_size_limit(131_072)
    try:
        long = "长" * 140_000
        dataset = read_dataset(written(tmp_path, "a.csv", f"问题,答案\n亩产多少,620公斤\n{long},620公斤\n"))
    finally:
        csv.field_size_limit(limit)
    assert len(dataset.rows) == 1
    assert [bad.place for bad in dataset.bad] == ["第 3 行"]


@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_text_of_answers_is_none(tmp_path: Path, blank: Any) -> None:
    row = {"question": "亩产多少", "answers": blank, "evidence": blank}
    (read,) = read_dataset(written(tmp_path, "a.jsonl", json.dumps(row))).rows
    assert (read.answers, read.evidence) == ((), ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_documents_of_rageval_are_decoded_as_questions_are(tmp_path: Path, encoding: str) -> None:
    document = {"title": "麦田公司", "text": "今年小麦亩产达到620公斤，比去年增加15公斤。"}
    (tmp_path / "麦-docs.jsonl").write_bytes(json.dumps(document, ensure_ascii=False).encode(encoding))
    asked = {"id": "x", "question": "亩产多少", "answer": "620公斤", "refs": ["今年小麦亩产达到620公斤"]}
    (read,) = read_dataset(written(tmp_path, "麦-questions.jsonl", json.dumps(asked))).documents
    assert (read.title, read.text.strip()) == ("麦田公司", document["text"])


@pytest.mark.parametrize(
    ("name", "text", "question", "answers", "unread"),
    [
        pytest.param(
            "a.csv",
            "序号,编号,问题,标准答案,参考答案\n1,甲,亩产多少,620公斤,\n",
            "亩产多少",
            ("620公斤",),
            ("编号",),
            id="two names of a field",
        ),
        pytest.param(
            "a.tsv", '问题\t答案\n"双碳"是指什么\t碳达峰\n', "双碳是指什么", ("碳达峰",), (), id="quoted in part"
        ),
        pytest.param(
            "a.csv",
            "问题,答案（多个用|分开，可留空，不写单位，谢谢）\n亩产多少,620\n",
            "亩产多少",
            ("620",),
            (),
            id="commas in a note",
        ),
        pytest.param(
            "a.txt", "问题\t答案\n亩产多少\t620公斤\n", "亩产多少", ("620公斤",), (), id="Unicode text of Excel"
        ),
        pytest.param(
            "a.csv",
            "问题,答案\n亩产多少,620公斤｜六百二\n",
            "亩产多少",
            ("620公斤", "六百二"),
            (),
            id="a full-width bar",
        ),
    ],
)
def test_files_as_people_have_them(
    tmp_path: Path, name: str, text: str, question: str, answers: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    dataset = read_dataset(written(tmp_path, name, text))
    assert [(row.question, row.answers) for row in dataset.rows] == [(question, answers)]
    assert dataset.unread == unread


def test_a_workbook_is_told_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "题.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(50))
    with pytest.raises(DatasetError, match="另存为“CSV UTF-8”"):
        read_dataset(path)


def test_a_number_of_thousands_of_digits_is_one_bad_row(tmp_path: Path) -> None:
    dataset = read_dataset(written(tmp_path, "a.jsonl", '{"question": "亩产多少"}\n{"question": ' + "1" * 5000 + "}\n"))
    assert (len(dataset.rows), [one.place for one in dataset.bad]) == (1, ["第 2 行"])
