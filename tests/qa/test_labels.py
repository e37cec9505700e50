"""Numbers and letters that say which one of several is meant."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask
from qa.evidence import Evidence
from qa.labels import is_label, of_another_label
from qa.quantities import quantities


def _objection(question: str, text: str, claim: str, before: str = "") -> str:
    start = text.index(claim)
    return of_another_label(question, [Evidence(text, before)], [(start, start + len(claim))])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("二期投资多少", True, id="a phase"),
        pytest.param("七年级有多少人", True, id="a grade"),
        pytest.param("3号楼在哪", True, id="a building"),
        pytest.param("五年期利率", True, id="a term"),
        pytest.param("2号线有多少站", True, id="a line"),
        pytest.param("3个月的会员卡多少钱", True, id="a card for three months"),
        pytest.param("分三期付款", False, id="a number of phases"),
        pytest.param("3个月的试用期", False, id="how long something takes"),
        pytest.param("5级地震", False, id="a magnitude"),
        pytest.param("共3包烟", False, id="a number of packs"),
        pytest.param("5年期限", False, id="how long a term is"),
        pytest.param("三栋住宅楼", False, id="a number of buildings"),
    ],
)
def test_a_number_that_says_which_one_counts_nothing(text: str, expected: bool) -> None:
    assert [is_label(text, one) for one in quantities(text)] == [expected]


@pytest.mark.parametrize(
    ("question", "text", "claim", "other"),
    [
        pytest.param("三号楼有多少户", "一号楼有84户，共14层；二号楼有96户。", "84户", "一号楼", id="building"),
        pytest.param("5号线全长多少", "地铁3号线全长26公里。", "26公里", "3号线", id="line"),
        pytest.param("五年期利率是多少", "三年期定期存款年利率为2.6%。", "2.6%", "三年期", id="term"),
        pytest.param("谁设计的二期工程", "水库一期工程由省设计院设计。", "省设计院", "一期", id="phase"),
        pytest.param("第三次会议在哪开", "第二次会议在青石县召开。", "青石县", "第二次", id="ordinal"),
        pytest.param("套餐A送早餐吗", "套餐B 860元；套餐C送早餐一份。", "早餐", "套餐C", id="letter behind"),
        pytest.param("C款年费多少", "A款年费300元；B款年费500元。", "500元", "B款", id="letter before"),
        pytest.param("3个月的会员卡多少钱", "6个月的会员卡1980元。", "1980元", "6个月的会员卡", id="card"),
        pytest.param("二等奖奖金多少", "一等奖两名，奖金5000元。", "5000元", "一等奖", id="prize"),
        pytest.param("二期何时竣工", "首期2023年竣工。", "2023年", "首期", id="the first"),
    ],
)
def test_what_is_said_of_another_one_is_no_answer(question: str, text: str, claim: str, other: str) -> None:
    assert _objection(question, text, claim).startswith(f"出处说的是{other}")


@pytest.mark.parametrize(
    ("question", "text", "claim"),
    [
        pytest.param("2号楼有多少户", "一号楼有84户；二号楼有96户。", "96户", id="in other numerals"),
        pytest.param("三号楼有多少户", "84户的是一号楼，96户的是三号楼。", "96户", id="named behind the claim"),
        pytest.param("二期投资多少", "一期、二期投资分别为3亿元和5亿元。", "5亿元", id="named together"),
        pytest.param("一期和二期哪个投资大", "二期投资5亿元。", "二期", id="one of both"),
        pytest.param("三期投资多少", "与一期相比，投资增加到8亿元。", "8亿元", id="only compared with"),
        pytest.param("二期投资多少", "项目分三期建设，投资5亿元。", "5亿元", id="a number of phases"),
        pytest.param("二期投资多少", "项目总投资5亿元。", "5亿元", id="none named"),
        pytest.param("最晚一班几点", "专车每日六班，末班21:30。", "21:30", id="a number of buses"),
        pytest.param("第二期款为何推迟", "首期已到账。因未获许可，第二期款推迟支付。", "未获许可", id="named in the clause behind"),
        pytest.param("第三条规定什么", "按第二条的约定，乙方支付货款。", "乙方支付货款", id="an article that is referred to"),
    ],
)  # fmt: skip
def test_what_may_be_said_of_the_one_asked_about_is_let_through(question: str, text: str, claim: str) -> None:
    assert _objection(question, text, claim) == ""


def test_the_one_that_is_meant_may_be_named_before_the_sentence() -> None:
    assert _objection("一号楼有几层", "共14层。", "14层", "一号楼有84户。") == ""
    assert "一号楼" in _objection("三号楼有几层", "共14层。", "14层", "一号楼有84户。")


def test_one_that_the_document_does_not_tell_of_is_not_answered(tmp_path: Path) -> None:
    text = "瑜伽馆6个月的会员卡售价1980元，可无限次上课。\n"
    (tmp_path / "卡.txt").write_text(text, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(tmp_path / "卡.txt")
    known = ask("6个月的会员卡多少钱", library=library)
    other = ask("3个月的会员卡多少钱", library=library)
    library.close()
    assert (known.span, known.notice) == ("1980元", "")
    assert other.abstained
