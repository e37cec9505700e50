"""Sections: titles, headings and the masthead; the sections cover the text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.loading import load
from index.sections import Document, build_document

ARTICLE = Path(__file__).parents[2] / "index" / "articles" / "article.txt"
PROSE = "这一段讲了去年的情况，有数字，也有人名。"


def document(*paragraphs: str, markdown: bool = False) -> Document:
    return build_document(paragraphs, id="id", path="/a.txt", sha256="0" * 64, name="文件名", markdown=markdown)


def sections(*paragraphs: str, markdown: bool = False) -> list[tuple[str, str]]:
    made = document(*paragraphs, markdown=markdown)
    return [(section.title, made.text[section.start : section.end]) for section in made.sections]


@pytest.fixture(scope="module")
def article() -> Document:
    return load(ARTICLE)


def test_the_article_has_its_title(article: Document) -> None:
    assert article.title == "践行总书记嘱托 推动京津冀协同发展不断迈上新台阶"


def test_the_article_has_its_sections_in_order(article: Document) -> None:
    assert [section.title for section in article.sections] == [
        "报头",
        "导语",
        "精准高效对接，促进产业协同共赢",
        "加强基础设施建设，营造良好发展环境",
        "共享发展红利，增进人民福祉",
        "来源",
    ]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("报头", "责任校对 宗建玲\n责任编辑 刘洋\n技术编辑 白晓腾\n4\n沧州晚报\n"),
        ("报头", "2023年5月13日 星期六\n"),
        ("导语", "石家庄市主持召开深入推进京津冀协同发展座谈会"),
        ("精准高效对接，促进产业协同共赢", "累计承接京津转移项目406个，总投资2106.18亿元。"),
        ("加强基础设施建设，营造良好发展环境", "京津冀主要城市1-1.5小时交通圈"),
        ("共享发展红利，增进人民福祉", "促进石家庄教育优质均衡发展。"),
        ("来源", "据《河北日报》"),
    ],
)
def test_the_articles_words_stand_in_their_section(article: Document, title: str, words: str) -> None:
    (section,) = [section for section in article.sections if section.title == title]
    assert words in article.text[section.start : section.end]


def test_a_section_begins_with_its_heading() -> None:
    assert sections(PROSE, "加强建设，改善环境", PROSE) == [
        ("导语", PROSE + "\n"),
        ("加强建设，改善环境", "加强建设，改善环境\n" + PROSE),
    ]


def test_text_without_headings_is_one_section() -> None:
    assert sections(PROSE, PROSE) == [("正文", f"{PROSE}\n{PROSE}")]


def test_a_title_and_a_byline_are_the_masthead() -> None:
    assert sections("全市召开安全生产会议", "记者 王强", PROSE)[0] == ("报头", "全市召开安全生产会议\n记者 王强\n")


def test_the_title_is_not_the_label_above_it() -> None:
    assert document("要闻", "2023年5月13日", "全市召开安全生产会议", PROSE).title == "全市召开安全生产会议"


@pytest.mark.parametrize(
    "filed", ["合同号：LZ-2024-S056", "衡审字〔2023〕第0417号", "就诊机构：云桥市口腔专科门诊部", "甲方：云桥公司"]
)
def test_the_title_is_not_what_a_document_is_filed_under(filed: str) -> None:
    assert document("供货合同", filed, PROSE).title == "供货合同"
    assert document("关于供货的合同", filed, PROSE).title == "关于供货的合同"
    assert document("要闻", filed, PROSE).title == filed


def test_a_title_may_end_in_a_mark() -> None:
    assert document("新规来了！", PROSE).title == "新规来了！"


def test_a_document_without_a_title_takes_its_name() -> None:
    assert document(PROSE).title == "文件名"


def test_numbered_headings_are_sections() -> None:
    titles = [
        title for title, _ in sections("工作报告全文", "一、基本情况", PROSE, "（一）困难", PROSE, "第三章 展望", PROSE)
    ]
    assert titles == ["报头", "一、基本情况", "（一）困难", "第三章 展望"]


def test_list_items_are_no_sections() -> None:
    titles = [title for title, _ in sections(PROSE, "1.牛奶", "2.面包", "3.鸡蛋", PROSE)]
    assert titles == ["正文"]


@pytest.mark.parametrize("line", ["张华 摄", "（资料图片）", "责任编辑 刘洋", "- 牛奶"])
def test_captions_facts_and_bullets_are_no_sections(line: str) -> None:
    assert [title for title, _ in sections(PROSE, line, PROSE)] == ["正文"]


def test_the_lines_after_the_text_are_its_source() -> None:
    assert sections(PROSE, "来源：新华社", "责任编辑：刘洋")[-1] == ("来源", "来源：新华社\n责任编辑：刘洋")


def test_editors_after_the_text_without_a_source_are_signatures() -> None:
    assert sections(PROSE, "责任编辑：刘洋")[-1] == ("署名", "责任编辑：刘洋")


def test_who_signs_a_notice_stands_with_its_date() -> None:
    assert sections(PROSE, "特此通知。", "长河水务集团行政部", "2026年9月15日")[-1] == (
        "署名",
        "长河水务集团行政部\n2026年9月15日",
    )


def test_markdown_headings_are_sections_without_their_marks() -> None:
    assert sections("# 手册", PROSE, "## 安装 ##", "用 **一条** 命令。", markdown=True) == [
        ("手册", f"手册\n{PROSE}\n"),
        ("安装", "安装\n用 **一条** 命令。"),
    ]


def test_the_first_markdown_heading_is_the_title() -> None:
    assert document("# 手册", PROSE, markdown=True).title == "手册"


def test_a_comment_in_markdown_code_is_no_heading() -> None:
    assert "# 注释" in document("# 手册", "```", "# 注释", "```", markdown=True).text


def test_no_paragraphs_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one paragraph"):
        document()


LINES = st.sampled_from(
    [
        PROSE,
        "第一章 总则",
        "一、情况",
        "1.牛奶",
        "短标题",
        "责任编辑 刘洋",
        "据《河北日报》",
        "4",
        "# 井号",
        "```",
        "张华 摄",
        "新规来了！",
    ]
)


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12), st.booleans())
def test_sections_cover_the_text_in_order(paragraphs: list[str], markdown: bool) -> None:
    made = document(*paragraphs, markdown=markdown)
    assert "".join(made.text[section.start : section.end] for section in made.sections) == made.text
    assert all(section.start < section.end and section.title for section in made.sections)
