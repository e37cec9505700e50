"""Several things asked at once; what is compared and added is found first, and cited."""

from pathlib import Path

import pytest

from index.library import Library
from qa import Turn, ask
from qa.parts import parts_of
from qa.together import Together

BOTH = ["2014年以来，累计承接京津转移项目406个，总投资2106.18亿元。", "累计承接京津产业转移项目24个。"]


@pytest.mark.parametrize(
    ("question", "parts", "together"),
    [
        ("青石县和白杨县各新建了多少座水库", ("青石县新建了多少座水库", "白杨县新建了多少座水库"), Together.EACH),
        ("青石县、白杨县和红岭县分别有多少人", ("青石县有多少人", "白杨县有多少人", "红岭县有多少人"), Together.EACH),
        ("青石县新建了多少水库，投资是多少", ("青石县新建了多少水库", "投资是多少"), Together.EACH),
        ("青石县和白杨县哪个新建的水库更多", ("青石县新建了多少水库", "白杨县新建了多少水库"), Together.MORE),
        ("青石县多还是白杨县多", ("青石县有多少", "白杨县有多少"), Together.MORE),
        ("青石县和白杨县一共新建了多少座水库", ("青石县新建了多少座水库", "白杨县新建了多少座水库"), Together.TOTAL),
        ("青石县比白杨县多新建了多少座水库", ("青石县新建了多少座水库", "白杨县新建了多少座水库"), Together.APART),
        ("青石县新建的水库比白杨县多多少", ("青石县新建了多少水库", "白杨县新建了多少水库"), Together.APART),
        ("青石县和白杨县的人口相差多少", ("青石县人口有多少", "白杨县人口有多少"), Together.APART),
        ("全区种植面积和年产值分别是多少", ("全区种植面积是多少", "年产值是多少"), Together.EACH),
        ("2021年和2022年的产量分别是多少", ("2021年的产量是多少", "2022年的产量是多少"), Together.EACH),
        ("甲方和乙方的违约责任分别是什么", ("甲方的违约责任是什么", "乙方的违约责任是什么"), Together.EACH),
        ("一季度和二季度营收各是多少", ("一季度营收多少", "二季度营收多少"), Together.EACH),
        ("2021年的营收和净利润分别是多少", ("2021年的营收是多少", "2021年的净利润是多少"), Together.EACH),
        ("2021年营收和净利润分别是多少", ("2021年营收是多少", "2021年净利润是多少"), Together.EACH),
        ("青石县的人口和白杨县的面积分别是多少", ("青石县的人口是多少", "白杨县的面积是多少"), Together.EACH),
        ("刑期和罚金分别是？", ("刑期是什么", "罚金是什么"), Together.EACH),
        ("局长和副局长各是", ("局长是谁", "副局长是谁"), Together.EACH),
        ("押金和第二年的租金分别是多少", ("押金是多少", "第二年的租金是多少"), Together.EACH),
        ("第一名和第二名差多少分", ("第一名有多少分", "第二名有多少分"), Together.APART),
        ("2021年和2022年的产量哪个更高", ("2021年的产量是多少", "2022年的产量是多少"), Together.MORE),
        ("A套餐和B套餐哪个便宜", ("A套餐多少钱", "B套餐多少钱"), Together.MORE),
        ("青石县和白杨县共新建了多少座水库", ("青石县新建了多少座水库", "白杨县新建了多少座水库"), Together.TOTAL),
        ("青石厂和白杨厂哪家成立更早", ("青石厂什么时候成立", "白杨厂什么时候成立"), Together.MORE),
        ("青石隧道和白杨隧道哪个更长", ("青石隧道有多长", "白杨隧道有多长"), Together.MORE),
    ],
)
def test_a_question_for_several_things_is_taken_apart(
    question: str, parts: tuple[str, ...], together: Together
) -> None:
    found = parts_of(question)
    assert found is not None
    assert (found.questions, found.together) == (parts, together)


def test_so_many_of_the_turns_before_are_compared() -> None:
    asked = [
        ("青石站流量多少", "4650立方米/秒"),
        ("白杨站流量多少", "5300立方米/秒"),
        ("红岭站流量多少", "6200立方米/秒"),
    ]
    turns = [Turn(question, "…", "", span) for question, span in asked]
    for message in ("三个站里哪个最大", "哪个最大"):
        found = parts_of(message, turns)
        assert found is not None
        assert (found.questions, found.together) == (tuple(question for question, _ in asked), Together.MORE)
    found = parts_of("这两个里面哪个更大", turns)
    assert found is not None
    assert found.questions == ("白杨站流量多少", "红岭站流量多少")


def test_what_names_its_own_is_not_held_against_the_turns_before() -> None:
    turns = [Turn("青石路多长", "…", "", "12公里"), Turn("白杨路多长", "…", "", "9公里")]
    found = parts_of("和平路和解放路哪个长", turns)
    assert found is not None
    assert found.questions == ("和平路多长", "解放路多长")
    assert parts_of("3号楼里哪个户型最大", turns) is None


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("跟白杨站比哪个大", ("青石站流量多少", "白杨站流量多少")),
        ("和白杨站流量相比哪个更大一些", ("青石站流量多少", "白杨站流量多少")),
    ],
)
def test_the_last_answer_is_held_against_that_of_another(message: str, questions: tuple[str, ...]) -> None:
    found = parts_of(message, [Turn("青石站流量多少", "…", "", "4650立方米/秒")])
    assert found is not None
    assert (found.questions, found.together) == (questions, Together.MORE)


def test_it_in_a_comparison_is_what_was_last_asked_about() -> None:
    found = parts_of("青石二号比它多几年", [Turn("青石一号寿命几年", "…", "", "5年")])
    assert found is not None
    assert (found.questions, found.together) == (("青石二号寿命几年", "青石一号寿命几年"), Together.APART)
    invested = [Turn("青石县投资多少", "…", "", "3亿元")]
    other = parts_of("白杨县比它多承接了多少项目", invested)
    assert other is not None
    assert other.questions == ("白杨县承接了多少项目", "青石县承接了多少项目")


def test_a_difference_is_of_what_was_asked_in_its_unit() -> None:
    turns = [Turn("乙款轻症多少种", "…", "", "55种"), Turn("乙款最高保额多少", "…", "", "80万元")]
    found = parts_of("比甲款多几种", turns)
    assert found is not None
    assert found.questions == ("乙款轻症多少种", "甲款轻症多少种")


def test_what_is_asked_of_nouns_is_no_slot_of_the_question_before() -> None:
    turns = [Turn("青石县有多少人", "…", "", "3万人")]
    found = parts_of("责任编辑和技术编辑分别是谁？", turns)
    assert found is not None
    assert found.questions == ("责任编辑是谁？", "技术编辑是谁？")
    slots = parts_of("白杨县和红岭县分别是多少", turns)
    assert slots is not None
    assert slots.questions == ("白杨县有多少人", "红岭县有多少人")


def test_the_same_is_asked_of_each_of_those_who_were_named() -> None:
    both = Turn("谁介绍了情况", "…", span="水利局局长林晓东、青石县县长周海燕")
    found = parts_of("他们分别是哪里人", [both])
    assert found is not None
    assert found.questions == ("林晓东是哪里人", "周海燕是哪里人")
    assert parts_of("他们分别是哪里人", [Turn("谁介绍了情况", "…", span="林晓东")]) is None


@pytest.mark.parametrize(
    "question",
    [
        "青石县的水库比去年多多少",
        "青石县新建了多少座水库",
        "青石县和白杨县签了什么协议",
        "青石县和白杨县共同签署了什么协议",
        "青石县和白杨县的公共图书馆有多少",
        "一共新建了多少座水库",
        "哪个县的水库更多",
    ],
)
def test_a_question_for_one_thing_is_not(question: str) -> None:
    assert parts_of(question) is None


def test_each_part_has_its_citation(article_library: Library) -> None:
    answer = ask("石家庄和冀南新区各承接了多少项目", library=article_library)
    assert answer.span == "406个、24个"
    assert all(any(said in one.quote for one in answer.citations) for said in BOTH)
    assert [words.quote for words in answer.exact] == ["406个", "24个"]


def test_a_comparison_names_the_larger_with_both_values(article_library: Library) -> None:
    answer = ask("石家庄和冀南新区哪个承接的项目更多", library=article_library)
    assert answer.text.startswith("石家庄406个，冀南新区24个：石家庄更多。[1][2]")
    less = ask("石家庄和冀南新区哪个承接的项目更少", library=article_library)
    assert "冀南新区更少" in less.text


def test_a_sum_is_shown_as_a_sum(article_library: Library) -> None:
    answer = ask("石家庄和冀南新区一共承接了多少项目", library=article_library)
    assert answer.text.startswith("406个＋24个＝430个。[1][2]")


def test_a_sum_over_two_earlier_turns(article_library: Library) -> None:
    one = ask("石家庄承接了多少项目", library=article_library)
    other = ask("那冀南新区呢？", history=[one.turn], library=article_library)
    answer = ask("一共多少？", history=[one.turn, other.turn], library=article_library)
    assert "406个＋24个＝430个。" in answer.text


