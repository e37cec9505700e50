"""Names as sources have them: their short forms, and which words are titles."""

import pytest

from qa.names import named, titles


@pytest.mark.parametrize(
    ("name", "source", "is_named"),
    [
        ("省住建厅", "省住房和城乡建设厅发布通知", True),
        ("县发改局", "县发展和改革局局长周敏介绍", True),
        ("省人力资源和社会保障厅", "省人社厅厅长周敏表示", True),
        ("印尼", "产品销往印度尼西亚和越南", True),
        ("经开区", "青石经济开发区新建厂房", True),
        ("省交通厅", "省交通运输厅副厅长周敏", True),
        ("县规划局", "县自然资源和规划局公布了方案", True),
        ("省住建厅", "省水利厅发布通知", False),
        ("市住建局", "省住房和城乡建设厅发布通知", False),
        ("县规划局", "县教育局公布了方案", False),
        ("北京大学", "北京师范大学的校园", False),
        ("印尼", "产品销往印度和越南", False),
        ("高新区", "青石经济开发区新建厂房", False),
    ],
    ids=str,
)
def test_a_name_may_stand_there_in_short_or_at_length(name: str, source: str, is_named: bool) -> None:
    assert named(name, source) is is_named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人大代表李强建议增设站点", ["代表"]),
        ("企业代表表示欢迎", ["代表"]),
        ("请他作为工人代表发言", ["代表"]),
        ("法人代表变更为周敏", ["法人代表"]),
        ("E5代表电量不足", []),
        ("绿灯代表运行正常", []),
        ("红色线条代表地铁", []),
        ("他代表中国队出战", []),
    ],
    ids=str,
)
def test_what_stands_for_something_is_no_title(text: str, found: list[str]) -> None:
    assert [one.text for one in titles(text)] == found
