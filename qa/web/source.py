"""Document and Citation -> the HTML of the source pane: the whole document, the quote marked in it.

Pure functions. But for the headings that are added, the pane holds the document's text character for character,
so that what a reader sees is what the offsets point into. Answers belong to `chat`; scrolling to `page.js`.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import PurePath

from index.sections import Document
from qa.answers import Citation
from qa.spans import Range
from qa.web.chat import written_ranges
from qa.web.words import both

_PARAGRAPH = re.compile(r"[^\n]+")
_NOT_COMPARED = re.compile(r"[\s#]+")

# An element's opening tag, its closing tag, and the range of the text that it encloses.
_Layer = tuple[str, str, int, int]


def citation_at(document: Document, start: int, end: int) -> Citation:
    """The citation of `document.text[start:end]`.

    Raises ValueError for a range that is empty or reaches outside the text.
    """
    if not 0 <= start < end <= len(document.text):
        raise ValueError(f"原文共 {len(document.text)} 字，没有 {start} 到 {end} 这一段。")
    section = next((part.title for part in document.sections if part.start <= start < part.end), "")
    return Citation(document.id, document.title, section, start, end, document.text[start:end])


def source_html(document: Document, citation: Citation | None = None, words: Sequence[Range] = ()) -> str:
    """The document as HTML: sections as headings, the quote in `<mark>`, exact words in `<strong>` inside it.

    Above it stands its outline, where it has more than one titled section. A heading that the text itself holds is shown in its place; one that it does not hold (导语) is added
    before its section as `<h3 class="added">`. Without those, `.text` holds exactly `document.text`.
    """
    text = document.text
    layers = _layers(citation, words)
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    held, added = _headings(document, paragraphs)

    pieces: list[str] = []
    done = 0
    for start, end in paragraphs:
        pieces.append(_wrapped(text, done, start, layers))
        if start in added:
            pieces.append(f'<h3 class="added" data-heading="{start}">{escaped(added[start])}</h3>')
        shown = _wrapped(text, start, end, layers)
        if text[start:end] == document.title:
            pieces.append(f'<p class="title">{shown}</p>')
        else:
            pieces.append(f'<h3 data-heading="{start}">{shown}</h3>' if start in held else f"<p>{shown}</p>")
        done = end
    pieces.append(_wrapped(text, done, len(text), layers))

    bold = written_ranges(words)
    place = f' data-start="{citation.start}" data-end="{citation.end}" data-words="{bold}"' if citation else ""
    name = PurePath(document.path).name
    return (
        f'<article class="source" data-document="{escaped(document.id)}"{place}>'
        f'<header><h2>{escaped(document.title)}</h2><span class="file">{escaped(name)}</span>'
        f'<a class="back" href="#chat">{both("back")}</a>{_outline(document, held, added)}</header>'
        f'<div class="text">{"".join(pieces)}</div></article>'
    )


def _outline(document: Document, held: set[int], added: dict[int, str]) -> str:
    """Links to the headings, folded away; nothing where there is one heading or none."""
    ends = {start: document.text.find("\n", start) for start in held}
    titles = added | {start: document.text[start : end if end >= 0 else None] for start, end in ends.items()}
    if len(titles) < 2:
        return ""
    links = "".join(
        f'<li><a class="heading" href="#heading={start}">{escaped(title)}</a></li>'
        for start, title in sorted(titles.items())
    )
    return f'<details class="outline"><summary>{both("outline")}</summary><ol>{links}</ol></details>'


def notice_html(line: str) -> str:
    """One line in place of a document."""
    return f'<p class="source-notice">{escaped(line)}</p>'


def escaped(text: str) -> str:
    """Text as HTML that shows exactly it, in an element or in a quoted attribute.

    >>> escaped('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    # A bare carriage return would come out of an HTML parser as a line feed.
    return html.escape(text).replace("\r", "&#13;")


def _layers(citation: Citation | None, words: Sequence[Range]) -> list[_Layer]:
    """The elements to lay over the text, the outer one first."""
    if citation is None:
        return []
    inside = [(start, end) for start, end in words if citation.start <= start < end <= citation.end]
    layers = [("<strong>", "</strong>", start, end) for start, end in inside]
    return [("<mark>", "</mark>", citation.start, citation.end), *layers]


def _wrapped(text: str, start: int, end: int, layers: list[_Layer]) -> str:
    """`text[start:end]`, escaped, with each layer around the part of its range that lies inside."""
    if start >= end:
        return ""
    if not layers:
        return escaped(text[start:end])
    (opening, closing, low, high), inner = layers[0], layers[1:]
    low, high = max(start, low), min(end, high)
    if low >= high:
        return _wrapped(text, start, end, inner)
    return (
        _wrapped(text, start, low, inner)
        + opening
        + _wrapped(text, low, high, inner)
        + closing
        + _wrapped(text, high, end, inner)
    )


def _headings(document: Document, paragraphs: list[tuple[int, int]]) -> tuple[set[int], dict[int, str]]:
    """Starts of the paragraphs that are headings themselves, and titles to add before a paragraph's start."""
    held: set[int] = set()
    added: dict[int, str] = {}
    starts = [start for start, _ in paragraphs]

    def is_title(place: int, title: str) -> bool:
        if not 0 <= place < len(paragraphs):
            return False
        start, end = paragraphs[place]
        return _NOT_COMPARED.sub("", document.text[start:end]) == _NOT_COMPARED.sub("", title)

    for section in document.sections:
        first = bisect_left(starts, section.start)
        if not section.title or first == len(paragraphs):
            continue
        # A section may begin with its heading, or just below it.
        if is_title(first, section.title):
            held.add(starts[first])
        elif is_title(first - 1, section.title):
            held.add(starts[first - 1])
        else:
            added[starts[first]] = section.title
    return held, added
