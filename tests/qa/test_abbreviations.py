"""An abbreviation and what it stands for: one is put for the other where the texts have only that."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask
from qa.abbreviations import in_their_wording, is_written, shortened


@pytest.mark.parametrize(
    ("question", "text", "asked"),
    [
        ("去年GDP是多少", "全县地区生产总值86.3亿元", "去年地区生产总值是多少"),
        ("ｇｄｐ增长多少", "国内生产总值增长5%", "国内生产总值增长多少"),
        ("地区生产总值是多少", "GDP为86.3亿元", "GDP是多少"),
        ("GDP是多少", "GDP（国内生产总值）86.3亿元", "GDP是多少"),
        ("CEO是谁", "总经理周海燕", "CEO是谁"),
        ("AIGC是什么", "人工智能生成内容", "AIGC是什么"),
        ("国内生产总值是多少", "KGDPX指数", "国内生产总值是多少"),
        ("上半年营收多少", "实现营业收入18.42亿元", "上半年营业收入多少"),
        ("公司董秘是谁", "董事会秘书周海燕", "公司董事会秘书是谁"),
        ("法人代表是谁", "法定代表人：周海燕", "法定代表人是谁"),
        ("营收多少", "营收为3亿元，营业收入同比增长5%", "营收多少"),
        ("经营收入是多少", "营业收入3亿元", "经营收入是多少"),
        ("执法人员有多少名", "法定代表人周海燕", "执法人员有多少名"),
        ("如何提高管理水平", "高级管理人员5名", "如何提高管理水平"),
    ],
)
def test_an_abbreviation_is_put_in_the_wording_of_the_texts(question: str, text: str, asked: str) -> None:
    assert in_their_wording(question, [text]) == asked


def test_an_abbreviation_is_answered_by_what_it_stands_for(tmp_path: Path) -> None:
    path = tmp_path / "公报.txt"
    path.write_text(
        "长河县2023年统计公报\n\n全年地区生产总值86.3亿元，比上年增长5.2%。年末常住人口12.4万人。\n", encoding="utf-8"
    )
    library = Library(tmp_path / "library")
    library.add(path)
    answer = ask("长河县GDP是多少", library=library)
    assert answer.span == "86.3亿元"
    assert answer.question == "长河县GDP是多少"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("省住房和城乡建设厅", "省住建厅"),
        ("县发展改革局", "县发改局"),
        ("印度尼西亚", "印尼"),
        ("住房和城乡建设投入", "住房和城乡建设投入"),
        ("深化发展和改革工作", "深化发展和改革工作"),
        ("交通运输量", "交通运输量"),
    ],
)
def test_names_of_offices_are_put_in_short(text: str, short: str) -> None:
    assert shortened(text) == short


def test_an_abbreviation_is_written_in_its_own_wordings_only() -> None:
    assert is_written("gdp", "地区生产总值86.3亿元")
    assert not is_written("gdp", "居民消费价格指数")
    assert not is_written("xyz", "地区生产总值86.3亿元")
