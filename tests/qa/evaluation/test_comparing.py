"""Which questions of two runs are the same, and how few are too few."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa.evaluation.command import _summary
from qa.evaluation.comparing import compared
from qa.evaluation.findings import findings_of
from qa.evaluation.page import page_html
from qa.evaluation.provenance import provenance_of
from qa.evaluation.records import Record
from qa.evaluation.report import markdown
from tests.qa.evaluation.conftest import Made


def unnamed(record: Record, number: int, **fields: Any) -> Record:
    """The record of a row without an id of its own, on a line of the file."""
    return replace(record, row=replace(record.row, id=f"第{number}行", place=f"第 {number} 行", **fields))


@pytest.mark.parametrize(("n", "verdict"), [pytest.param(5, "分不出", id="five"), pytest.param(6, "变好", id="six")])
def test_fewer_than_six_questions_show_no_real_difference(made: Made, n: int, verdict: str) -> None:
    before, after = [made(i, "乙", "甲") for i in range(n)], [made(i, "甲", "甲") for i in range(n)]
    comparison = compared(before, after, name="早先", k=4)
    assert [c.verdict for c in comparison.changes if c.key == "f1"] == [verdict]
    assert bool(comparison.warning) == (n < 6)


def test_few_changes_among_many_questions_show_none_either(made: Made) -> None:
    before = [made(i, "乙" if i < 4 else "甲", "甲") for i in range(40)]
    after = [made(i, "甲", "甲") for i in range(40)]
    comparison = compared(before, after, name="早先", k=4)
    assert [(c.n, c.moved, c.verdict) for c in comparison.changes if c.key == "f1"] == [(40, 4, "分不出")]


def test_rows_without_ids_are_matched_by_what_they_ask(made: Made) -> None:
    rows = [made(i, "乙", "甲", question=f"{i}号田亩产多少") for i in range(1, 4)]
    before = [unnamed(one, i) for i, one in enumerate(rows, start=1)]
    new = unnamed(made(9, "甲", "甲", question="收割机几台"), 1)
    after = [new, *(unnamed(replace(one, span="甲"), i) for i, one in enumerate(rows, start=2))]
    comparison = compared(before, after, name="早先", k=4)
    assert (comparison.n, comparison.won) == (3, ("第2行", "第3行", "第4行"))
    assert [c.n for c in comparison.changes if c.key == "f1"] == [3]


def test_rows_without_ids_of_other_documents_are_other_questions(made: Made) -> None:
    one = made(1, "甲", "甲")
    assert compared([unnamed(one, 1, document="麦.txt")], [unnamed(one, 1, document="稻.txt")], name="", k=4).n == 0


def test_rows_that_ask_the_same_twice_are_matched_in_their_order(made: Made) -> None:
    first, second = made(1, "甲", "甲"), made(2, "乙", "甲")
    before = [unnamed(first, 1), unnamed(second, 2)]
    comparison = compared(before, before, name="", k=4)
    assert (comparison.n, comparison.won, comparison.lost) == (2, (), ())


def test_runs_without_a_shared_question_are_said_to_be_beyond_comparison(made: Made, tmp_path: Path) -> None:
    comparison = compared([made(1, "甲", "甲")], [made(2, "甲", "甲")], name="早先", k=4)
    findings = findings_of([made(2, "甲", "甲")], [], k=4, comparison=comparison)
    told = [line for line in _summary(findings) if "早先" in line]
    assert told == ["与 早先 相比：两次评测没有同样的题，无法比较；同一道题的编号、问题和标准答案要相同"]
    provenance = provenance_of("题.jsonl", "", {})
    assert "没有同样的题，无法比较" in markdown(findings, provenance)
    assert "没有同样的题，无法比较" in page_html(findings, provenance)
