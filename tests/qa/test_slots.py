"""The parts of a question, and what is exchanged in it."""

import pytest

from qa.grammar import is_noun_phrase, lacks_subject, phrases, statement
from qa.slots import answered_with, asked_otherwise, counted_otherwise, exchanged


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("香蕉的被害面积是多少公顷？", "香蕉的被害面积"),
        ("青石县新建了多少座水库", "青石县新建了水库"),
        ("青石县承接了多少项目", "青石县承接了项目"),
        ("供水会议是在哪里召开的？", "供水会议召开"),
        ("陶瓷馆门票多少钱", "陶瓷馆门票"),
        ("陶瓷馆几点开门", "陶瓷馆开门"),
        ("近几年青石县在哪修水库", "近几年青石县修水库"),
        ("青石县哪座水库最大", "青石县水库最大"),
        ("水费现在多少", "水费现在"),
        ("小区存在什么问题", "小区存在问题"),
        ("由于什么原因", "由于原因"),
        ("大坝多厚", "大坝"),
        ("石像有多重？", "石像"),
        ("多重困难怎么解决", "多重困难解决"),
    ],
)
def test_a_question_states_something_besides_asking(question: str, stated: str) -> None:
    assert statement(question) == stated


@pytest.mark.parametrize(
    "question", ["什么时候启动的？", "赚了多少钱", "谁主持的", "多少栋楼？", "哪个部门提的？", "在哪买", "能不能退"]
)
def test_a_question_may_lack_its_subject(question: str) -> None:
    assert lacks_subject(question)


@pytest.mark.parametrize(
    "question", ["救援队伍什么时候到的", "什么是最好的营商环境", "青石县有多少人", "水库的面积是多少"]
)
def test_a_question_with_a_subject_does_not(question: str) -> None:
    assert not lacks_subject(question)


def test_what_a_question_is_about_are_its_nouns() -> None:
    assert phrases("香蕉的被害面积是多少") == ["香蕉", "被害面积"]
    assert is_noun_phrase("建筑面积")
    assert not is_noun_phrase("新建水库")


@pytest.mark.parametrize(
    ("what", "before", "question"),
    [
        ("白杨县", "青石县新建了多少座水库", "白杨县新建了多少座水库"),
        ("2021年", "公司2022年营业收入是多少", "公司2021年营业收入是多少"),
        ("去年", "青石县新建了多少座水库", "去年青石县新建了多少座水库"),
        ("2019年的产量", "2021年青石县的产量是多少", "2019年青石县的产量是多少"),
        ("2019年白杨县", "2021年青石县的产量是多少", "2019年白杨县的产量是多少"),
        ("书记", "清水镇镇长是谁", "清水镇书记是谁"),
        ("白杨县水利局副局长", "清水镇镇长是谁", "白杨县水利局副局长是谁"),
        ("青河石桥站", "白河柳林站水位是多少", "青河石桥站水位是多少"),
        ("60的", "ML-40功率多大", "ML-60功率多大"),
        ("8号线一期", "5号线多长", "8号线一期多长"),
        ("观澜二号", "观澜一号设计寿命几年", "观澜二号设计寿命几年"),
        ("去年同期", "2024年上半年营业收入是多少", "去年同期营业收入是多少"),
        ("专业屯", "全区专业村有几个", "全区专业屯有几个"),
        ("700分以上", "600分以上的有多少人", "700分以上的有多少人"),
        ("女员工", "公司有多少员工", "公司有多少女员工"),
        ("大企业", "全县有多少企业", "全县有多少大企业"),
        ("女学生", "学校学生有多少", "学校女学生有多少"),
        ("鱼糜制品", "速冻面米制品的毛利率是多少", "速冻鱼糜制品的毛利率是多少"),
        ("充电车位", "一楼停车位有多少个", "一楼充电车位有多少个"),
        ("客车", "一辆货车多少钱", "一辆客车多少钱"),
        ("去年同期", "白鹭湖的面积现在是多少", "白鹭湖的面积去年同期是多少"),
        ("三年前", "目前在校生多少", "三年前在校生多少"),
        ("往年", "今年起点在哪", "往年起点在哪"),
        ("以前", "水费现在多少", "水费以前多少"),
        ("上届", "这届在哪办", "上届在哪办"),
        ("上次", "青石县新建了多少座水库", "上次青石县新建了多少座水库"),
    ],
)
def test_what_is_named_takes_the_place_of_its_like(what: str, before: str, question: str) -> None:
    assert exchanged(what, before)[0] == question


@pytest.mark.parametrize(
    ("what", "before"),
    [("学费", "住宿费一学期多少钱"), ("总投资", "公司有多少员工")],
)
def test_no_part_of_a_word_is_exchanged(what: str, before: str) -> None:
    assert exchanged(what, before) == []


@pytest.mark.parametrize("what", ["总投资", "青石县的人口"])
def test_what_is_like_nothing_in_the_question_takes_no_place(what: str) -> None:
    assert exchanged(what, "青石县新建了多少座水库") == []


def test_other_words_may_ask_the_same() -> None:
    assert asked_otherwise("哪一天", "发布会是在哪儿开的") == "发布会是哪一天开的"
    assert asked_otherwise("为什么", "青石县新建了多少座水库") == ""
    assert counted_otherwise("多少栋楼", "全市整治多少个小区") == ["全市整治多少栋楼"]
    assert counted_otherwise("恢复供电的", "全镇有多少个村断电") == ["全镇有多少个村恢复供电"]
    assert answered_with("15座", "青石县新建了多少座水库？") == "青石县新建了15座水库吗"
