"""Paragraphs: what a page layout broke comes together, what it set apart stays apart."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.paragraphs import join_paragraphs

ARTICLE = Path(__file__).parents[2] / "index" / "articles" / "article.txt"


@pytest.fixture(scope="module")
def article() -> list[str]:
    return join_paragraphs(ARTICLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "across",
    [
        "提出开展八个专项行动，实现优化营商环境领域立法质量",
        "促进石家庄教育优质均衡发展。",
        "京津冀协同发展座谈会的新闻，对未来发展更有信心了。",
        "仔细研读总书记的重要讲话，省交通运输厅协同发展处处长曹庆伟",
    ],
    ids=["a word", "a name", "round a caption", "after a comma"],
)
def test_the_article_is_whole_where_its_page_broke_it(article: list[str], across: str) -> None:
    assert sum(across in paragraph for paragraph in article) == 1


def test_the_articles_caption_follows_the_paragraph_that_it_parted(article: list[str]) -> None:
    place = article.index("4月26日拍摄的固安县永定城·京津冀固安国际商贸城。")
    assert article[place - 1].endswith("对未来发展更有信心了。")


@pytest.mark.parametrize(
    "line",
    [
        "践行总书记嘱托 推动京津冀协同发展不断迈上新台阶",
        "习近平总书记在河北考察并发表重要讲话，激励河北党员干部群众踔厉奋发勇毅前行",
        "2023年5月13日 星期六",
        "责任校对 宗建玲",
        "沧州晚报",
        "精准高效对接，促进产业协同共赢",
        "加强基础设施建设，营造良好发展环境",
        "共享发展红利，增进人民福祉",
        "据《河北日报》",
    ],
)
def test_the_articles_titles_facts_and_headings_stay_alone(article: list[str], line: str) -> None:
    assert line in article


def test_the_article_has_four_joins_and_no_more(article: list[str]) -> None:
    lines = [line for line in ARTICLE.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert len(article) == len(lines) - 4


# Ten characters a line: 春天来了，山上的桃花 / 都开了，游人从各地赶 / 来，山路上很热闹。
WRAPPED = [
    ["春天来了，山上的桃花", "都开了，游人从各地赶", "来，山路上很热闹。"],
    ["夏天雨水多，河里的水", "涨得很快，孩子们不再", "下河，都在树下乘凉。"[:7]],
]


def test_lines_cut_at_a_width_come_together_where_blank_lines_part_paragraphs() -> None:
    text = "\n\n".join("\n".join(paragraph) for paragraph in WRAPPED)
    assert join_paragraphs(text) == ["".join(paragraph) for paragraph in WRAPPED]


def test_lines_cut_at_a_width_come_together_where_a_short_line_ends_a_paragraph() -> None:
    text = "\n".join("\n".join(paragraph) for paragraph in [WRAPPED[0], WRAPPED[0]])
    assert join_paragraphs(text) == ["".join(WRAPPED[0])] * 2


def test_an_indented_line_starts_a_paragraph_although_the_line_before_is_full() -> None:
    lines = [
        "　　春天来了，山上的桃",
        "花都开了，游人全赶来。",
        "　　夏天雨水多，河里的",
        "水涨得很快，孩子们都去",
        "树下乘凉。",
        "　　秋天来了，稻子都黄",
        "了，农民忙着收割。",
    ]
    text = "\n".join(lines)
    assert [paragraph[:4] for paragraph in join_paragraphs(text)] == ["春天来了", "夏天雨水", "秋天来了"]


def test_a_heading_between_cut_lines_stays_alone() -> None:
    text = "\n".join([*WRAPPED[0], "秋天的收成", *WRAPPED[0]])
    assert join_paragraphs(text) == ["".join(WRAPPED[0]), "秋天的收成", "".join(WRAPPED[0])]


def test_lines_of_words_get_the_space_back_that_a_word_wrap_took() -> None:
    text = "The river was high in\nspring, and the mill\nwas working all day, so\nnobody went fishing for\nweeks.\nIn summer it fell."
    joined = "The river was high in spring, and the mill was working all day, so nobody went fishing for weeks."
    assert join_paragraphs(text)[0] == joined


def test_a_space_beside_a_full_width_mark_goes_and_one_between_words_stays() -> None:
    assert join_paragraphs("精准高效对接， 促进产业\n\n责任校对 宗建玲") == [
        "精准高效对接，促进产业",
        "责任校对 宗建玲",
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("会议要求各部门进一步优", "化营商环境，提高办事效率。"),
        ("他仔细读了三遍通知，", "又打电话问了办事员。"),
        ("这项工作由市教育局和", "市财政局共同负责。"),
        ("展览馆收藏了（其中一半", "来自民间）三千件瓷器。"),
        ("大会今天开幕。与会代表纷纷表示", "将认真落实会议精神。"),
        ("项目总投资2106", "亿元，明年建成。"),
    ],
    ids=["word", "comma", "conjunction", "bracket", "sentence inside", "number"],
)
def test_a_paragraph_parted_by_a_blank_line_is_joined(left: str, right: str) -> None:
    text = f"这是前面完整的一段话，它讲了事情的起因和经过，一直讲到去年冬天才讲完这件事情的结局。\n\n{left}\n\n{right}"
    assert join_paragraphs(text)[1:] == [left + right]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("加强基础设施建设，营造良好环境", "近年来，全市新修公路三百公里。"),
        ("一、基本情况", "全县共有十二个乡镇。"),
        ("责任编辑 刘洋", "他昨天到了北京。"),
        ("会议结束了。", "代表们陆续离开。"),
        ("- 牛奶", "- 面包"),
        ("| 姓名 | 年龄 |", "| 王强 | 三十 |"),
    ],
    ids=["heading", "numbered", "masthead", "sentence", "list", "table"],
)
def test_what_stands_apart_stays_apart(first: str, second: str) -> None:
    assert join_paragraphs(f"{first}\n\n{second}") == [first, second]


@pytest.mark.parametrize(
    "caption",
    ["7月28日拍摄的产业园区。", "图为施工现场。", "张华 摄", "（资料图片）", "市民在图书馆阅读。受访者供图"],
)
def test_a_caption_moves_behind_the_paragraph_that_it_parted(caption: str) -> None:
    text = f"园区去年开工。如今第一批企业已\n\n{caption}\n\n经入驻，产值超过十亿元。"
    assert join_paragraphs(text) == ["园区去年开工。如今第一批企业已经入驻，产值超过十亿元。", caption]


def test_a_name_that_no_dictionary_holds_is_joined_when_it_stands_elsewhere() -> None:
    text = "厂长祝思泳介绍了情况。\n\n第二天下午，第一个签字的人是祝思\n\n泳和他的两位同事。"
    assert join_paragraphs(text)[1] == "第二天下午，第一个签字的人是祝思泳和他的两位同事。"


PIECES = st.lists(
    st.text("春天来了，。、“”（）图为摄一1.a -#　\n", max_size=12)
    | st.sampled_from(["图为现场。", "张华 摄", "第一章 总则"]),
    max_size=30,
)


@pytest.mark.parametrize("gap", ["　", "\t", "　　"])
def test_rows_of_cells_that_wide_spaces_part_stay_apart_and_keep_their_spaces(gap: str) -> None:
    rows = [
        gap.join(cells)
        for cells in (
            ("定期存款", "100元起", "1.95%"),
            ("国债（电子式）", "500元起", "2.38%"),
            ("大额存单", "5万元起", "2.4%"),
        )
    ]
    text = ["三样东西的三年期利率，各家银行都是这样，抄在下面：", *rows, "中途可能用钱的，我觉得国债更灵活。"]
    assert join_paragraphs("\n".join(text)) == text


def test_two_wide_spaces_in_one_line_of_prose_make_no_row() -> None:
    text = "本报北京7月5日电　（记者 张三　李四）七月的北京城里，\n天气一天比一天炎热，公园里的人也少了。"
    assert len(join_paragraphs(text)) == 1


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_no_visible_character_is_lost_or_added(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    assert sorted("".join("".join(join_paragraphs(text)).split())) == sorted("".join(text.split()))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text("春天来了，。、“”《》一二a-#　", max_size=14), max_size=30))
def test_every_line_stays_whole_wherever_an_aside_moves(lines: list[str]) -> None:
    joined = "".join("".join(join_paragraphs("\n".join(lines))).split())
    assert all("".join(line.split()) in joined for line in lines)


LONG = st.text("春天来了，。、“”《》一二a-#", min_size=81, max_size=100)


@settings(max_examples=100, deadline=None)
@given(st.lists(LONG, max_size=10))
def test_where_no_line_is_short_enough_for_a_caption_the_order_stays(lines: list[str]) -> None:
    assert "".join("".join(join_paragraphs("\n".join(lines))).split()) == "".join(lines)


@settings(deadline=None)
@given(PIECES)
def test_no_paragraph_is_empty_or_holds_a_newline(pieces: list[str]) -> None:
    assert all(p.strip() and "\n" not in p for p in join_paragraphs("\n".join(pieces)))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["年份,产量", "2021,100", "2022,200", "2023,300"], id="rows of a CSV file"),
        pytest.param(["年份\t产量", "2021\t100", "2022\t200"], id="rows that tabs part"),
        pytest.param(["10086", "10010", "95588"], id="numbers of one length"),
        pytest.param(["账号", "6222020200112233445", "6222020200112233446"], id="account numbers"),
    ],
)
def test_figures_below_figures_are_no_number_that_was_cut(lines: list[str]) -> None:
    assert join_paragraphs("\n".join(lines)) == lines
    assert join_paragraphs("\n\n".join(lines)) == lines
