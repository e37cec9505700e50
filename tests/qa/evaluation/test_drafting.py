"""Candidate questions from sentences, and which of them are kept."""

import json
from pathlib import Path

import pytest

from index.library import Library
from index.loading import load
from index.sections import Document, Section
from qa.__main__ import main
from qa.evaluation.datasets import read_dataset
from qa.evaluation.drafting import Candidate, drafted, is_found


def of(text: str) -> list[tuple[str, str, str]]:
    document = Document("d", "文", "d", "d", text, (Section("", 0, len(text)),))
    return [(one.kind, one.question, one.answer) for one in drafted(document)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "石家庄累计承接项目406个，总投资2106.18亿元。",
            [
                ("数量", "石家庄累计承接项目多少个？", "406个"),
                ("数量", "石家庄累计承接项目406个，总投资多少元？", "2106.18亿元"),
            ],
            id="quantities, and the clause before a short one",
        ),
        pytest.param(
            "目前该商贸城已吸引超过4000余家商户入驻。",
            [("数量", "该商贸城已吸引多少家商户入驻？", "超过4000余家")],
            id="what is counted comes after",
        ),
        pytest.param(
            "店铺销售额增长了20%以上。", [("数量", "店铺销售额增长了百分之多少？", "20%以上")], id="a percentage"
        ),
        pytest.param(
            "2014年3月，公司在上海正式成立。",
            [("时间", "公司在上海正式成立，是在什么时候？", "2014年3月")],
            id="a date",
        ),
        pytest.param(
            "市教育局局长赵立芬表示，要引进资源。",
            [("人物", "市教育局局长是谁？", "赵立芬"), ("人物", "赵立芬担任什么职务？", "市教育局局长")],
            id="a person and a title",
        ),
        pytest.param(
            "中心的服务包括助餐、助浴和助医等服务。",
            [("列举", "中心的服务包括哪些？", "助餐、助浴和助医")],
            id="a list",
        ),
        pytest.param("第3个月，他走了。", [], id="an ordinal counts nothing"),
        pytest.param("他说今天天气很好。", [], id="nothing to ask"),
    ],
)
def test_candidates_of_a_sentence(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert of(sentence) == expected


def test_a_candidate_knows_its_sentence(wheat: Path) -> None:
    document = load(wheat)
    for one in drafted(document):
        assert document.text[one.start : one.end] == one.evidence
        assert one.answer in one.evidence


def test_a_candidate_is_kept_when_ask_finds_its_answer_in_its_sentence(tmp_path: Path, wheat: Path) -> None:
    library = Library(tmp_path / "库")
    text = library.add(wheat).document.text
    sentence = "收割机有38台。"
    start = text.index(sentence)
    good = Candidate("数量", "收割机有多少台？", "38台", sentence, start, start + len(sentence))
    assert is_found(good, library)
    assert not is_found(
        Candidate("数量", "收割机有多少台？", "15公斤", sentence, start, start + len(sentence)), library
    )
    assert not is_found(Candidate("数量", "收割机有多少台？", "38台", "小麦", 0, 2), library)
    assert not is_found(Candidate("数量", "?", "38台", sentence, start, start + len(sentence)), library)
    library.close()


def test_a_drafted_file_can_be_evaluated_and_is_not_written_over(
    wheat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "草稿.jsonl"
    assert main(["draft", str(wheat), "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["question"], row["answers"]) for row in rows] == [
        ("今年小麦亩产达到多少公斤？", ["620公斤"]),
        ("比去年增加多少公斤？", ["15公斤"]),
        ("收割机有多少台？", ["38台"]),
    ]
    assert [row["document"] for row in rows] == ["小麦.txt"] * len(rows)
    dataset = read_dataset(out)
    assert (len(dataset.rows), dataset.bad) == (len(rows), ())
    assert main(["draft", str(wheat), "--out", str(out)]) == 1
    assert "已经在了" in capsys.readouterr().err


def test_a_document_with_nothing_to_ask_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "诗.txt"
    path.write_text("春眠不觉晓，处处闻啼鸟。\n", encoding="utf-8")
    assert main(["draft", str(path), "--out", str(tmp_path / "a.jsonl")]) == 1
    assert "没有起草出题目" in capsys.readouterr().err
    assert not (tmp_path / "a.jsonl").exists()
