"""A comparison by name asks the same of both, in the words that fit it."""

import pytest

from qa.comparisons import compared_by_name, which_of
from qa.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts", "way"),
    [
        pytest.param("第二包预算比第一包少多少", ("第二包预算有多少", "第一包预算有多少"), "少", id="a noun of both"),
        pytest.param("一楼层高比二楼高多少", ("一楼层高有多少", "二楼层高有多少"), "高", id="floors"),
        pytest.param("甲厂工人比乙厂少多少人", ("甲厂工人有多少人", "乙厂工人有多少人"), "少", id="with its unit"),
        pytest.param("雌虫的寿命比雄虫长多少天", ("雌虫的寿命有多少天", "雄虫的寿命有多少天"), "长", id="whose"),
        pytest.param("男款比女款贵多少", ("男款多少钱", "女款多少钱"), "贵", id="money"),
        pytest.param("1号楼比2号楼高多少米", ("1号楼有多高", "2号楼有多高"), "高", id="height"),
        pytest.param("箱子比袋子重多少", ("箱子有多重", "袋子有多重"), "重", id="weight"),
        pytest.param("语文比数学高几分", ("语文有多少分", "数学有多少分"), "高", id="points are no height"),
        pytest.param("研发投入比广告投入多多少", ("研发投入有多少", "广告投入有多少"), "多", id="nouns as they are"),
    ],
)
def test_the_same_is_asked_of_both(question: str, parts: tuple[str, str], way: str) -> None:
    found = parts_of(question)
    assert found is not None
    assert (found.questions, found.way) == (parts, way)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("男款比女款贵百分之多少", id="per cent"),
        pytest.param("甲厂产量比乙厂高几成", id="tenths"),
        pytest.param("网外比网内多几倍", id="times"),
        pytest.param("今年报名人数比上年多多少", id="a year before"),
    ],
)
def test_a_share_is_not_worked_out_by_subtraction(question: str) -> None:
    assert compared_by_name(question, ()) is None


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        pytest.param("男生多还是女生多", "男生和女生哪个更多", id="students"),
        pytest.param("A套餐贵还是B套餐贵", "A套餐和B套餐哪个更贵", id="labels"),
        pytest.param("一季度营收高还是二季度高", "一季度和二季度营收哪个更高", id="a noun of both"),
        pytest.param("湖的南北长还是东西长", "湖的南北和东西哪个更长", id="whose"),
        pytest.param("水库大还是湖泊大", "水库和湖泊哪个更大", id="plain nouns"),
        pytest.param("他多吃还是少吃", "他多吃还是少吃", id="verbs with 多"),
        pytest.param("坐高铁近还是坐飞机近", "坐高铁近还是坐飞机近", id="ways of travelling"),
        pytest.param("饭前喝还是饭后喝", "饭前喝还是饭后喝", id="before or after"),
    ],
)
def test_one_or_the_other_is_a_comparison_of_what_is_named(question: str, turned: str) -> None:
    assert which_of(question) == turned


def test_what_is_meant_is_told_in_short() -> None:
    found = parts_of("湖的南北长还是东西长")
    assert found is not None
    assert (found.questions, found.labels) == (("湖的南北有多长", "湖的东西有多长"), ("南北", "东西"))
