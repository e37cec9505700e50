"""Plain text and Markdown -> Content: decoded, cleaned of what no reader can see, broken paragraphs mended.

Mending belongs to `paragraphs`; a Markdown table becomes the lines that `tables` makes of it, and a heading that is underlined
one with a mark before it. A table drawn with characters is for `box_tables`.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.encodings import decode
from index.formats.box_tables import without_boxes
from index.formats.parts import Content, UnreadableError
from index.formats.radicals import common_characters
from index.formats.tables import table_lines
from index.paragraphs import join_paragraphs

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Format characters (Cf: zero-width, bidirectional, tags, BOM) control characters but the newline, and halves of surrogate pairs, which nothing can store.
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cc", "Cs"})
# A text may hold a few that a copy brought along; more speak of a binary file.
_MAX_STRAY_CONTROLS = 3
_MAX_CONTROL_SHARE = 0.005
_FENCE = re.compile(r"\s*(?:```|~~~)(?!.*```)")  # ```x``` on one line is no block
_TABLE_RULE = re.compile(r"\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?")
_UNDERLINE = re.compile(r"(?:={2,}|-{2,})[ \t]*")
_HEADING = re.compile(r"(?![ \t]|#|>|[-*+] |\||=+$|-+$).{1,60}")
_SETTING = re.compile(r"[\w-]+:(?: |$)|[ \t]*-|[ \t]+\S|$")
_CELL_END = re.compile(r"(?<!\\)\|")


def read_text(data: bytes, *, markdown: bool = False) -> Content:
    """Raises UnreadableError: not text, of no known encoding, or without a visible character."""
    text = visible_text(_decoded(data), tabs="\t")  # they part the cells of a row
    title = ""
    if not markdown:
        text = "\n".join(without_boxes(text.split("\n")))
    else:
        title, lines = _without_front_matter(text.split("\n"))
        text = "\n".join(_without_tables(_with_marks(lines)))
    return Content(tuple(join_paragraphs(text)), title=title, markdown=markdown)


def visible_text(text: str, *, tabs: str = " ") -> str:
    """Text with "\\n" as its only newline, tabs as `tabs`, radicals as characters, and nothing that shows nothing.

    "甲\\r\\n\\u200b乙\\t丙⽯" -> "甲\\n乙 丙石".
    """
    text = common_characters(_NEWLINES.sub("\n", text).replace("\t", tabs).replace("\u00a0", " "))
    unseen = {c for c in set(text) if unicodedata.category(c) in _INVISIBLE_CATEGORIES and c not in "\n\t"}
    return text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text


def _decoded(data: bytes) -> str:
    text = decode(data)
    if text is None:
        raise UnreadableError("认不出文字编码，请另存为 UTF-8 再添加")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\x0b\x0c\r")
    if "\x00" in text or controls > max(_MAX_STRAY_CONTROLS, _MAX_CONTROL_SHARE * len(text)):
        raise UnreadableError("内容像是二进制文件，不是文本，请换一个文本文件")
    return text


def _without_front_matter(lines: list[str]) -> tuple[str, list[str]]:
    """The title that the block before a text gives, "" where it gives none; and the lines without the rules around the block."""
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() in ("---", "...")), 0)
    block = lines[1:end]
    if lines[0].rstrip() != "---" or not block or not all(_SETTING.match(line) for line in block):
        return "", lines
    title = next((line.partition(":")[2].strip().strip("\"'") for line in block if line.startswith("title:")), "")
    # A line each, as they stand; the lines of a paragraph would be joined.
    return title, [part for line in block for part in (line, "")] + lines[end + 1 :]


def _with_marks(lines: list[str]) -> list[str]:
    """The lines with "# " before a heading in place of the rule below it."""
    found: list[str] = []
    in_code = False
    for n, line in enumerate(lines):
        in_code ^= _FENCE.match(line) is not None
        rule = _UNDERLINE.fullmatch(line)
        alone = bool(found) and n > 0 and _HEADING.fullmatch(lines[n - 1]) and (n < 2 or not lines[n - 2].strip())
        if rule and alone and not in_code:
            found[-1] = f"{'#' if line.startswith('=') else '##'} {found[-1]}"
        else:
            found.append(line)
    return found


def _without_tables(lines: list[str]) -> Iterator[str]:
    """The lines with each table's rows as sentences of their own; code stays as it is."""
    in_code, n = False, 0
    while n < len(lines):
        in_code ^= _FENCE.match(lines[n]) is not None
        ruled = (
            n + 1 < len(lines)
            and "|" in lines[n]
            and "|" in lines[n + 1]
            and _TABLE_RULE.fullmatch(lines[n + 1].strip())
        )
        if in_code or not ruled:
            yield lines[n]
            n += 1
            continue
        end = next((m for m in range(n + 2, len(lines)) if "|" not in lines[m]), len(lines))
        rows = [_cells(lines[n]), *map(_cells, lines[n + 2 : end])]
        for line in table_lines(rows, n_header_rows=1):
            yield from ("", line)  # apart, so that no layout is seen in them
        yield ""
        n = end


def _cells(line: str) -> list[str]:
    cells = [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(line.strip())]
    # The bars at both ends part nothing; a cell may be empty all the same.
    cells = cells[1:] if len(cells) > 1 and not cells[0] else cells
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells
