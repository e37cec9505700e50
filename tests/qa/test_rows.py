"""Rows of nouns in a question: none of them is lost, and what is said of all is asked of each."""

import pytest

from qa.parts import parts_of
from qa.rows import row_in
from qa.shared import noun_behind, shared
from qa.together import Together


@pytest.mark.parametrize(
    ("question", "items", "rest"),
    [
        pytest.param("水费、电费和燃气费一共多少钱", ("水费", "电费", "燃气费"), "一共多少钱", id="three"),
        pytest.param("早餐、午餐、晚餐以及夜宵分别几点", ("早餐", "午餐", "晚餐", "夜宵"), "分别几点", id="four"),
        pytest.param("语文、数学和英语三科一共多少分", ("语文", "数学", "英语"), "一共多少分", id="their number"),
        pytest.param("一班、二班和三班三个班共几人", ("一班", "二班", "三班"), "共几人", id="three that end in three"),
        pytest.param(
            "小学一班、小学二班和小学三班共几人", ("小学一班", "小学二班", "小学三班"), "共几人", id="the third"
        ),
        pytest.param("一等奖、二等奖和三等奖一共几名", ("一等奖", "二等奖", "三等奖"), "一共几名", id="等 in a word"),
        pytest.param("甲店和乙店8月一共卖了多少", ("甲店", "乙店"), "8月一共卖了多少", id="when"),
        pytest.param("门票和停车费我们一共花了多少", ("门票", "停车费"), "我们一共花了多少", id="who"),
        pytest.param("货款和违约金法院一共判了多少", ("货款", "违约金"), "法院一共判了多少", id="who by noun"),
        pytest.param("参与者和志愿者一共多少人", ("参与者", "志愿者"), "一共多少人", id="与 in a word"),
        pytest.param("普及率和入学率分别是多少", ("普及率", "入学率"), "分别是多少", id="及 in a word"),
        pytest.param("张伟、李娜和王强三人一共捐了多少", ("张伟", "李娜", "王强"), "一共捐了多少", id="names"),
    ],
)
def test_a_row_is_whole_and_holds_no_more_than_its_items(question: str, items: tuple[str, ...], rest: str) -> None:
    row = row_in(question)
    assert row is not None
    assert (row.items, row.rest) == (items, rest)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("水费、电费、气费、网费、房租、停车费和垃圾费一共多少", id="more than can be asked"),
        pytest.param("水费、电费等费用一共多少", id="and so on"),
        pytest.param("被烧掉的唱和诗稿共有多少首", id="和 in a word"),
        pytest.param("医院在与药厂共建的基地中占股多少", id="built together"),
        pytest.param("全县普及率一共提高了多少", id="one"),
    ],
)
def test_what_is_no_row_of_a_few_is_none(question: str) -> None:
    assert row_in(question) is None


@pytest.mark.parametrize(
    ("items", "whole", "labels"),
    [
        (("甲店", "乙店营业额"), ("甲店营业额", "乙店营业额"), ("甲店", "乙店")),
        (("一班", "二班", "三班人数"), ("一班人数", "二班人数", "三班人数"), ("一班", "二班", "三班")),
        (("星岚汽车", "驰远汽车销量"), ("星岚汽车销量", "驰远汽车销量"), ("星岚汽车", "驰远汽车")),
        (("2021年", "2022年", "2023年的产量"), ("2021年的产量", "2022年的产量", "2023年的产量"), ("2021年", "2022年", "2023年")),
        (("2021年的营收", "净利润", "总资产"), ("2021年的营收", "2021年的净利润", "2021年的总资产"), ("营收", "净利润", "总资产")),
        (("水费", "电费", "燃气费"), ("水费", "电费", "燃气费"), ("水费", "电费", "燃气费")),
        (("门票", "停车费"), ("门票", "停车费"), ("门票", "停车费")),
    ],
    ids=["shops", "classes", "firms", "years", "whose", "nothing shared", "unlike"],
)  # fmt: skip
def test_what_one_of_them_says_is_of_all(
    items: tuple[str, ...], whole: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    assert shared(items) == (whole, labels)


@pytest.mark.parametrize(
    ("one", "other", "noun"),
    [
        ("第二包预算", "第一包", "预算"),
        ("十一班人数", "二班", "人数"),
        ("男款重量", "女款", "重量"),
        ("研发投入", "广告投入", ""),
        ("押金", "租金", ""),
        ("第一包预算", "第一包", ""),
    ],
    ids=["parcels", "classes", "models", "nothing more", "unlike", "the same"],
)
def test_the_noun_behind_a_name_is_told_from_it(one: str, other: str, noun: str) -> None:
    assert noun_behind(one, other) == noun


@pytest.mark.parametrize(
    ("question", "parts", "together"),
    [
        pytest.param(
            "语文、数学和英语一共多少分",
            ("语文多少分", "数学多少分", "英语多少分"),
            Together.TOTAL,
            id="a sum of three",
        ),
        pytest.param(
            "一班、二班和三班哪个班人数最多",
            ("一班人数有多少", "二班人数有多少", "三班人数有多少"),
            Together.MORE,
            id="the most of three",
        ),
        pytest.param(
            "甲店和乙店7月营业额一共多少",
            ("甲店7月营业额多少", "乙店7月营业额多少"),
            Together.TOTAL,
            id="when and what",
        ),
        pytest.param(
            "第一包、第二包和第三包的保证金分别是多少",
            ("第一包的保证金是多少", "第二包的保证金是多少", "第三包的保证金是多少"),
            Together.EACH,
            id="each of three",
        ),
    ],
)
def test_each_of_a_row_is_asked(question: str, parts: tuple[str, ...], together: Together) -> None:
    found = parts_of(question)
    assert found is not None
    assert (found.questions, found.together) == (parts, together)


def test_how_far_three_are_apart_is_no_subtraction() -> None:
    assert parts_of("语文、数学和英语相差多少分") is None
