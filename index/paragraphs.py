"""Lines -> paragraphs: joins what the layout of a page broke, and keeps apart what it set apart.

A page breaks paragraphs in two ways. It cuts every line at its width: `layout` finds the width, and a line that was
full goes on in the next. And it parts a paragraph anywhere, at the foot of a column or round a photograph: `seams`
tells whether the halves belong together, and the caption between them moves behind the whole. Headings, lines of the
masthead, list items and table rows stay alone; what a line is belongs to `lines`.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from index.layout import Layout, Line, measure_layout, read_lines
from index.lines import is_caption, is_closed, is_fact, is_itemised, is_numbered
from index.seams import MAX_HEADING_CHARS, are_numbers, fit, goes_on, learn_trigrams

_MAX_ASIDES = 3
_MAX_ASIDE_CHARS = 60
_BEYOND_MARGIN = 2.0  # nats by which the block after a short one must fit better to be the rest
_CLAUSE_END = re.compile("[，。]")
# A space beside a full-width mark is the layout's. Each alternative begins where a run of spaces does: linear.
_WIDE_MARK = "[，。、；：！？（）《》「」『』【】]"
_CELL_GAP = re.compile("\\S[ \u3000\t]*+(?<=[\u3000\t])(?=\\S)")
_TAB = re.compile("(?<=\\S)\t+(?=\\S)")
_FIGURE = re.compile(r"\s*[-+]?\d+(?:\.\d+)?%?\s*")
_LAYOUT_SPACE = re.compile(rf"(?<={_WIDE_MARK})[ \u3000]++|(?<![ \u3000])[ \u3000]++(?={_WIDE_MARK})")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one paragraph as far as the width tells; `alone` forbids joining it further."""

    text: str
    indented: bool
    alone: bool
    joined: bool


def join_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text whose newlines are "\\n"; none is empty and none holds a newline.

    "省司法厅实现优\\n\\n化营商环境。" -> ["省司法厅实现优化营商环境。"]. No visible character is lost, and only a
    caption changes its place.
    """
    lines = read_lines(text)
    layout = measure_layout(lines)
    return _mended(_unwrapped(lines, layout), layout)


def _unwrapped(lines: Sequence[Line], layout: Layout) -> list[_Block]:
    """Join the lines that were cut at the layout's width."""
    blocks: list[_Block] = []
    parts: list[str] = []
    for n, line in enumerate(lines):
        parts.append(line.text)
        following = lines[n + 1] if n + 1 < len(lines) else None
        if following is not None and layout.width and _was_cut(lines, n, layout):
            parts.append(_space_between(line, following, layout))
            continue
        first = lines[n - len(parts) // 2]
        is_row = _is_row(lines, n)
        whole = "".join(parts) if is_row else _LAYOUT_SPACE.sub("", "".join(parts))
        alone = is_row or is_itemised(whole) or is_fact(whole)
        blocks.append(_Block(whole, first.is_indented, alone, len(parts) > 1 and len(whole) > MAX_HEADING_CHARS))
        parts = []
    return blocks


def _was_cut(lines: Sequence[Line], n: int, layout: Layout) -> bool:
    """Does line n go on in the next because the width cut it?"""
    line, following = lines[n], lines[n + 1]
    if following.gap != layout.gap or is_itemised(line.text) or is_itemised(following.text):
        return False
    if _is_row(lines, n) or _is_row(lines, n + 1) or are_numbers(line.text, following.text):
        return False
    if layout.indented and following.is_indented:
        return False
    if not layout.is_full(line, following):
        return False
    if not is_closed(line.text):
        return True
    if is_numbered(following.text):
        return False
    if layout.separated:
        return True
    # A full line that ends a sentence: the next is a heading if it is short, open, and followed by something new.
    after = lines[n + 2] if n + 2 < len(lines) else None
    heading = after is not None and not is_closed(following.text) and not layout.is_full(following, after)
    return not heading


def _is_row(lines: Sequence[Line], n: int) -> bool:
    """Is line n cells that full-width spaces, tabs or the commas of a CSV file part, as many as in the line before or behind it?"""
    near = [line.text for line in lines[max(n - 1, 0) : n + 2]]
    own = near.pop(min(n, 1))
    for gaps, least in ((_CELL_GAP.findall, 2), (_TAB.findall, 1)):
        if (number := len(gaps(own))) >= least and number in (len(gaps(text)) for text in near):
            return True
    values = own.split(",")
    return len(values) > 1 and any(
        len(values) == len(others) and (_has_figure(values) or _has_figure(others))
        for others in (text.split(",") for text in near)
    )


def _has_figure(values: Sequence[str]) -> bool:
    """Whether a value is a number and nothing else, as in rows of a table, and none a sentence."""
    return any(map(_FIGURE.fullmatch, values)) and not any(map(_CLAUSE_END.search, values))


def _space_between(line: Line, following: Line, layout: Layout) -> str:
    """A space where a word-wrap parted two Latin words; nothing between Chinese or in lines cut at exact widths."""
    left, right = line.text[-1], following.text[0]
    latin = left.isascii() and right.isascii() and (left.isalnum() or left in ",.;:!?)") and right.isalnum()
    return " " if latin and (line.trail or not layout.exact) else ""


def _mended(blocks: Sequence[_Block], layout: Layout) -> list[str]:
    """Join what columns and captions parted."""
    trigrams = learn_trigrams(block.text for block in blocks)
    paragraphs: list[str] = []
    front = True
    n = 0
    while n < len(blocks):
        parts, asides, prose = [blocks[n].text], [], blocks[n].joined
        last = n
        while (rest := _rest_of(blocks, last, trigrams, layout, prose=prose, front=front)) is not None:
            asides += [block.text for block in blocks[last + 1 : rest]]
            if _latin(parts[-1][-1], blocks[rest].text[0]):
                parts.append(" ")
            parts.append(blocks[rest].text)
            last, prose = rest, True
        whole = "".join(parts)
        paragraphs += [whole, *asides]
        front = front and not (is_closed(whole) and len(whole) > MAX_HEADING_CHARS)
        n = last + 1
    return paragraphs


def _rest_of(
    blocks: Sequence[_Block], n: int, trigrams: AbstractSet[str], layout: Layout, *, prose: bool, front: bool
) -> int | None:
    """The index of the block in which block n goes on; captions and page numbers may stand between."""
    left = blocks[n]
    if left.alone or is_caption(left.text):
        return None
    rest = _after_asides(blocks, n + 1)
    if rest is None:
        return None
    cut = (prose or _CLAUSE_END.search(left.text) is not None) and not is_closed(left.text)
    if cut and len(blocks[rest].text) <= _MAX_ASIDE_CHARS:
        # Cut before something short: an aside that does not say so, if what follows it fits better.
        beyond = _after_asides(blocks, rest + 1)
        if beyond is not None and fit(left.text, blocks[beyond].text, trigrams) >= _BEYOND_MARGIN + fit(
            left.text, blocks[rest].text, trigrams
        ):
            rest = beyond
    right = blocks[rest]
    if right.alone or (layout.indented and right.indented):
        return None
    return rest if goes_on(left.text, right.text, trigrams, prose=prose, front=front) else None


def _after_asides(blocks: Sequence[_Block], n: int) -> int | None:
    """The index of the first block from n on that is no caption, page number or other aside; a few may be skipped."""
    for index in range(n, min(n + _MAX_ASIDES + 1, len(blocks))):
        if not (is_caption(blocks[index].text) or is_fact(blocks[index].text)):
            return index
    return None


def _latin(left: str, right: str) -> bool:
    return left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
