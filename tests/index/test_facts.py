"""The words that lines of facts are asked about by."""

import pytest

from index.facts import asked_by


@pytest.mark.parametrize(
    ("line", "section", "word"),
    [
        pytest.param("沧州晚报", "报头", "报纸", id="a paper's name"),
        pytest.param("2023年5月13日 星期六", "报头", "出版日期", id="a date"),
        pytest.param("4", "报头", "第几版", id="a page number"),
        pytest.param("A3 综合新闻", "报头", "版次", id="a page number with its name"),
        pytest.param("要闻", "报头", "版面", id="a page's name"),
        pytest.param("澜税通〔2025〕3号", "报头", "文号", id="a document's number"),
        pytest.param("（2024）云0102民初3391号", "报头", "案号", id="a case's number"),
        pytest.param("责任编辑 刘洋", "报头", "责编", id="an editor"),
        pytest.param("据《河北日报》", "来源", "转载", id="a source"),
        pytest.param("2026年9月15日", "署名", "发布", id="the date of a notice"),
        pytest.param("长河水务集团行政部", "署名", "单位", id="who signs it"),
        pytest.param("4月26日拍摄的商贸城。", "一、商贸", "照片", id="a caption"),
    ],
)
def test_a_line_of_facts_is_asked_about_by_its_kind(line: str, section: str, word: str) -> None:
    assert word in asked_by(line, section).split()


@pytest.mark.parametrize(
    ("line", "section"),
    [
        pytest.param("推动协同发展迈上新台阶", "报头", id="a title"),
        pytest.param("责任校对 宗建玲", "报头", id="a role that says it all"),
        pytest.param("2023年5月13日", "一、日期", id="a date in the text"),
        pytest.param("沧州晚报的记者来了。", "正文", id="a sentence"),
    ],
)
def test_a_line_that_speaks_for_itself_has_no_other_words(line: str, section: str) -> None:
    assert asked_by(line, section) == ""
