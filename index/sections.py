"""Paragraphs -> Document: the title, the headed sections, the facts of the masthead.

Reading files and mending broken paragraphs belong to `loading` and `paragraphs`, what a single line is to `lines`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.formats.parts import PAGE_BREAK
from index.lines import (
    counts_on,
    is_caption,
    is_closed,
    is_date,
    is_fact,
    is_itemised,
    is_numbered,
    is_reference,
    is_row,
    is_signatory,
    is_source,
)

# Titles of sections that have none of their own; 导语 and 正文 are the others.
MASTHEAD, SOURCE, SIGNATURE = "报头", "来源", "署名"
_MAX_HEADING_CHARS = 30
_MAX_TITLE_CHARS = 80
# A title stands with every passage: what a file marks as one and is longer than this is text.
_MAX_MARKED_CHARS = 120
_MAX_SIGNATURE_LINES = 4
_MIN_TITLE_CHARS = 5  # 要闻 and 头版 stand above a title
_MAX_LABEL_CHARS = 2
_MIN_PROSE_CHARS = 60
_CHAPTER = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}[章节篇部编回]")
_MARKS = re.compile(r"#{1,6} +(?=\S)")
_FENCE = re.compile(r"(?:```|~~~)(?!.*```)")
_CLOSING_MARKS = re.compile(r"(?:\s+#+)?\s*$")  # C# ends with none
# Headings that stand between the title and the text, where another short line is a subtitle or a name.
_OPENING_HEADINGS = frozenset(
    (
        "引言",
        "前言",
        "摘要",
        "内容摘要",
        "内容提要",
        "导语",
        "概述",
        "背景",
        "简介",
        "绪论",
        "序",
        "序言",
        "总则",
        "目的",
    )
)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled block of a document: `document.text[start:end]`, half-open, in code points.

    The title may be one that the text does not hold (导语, 报头), so it is never part of a quote.
    """

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a user added. `text` is what people see and what every offset points into.

    pages: where each page begins in the text, from the first; () for a format without pages.
    unread_pages: the pages, from 1, whose text could not be read and is missing here, as of scans.
    """

    id: str
    title: str
    path: str
    sha256: str
    text: str
    sections: tuple[Section, ...]
    pages: tuple[int, ...] = ()
    unread_pages: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, on which the character at this offset stands; None for a format without pages."""
        return bisect_right(self.pages, offset) if self.pages else None


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a section starts: the index of its first paragraph, and its title."""

    paragraph: int
    title: str


def build_document(
    paragraphs: Sequence[str],
    *,
    id: str,
    path: str,
    sha256: str,
    name: str,
    markdown: bool = False,
    title: str = "",
    headings: Sequence[int] = (),
) -> Document:
    """The document whose text is the paragraphs, a line each.

    Its sections follow one another and cover the text: 报头, the lines before the text (title, date, editors); 导语,
    the text before the first heading, or 正文 where there are none; a section from each heading to the next; 来源, the
    lines after the text that say where it comes from. name is the title of a document that has none. In Markdown the
    marks before headings go, and everything else stays as it is. title and headings (indexes of paragraphs) are what
    the file itself marks; numbered headings among them are found all the same. A PAGE_BREAK begins a page.

    Raises ValueError when there is no paragraph.
    """
    if not paragraphs:
        raise ValueError("a document needs at least one paragraph")
    lines, pages = _without_page_breaks(paragraphs)
    headings = list(headings)
    if markdown:
        lines, headings = _without_marks(lines)
    plain = not headings
    if plain:
        headings = [n for n in range(len(lines)) if _is_heading(lines, n)]
    elif not markdown:
        numbered = {n for n in range(len(lines)) if is_numbered(lines[n]) and _is_heading(lines, n)}
        headings = sorted(numbered.union(headings))
    headings = [n for n in headings if len(lines[n]) <= _MAX_MARKED_CHARS]
    first = _first_of_text(lines, headings, plain=plain)
    last = _after_text(lines, first)
    headings = [n for n in headings if first <= n < last]
    starts = _starts(lines, first, last, headings)
    return Document(
        id=id,
        title=title[:_MAX_MARKED_CHARS]
        or (lines[headings[0]] if not plain and headings[:1] == [0] else _title(lines[:first]) or name),
        path=path,
        sha256=sha256,
        text="\n".join(lines),
        sections=_sections(lines, starts),
        pages=pages,
    )


def _without_page_breaks(paragraphs: Sequence[str]) -> tuple[list[str], tuple[int, ...]]:
    """The paragraphs without page breaks, and where each page begins in their text."""
    pages: list[int] = []
    offset = 0
    for paragraph in paragraphs:
        *before, last = paragraph.split(PAGE_BREAK)
        for part in before:
            offset += len(part)
            pages.append(offset)
        offset += len(last) + 1
    lines = [paragraph.replace(PAGE_BREAK, "") for paragraph in paragraphs]
    return lines, tuple(pages)


def _without_marks(paragraphs: Sequence[str]) -> tuple[list[str], list[int]]:
    """Markdown without the # before headings, and where the headings are; code keeps its #."""
    lines, headings, in_code = [], [], False
    for n, paragraph in enumerate(paragraphs):
        if _FENCE.match(paragraph):
            in_code = not in_code
        mark = None if in_code else _MARKS.match(paragraph)
        if mark:
            headings.append(n)
        lines.append(_CLOSING_MARKS.sub("", paragraph[mark.end() :]) or paragraph if mark else paragraph)
    return lines, headings


