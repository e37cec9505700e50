"""Several things asked at once; what is compared and added is found first, and cited."""

import pytest

from index.library import Library
from qa import ask
from qa.parts import Together, parts_of

BOTH = ["2014年以来，累计承接京津转移项目406个，总投资2106.18亿元。", "累计承接京津产业转移项目24个。"]


@pytest.mark.parametrize(
    ("question", "parts", "together"),
    [
        ("青石县和白杨县各新建了多少座水库", ("青石县新建了多少座水库", "白杨县新建了多少座水库"), Together.EACH),
        ("青石县、白杨县和红岭县分别有多少人", ("青石县有多少人", "白杨县有多少人", "红岭县有多少人"), Together.EACH),
        ("青石县新建了多少水库，投资是多少", ("青石县新建了多少水库", "投资是多少"), Together.EACH),
        ("青石县和白杨县哪个新建的水库更多", ("青石县新建了多少水库", "白杨县新建了多少水库"), Together.MORE),
        ("青石县和白杨县一共新建了多少座水库", ("青石县新建了多少座水库", "白杨县新建了多少座水库"), Together.TOTAL),
    ],
)
def test_a_question_for_several_things_is_taken_apart(
    question: str, parts: tuple[str, ...], together: Together
) -> None:
    found = parts_of(question)
    assert found is not None
    assert (found.questions, found.together) == (parts, together)


@pytest.mark.parametrize(
    "question", ["青石县新建了多少座水库", "青石县和白杨县签了什么协议", "一共新建了多少座水库", "哪个县的水库更多"]
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


def test_where_a_part_is_missing_nothing_is_added_and_it_says_so(article_library: Library) -> None:
    answer = ask("石家庄和唐山一共承接了多少项目", library=article_library)
    assert "＝" not in answer.text
    assert "没有找到“唐山”的答案" in answer.notice
    assert "406个" in answer.text


def test_where_every_part_is_missing_it_abstains(article_library: Library) -> None:
    assert ask("唐山和保定各承接了多少项目", library=article_library).abstained
