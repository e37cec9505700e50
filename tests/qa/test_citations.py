"""A language model's text as sentences: their marks, what counts items, what refuses; whole, and while it is being written."""

import pytest

from qa.citations import Written, written
from qa.refusals import is_refusal


@pytest.mark.parametrize(
    ("reply", "texts"),
    [
        ("原因包括：（1）原料涨价；（2）审批周期长。[1]", ["原因包括：原料涨价；审批周期长。"]),
        ("原因有两个：1. 原料涨价；2. 审批周期长。[1]", ["原因有两个：原料涨价；审批周期长。"]),
        ("第一，原料涨价。[1]第二，审批周期长。[1]", ["原料涨价。", "审批周期长。"]),
        ("共有3家，1、2号楼先建。", ["共有3家，1、2号楼先建。"]),
        ("第一、第二产业增长。二、三级公司有40家。", ["第一、第二产业增长。", "二、三级公司有40家。"]),
        ("总投资：1.5亿元，2.5亿元到位。", ["总投资：1.5亿元，2.5亿元到位。"]),
    ],
)
def test_what_counts_the_items_of_a_list_is_no_claim(reply: str, texts: list[str]) -> None:
    assert [one.text for one in written(reply, whole=True)[0]] == texts


@pytest.mark.parametrize(
    ("reply", "text", "marks"),
    [
        ("根据段落1，承接项目406个。", "承接项目406个。", (1,)),
        ("根据[2]，承接项目406个。", "承接项目406个。", (2,)),
        ("段落 2 提到，承接项目406个。", "承接项目406个。", (2,)),
        ("承接项目406个（段落1）。", "承接项目406个。", (1,)),
        ("承接项目406个。（来源：段落1）", "承接项目406个。", (1,)),
        ("段落1和段落3都提到，承接项目406个。", "承接项目406个。", (1, 3)),
        ("承接项目406个（见[1]）。", "承接项目406个。", (1,)),
        ("承接项目406个[来源：段落1]。", "承接项目406个。", (1,)),
        ("承接项目406个[^1]。", "承接项目406个。", (1,)),
        ("承接项目406个。[段落1、段落2]", "承接项目406个。", (1, 2)),
        ("承接项目406个。[1-3]", "承接项目406个。", (1, 2, 3)),
        ("承接项目406个。[来源：1]", "承接项目406个。", (1,)),
        ("承接项目406个。[1;2]", "承接项目406个。", (1, 2)),
        ("承接项目406个。【1†source】", "承接项目406个。", (1,)),
        ("承接项目406个。【4:0†report2.pdf】", "承接项目406个。", (4,)),
        ("承接项目406个。\n来源：段落1", "承接项目406个。", (1,)),
        ("承接项目406个。\n来源：段落1。", "承接项目406个。", (1,)),
        ("承接项目406个。[1]。", "承接项目406个。", (1,)),
        ("增长[1.5]倍，见[2023]号文。", "增长[1.5]倍，见[2023]号文。", ()),
        ("每天[8:30]开门。", "每天[8:30]开门。", ()),
        ("段落1是摘要。", "段落1是摘要。", ()),
        ("来源：3个国家。", "来源：3个国家。", ()),
    ],
)
def test_a_mark_is_no_word_of_the_sentence(reply: str, text: str, marks: tuple[int, ...]) -> None:
    assert written(reply, whole=True)[0] == [Written(text, marks)]


@pytest.mark.parametrize(
    "pieces",
    [
        ["项目406个", "。", "[", "2", "]", "[", "1", "]", "总投资"],
        ["项目406个。", " ", "[2", "、1", "]", "总投资"],
        ["项目406个。", "\n", "【", "2】[1", "]总投资"],
        ["项目406个。", "（", "段落2、1", "）总投资"],
    ],
    ids=["a sign each", "behind a space", "on the next line", "in parentheses"],
)
def test_a_sentence_is_whole_once_its_marks_are(pieces: list[str]) -> None:
    grown = [written("".join(pieces[:end]), whole=False) for end in range(1, len(pieces) + 1)]
    assert [found for found, _ in grown[:-1]] == [[]] * (len(pieces) - 1)
    assert grown[-1] == ([Written("项目406个。", (2, 1))], "总投资")
    assert {draft.strip(" （段落2、1") for _, draft in grown[:-1]} <= {"项目406个", "项目406个。", "项目406个。\n"}


@pytest.mark.parametrize(
    "text",
    [
        "文档没有说。",
        "根据提供的资料，无法确定唐山的项目数量。",
        "抱歉，没有找到相关信息。",
        "无法从文档中找到答案。",
        "以上段落均未提及项目的总投资。",
        "没有相关信息。",
        "我不知道。",
        "文档中没有唐山的相关信息。",
        "资料中暂无相关信息。",
        "无相关信息。",
        "根据提供的段落，没有关于唐山的信息。",
        "给出的段落里没有关于唐山项目的内容。",
        "信息不足，无法判断。",
        "文中没有写明。",
        "段落1和段落2都没有提到唐山。",
        "本文没有提到唐山。",
        "The documents do not say.",
    ],
)
def test_a_sentence_that_nothing_was_found_refuses(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "没有提供有效证件的旅客不得乘车。",
        "没有有效身份证件的旅客不得乘车。",
        "无法提供发票的，不予报销。",
        "没有相关工作经验的人员也可以报名。",
        "未找到失主的物品应上交。",
        "文档中没有提到金额，但提到了数量为406个。",
        "材料不能包含个人信息。",
        "材料不能包含他人的个人信息。",
        "内容不足以构成侵权。",
        "该地块没有历史资料。",
        "信息不足的申请将被退回。",
        "不清楚的地方可以咨询前台。",
        "无关人员不得入内。",
        "他不知道自己中奖了。",
    ],
)
def test_a_rule_of_the_documents_does_not(text: str) -> None:
    assert not is_refusal(text)