def _is_prose(text: str) -> bool:
    """Is it text, by its length or its end? A short line may end in ！ or ？ and be a title."""
    if len(text) < _MAX_HEADING_CHARS and text[-1] in "！？!?":
        return False
    return len(text) >= _MIN_PROSE_CHARS or (is_closed(text) and not is_fact(text))


def _is_heading(lines: Sequence[str], n: int) -> bool:
    """Is paragraph n a heading: short, open at its end, and text or a smaller heading after it?"""
    text = lines[n]
    if n + 1 == len(lines) or len(text) > _MAX_HEADING_CHARS or text[-1] in "。；;，,":
        return False
    if is_itemised(text) or is_fact(text) or is_caption(text) or is_source(text) or is_row(text):
        return False
    following = lines[n + 1]
    if _CHAPTER.match(text):
        return True
    if is_numbered(text):
        # Two numbers of a kind in a row are a list.
        if n and counts_on(lines[n - 1], text) and not is_closed(lines[n - 1]):
            return False
        return _is_prose(following) or not is_numbered(following) or _depth(following) > _depth(text)
    return not is_closed(text) and _is_prose(following) and not is_caption(following)


def _depth(text: str) -> int:
    """How deep a numbered heading stands: 一、 then （一） then 1."""
    return 2 if text[0].isdigit() else 1 if text[0] in "（(" else 0


def _first_of_text(lines: Sequence[str], headings: Sequence[int], *, plain: bool) -> int:
    """The index of the first paragraph after the masthead: text, or the heading that it opens with."""
    first = next((n for n, line in enumerate(lines) if _is_prose(line)), len(lines))
    if not plain:
        return min([first, *headings])
    before = [n for n in headings if n < first and (is_numbered(lines[n]) or lines[n] in _OPENING_HEADINGS)]
    return min([first, *before])


def _after_text(lines: Sequence[str], first: int) -> int:
    """The index after the last paragraph of the text: of the source and the editors that close the document."""
    last = len(lines)
    while last - 1 > first and (is_source(lines[last - 1]) or is_fact(lines[last - 1])):
        last -= 1
    if last < len(lines) and is_date(lines[last]):
        # A notice ends in who gives it, and when.
        while last - 1 > first and len(lines) - last < _MAX_SIGNATURE_LINES and is_signatory(lines[last - 1]):
            last -= 1
    return last


def _starts(lines: Sequence[str], first: int, last: int, headings: Sequence[int]) -> list[_Start]:
    starts = [_Start(0, MASTHEAD)] if first else []
    if first < last and first not in headings:
        starts.append(_Start(first, "导语" if headings else "正文"))
    starts += [_Start(n, lines[n]) for n in headings]
    if last < len(lines) and last > 0:
        starts.append(_Start(last, SOURCE if any(map(is_source, lines[last:])) else SIGNATURE))
    return starts


def _sections(lines: Sequence[str], starts: Sequence[_Start]) -> tuple[Section, ...]:
    """The sections that start there; each ends where the next starts, with its last newline."""
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    ends = [offsets[start.paragraph] for start in starts[1:]] + [offsets[-1] - 1]
    return tuple(Section(start.title, offsets[start.paragraph], end) for start, end in zip(starts, ends, strict=True))


def _title(masthead: Sequence[str]) -> str | None:
    """The first line of the masthead that is no fact, rather one of some length, as 供货合同 is above its number."""
    others = [line for line in masthead if not any(test(line) for test in (is_fact, is_source, is_itemised, is_row))]
    candidates = [line for line in others if len(line) <= _MAX_TITLE_CHARS]
    named = [line for line in candidates if not is_reference(line)]
    likely = [
        *(line for line in named if len(line) >= _MIN_TITLE_CHARS),
        *(line for line in named if len(line) > _MAX_LABEL_CHARS),
        *(line for line in candidates if len(line) >= _MIN_TITLE_CHARS),
        *candidates,
    ]
    return likely[0] if likely else None
