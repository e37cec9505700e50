"""Statements that are to be confirmed, and what the documents say of them."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask
from qa.premises import contradicted, other_way, to_confirm, without_quantities
from qa.verdicts import agrees

_NEWS = (
    "长河市召开供水会议\n\n"
    "5月12日，供水会议在长河市举行。长河市水利局副局长林晓东表示，全市新建水库12座，总投资3.6亿元。青石县县长周海燕说，"
    "县里已经通水。\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    path = tmp_path / "供水.txt"
    path.write_text(_NEWS, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    return library


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("全市新建了15座水库，对吧？", "全市新建了多少座水库"),
        ("全市新建的水库是不是15座", "全市新建的水库是多少座"),
        ("总投资有80亿吧", "总投资有多少"),
        ("我听说全市新建了15座水库", "全市新建了多少座水库"),
        ("新建的水库是15座对不", "新建的水库是多少座"),
        ("难道总投资不是80亿元吗", "总投资是多少元"),
        ("会议是5月15日举行的？", "会议是什么时候举行的"),
        ("会议是在北京举行的吗", "会议是在哪里举行的"),
        ("林晓东是水利局局长吧", "林晓东是什么职务"),
        ("主持人是周海燕对吗", "主持人是谁"),
        ("监理单位是华信公司对吗", "监理单位是谁"),
        ("供暖费由乙方承担，对吗", "供暖费由谁承担"),
        ("教学楼是由鲁班建筑公司设计的吗", "教学楼是由谁设计的"),
        ("青湖是全省第二大淡水湖吗", "青湖是全省第几大淡水湖"),
        ("林晓东获得第二名对吗", "林晓东获得第几名"),
        ("她出生在湖南长沙吗", "她出生在哪里"),
        ("二期投资3亿元对吗", "二期投资多少元"),
        ("七年级新生8月28日报到对不对", "七年级新生什么时候报到"),
        ("一次能借5册吗", "一次能借多少册"),
        ("可以借5册吗", "可以借多少册"),
        ("新能源投资3亿元吗", "新能源投资多少元"),
        ("15座水库得到加固了吗", "多少座水库得到加固了"),
    ],
)
def test_a_statement_is_turned_into_the_question_for_it(statement: str, question: str) -> None:
    assert to_confirm(statement)[0].question == question


@pytest.mark.parametrize(
    "question",
    [
        "全市新建了多少座水库？",
        "12座水库是谁建的",
        "2000年10月合并后更名为什么？",
        "水库有3座，其中最大的是？",
        "谁知道吗",
        "7天内可以退货吗",
        "超过30天能续借吗",
        "3岁以下儿童能吃吗",
        "前两桶水能喝吗",
        "10人以上要预约吗",
        "二楼可以吃东西吗",
        "第二包是进口产品吗",
        "第三方是检测机构吗",
        "这是由于暴雨造成的吗",
    ],
)
def test_a_question_is_no_statement(question: str) -> None:
    assert to_confirm(question) == []


@pytest.mark.parametrize(
    ("statement", "span", "notice"),
    [
        ("长河市新建了15座水库，对吧？", "12座", "文档里说的是“12座”，不是“15座”。"),
        ("长河市新建的水库是不是12座", "12座", "文档里说的也是“12座”。"),
        ("长河市新建了超过10座水库吗", "12座", "文档里说的也是“12座”。"),
        (
            "林晓东是长河市水利局局长吧",
            "长河市水利局副局长",
            "文档里写的是“长河市水利局副局长”，没有写“长河市水利局局长”。",
        ),
        ("供水会议是5月15日举行的吗", "5月12日", "文档里说的是“5月12日”，不是“5月15日”。"),
    ],
)
def test_a_statement_is_met_with_what_the_document_says(
    library: Library, statement: str, span: str, notice: str
) -> None:
    answer = ask(statement, library=library)
    assert (answer.span, answer.notice) == (span, notice)
    assert span in answer.citations[0].quote


@pytest.mark.parametrize(
    ("statement", "span", "right"),
    [
        ("拨款是300万元吗", "300余万元", True),
        ("拨款是400万元吗", "300余万元", False),
        ("参观每次超过45分钟吗", "不得超过45分钟", False),
        ("参观每次不超过45分钟吗", "不得超过45分钟", True),
        ("年卡是260块吗", "￥260", True),
        ("年卡是300块吗", "260元", False),
        ("展馆晚上9点关门吗", "21:00", True),
        ("展馆晚上8点关门吗", "21:00", False),
        ("大桥是2026年初通车的吗", "2026年底", False),
        ("公司是07年成立的吧", "2007年", True),
    ],
)
def test_a_value_is_held_against_the_exact_words_whatever_its_spelling(statement: str, span: str, right: bool) -> None:
    assert agrees(to_confirm(statement)[0], span) is right


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("三号楼有多少户", "一号楼有84户。"),
        ("五年期利率是多少", "三年期利率为2.6%。"),
        ("二年级校服费多少", "一年级校服费260元。"),
        ("3个月的会员卡多少钱", "6个月的会员卡1980元。"),
    ],
)
def test_a_number_that_says_which_one_is_meant_is_not_corrected(question: str, text: str) -> None:
    assert list(contradicted(question, text)) == []
    assert without_quantities(question) == question


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        ("净利润同比增长多少%", "净利润同比下降多少%"),
        ("公司亏损多少元", "公司盈利多少元"),
        ("股价跌了多少元", "股价涨了多少元"),
        ("增长最快的是多少号", ""),
        ("总投资是多少元", ""),
    ],
)
def test_what_is_asked_of_a_rise_may_be_asked_of_a_fall(question: str, turned: str) -> None:
    assert other_way(question) == turned


def test_a_value_alone_is_held_against_the_last_answer(library: Library) -> None:
    first = ask("长河市新建了多少座水库", library=library)
    answer = ask("不是15座吗", history=[first.turn], library=library)
    assert answer.span == "12座"
    assert answer.notice == "文档里说的是“12座”，不是“15座”。"


def test_of_what_the_documents_lack_nothing_is_confirmed(library: Library) -> None:
    answer = ask("白杨县新建了15座水库，对吧？", library=library)
    assert answer.abstained
    assert answer.notice == ""
