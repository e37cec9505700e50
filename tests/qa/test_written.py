"""A language model's text as sentences: their marks, and their place in lists, tables and under headings; whole, and as it is written."""

import pytest

from qa.written import written


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
        ("承接项目406个。[[1]](#ref12)", "承接项目406个。", (1,)),
        ("承接项目406个^[1]^。", "承接项目406个。", (1,)),
        ("承接项目406个<sup>1</sup>。", "承接项目406个。", (1,)),
        ("承接项目406个。<sup>[1]</sup>", "承接项目406个。", (1,)),
        ("承接项目406个（见第1段）。", "承接项目406个。", (1,)),
        ("承接项目406个(段落[1])。", "承接项目406个。", (1,)),
        ("承接项目406个[citation:1]。", "承接项目406个。", (1,)),
        ("承接项目406个①。", "承接项目406个。", (1,)),
        ("承接项目$406$个。", "承接项目406个。", ()),
        ("增长[1.5]倍，见[2023]号文。", "增长[1.5]倍，见[2023]号文。", ()),
        ("每天[8:30]开门。", "每天[8:30]开门。", ()),
        ("段落1是摘要。", "段落1是摘要。", ()),
        ("占地100m<sup>2</sup>。", "占地100m<sup>2</sup>。", ()),
        ("施工（第2段）已完成。", "施工（第2段）已完成。", ()),
        ("见附图①。", "见附图①。", ()),
        ("来源：3个国家。", "来源：3个国家。", ()),
    ],
)
def test_a_mark_is_no_word_of_the_sentence(reply: str, text: str, marks: tuple[int, ...]) -> None:
    assert [(one.text, one.marks) for one in written(reply, whole=True)[0]] == [(text, marks)]


@pytest.mark.parametrize(
    "pieces",
    [
        ["项目406个", "。", "[", "2", "]", "[", "1", "]", "总投资"],
        ["项目406个。", " ", "[2", "、1", "]", "总投资"],
        ["项目406个。", "\n", "【", "2】[1", "]总投资"],
        ["项目406个。", "（", "段落2、1", "）总投资"],
        ["项目406个。", "[[", "2]", "](#a", ")[1", "]总投资"],
        ["项目406个。", "<su", "p>2,1", "</s", "up>总投资"],
        ["项目406个。", "\n来", "源：", "段落2、1", "\n总投资"],
    ],
    ids=["a sign each", "behind a space", "on the next line", "in parentheses", "a link", "raised", "named a source"],
)
def test_a_sentence_is_whole_once_its_marks_are(pieces: list[str]) -> None:
    grown = [written("".join(pieces[:end]), whole=False) for end in range(1, len(pieces) + 1)]
    assert [found for found, _ in grown[:-1]] == [[]] * (len(pieces) - 1)
    assert [(one.text, one.marks) for one in grown[-1][0]] == [("项目406个。", (2, 1))]
    assert grown[-1][1] == "总投资"
    assert all(draft.startswith("项目406个") for _, draft in grown[:-1])


PRODUCTS = """公司产品如下：
| 产品 | 收入 |
|---|---|
| 反渗透膜 | 6.85亿元 |[1]
| 超滤装置 | 3.41亿元 |[1]

### 小结
1. 反渗透膜收入最高。[1]
2. 超滤装置次之。[2]"""


def test_lines_items_and_rows_keep_their_place() -> None:
    row, other, first, second = written(PRODUCTS, whole=True)[0]
    assert (row.before, row.text, row.marks) == ("\n", "反渗透膜 | 6.85亿元", (1,))
    assert (other.before, other.text) == ("\n", "超滤装置 | 3.41亿元")
    assert (first.before, first.text) == ("\n\n1. ", "反渗透膜收入最高。")
    assert (second.before, second.marks) == ("\n2. ", (2,))


def test_headings_the_head_of_a_table_and_what_leads_to_it_say_nothing_themselves() -> None:
    row, other, first, second = written(PRODUCTS, whole=True)[0]
    assert row.above == ("公司产品如下：", "产品 | 收入")
    assert first.above == ("小结",)
    assert (other.above, second.above) == ((), ())


@pytest.mark.parametrize("end", range(1, len(PRODUCTS)))
def test_what_was_done_stays_as_it_was(end: int) -> None:
    before, after = written(PRODUCTS[:end], whole=False)[0], written(PRODUCTS[: end + 1], whole=False)[0]
    assert after[: len(before)] == before


def test_an_item_that_ends_with_a_mark_does_not_run_into_the_next() -> None:
    found, _ = written("- 轮渡停航；[1]\n- 票价上调；[2]\n- 码头扩建。", whole=True)
    assert [(one.before, one.text, one.marks) for one in found] == [
        ("- ", "轮渡停航；", (1,)),
        ("\n- ", "票价上调；", (2,)),
        ("\n- ", "码头扩建。", ()),
    ]


def test_what_leads_to_a_list_is_checked_with_its_first_item_without_how_many_points_there_are() -> None:
    first, second = written("保修有以下两点：\n- 整机保修两年。\n- 电池保修一年。", whole=True)[0]
    assert first.shown == "保修有以下两点：\n- 整机保修两年。"
    assert first.said == "保修有：整机保修两年。"
    assert second.said == "电池保修一年。"


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("**周敏**", "周敏"),
        ("总经理是：\n**周敏**", "周敏"),
        ("**1.52亿元**\n比上年少。", "1.52亿元"),
        ("**净利润下降。**\n比上年少。", "净利润下降。"),
        ("**周敏**[1]\n她2009年加入公司。", "周敏"),
    ],
    ids=["alone", "behind what leads to it", "a number", "a sentence", "with a mark"],
)
def test_a_bold_line_that_answers_is_no_heading(reply: str, text: str) -> None:
    assert written(reply, whole=True)[0][0].text == text


@pytest.mark.parametrize(
    ("reply", "texts"),
    [
        ("净利润1.52亿元。[1]\n\n参考资料：\n[1] 年报摘要，二、财务数据", ["净利润1.52亿元。"]),
        ("净利润1.52亿元。[1]\n\n**References**\n1. 年报摘要\n2. 统计公报", ["净利润1.52亿元。"]),
        ("净利润1.52亿元[^1]。\n\n[^1]: 段落1，财务数据", ["净利润1.52亿元。"]),
        ("来源：\n- 越南\n- 沙特", ["越南", "沙特"]),
        ("参考资料要在会前发放。\n会议在周五。", ["参考资料要在会前发放。", "会议在周五。"]),
    ],
)
def test_a_list_of_sources_is_left_out_and_a_list_that_answers_is_not(reply: str, texts: list[str]) -> None:
    assert [one.text for one in written(reply, whole=True)[0]] == texts


@pytest.mark.parametrize(
    ("reply", "bare", "text"),
    [
        ("不可以。水箱只能加清水。[1]", "不可以。", "水箱只能加清水。"),
        ("是的，可以。\n\n年假可以分次使用。", "是的，可以。\n\n", "年假可以分次使用。"),
        ("会，每次扣50元。", "", "会，每次扣50元。"),
        ("是的。", "", "是的。"),
    ],
)
def test_a_bare_yes_or_no_goes_with_the_sentence_that_explains_it(reply: str, bare: str, text: str) -> None:
    (one,) = written(reply, whole=True)[0]
    assert (one.bare, one.text) == (bare, text)
