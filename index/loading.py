"""A file -> Document: checks the file, recognises its encoding, cleans what no reader can see.

Mending broken paragraphs belongs to `paragraphs`, headings and the masthead to `sections`. Reads plain text and
Markdown.
"""

import hashlib
import re
import stat
import unicodedata
from pathlib import Path

from index.encodings import decode
from index.paragraphs import join_paragraphs
from index.sections import Document, build_document

MAX_FILE_BYTES = 50 * 1024 * 1024

SUFFIXES = frozenset({"", ".txt", ".md"})
# A name like 2023.5.13沧州晚报 has no suffix, though pathlib finds one.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
_MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "压缩包或 Office 文档",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "旧版 Office 文档",
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
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0]")
# Format characters (Cf: zero-width, bidirectional, tags, BOM) control characters but the newline, and halves of surrogate pairs, which nothing can store.
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cc", "Cs"})
# A text may hold a few that a copy brought along; more speak of a binary file.
_MAX_STRAY_CONTROLS = 3
_MAX_CONTROL_SHARE = 0.005


class LoadingError(ValueError):
    """A file cannot become a document; the message is one line in Chinese: which file, what is wrong, what to do."""


def load(path: str | Path) -> Document:
    """Read a text or Markdown file as a Document.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-8, GB18030 and Big5 without one. Every kind of newline
    becomes "\\n"; control, zero-width and bidirectional control characters go. `id` is the first 16 digits of the
    file's SHA-256, `path` is the path given, made absolute.

    Raises LoadingError: not there, not a file, unreadable, over 50 MB, no text in it, not text, or not decodable.
    """
    file = Path(path)
    name = _shown(file)
    suffix = file.suffix.lower() if _SUFFIX.fullmatch(file.suffix) else ""
    data = _read(file, name)
    if suffix not in SUFFIXES:
        raise LoadingError(f"{name}：暂不支持 {suffix} 文件，请另存为 .txt 或 .md 再添加")
    text = visible_text(_decoded(data, name))
    if not text.strip():
        raise LoadingError(f"{name}：文件里没有文字，请换一个有内容的文件")
    digest = hashlib.sha256(data).hexdigest()
    return build_document(
        join_paragraphs(text),
        id=digest[:16],
        path=str(file.absolute()),
        sha256=digest,
        name=file.name[: -len(suffix)] if suffix else file.name,
        markdown=suffix == ".md",
    )


def visible_text(text: str) -> str:
    """Text with "\\n" as its only newline, tabs as spaces, and no character that shows nothing.

    "甲\\r\\n\\u200b乙\\t丙" -> "甲\\n乙 丙".
    """
    text = _SPACES.sub(" ", _NEWLINES.sub("\n", text))
    unseen = {c for c in set(text) if unicodedata.category(c) in _INVISIBLE_CATEGORIES and c != "\n"}
    return text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text


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


def _decoded(data: bytes, name: str) -> str:
    if not data:
        raise LoadingError(f"{name}：文件是空的，请换一个有内容的文件")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise LoadingError(f"{name}：内容是{kind}，不是文本，请另存为 .txt 或 .md 再添加")
    text = decode(data)
    if text is None:
        raise LoadingError(f"{name}：认不出文字编码，请另存为 UTF-8 再添加")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\x0b\x0c\r")
    if "\x00" in text or controls > max(_MAX_STRAY_CONTROLS, _MAX_CONTROL_SHARE * len(text)):
        raise LoadingError(f"{name}：内容像是二进制文件，不是文本，请换一个文本文件")
    return text


def _shown(file: Path) -> str:
    """The path on one line, whatever its characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in str(file))
