"""The titles before a name, and the body in which they are held, in lists of people."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask
from qa.answers import Answer, Citation, read_off
from qa.held import body_of, held_before
from qa.roles import is_better, role

ATTENDED = "参加会议的有县教育局局长冯志明、县财政局副局长曾丽、县住建局总工程师唐伟、光明建筑公司总经理白露。"
GUESTS = "出席活动的嘉宾包括作家协会主席苏童安、文学院院长梁启文和晚报社总编辑罗琳。"
MINUTES = "参会人员：区住建局局长毕少华、区自然资源局副局长姬文静\n缺席：区交通局局长阎立（出差）"


@pytest.mark.parametrize(
    ("text", "name", "held", "body"),
    [
        pytest.param(ATTENDED, "冯志明", "县教育局局长", "县教育局", id="the first"),
        pytest.param(ATTENDED, "曾丽", "县财政局副局长", "县财政局", id="behind a person"),
        pytest.param(ATTENDED, "白露", "光明建筑公司总经理", "光明建筑公司", id="the last"),
        pytest.param(GUESTS, "苏童安", "作家协会主席", "作家协会", id="behind 包括"),
        pytest.param(GUESTS, "罗琳", "晚报社总编辑", "晚报社", id="behind 和"),
        pytest.param(MINUTES, "姬文静", "区自然资源局副局长", "区自然资源局", id="behind who is not known for a person"),
        pytest.param(MINUTES, "阎立", "区交通局局长", "区交通局", id="another line"),
        pytest.param("市发改委党组成员、副主任南龙说", "南龙", "市发改委党组成员、副主任", "市发改委", id="two titles of one"),
        pytest.param("发改委副主任、统计局局长王强说", "王强", "发改委副主任、统计局局长", "统计局", id="two bodies of one"),
        pytest.param("负责农业、水利的副县长吴敏说", "吴敏", "负责农业、水利的副县长", "", id="what somebody is in charge of"),
        pytest.param("市国有资产管理委员会主任林同说", "林同", "市国有资产管理委员会主任", "市国有资产管理委员会", id="有 in a word"),
    ],
)  # fmt: skip
def test_what_stands_before_a_name_is_of_nobody_else(text: str, name: str, held: str, body: str) -> None:
    assert held_before(text, text.index(name)) == held
    assert body_of(held) == body


@pytest.fixture
def library(tmp_path: Path) -> Library:
    path = tmp_path / "会议.txt"
    path.write_text(f"全县校舍安全工作会议\n\n{ATTENDED}\n", encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    return library


def test_one_of_a_list_of_people_has_his_own_title_and_body(library: Library) -> None:
    def held(question: str) -> str | None:
        hits = library.search(question, k=4)
        answer = role(question, hits, library.documents_of(hits))
        return answer.span if answer else None

    assert held("曾丽是谁") == "县财政局副局长"
    assert held("曾丽是哪个单位的") == "县财政局"
    assert held("白露是什么职务") == "光明建筑公司总经理"


def test_a_list_of_all_who_hold_a_title_has_no_deputy(library: Library) -> None:
    assert ask("文中有哪些局长", library=library).span == "县教育局局长冯志明"
    assert ask("文中有哪些副局长", library=library).span == "县财政局副局长曾丽"


@pytest.mark.parametrize(
    ("question", "held", "read", "better"),
    [
        pytest.param("曾丽是谁", "县财政局副局长", "副局长", True, id="a part of it"),
        pytest.param("曾丽是谁", "县财政局副局长", "冯志明", True, id="another person"),
        pytest.param("曾丽是谁", "县财政局副局长", "县教育局局长冯志明、县财政局副局长", True, id="other people too"),
        pytest.param("曾丽是哪个单位的", "县财政局", "县财政局副局长", True, id="more than the body"),
        pytest.param("曾丽是谁", "县财政局副局长", "分管预算的副局长", False, id="in other words"),
        pytest.param("曾丽是谁", "副局长", "县财政局副局长", False, id="the same in full"),
    ],
)
def test_a_title_read_off_is_shown_where_the_reader_says_less_or_of_others(
    question: str, held: str, read: str, better: bool
) -> None:
    def answer(span: str) -> Answer:
        words = Citation("1", "", "", 0, len(span), span)
        return read_off(question, words, words, 0.9, ())

    assert is_better(answer(held), answer(read)) is better
