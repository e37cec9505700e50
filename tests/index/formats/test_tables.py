"""A table's rows as lines that keep the names of rows and columns."""

import pytest

from index.formats.tables import table_lines

TOWNS = [["城市", "项目", "投资"], ["石家庄", "406个", "2106亿元"], ["保定", "", "900亿元"]]


@pytest.mark.parametrize(
    ("rows", "n_header_rows", "lines"),
    [
        (TOWNS, None, ["城市：石家庄；项目：406个；投资：2106亿元", "城市：保定；投资：900亿元"]),
        ([["姓名", "张三"], ["电话", "12345"]], 0, ["姓名：张三", "电话：12345"]),
        ([["姓名", "张三", "性别", "男"], ["住址", "滨河县"]], 0, ["姓名：张三；性别：男", "住址：滨河县"]),
        ([["年份", "产量"], ["2021年", "30吨"]], None, ["年份：2021年；产量：30吨"]),
        ([["职务", "姓名"], ["县长", "张三"]], None, ["职务：姓名", "县长：张三"]),
        (
            [["地区", "产量", "产量"], ["地区", "2021", "2022"], ["东乡", "30", "31"]],
            2,
            ["地区：东乡；产量 2021：30；产量 2022：31"],
        ),
        (
            [["乡镇", "2023年", "2023年", "2024年"], ["乡镇", "户数", "人数", "2024年"], ["东乡", "30", "99", "2011"]],
            None,
            ["乡镇：东乡；2023年 户数：30；2023年 人数：99；2024年：2011"],
        ),
        ([["甲", "乙", "丙"]], None, ["甲；乙；丙"]),
        ([["", ""], []], None, []),
        ([["品名", "数\n量"], ["米", "3 \n 袋"]], 1, ["品名：米；数 量：3 袋"]),
    ],
    ids=[
        "header",
        "labels",
        "pairs",
        "figures",
        "names",
        "two-rows",
        "two-rows-untold",
        "one-row",
        "empty",
        "newlines",
    ],
)
def test_each_row_says_what_its_cells_are(rows: list[list[str]], n_header_rows: int | None, lines: list[str]) -> None:
    assert table_lines(rows, n_header_rows=n_header_rows) == lines


def test_years_name_columns_of_figures_and_not_of_dates() -> None:
    figures = [["项目", "2023年", "2024年度"], ["收入", "12亿元", "15亿元"]]
    assert table_lines(figures) == ["项目：收入；2023年：12亿元；2024年度：15亿元"]
    dates = [["开渠", "2023年3月", "东乡"], ["修桥", "2024年5月", "西乡"]]
    assert table_lines(dates) == ["开渠；2023年3月；东乡", "修桥；2024年5月；西乡"]


def test_a_cell_over_several_columns_is_said_once() -> None:
    assert table_lines([["项目", "一月", "二月"], ["停工", "雨季", "雨季"]]) == ["项目：停工；一月：雨季"]


def test_a_title_or_a_note_across_the_table_has_no_column() -> None:
    rows = [["表一 降水"] * 3, ["城镇", "一月", "二月"], ["东乡", "3毫米", "4毫米"], ["数据未经核对"] * 3]
    assert table_lines(rows, n_header_rows=2) == ["表一 降水", "城镇：东乡；一月：3毫米；二月：4毫米", "数据未经核对"]


def test_equal_figures_across_a_table_are_no_note() -> None:
    assert table_lines([["甲", "乙"], ["3", "3"]], n_header_rows=1) == ["甲：3；乙：3"]
