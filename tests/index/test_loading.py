"""Loading: a file becomes a document, or one clear line says why not."""

import hashlib
import os
import time
import zipfile
from pathlib import Path

import pytest

from index import loading
from index.formats.parts import PAGE_BREAK, Content
from index.loading import LoadingError, load

SIMPLIFIED = "石家庄累计承接京津转移项目四百零六个，总投资两千多亿元，明年还将增加。"
TRADITIONAL = "在歐洲，梵語的學術研究由德國學者開創，後來又有許多人加入這項研究工作。"


def written(folder: Path, data: bytes | str, name: str = "文章.txt") -> Path:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "utf-16"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL + "喺嘅", "big5hkscs"),
        (SIMPLIFIED[:10], "gb18030"),
        (TRADITIONAL[:10], "big5"),
    ],
    ids=lambda value: value if value.isascii() else value[:2] + str(len(value)),
)
def test_every_encoding_that_chinese_files_come_in_gives_the_text(tmp_path: Path, text: str, encoding: str) -> None:
    assert load(written(tmp_path, text.encode(encoding))).text == text


def test_utf_16_without_a_byte_order_mark_is_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(LoadingError):
        load(written(tmp_path, SIMPLIFIED.encode("utf-16-le")))


def test_the_id_and_the_hash_are_those_of_the_bytes(tmp_path: Path) -> None:
    digest = hashlib.sha256(SIMPLIFIED.encode("gb18030")).hexdigest()
    document = load(written(tmp_path, SIMPLIFIED.encode("gb18030")))
    assert (document.id, document.sha256) == (digest[:16], digest)


def test_the_path_is_the_given_one_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, SIMPLIFIED)
    monkeypatch.chdir(tmp_path)
    assert load("文章.txt").path == str(tmp_path / "文章.txt")


def test_every_kind_of_newline_ends_a_line(tmp_path: Path) -> None:
    text = "甲说。\r\n乙说。\r丙说。\u2028丁说。\x0b戊说。\x0c己说。\x85庚说。"
    assert load(written(tmp_path, text)).text == "甲说。\n乙说。\n丙说。\n丁说。\n戊说。\n己说。\n庚说。"


def test_characters_that_show_nothing_go(tmp_path: Path) -> None:
    text = "\ufeff总投\u200b资\u202e2106\u202c.18\u2066亿\u2069元\u00ad，" + SIMPLIFIED + "\x08"
    assert load(written(tmp_path, text)).text.startswith("总投资2106.18亿元，石家庄")


@pytest.mark.parametrize("name", ["文章.txt", "文章.TXT", "文章.md", "文章", "沧州晚报2023.5.13头版", ".文章"])
def test_text_is_read_whatever_such_a_file_is_called(tmp_path: Path, name: str) -> None:
    assert load(written(tmp_path, SIMPLIFIED, name)).text == SIMPLIFIED