def test_a_difference_is_shown_as_a_subtraction(article_library: Library) -> None:
    answer = ask("石家庄比冀南新区多承接了多少项目", library=article_library)
    assert answer.text.startswith("石家庄406个，冀南新区24个：406个－24个＝382个，石家庄更多。[1][2]")
    assert all(any(said in one.quote for one in answer.citations) for said in BOTH)
    assert [words.quote for words in answer.exact] == ["406个", "24个"]


def test_a_difference_of_two_earlier_turns(article_library: Library) -> None:
    one = ask("冀南新区承接了多少项目", library=article_library)
    other = ask("石家庄呢", history=[one.turn], library=article_library)
    for message in ["差多少？", "多多少", "两地相差多少个"]:
        answer = ask(message, history=[one.turn, other.turn], library=article_library)
        assert "406个－24个＝382个，石家庄更多。" in answer.text


def test_what_has_another_unit_is_passed_over(article_library: Library) -> None:
    turns: list[Turn] = []
    for message in ["石家庄承接了多少项目", "总投资呢？", "那冀南新区呢？"]:
        turns.append(ask(message, history=turns, library=article_library).turn)
    answer = ask("项目一共多少", history=turns, library=article_library)
    assert "406个＋24个＝430个。" in answer.text


def test_two_names_in_a_follow_up_are_each_asked(article_library: Library) -> None:
    one = ask("石家庄承接了多少项目", library=article_library)
    answer = ask("冀南新区和唐山呢", history=[one.turn], library=article_library)
    assert answer.span == "24个"
    assert answer.notice == "没有找到“唐山”的答案。"


def test_a_sum_of_what_is_not_exact_says_so(tmp_path: Path) -> None:
    path = tmp_path / "商户.txt"
    path.write_text("东河县吸引商户超过300家。\n\n西山县吸引商户120家。\n\n南岭县吸引商户约50家。\n", encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    answer = ask("东河县和西山县一共吸引了多少家商户", library=library)
    assert answer.text.startswith("超过300家＋120家＝超过420家。[1][2]")
    answer = ask("东河县和南岭县相差多少家商户", library=library)
    assert "＝" not in answer.text


def test_the_cheaper_and_the_earlier_are_the_lesser(tmp_path: Path) -> None:
    path = tmp_path / "电信.txt"
    path.write_text(
        "A套餐每月资费59元。\n\nB套餐每月资费39元。\n\n青石公司成立于2009年5月。\n\n白杨公司成立于2012年3月。\n\n"
        "红岭公司成立于2012年。\n",
        encoding="utf-8",
    )
    library = Library(tmp_path / "library")
    library.add(path)
    answer = ask("A套餐和B套餐哪个便宜", library=library)
    assert answer.text.startswith("A套餐59元，B套餐39元：B套餐更便宜。[1][2]")
    assert "A套餐更贵" in ask("A套餐和B套餐哪个贵", library=library).text
    answer = ask("青石公司和白杨公司哪家成立更早", library=library)
    assert answer.text.startswith("青石公司2009年5月，白杨公司2012年3月：青石公司更早。[1][2]")
    answer = ask("白杨公司和红岭公司哪家成立更晚", library=library)
    assert "更晚" not in answer.text
    assert "能比先后" in answer.notice


def test_where_a_part_is_missing_nothing_is_added_and_it_says_so(article_library: Library) -> None:
    answer = ask("石家庄和唐山一共承接了多少项目", library=article_library)
    assert "＝" not in answer.text
    assert "没有找到“唐山”的答案" in answer.notice
    assert "406个" in answer.text


def test_where_every_part_is_missing_it_abstains(article_library: Library) -> None:
    assert ask("唐山和保定各承接了多少项目", library=article_library).abstained


@pytest.mark.parametrize(
    ("message", "parts", "together"),
    [
        ("跟白杨县差多少", ("青石县人口多少", "白杨县人口多少"), Together.APART),
        ("人口跟白杨县相差几万", ("青石县人口多少", "白杨县人口多少"), Together.APART),
        ("跟白杨县加一起呢", ("青石县人口多少", "白杨县人口多少"), Together.TOTAL),
    ],
)
def test_the_last_number_is_held_beside_that_of_another(
    message: str, parts: tuple[str, ...], together: Together
) -> None:
    found = parts_of(message, [Turn("青石县人口多少", "1.35万人。[1]", "", "1.35万人")])
    assert found is not None
    assert (found.questions, found.together) == (parts, together)


def test_something_else_of_both_is_held_beside_each_other() -> None:
    found = parts_of("面积跟白杨县差多少", [Turn("青石县人口多少", "1.35万人。[1]", "", "1.35万人")])
    assert found is not None
    assert found.questions == ("青石县面积是多少", "白杨县面积是多少")
