"""The library's command line, called as a user's shell would."""

from pathlib import Path

import pytest

from index.__main__ import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "资料 库"
    monkeypatch.setenv("WENJU_HOME", str(folder))
    return folder


def test_the_article_is_there_at_first_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "践行总书记嘱托" in line
    assert len(line.split()[0]) == 16


def test_a_file_is_added_listed_searched_and_removed(wheat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(wheat)]) == 0
    document_id = capsys.readouterr().out.split()[0]
    assert main(["search", "小麦亩产", "-k", "1"]) == 0
    assert "620公斤" in capsys.readouterr().out
    assert main(["remove", document_id]) == 0
    assert main(["list"]) == 0
    assert document_id not in capsys.readouterr().out.split("已移除")[-1].split("\n", 1)[1]


def test_a_document_can_be_removed_by_its_path(wheat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(wheat)])
    assert main(["remove", str(wheat)]) == 0
    assert "小麦" in capsys.readouterr().out


def test_one_document_under_two_names_is_removed_once(wheat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = wheat.with_name("副本.txt")
    copy.write_bytes(wheat.read_bytes())
    main(["add", str(wheat), str(copy)])
    assert main(["remove", str(wheat), str(copy)]) == 0
    assert capsys.readouterr().out.count("已移除") == 1


def test_a_folder_is_added_whole_and_each_failure_is_one_line(
    wheat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空.txt").touch()
    (tmp_path / "图片.png").write_bytes(b"\x89PNG\r\n")
    assert main(["add", str(tmp_path)]) == 1
    output = capsys.readouterr()
    assert "小麦" in output.out
    assert output.err.count("\n") == 1
    assert "空.txt" in output.err
    assert "图片" not in output.err


def test_a_folder_without_a_readable_file_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空文件夹").mkdir()
    assert main(["add", str(tmp_path / "空文件夹")]) == 1
    assert (
        capsys.readouterr().err
        == "错误：文件夹里没有能加入的文件，目前能读的是 .docx、.htm、.html、.markdown、.md、.pdf、.txt、.xhtml\n"
    )


def test_removing_an_unknown_document_removes_nothing(wheat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(wheat)])
    document_id = capsys.readouterr().out.split()[0]
    assert main(["remove", document_id, "missing.txt"]) == 1
    assert "没有编号或路径为 missing.txt 的文档" in capsys.readouterr().err
    main(["list"])
    assert document_id in capsys.readouterr().out


def test_the_same_file_again_is_said_to_be_there(wheat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(wheat)])
    assert main(["add", str(wheat)]) == 0
    assert "已在资料库中" in capsys.readouterr().out


def test_a_home_that_is_a_file_is_one_clear_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.touch()
    assert main(["list"]) == 1
    assert capsys.readouterr().err == f"错误：资料库的位置 {home} 不是文件夹，请换一个位置\n"


def test_how_many_to_search_must_be_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["search", "小麦", "-k", "0"])
    assert "需要大于零的整数" in capsys.readouterr().err


def test_many_files_end_in_a_summary(wheat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "文件夹" / "子文件夹"
    folder.mkdir(parents=True)
    wheat.rename(folder / "小麦.txt")
    (folder / "大桥.md").write_text("# 大桥\n\n全长3240米。\n", encoding="utf-8")
    (folder / ".隐藏.txt").write_text("看不见。", encoding="utf-8")
    assert main(["add", str(tmp_path / "文件夹")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "加入 2 份"
    (folder / "大桥.md").write_text("# 大桥\n\n全长3250米。\n", encoding="utf-8")
    (folder / "空.txt").touch()
    assert main(["add", str(tmp_path / "文件夹")]) == 1
    output = capsys.readouterr()
    assert "大桥（内容已更新）" in output.out
    assert output.out.splitlines()[-1] == "更新 1 份，未变 1 份，失败 1 份"
    assert output.err.count("\n") == 1


def test_a_search_is_limited_by_path_and_day(wheat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(wheat)])
    capsys.readouterr()
    assert main(["search", "协同发展", "--in", str(wheat)]) == 0
    assert "小麦" in capsys.readouterr().out.splitlines()[0]
    assert main(["search", "协同发展", "--until", "2020-01-01"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["search", "协同发展", "--in", "没有.txt"]) == 1
    with pytest.raises(SystemExit):
        main(["search", "协同发展", "--since", "昨天"])
    assert "日期要写成" in capsys.readouterr().err


def test_a_hit_in_a_pdf_names_its_pages(capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(Path(__file__).parent / "formats" / "files" / "chromium.pdf")])
    main(["search", "合同文本 修改意见", "-k", "1"])
    assert "滨河县水利年报 · 二、资金安排 · 第1–2页" in capsys.readouterr().out
