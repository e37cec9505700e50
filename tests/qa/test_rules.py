"""What is read off whole documents by rule: people's titles, lists of all who speak or are named, wrong premises."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask
from qa.answers import Answer
from qa.listing import may_be_list

_NEWS = (
    "长河市召开供水会议\n\n"
    "长河市水利局副局长林晓东表示，全市新建水库12座。青石县县长周海燕说，县里已经通水。商户陈立新告诉记者，生意更好了。\n\n"
    "林晓东介绍，长河大学、青石学院参加了设计。\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    path = tmp_path / "供水.txt"
    path.write_text(_NEWS, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    return library


def is_exact(answer: Answer, library: Library) -> bool:
    return all(library.document(one.document_id).text[one.start : one.end] == one.quote for one in answer.exact)


@pytest.mark.parametrize("question", ["林晓东是谁", "林晓东担任什么职务？", "林晓东是什么职务"])
def test_who_somebody_is_stands_before_the_name(library: Library, question: str) -> None:
    answer = ask(question, library=library)
    assert answer.span == "长河市水利局副局长"
    assert is_exact(answer, library)


def test_of_which_body_somebody_is_stands_before_the_name_too(library: Library) -> None:
    answer = ask("林晓东是哪个单位的", library=library)
    assert answer.span == "长河市水利局"
    assert is_exact(answer, library)


def test_what_somebody_says_is_all_sentences_that_say_so(library: Library) -> None:
    answer = ask("林晓东说了什么", library=library)
    assert [one.quote for one in answer.citations] == [
        "长河市水利局副局长林晓东表示，全市新建水库12座。",
        "林晓东介绍，长河大学、青石学院参加了设计。",
    ]
    assert ask("王建国说了什么", library=library).abstained


def test_who_is_not_named_is_nobody(library: Library) -> None:
    assert ask("王建国是谁", library=library).abstained


def test_all_who_speak_are_listed_once_each_with_its_sentence(library: Library) -> None:
    answer = ask("文中有哪些人发言", library=library)
    assert answer.text.startswith("共3位：")
    assert [one.quote for one in answer.exact] == ["长河市水利局副局长林晓东", "青石县县长周海燕", "陈立新"]
    assert is_exact(answer, library)
    assert all(one.quote in answer.citations[n].quote for n, one in enumerate(answer.exact))


def test_officials_are_those_with_a_title(library: Library) -> None:
    answer = ask("文中有哪些官员发言", library=library)
    assert [one.quote for one in answer.exact] == ["长河市水利局副局长林晓东", "青石县县长周海燕"]


def test_officials_of_a_place_are_its_own(library: Library) -> None:
    answer = ask("文中有哪些青石县的官员发言", library=library)
    assert [one.quote for one in answer.exact] == ["青石县县长周海燕"]


def test_a_quotation_in_the_name_of_a_body_cuts_no_title_short(tmp_path: Path) -> None:
    path = tmp_path / "水利.txt"
    path.write_text("“通水了。”长河市“双河”建设办公室综合处处长林晓东表示，全市新建水库12座。\n", encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    answer = ask("文中有哪些长河市的官员发言", library=library)
    assert [one.quote for one in answer.exact] == ["长河市“双河”建设办公室综合处处长林晓东"]
    assert ask("林晓东是谁", library=library).span == "长河市“双河”建设办公室综合处处长"


def test_every_official_of_the_article_who_speaks_is_listed(article_library: Library) -> None:
    answer = ask("文中有哪些石家庄的官员发言", library=article_library)
    spoken = ["石家庄市发改委党组成员、副主任南龙", "石家庄市教育局党组书记、局长赵立芬"]
    assert [one.quote for one in answer.exact] == spoken
    assert len(ask("张家口的官员有谁发言", library=article_library).exact) == 2


def test_how_many_they_are_is_asked_of_the_list_before(library: Library) -> None:
    people = ask("文中有哪些官员发言", library=library)
    answer = ask("一共几位", history=[people.turn], library=library)
    assert answer.text.startswith("共2位：")
    assert answer.citations == people.citations


def test_how_many_an_answer_lists_is_counted(library: Library) -> None:
    schools = ask("参加设计的是哪两所学校", library=library)
    assert schools.span == "长河大学、青石学院"
    answer = ask("一共几所", history=[schools.turn], library=library)
    assert answer.text.startswith("共2所：")
    assert answer.citations == schools.citations


def test_a_list_of_what_is_named(library: Library) -> None:
    assert ask("文中提到了哪些学校", library=library).span == "长河大学、青石学院"


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("文中的县长都有谁", ["青石县县长周海燕"]),
        ("哪些人是副局长？", ["长河市水利局副局长林晓东"]),
        ("文章里提到了几位县长", ["青石县县长周海燕"]),
    ],
)
def test_a_list_of_all_who_hold_a_title(library: Library, question: str, people: list[str]) -> None:
    answer = ask(question, library=library)
    assert answer.text.startswith("共1位：")
    assert [one.quote for one in answer.exact] == people


def test_a_question_for_one_who_holds_a_title_is_no_list(library: Library) -> None:
    assert not any(may_be_list(one) for one in ("县长是谁", "谁是县长", "副局长有多少人", "局长都说了什么"))


def test_a_wrong_number_is_met_with_what_the_document_says(library: Library) -> None:
    answer = ask("长河市新建的15座水库是谁说的", library=library)
    assert not answer.abstained
    assert answer.notice == "文档里说的是“12座”，不是“15座”。"
    assert ask("长河市新建的12座水库是谁说的", library=library).notice == ""
