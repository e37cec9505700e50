"""A PDF with a scanned page: what is said of it, and what comes of it once recognition is installed."""

import importlib.machinery
import io
import sys
import types
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from index.__main__ import main
from index.formats import ocr
from index.library import Library

FILES = Path(__file__).parent / "formats" / "files"
WORDS = "乙村水渠长九百公里。"


class _Found:
    """What the stand-in for rapidocr finds on any page: one line."""

    boxes = np.array([[[40.0, 40.0], [240.0, 40.0], [240.0, 60.0], [40.0, 60.0]]])
    txts = (WORDS,)
    scores = (0.99,)


@pytest.fixture
def scan_in_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printed report of two pages with a scanned third. No recognition is installed."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pypdfium2.PdfDocument(FILES / "chromium.pdf") as printed, pypdfium2.PdfDocument.new() as whole:
        scan = io.BytesIO()
        printed[0].render(scale=1).to_pil().save(scan, "pdf", resolution=72)
        whole.import_pages(printed)
        with pypdfium2.PdfDocument(scan) as scanned:
            whole.import_pages(scanned)
        path = tmp_path / "报告.pdf"
        whole.save(path)
    return path


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def put_in_place() -> None:
        module = types.ModuleType("rapidocr")
        module.__spec__ = importlib.machinery.ModuleSpec("rapidocr", None)
        module.RapidOCR = lambda **options: lambda image: _Found()  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "rapidocr", module)
        monkeypatch.setattr(ocr, "_engine", ocr._engine.__wrapped__)  # an engine for this test alone

    return put_in_place


def test_adding_says_which_pages_were_not_read(
    scan_in_report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENJU_HOME", str(tmp_path / "资料库"))
    for _ in range(2):  # also of a document that is there already
        assert main(["add", str(scan_in_report)]) == 0
        (notice,) = capsys.readouterr().err.splitlines()
        assert notice.startswith(f"注意：{scan_in_report}：第3页没有或只有很少能读的文字，可能是扫描件")
        assert "pip install 'wenju[ocr]'" in notice


def test_the_same_file_is_read_again_once_recognition_is_installed(
    scan_in_report: Path, tmp_path: Path, install: Callable[[], None]
) -> None:
    library = Library(tmp_path / "资料库")
    first = library.add(scan_in_report)
    assert first.notices
    assert not library.add(scan_in_report).new
    install()
    again = library.add(scan_in_report)
    assert (again.new, again.changed, again.notices) == (True, True, ())
    assert again.document.id == first.document.id
    assert WORDS in library.search("乙村水渠")[0].passage.text
    assert again.document.page_at(again.document.text.index(WORDS)) == 3
    assert not library.add(scan_in_report).new
    assert len(library.documents()) == 1
    library.close()


def test_a_copy_is_read_again_too_and_both_paths_and_the_metadata_stay(
    scan_in_report: Path, tmp_path: Path, install: Callable[[], None]
) -> None:
    library = Library(tmp_path / "资料库")
    document = library.add(scan_in_report, metadata={"部门": "水务"}).document
    copy = scan_in_report.with_name("副本.pdf")
    copy.write_bytes(scan_in_report.read_bytes())
    install()
    assert library.add(copy).changed
    assert library.document_at(copy) == library.document_at(scan_in_report) == document.id
    assert library.metadata(document.id) == {"部门": "水务"}
    library.close()
