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


def test_a_form_with_a_photograph_at_its_right_is_a_form() -> None:
    rows = [
        ["姓名", "江岩", "性别", "男", "照片"],
        ["民族", "汉", "出生年月", "1980.01", "照片"],
        ["工作经历", *["2003年到站。"] * 4],
    ]
    assert table_lines(rows) == ["姓名：江岩；性别：男；照片", "民族：汉；出生年月：1980.01", "工作经历：2003年到站。"]
    empty = [[cell if cell != "照片" else "" for cell in row] for row in rows]
    assert table_lines(empty)[:2] == ["姓名：江岩；性别：男", "民族：汉；出生年月：1980.01"]


def test_the_second_row_of_names_is_found_where_the_file_marks_the_first_alone() -> None:
    rows = [["单位", "2023年", "2023年"], ["单位", "一季度", "二季度"], ["甲厂", "30万元", "31万元"]]
    assert table_lines(rows, n_header_rows=1) == ["单位：甲厂；2023年 一季度：30万元；2023年 二季度：31万元"]


def test_names_are_found_below_a_title_that_the_file_marks_alone() -> None:
    rows = [["表一"] * 3, ["城镇", "一月", "二月"], ["东乡", "3毫米", "4毫米"]]
    assert table_lines(rows, n_header_rows=1) == ["表一", "城镇：东乡；一月：3毫米；二月：4毫米"]


def test_cells_that_have_labels_of_their_own_stand_side_by_side() -> None:
    assert table_lines([["甲方：云河公司", "乙方：张三"]]) == ["甲方：云河公司；乙方：张三"]
    assert table_lines([["8:30—9:00", "开幕式"]]) == ["8:30—9:00：开幕式"]
