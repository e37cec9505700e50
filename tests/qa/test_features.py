"""Candidates and what is known of them, from readings made by hand."""

import math

import pytest

from index.fusion import Hit
from index.passages import Passage
from index.sections import Document, Section
from qa.features import FEATURES, Candidate, candidates, passages_to_read
from qa.overlaps import expected_overlaps
from qa.reader import PassageReading, Span

TEXT = "大桥横跨长江。全长3240米，总投资12亿元。设计者是林同。"
LENGTH, COST, DESIGNER = (9, 14), (18, 22), (27, 29)
OTHER = "河上另有一桥，全长3240米。"


def document(id: str, text: str) -> Document:
    return Document(id, "大桥", "大桥.txt", "0" * 64, text, (Section("正文", 0, len(text)),))


DOCUMENTS = {"d": document("d", TEXT), "e": document("e", OTHER)}
HITS = [Hit(Passage(n, id, "正文", 0, len(d.text), d.text), 0.5) for n, (id, d) in enumerate(DOCUMENTS.items())]


def spans(*places: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(Span(*place, score=4.0 - n, share=0.5**n) for n, place in enumerate(places))


def found(question: str, *places: tuple[int, int]) -> list[Candidate]:
    readings = [PassageReading(spans(*places), 5.0, 2.0), PassageReading((), 1.0, -30.0)]
    return sorted(candidates(question, HITS, DOCUMENTS, readings), key=lambda one: one.start)


def feature(question: str, name: str, *places: tuple[int, int]) -> list[float]:
    return [float(candidate.features[FEATURES.index(name)]) for candidate in found(question, *places)]


def test_the_reader_is_told_the_titles_and_what_a_line_of_facts_is_asked_about_by() -> None:
    masthead = Hit(Passage(9, "d", "报头", 0, 5, "沧州晚报"), 0.5)
    assert passages_to_read([HITS[0], masthead], DOCUMENTS) == [
        ("大桥 正文", TEXT),
        ("大桥 报头 报纸 报刊 媒体 名称 哪家", "沧州晚报"),
    ]


def test_a_candidate_is_a_span_in_its_sentence() -> None:
    (one,) = found("大桥全长多少", LENGTH)
    assert TEXT[one.start : one.end] == "3240米"
    assert TEXT[one.evidence_start : one.evidence_end] == "全长3240米，总投资12亿元。"


def test_white_space_around_a_span_is_no_part_of_it() -> None:
    text = "甲 \n乙"
    passage = Passage(1, "f", "", 0, 4, text)
    readings = [PassageReading(spans((0, 3)), 5.0, 2.0)]
    (one,) = candidates("谁", [Hit(passage, 1.0)], {"f": document("f", text)}, readings)
    assert (one.start, one.end) == (0, 1)


def test_of_spans_that_overlap_only_the_best_is_taken() -> None:
    places = [(one.start, one.end) for one in found("大桥全长多少", LENGTH, (7, 14), DESIGNER)]
    assert places == [LENGTH, DESIGNER]


def test_where_a_unit_is_asked_for_spans_without_it_are_no_candidates() -> None:
    both = [LENGTH, COST]
    assert [(one.start, one.end) for one in found("大桥长多少米", *both)] == [LENGTH]
    assert len(found("大桥有多少座", *both)) == 2
    assert len(found("大桥的情况是什么", *both)) == 2


def test_what_stands_around_a_passage_is_not_missing_from_it() -> None:
    text = "2021年3月，长河大桥公司发布公告。" + "公告内容如下。" * 30 + "此外，公司还新招了46人。"
    start = text.index("此外")
    passage = Passage(1, "g", "", start, len(text), text[start:])
    place = (text.index("46人") - start, text.index("46人") - start + 3)
    (one,) = candidates(
        "2021年3月大桥公司招了多少人",
        [Hit(passage, 1.0)],
        {"g": document("g", text)},
        [PassageReading(spans(place), 5.0, 2.0)],
    )
    assert one.features[FEATURES.index("numbers missing from passage")] == 0.0


def test_log_odds_are_limited() -> None:
    assert feature("大桥全长多少", "log-odds of the span", LENGTH) == [4.0]
    assert feature("大桥全长多少", "best relevance of any passage", LENGTH) == [2.0]
    reading = PassageReading(spans(LENGTH), 99.0, -99.0)
    (one,) = candidates("大桥全长多少", HITS[:1], DOCUMENTS, [reading])
    assert one.features[FEATURES.index("log-odds that the passage answers")] == 12.0
    assert one.features[FEATURES.index("log-odds that the passage is relevant")] == -12.0


def test_a_span_shares_its_odds_with_all_passages() -> None:
    expected = 4.0 - math.log(math.exp(5.0) + math.exp(1.0))
    assert feature("大桥全长多少", "log of the span's share of all passages", LENGTH) == [pytest.approx(expected)]


def test_passages_that_say_the_same_agree() -> None:
    assert feature("大桥全长多少", "passages that agree", LENGTH, DESIGNER) == [pytest.approx(math.log(2)), 0.0]


def test_words_that_are_missing_are_noticed() -> None:
    question = "2019年唐山大桥全长多少"
    assert feature(question, "numbers missing from passage", LENGTH) == [1.0]
    assert feature(question, "heaviest name missing from every passage", LENGTH)[0] > 0.5
    assert feature("大桥全长多少", "words in passage", LENGTH) == [1.0]
    assert feature("大桥全长多少", "heaviest word missing from every passage", LENGTH) == [0.0]


def test_a_how_many_question_wants_a_number() -> None:
    assert feature("大桥有多少设计者", "kind wanted and missing", LENGTH, DESIGNER) == [0.0, 1.0]


def test_the_expected_overlap_weighs_agreement_with_each_span_by_its_share_over_its_length() -> None:
    short, long = Span(2, 4, 1.0, share=0.3), Span(0, 6, 1.0, share=0.3)
    # p is 0.15 and 0.05 of 0.2; F1 between them 2*2/(2+6).
    assert expected_overlaps([short, long]) == pytest.approx([0.75 + 0.25 * 0.5 / 2, 0.25 + 0.75 * 0.5 / 2])


def test_a_span_between_two_others_is_chosen_though_no_likelier() -> None:
    shares = {(9, 14): 0.3, (7, 14): 0.4, (0, 14): 0.8}  # 3240米, 全长3240米, the whole from the beginning
    likely = tuple(Span(*place, score=1.0, share=share) for place, share in shares.items())
    readings = [PassageReading(likely, 5.0, 2.0), PassageReading((), 1.0, -30.0)]
    (one,) = candidates("大桥全长多少", HITS, DOCUMENTS, readings)
    assert (one.start, one.end) == (7, 14)


def test_a_span_of_no_characters_is_no_candidate() -> None:
    readings = [PassageReading((Span(9, 9, 1.0, share=0.9),), 5.0, 2.0), PassageReading((), 1.0, -30.0)]
    assert candidates("大桥全长多少", HITS, DOCUMENTS, readings) == []
