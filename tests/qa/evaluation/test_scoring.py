"""Which questions a measure is over, and what two runs differ in."""

import pytest

from qa.evaluation.comparing import compared
from qa.evaluation.findings import Cause, findings_of
from qa.evaluation.records import Record, line_of, record_from
from qa.evaluation.scoring import figure_of, measured
from tests.qa.evaluation.conftest import Made, quote

YIELD, HARVESTERS = "小麦亩产620公斤。", "收割机有38台。"


def figures(records: list[Record]) -> dict[str, tuple[int, float]]:
    found = (figure_of(one) for one in measured(records, k=4))
    return {one.key: (one.n, round(one.value, 9)) for one in found}


def test_answers_are_measured_on_answerable_questions_and_abstentions_count_nothing(made: Made) -> None:
    found = figures([made(1, "620公斤", "620公斤"), made(2, "", "38台"), made(3, ""), made(4, "38台")])
    assert found["exact_match"] == (2, 0.5)
    assert found["f1"] == (2, 0.5)
    assert found["right"] == (4, 0.5)  # the first, and the abstention from the third
    assert found["false_abstention"] == (2, 0.5)
    assert found["true_abstention"] == (2, 0.5)
    assert found["faithfulness"] == (2, 1.0)


def test_citations_are_measured_where_evidence_is_known(made: Made) -> None:
    known = {"evidence": ((YIELD, HARVESTERS),)}
    found = figures(
        [
            made(1, "620公斤", "620公斤", cited=[YIELD], **known),
            made(2, "", "38台", **known),
            made(3, "38台", "38台", cited=["今年雨水好。"]),
        ]
    )
    assert found["citation_recall"] == (2, 0.25)  # 1/2 and, abstained, 0
    assert found["citation_precision"] == (1, 1.0)  # of answers alone
    assert "recall@1" not in found  # no passage was judged


def test_passages_are_measured_where_some_are_relevant(made: Made) -> None:
    hits = (quote(HARVESTERS, start=9), quote(YIELD))
    found = figures([made(1, "620公斤", "620公斤", evidence=((YIELD,),), hits=hits, relevant=("d:0",))])
    assert found["recall@1"] == (1, 0.0)
    assert found["recall@4"] == (1, 1.0)
    assert found["MRR@4"] == (1, 0.5)
    assert found["read_evidence_recall"] == (1, 1.0)


def test_a_list_read_off_whole_documents_is_no_miss_of_the_search(made: Made) -> None:
    known = {"evidence": ((YIELD,),), "relevant": ("d:0",)}
    listed, missed = made(1, "小麦", "水稻", hits=(), **known), made(2, "", "620公斤", hits=(), **known)
    found = figures([listed, missed])
    assert (found["recall@1"], found["read_evidence_recall"]) == ((1, 0.0), (1, 0.0))
    assert [one.cause for one in findings_of([listed, missed], [], k=4).wrong] == [Cause.WRONG_WORDS, Cause.NOT_FOUND]


def test_questions_of_one_kind_leave_out_what_needs_both(made: Made) -> None:
    assert set(figures([made(1, "")])) == {"right", "true_abstention"}
    assert "true_abstention_at_10" not in figures([made(1, "甲", "甲")])


def test_an_answer_is_right_when_half_of_it_is_shared(made: Made) -> None:
    assert made(1, "亩产620公斤以上", "620公斤").right  # holds it
    assert made(1, "产620公斤", "亩产620公斤左右").right  # 4 shared segments of 4 and of 7
    assert not made(1, "公斤", "亩产620公斤左右").right  # 2 shared of 2 and of 7
    assert made(1, "").right
    assert not made(1, "甲").right


def test_the_marks_of_citations_are_no_part_of_what_is_said(made: Made) -> None:
    answer = made(1, "620公斤", "620公斤")
    without_span = Record(
        **{name: getattr(answer, name) for name in Record.__slots__} | {"span": "", "text": "620公斤[1][2]"}
    )
    assert without_span.said == "620公斤"


def test_wrong_answers_have_their_cause(made: Made) -> None:
    known = {"evidence": ((YIELD,),)}
    records = [
        made(1, "甲"),
        made(2, "乙", "620公斤", hits=(quote(HARVESTERS),), **known),
        made(3, "", "620公斤", hits=(quote(YIELD),), **known),
        made(4, "乙", "620公斤", hits=(quote(YIELD),), **known),
        made(5, "620公斤", "620公斤"),
    ]
    wrong = findings_of(records, [], k=4).wrong
    assert [one.cause for one in wrong] == [Cause.SAID_TOO_MUCH, Cause.NOT_FOUND, Cause.ABSTAINED, Cause.WRONG_WORDS]


def test_slices_are_by_the_kind_that_the_row_names_or_its_wording_asks_for(made: Made) -> None:
    records = [
        made(1, "甲", "甲", kind="追问"),
        made(2, "", "甲", question="谁种的小麦"),
        made(3, "", question="谁种的"),
    ]
    slices = findings_of(records, [], k=4).slices
    assert [(one.kind, one.n, one.right, one.f1, one.abstained) for one in slices] == [
        ("追问", 1, 1.0, 1.0, 0.0),
        ("人物", 1, 0.0, 0.0, 1.0),
        ("没有答案", 1, 1.0, None, 1.0),
    ]


def test_the_curve_ends_at_the_share_that_was_answered(made: Made) -> None:
    records = [made(1, "甲", "甲", confidence=0.9), made(2, "乙", "甲", confidence=0.6), made(3, "", "甲"), made(4, "")]
    found = findings_of(records, [], k=4)
    assert found.curve == ((0.25, 0.0), (0.5, 0.5))
    assert found.bins == ((0.6, 0.0, 1), (0.9, 1.0, 1))


def test_a_record_survives_its_line(made: Made) -> None:
    record = made(1, "620公斤", "620公斤", cited=[YIELD], evidence=((YIELD,),), hits=(quote(YIELD),), relevant=("d:0",))
    assert record_from(line_of(record)) == record


def test_a_difference_on_every_question_is_real_and_one_on_none_is_not(made: Made) -> None:
    before = [made(n, "乙", "甲") for n in range(30)]
    after = [made(n, "甲" if n < 20 else "乙", "甲") for n in range(30)]
    found = compared(before, after, name="早先", k=4)
    changes = {one.key: one for one in found.changes}
    assert changes["f1"].difference.value == pytest.approx(20 / 30)
    assert changes["f1"].verdict == "变好"
    assert (changes["faithfulness"].difference.value, changes["faithfulness"].verdict) == (0.0, "分不出")
    assert (found.n, len(found.won), found.lost) == (30, 20, ())


def test_more_abstentions_where_there_is_an_answer_are_worse(made: Made) -> None:
    before = [made(n, "甲", "甲") for n in range(30)]
    after = [made(n, "", "甲") for n in range(30)]
    (change,) = [c for c in compared(before, after, name="", k=4).changes if c.key == "false_abstention"]
    assert (change.difference.value, change.verdict) == (1.0, "变差")


def test_questions_that_have_changed_are_not_compared(made: Made) -> None:
    before = [made(1, "甲", "甲"), made(2, "甲", "甲"), made(3, "甲", "甲")]
    after = [made(1, "甲", "甲"), made(2, "甲", "乙"), made(4, "甲", "甲")]
    assert compared(before, after, name="", k=4).n == 1
