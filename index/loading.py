"""A file -> Document: checks the file, and hands its bytes to the reader of its format.

The formats are in `formats`, one a file; headings and the masthead belong to `sections`.
"""

import hashlib
import logging
import os
import re
import stat
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from index.formats.ocr import is_installed
from index.formats.parts import PAGE_BREAK, Content, UnreadableError
from index.formats.text import read_text, visible_text
from index.sections import Document, build_document

__all__ = ["SUFFIXES", "LoadingError", "document_id", "load", "notices_of", "read_file", "visible_text"]

MAX_FILE_BYTES = 50 * 1024 * 1024

_MARKDOWN = frozenset({".md", ".markdown"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
SUFFIXES = frozenset({"", ".txt", ".pdf", ".docx", *_MARKDOWN, *_HTML})
# A name like 2023.5.13沧州晚报 has no suffix, though pathlib finds one.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
_PDF, _PACKED, _OLD_OFFICE = "PDF", "压缩包或 Office 文档", "旧版 Office 文档"
_MAGIC = {
    b"%PDF-": _PDF,
    b"PK\x03\x04": _PACKED,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OLD_OFFICE,
    b"\x89PNG\r\n": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"\x1f\x8b": "压缩包",
    b"Rar!\x1a": "压缩包",
    b"7z\xbc\xaf\x27\x1c": "压缩包",
    b"{\\rtf": "RTF 文档",
    b"\x7fELF": "程序",
    b"SQLite format 3\x00": "数据库",
}
_CONTENT_OF = {".pdf": _PDF, ".docx": _PACKED}
_SAVE_AS = {".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".odt": ".docx", ".mht": ".html", ".mhtml": ".html"}
_log = logging.getLogger(__name__)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the part that holds an Office document with a password


class LoadingError(ValueError):
    """A file cannot become a document; the message is one line in Chinese: which file, what is wrong, what to do."""


def load(path: str | Path) -> Document:
    """Read a file as a Document: text, Markdown, HTML, Word's .docx or PDF, by its suffix.

    `id` is the first 16 digits of the file's SHA-256, `path` is the path given, made absolute. Every kind of newline
    becomes "\\n"; control, zero-width and bidirectional control characters go.

    Raises LoadingError: not there, not a file, unreadable, over 50 MB, no text in it, encrypted, damaged, or not what
    its suffix says.
    """
    return document_of(Path(path), read_file(path))


def notices_of(document: Document) -> tuple[str, ...]:
    """What its user should know of a document that was read in part, in Chinese, a line each; () where all was read."""
    if not document.unread_pages:
        return ()
    return (
        f"第{_ranges(document.unread_pages)}页没有或只有很少能读的文字，可能是扫描件，图里的内容查不到；"
        "请运行 pip install 'wenju[ocr]'，再把这个文件添加一次",
    )


def has_more_to_read(document: Document) -> bool:
    """Would reading the document's file again give text that is missing: is recognition installed meanwhile?"""
    return bool(document.unread_pages) and is_installed()


def read_file(path: str | Path) -> bytes:
    """The bytes of a file that may become a document. Raises LoadingError where they cannot be had."""
    file = Path(path)
    return _read(file, _shown(file))


def stored_path(file: str | Path) -> str:
    """What a file is called in the library: absolute, and without 甲/../."""
    return os.path.abspath(file)


def document_id(data: bytes) -> str:
    """What a file of these bytes is called in the library."""
    return hashlib.sha256(data).hexdigest()[:16]


def suffix_of(file: Path) -> str:
    """The suffix in small letters; "" where there is none, as in 2023.5.13沧州晚报."""
    return file.suffix.lower() if _SUFFIX.fullmatch(file.suffix) else ""


def document_of(file: Path, data: bytes) -> Document:
    """The document that a file's bytes make. Raises LoadingError as `load` does."""
    suffix = suffix_of(file)
    try:
        _check_kind(data, suffix)
        content = _cleaned(_reader(suffix)(data))
        if not content.paragraphs:
            raise UnreadableError("文件里没有文字，请换一个有内容的文件")
    except UnreadableError as error:
        raise LoadingError(f"{_shown(file)}：{error}") from error
    except Exception as error:
        # A file may be broken in more ways than its format's library has errors for; the files after it are not.
        _log.warning("%s could not be read", file, exc_info=True)
        raise LoadingError(f"{_shown(file)}：文件已损坏，或有读不了的内容，请用原来的程序打开后另存再添加") from error
    document = build_document(
        content.paragraphs,
        id=document_id(data),
        path=stored_path(file),
        sha256=hashlib.sha256(data).hexdigest(),
        name=file.name[: -len(suffix)] if suffix else file.name,
        markdown=content.markdown,
        title=content.title,
        headings=content.headings,
    )
    return replace(document, unread_pages=content.unread_pages)


def _check_kind(data: bytes, suffix: str) -> None:
    """Raises UnreadableError unless the suffix is one that is read, and the content is what it says."""
    if suffix not in SUFFIXES:
        kind = _SAVE_AS.get(suffix, ".txt、.docx 或 .pdf")
        raise UnreadableError(f"暂不支持 {suffix} 文件，请另存为 {kind} 再添加")
    if not data:
        raise UnreadableError("文件是空的，请换一个有内容的文件")
    found = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "文本")
    if found == "文本" and b"%PDF-" in data[:1024]:
        found = _PDF  # some programs write a few bytes before
    expected = _CONTENT_OF.get(suffix, "文本")
    if found == expected:
        return
    if found == _OLD_OFFICE and _ENCRYPTED in data:
        raise UnreadableError("文档有打开密码，请用密码打开，取消密码后另存再添加")
    if found == _OLD_OFFICE:
        raise UnreadableError("内容是旧版 Office 文档（.doc），请用 Word 或 WPS 另存为 .docx 再添加")
    hint = "请把扩展名改为 .pdf 再添加" if found == _PDF else "请换一个文件，或另存为 .txt、.docx 或 .pdf 再添加"
    raise UnreadableError(f"内容是{found}，不是{suffix or '文本'}{' 文件' if suffix else ''}，{hint}")


def _reader(suffix: str) -> Callable[[bytes], Content]:
    """What reads a format; imported only where a file of it comes."""
    if suffix == ".pdf":
        from index.formats.pdf import read_pdf

        return read_pdf
    if suffix == ".docx":
        from index.formats.docx import read_docx

        return read_docx
    if suffix in _HTML:
        from index.formats.html import read_html

        return read_html
    return lambda data: read_text(data, markdown=suffix in _MARKDOWN)


def _cleaned(content: Content) -> Content:
    """The content with only what a reader can see, a line a paragraph, and none empty."""
    lines = [
        PAGE_BREAK.join(visible_text(part).replace("\n", " ") for part in paragraph.split(PAGE_BREAK))
        for paragraph in content.paragraphs
    ]
    kept = [n for n, line in enumerate(lines) if line.strip()]
    for before, n in zip([-1, *kept], kept, strict=False):
        # A page may begin with a line that shows nothing.
        lines[n] = PAGE_BREAK * "".join(lines[before + 1 : n]).count(PAGE_BREAK) + lines[n]
    place = {old: new for new, old in enumerate(kept)}
    return replace(
        content,
        paragraphs=tuple(lines[n] for n in kept),
        headings=tuple(place[n] for n in content.headings if n in place),
        title=visible_text(content.title).strip(),
    )


def _read(file: Path, name: str) -> bytes:
    if "\0" in str(file) or any("\ud800" <= c <= "\udfff" for c in str(file)):
        raise LoadingError(f"{name}：文件名里有无法识别的字符，请改名后再试")
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise LoadingError(f"{name}：这是文件夹，请选择其中的文件")
        if not stat.S_ISREG(status.st_mode):
            raise LoadingError(f"{name}：这不是普通文件，请选择文本文件")
        if status.st_size > MAX_FILE_BYTES:
            raise LoadingError(
                f"{name}：文件有 {status.st_size / 2**20:.1f} MB，超过上限 {MAX_FILE_BYTES // 2**20} MB，请拆分后再添加"
            )
        return file.read_bytes()
    except FileNotFoundError:
        raise LoadingError(f"{name}：找不到这个文件，请检查路径") from None
    except PermissionError:
        raise LoadingError(f"{name}：没有读取权限，请修改文件权限后再试") from None
    except OSError as error:
        raise LoadingError(f"{name}：读取失败（{error.strerror}），请检查文件和磁盘") from error


def _ranges(numbers: Sequence[int]) -> str:
    """(3, 7, 8, 9) -> "3、7–9"."""
    starts = [n for n in numbers if n - 1 not in numbers]
    ends = [n for n in numbers if n + 1 not in numbers]
    return "、".join(f"{a}" if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))


def _shown(file: Path) -> str:
    """The path on one line, whatever its characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in str(file))