def test_a_document_without_a_title_takes_the_files_name(tmp_path: Path) -> None:
    assert load(written(tmp_path, SIMPLIFIED, "承接 项目.txt")).title == "承接 项目"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的"),
        (" \n\u200b\t\u3000\n".encode(), "没有文字"),
        (b"\xef\xbb\xbf", "没有文字"),
        (b"%PDF-1.7\n%text", "PDF"),
        (b"PK\x03\x04text", "Office"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0JFIF", "图片"),
        ("正文。".encode() + b"\x00" * 9, "二进制"),
        ("正文。".encode() + bytes(range(1, 9)), "二进制"),
        (b"\xff\xfe\x00", "编码"),
        ("正文。".encode()[:-1], "编码"),
        ("Le café était fermé tout l'été dernier.".encode("latin-1"), "编码"),
    ],
    ids=["empty", "blank", "mark", "pdf", "zip", "png", "jpeg", "nul", "control", "half", "cut", "latin-1"],
)
def test_a_file_without_readable_text_is_refused_in_one_line(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(LoadingError) as refused:
        load(written(tmp_path, data))
    message = str(refused.value)
    assert says in message
    assert "文章.txt：" in message
    assert "\n" not in message


@pytest.mark.parametrize("suffix", [".doc", ".xlsx", ".epub", ".XLSX"])
def test_another_format_is_refused_by_its_name(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(LoadingError, match=f"暂不支持 {suffix.lower()} 文件"):
        load(written(tmp_path, SIMPLIFIED, "文章" + suffix))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadingError, match="找不到这个文件"):
        load(tmp_path / "无.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadingError, match="这是文件夹"):
        load(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    with pytest.raises(LoadingError, match="不是普通文件"):
        load(tmp_path / "管道.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, SIMPLIFIED)
    file.chmod(0)
    with pytest.raises(LoadingError, match="没有读取权限"):
        load(file)


@pytest.mark.parametrize("name", ["坏\0名.txt", "长" * 300 + ".txt", "\udcff.txt"], ids=["nul", "long", "bytes"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LoadingError):
        load(f"{tmp_path}/{name}")


def test_a_newline_in_a_name_does_not_break_the_message(tmp_path: Path) -> None:
    with pytest.raises(LoadingError) as refused:
        load(tmp_path / "甲\n乙.txt")
    assert "\n" not in str(refused.value)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    with file.open("wb") as sparse:
        sparse.truncate(loading.MAX_FILE_BYTES + 1)
    with pytest.raises(LoadingError, match="超过上限 50 MB"):
        load(file)


@pytest.mark.parametrize(
    "text",
    [
        "标题" + " " * 500_000 + "字，正文。",
        "，" * 300_000,
        "1." * 300_000,
        "（" * 300_000,
        "#" * 500_000,
        "- " * 300_000,
    ],
    ids=["spaces", "commas", "numbers", "brackets", "marks", "dashes"],
)
def test_a_hostile_line_takes_no_more_than_seconds(tmp_path: Path, text: str) -> None:
    started = time.monotonic()
    load(written(tmp_path, text))
    assert time.monotonic() - started < 10


def test_what_no_reader_has_an_error_for_is_one_line_too(tmp_path: Path) -> None:
    page = written(tmp_path, '<meta charset="undefined"><p>石家庄承接项目。</p>'.encode("gb18030"), "页.html")
    document = tmp_path / "文.docx"
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    for file in (page, document):
        with pytest.raises(LoadingError, match=file.name):
            load(file)


def test_a_page_that_begins_with_an_invisible_line_is_counted(tmp_path: Path) -> None:
    content = Content(("甲", f"{PAGE_BREAK}\xad", f"{PAGE_BREAK}\x01", "乙"))
    assert loading._cleaned(content).paragraphs == ("甲", f"{PAGE_BREAK}{PAGE_BREAK}乙")


def test_a_heading_of_a_page_s_length_is_text(tmp_path: Path) -> None:
    document = load(written(tmp_path, f"# {'水渠' * 100}\n\n## 看护\n\n由村民轮流看护。\n", "规.md"))
    assert [section.title for section in document.sections] == ["导语", "看护"]
    assert len(document.title) < 200


def test_a_markdown_heading_may_be_underlined_and_a_block_before_the_text_may_name_it(tmp_path: Path) -> None:
    text = "---\ntitle: 水渠办法\ndate: 2024-05-01\n---\n\n总则\n====\n\n由村民看护。\n\n罚则\n---\n\n每次罚款30元。\n"
    document = load(written(tmp_path, text, "规.md"))
    assert document.title == "水渠办法"
    assert document.text.split("\n")[1:] == ["date: 2024-05-01", "总则", "由村民看护。", "罚则", "每次罚款30元。"]
    assert [section.title for section in document.sections][-2:] == ["总则", "罚则"]


def test_a_rule_or_code_in_markdown_is_no_heading_s_underline(tmp_path: Path) -> None:
    text = "# 规\n\n甲。\n\n---\n\n乙。\n\n```\nx\n---\n```\n"
    assert load(written(tmp_path, text, "规.md")).text.split("\n") == [
        "规",
        "甲。",
        "---",
        "乙。",
        "```",
        "x",
        "---",
        "```",
    ]


def test_a_table_drawn_with_characters_keeps_the_names_of_its_columns(tmp_path: Path) -> None:
    drawn = "┌──┬──┬──┐\n│日期│摘要│金额│\n├──┼──┼──┤\n│5月1日│工资│8000│\n│5月2日│房租│-300│\n└──┴──┴──┘"
    document = load(written(tmp_path, f"对账单\n{drawn}\n以上金额单位为元。\n"))
    assert document.title == "对账单"
    assert document.text.split("\n") == [
        "对账单",
        "日期：5月1日；摘要：工资；金额：8000",
        "日期：5月2日；摘要：房租；金额：-300",
        "以上金额单位为元。",
    ]


def test_the_last_item_of_a_list_and_the_last_row_of_a_table_are_no_headings(tmp_path: Path) -> None:
    prose = "本通知自发布之日起施行，各单位应当认真贯彻执行。"
    lines = [prose, "1. 提交申请表", "2. 缴纳保证金", prose, "城市：甲；项目：3个", prose, "二、附则", prose]
    document = load(written(tmp_path, "\n\n".join(lines)))
    assert [section.title for section in document.sections] == ["导语", "二、附则"]
