"""A number that the source gives to something else than the claim does. None of the texts was tuned on."""

import pytest

from qa.evidence import Evidence
from qa.exchanged_numbers import exchanged_numbers

_SHIP = "“望澜号”载客定员为860人，船员定员为74人；“青石号”载客定员为1,200人，船员定员为95人。"
_FEES = "成人票每张120元，学生票每张60元，停车费每小时8元。"
_HOUSE = "主卧面积18平方米，次卧面积12平方米，客厅朝南。"
_YEARS = "电机质保五年，滤芯质保一年，自安装之日起计算。"
_HARVEST = "全年收获小麦310吨、玉米205吨，其中春玉米64吨。"


def objects(claim: str, source: str) -> bool:
    return bool(list(exchanged_numbers(claim, [Evidence(source)])))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("学生票每张120元。", _FEES),
        ("成人票为60元，学生票为120元。", _FEES),
        ("望澜号载客定员1200人。", _SHIP),
        ("次卧：18平方米", _HOUSE),
        ("主卧的面积最大，为12平方米。", _HOUSE),
        ("电机和滤芯都质保五年。", _YEARS),
        ("小麦收获205吨。", _HARVEST),
        ("第一组得82分，第二组得91分。", "第一组得91分，第二组得82分。"),
        ("主缸3升，副缸5升。", "部件：主缸；容积：5升\n部件：副缸；容积：3升"),
        ("护林员补贴为45万元。", "全年支出护林员补贴12万元，购置车辆45万元。"),
    ],
    ids=str,
)
def test_a_number_that_another_thing_has_in_the_source_is_stopped(claim: str, source: str) -> None:
    assert objects(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("学生票每张60元，成人票每张120元。", _FEES),
        ("带孩子的话，学生买票只要60元。", _FEES),
        ("青石号能坐一千二百人。", _SHIP),
        ("次卧：12平方米", _HOUSE),
        ("主卧最大，有18平方米。", _HOUSE),
        ("滤芯保一年，电机保五年。", _YEARS),
        ("玉米一共205吨，小麦310吨。", _HARVEST),
        # What goes on with what was named before.
        ("年租金现在是26万元。", "年租金起初为18万元，后来涨到26万元。"),
        ("主缸5升，副缸3升。", "部件：主缸；容积：5升\n部件：副缸；容积：3升"),
        ("票价从8元涨到了12元。", "票价由8元涨为12元，月票不变。"),
        ("利润总额6.9亿元。", "营业收入、利润总额分别为47.8亿元和6.9亿元。"),
        ("营业收入、利润总额分别为47.8亿元和6.9亿元。", "营业收入47.8亿元，利润总额6.9亿元。"),
        ("该县新建水库5座。", "全市新建水库12座，青石县5座。"),
        # Another word for what the source says.
        ("这家厂赚了1.7亿元。", "这家厂营业收入9亿元，净利润1.7亿元。"),
        ("科研经费为9800万元。", "研发投入9800万元，行政经费1.2亿元。"),
        ("孵化基金年底剩5365万元。", "孵化基金年初7420万元，支出2186万元，年末5365万元。"),
        ("收入12亿元，比上年增长8%。", "收入12亿元，同比增长8%；工资支出3亿元，比上年增长20%。"),
        ("水库5座。", "泵站7座。"),
        ("由被告负担7.2万元，由原告负担两成。", "由原告负担两成、由被告负担八成；鉴定费由被告负担7.2万元。"),
    ],
    ids=str,
)
def test_a_number_of_what_the_claim_says_is_left_alone(claim: str, source: str) -> None:
    assert not objects(claim, source)


def test_rows_of_a_table_have_each_its_own() -> None:
    rows = [Evidence("部件：主缸；容积：5升"), Evidence("部件：副缸；容积：3升")]
    assert list(exchanged_numbers("主缸3升，副缸5升。", rows))
    assert not list(exchanged_numbers("主缸5升，副缸3升。", rows))


def test_the_objection_says_whose_the_number_is_not() -> None:
    lines = list(exchanged_numbers("学生票每张120元。", [Evidence(_FEES)]))
    assert lines == ["出处里的“120元”说的不是学生票每张"]


def test_one_sentence_that_gives_the_number_to_it_is_enough() -> None:
    evidence = [Evidence(_FEES), Evidence("暑假学生票每张120元。")]
    assert not list(exchanged_numbers("学生票每张120元。", evidence))


@pytest.mark.parametrize(("claim", "stopped"), [("护理假：15天", True), ("护理假：10天", False), ("探亲有15天", False)])
def test_a_number_near_the_cited_sentence_that_has_the_very_name_is_its(claim: str, stopped: bool) -> None:
    around = "工龄满一年的休5天，满十年的休15天。护理假为10天，探亲假另定。"
    cited = [
        Evidence("工龄满一年的休5天，满十年的休15天。", "", around),
        Evidence("护理假为10天，探亲假另定。", "", around),
    ]
    assert bool(list(exchanged_numbers(claim, cited if "10" in claim else cited[:1]))) is stopped
