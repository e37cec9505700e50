"""Word's .docx -> Content: what a reader of the document sees in its body, in order.

Headings come from styles and outline levels, the title from the style Title. Text in content controls, text boxes and
tracked insertions is read, deletions and the table of contents are not. A note stands below the paragraph that refers to
it. Numbers that Word counts are `numbering`'s.
"""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from index.formats.numbering import Numbering
from index.formats.parts import Content, UnreadableError, one_line
from index.formats.tables import table_lines
from index.lines import is_numbered

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_XML_BYTES = 64 * 1024 * 1024  # of the text itself, all of which is in memory at once
MAX_PARTS = 5_000
_BROKEN = "Word 文档已损坏，请用 Word 或 WPS 打开并另存为新的 .docx 再添加"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Seen only as a change that was taken back, or as the second way to show what stands there already.
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}instrText", f"{_W}rt"})
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Of the symbol fonts, what forms tick; a reader sees these as boxes.
_SYMBOLS = {
    "F052": "☑",
    "F0FE": "☑",
    "F0FD": "☒",
    "F054": "☒",
    "F0A3": "☐",
    "F06F": "☐",
    "F0A8": "☐",
    "F0FC": "✓",
    "F0FB": "✗",
}
_WHITE_SPACE = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BODY_LEVEL = 9
_LEVEL_NAMES = frozenset("123456789")


def read_docx(data: bytes) -> Content:
    """Raises UnreadableError: damaged, too large when unpacked, or no Word document."""
    import docx  # takes a while to import
    from docx.opc.exceptions import PackageNotFoundError

    _check_archive(data)
    try:
        document = docx.Document(BytesIO(data))
        body, styles = document.element.body, _Styles(document.styles.element)
        numbering = Numbering(_numbering_of(document))
        notes = _notes_of(document)
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise UnreadableError(_BROKEN) from error
    paragraphs: list[str] = []
    headings: list[int] = []
    levels: list[int] = []
    titles: list[str] = []
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            paragraphs += [*_table(block), *_referred(block, notes)]
            continue
        style = styles.of(block)
        if style.contents:
            continue
        number = numbering.number(block, style.ids)
        for n, text in enumerate(filter(None, map(one_line, _text(block).split("\n")))):
            if style.level < _BODY_LEVEL and not n:
                headings.append(len(paragraphs))
                levels.append(style.level)
            if style.title and not titles:
                titles.append(text)
            paragraphs.append(text if n else number + text)
        for box in block.iter(f"{_W}txbxContent"):
            # One inside another is read with it.
            if _is_seen(box) and next(box.iterancestors(f"{_W}txbxContent"), None) is None:
                paragraphs += filter(None, (one_line(_text(inner)) for inner in box.iter(f"{_W}p")))
        paragraphs += _referred(block, notes)
    if not titles and _first_stands_alone(levels) and not is_numbered(paragraphs[headings[0]]):
        titles.append(paragraphs[headings[0]])
    return Content(tuple(paragraphs), tuple(headings), titles[0] if titles else "")


def _first_stands_alone(levels: Sequence[int]) -> bool:
    """Is the first heading above all others? Many programs write a title so, LibreOffice among them."""
    return len(levels) > 1 and levels[0] < min(levels[1:])


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError(_BROKEN) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableError("Word 文档解压后过大，可能不是正常的文档；请删去其中的图片，另存后再添加")
    text = next((part for part in parts if part.filename == "word/document.xml"), None)
    if text is None:
        raise UnreadableError("这个压缩包不是 Word 文档，请把其中的文件解压出来再添加")
    if text.file_size > MAX_XML_BYTES:
        raise UnreadableError("Word 文档的正文过大，请拆成几份再添加")


class _Style:
    """What a paragraph's style, its base styles and its own settings make of it."""

    def __init__(self, ids: tuple[str, ...], names: tuple[str, ...], level: int) -> None:
        self.ids = ids
        self.level = level
        self.title = any(name in ("title", "标题") for name in names[:1])
        self.contents = any(name.startswith(("toc ", "目录")) for name in names)


class _Styles:
    def __init__(self, root: _Element) -> None:
        self._styles = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}

    def of(self, paragraph: _Element) -> _Style:
        properties = paragraph.find(f"{_W}pPr")
        named = None if properties is None else properties.find(f"{_W}pStyle")
        chain: list[_Element] = []
        style_id = "" if named is None else named.get(f"{_W}val", "")
        while (style := self._styles.get(style_id)) is not None and style not in chain:
            chain.append(style)
            base = style.find(f"{_W}basedOn")
            style_id = "" if base is None else base.get(f"{_W}val", "")
        names = tuple(name.get(f"{_W}val", "").lower() for s in chain if (name := s.find(f"{_W}name")) is not None)
        levels = [_level(properties), *(_level(style.find(f"{_W}pPr")) for style in chain)]
        # LibreOffice leaves out the level of its first heading; the name has it.
        levels += [int(name[8:]) - 1 for name in names if name.startswith("heading ") and name[8:] in _LEVEL_NAMES]
        level = next((level for level in levels if level is not None), _BODY_LEVEL)
        return _Style(tuple(style.get(f"{_W}styleId", "") for style in chain), names, level)


def _level(properties: _Element | None) -> int | None:
    outline = None if properties is None else properties.find(f"{_W}outlineLvl")
    value = None if outline is None else outline.get(f"{_W}val", "")
    return int(value) if value and value.isdigit() else None


def _numbering_of(document: object) -> _Element | None:
    from docx.opc.constants import RELATIONSHIP_TYPE

    part = document.part  # type: ignore[attr-defined]
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
            return relation.target_part.element  # type: ignore[no-any-return]
    return None


def _notes_of(document: object) -> dict[tuple[str, str], str]:
    """The footnotes and endnotes, by the name of what refers to them and their id."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    notes = {}
    parts = {RELATIONSHIP_TYPE.FOOTNOTES: "footnote", RELATIONSHIP_TYPE.ENDNOTES: "endnote"}
    for relation in document.part.rels.values():  # type: ignore[attr-defined]
        if relation.reltype in parts and not relation.is_external:
            kind = parts[relation.reltype]
            for note in fromstring(relation.target_part.blob, XMLParser(resolve_entities=False)):
                text = one_line(" ".join(_text(paragraph) for paragraph in note.iter(f"{_W}p")))
                # Those with a type are the lines that part notes from the text.
                if text and note.get(f"{_W}type", "normal") == "normal":
                    notes[f"{_W}{kind}Reference", note.get(f"{_W}id", "")] = text
    return notes


def _referred(block: _Element, notes: Mapping[tuple[str, str], str]) -> list[str]:
    """The notes that a paragraph or a table refers to, each as a paragraph."""
    marks = [one for one in block.iter(f"{_W}footnoteReference", f"{_W}endnoteReference") if _is_seen(one)]
    return [f"注：{text}" for mark in marks if (text := notes.get((str(mark.tag), mark.get(f"{_W}id", ""))))]


def _blocks(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables in order, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag == f"{_W}sdt":
            gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
            content = child.find(f"{_W}sdtContent")
            if content is not None and (gallery is None or gallery.get(f"{_W}val") != "Table of Contents"):
                yield from _blocks(content)
        elif child.tag in (f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
            yield from _blocks(child)


def _text(element: _Element) -> str:
    """The words of a paragraph, without those of the text boxes that are anchored in it."""
    parts = []
    for child in element:
        if child.tag in (f"{_W}t", f"{_MATH}t"):
            parts.append(child.text or "")
        elif child.tag == f"{_W}sym":
            parts.append(_SYMBOLS.get(child.get(f"{_W}char", "").upper(), ""))
        elif child.tag == f"{_W}r" and _is_hidden(child):
            continue
        elif child.tag in _WHITE_SPACE:
            parts.append(_WHITE_SPACE[child.tag])
        elif child.tag not in _UNSEEN and child.tag != f"{_W}txbxContent" and len(child):
            parts.append(_text(child))
    return "".join(parts)


def _is_hidden(run: _Element) -> bool:
    """Whether Word shows the run to nobody."""
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")


def _is_seen(element: _Element) -> bool:
    return not any(parent.tag in _UNSEEN for parent in element.iterancestors())


def _table(table: _Element) -> list[str]:
    """A cell over several columns or rows counts in each; a table inside a cell is read as the cell's text."""
    rows: list[list[str]] = []
    n_header_rows = 0
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells: list[str] = []
        for cell in (c for c in row.iter(f"{_W}tc") if next(c.iterancestors(f"{_W}tr")) is row):
            merge, span = cell.find(f"{_W}tcPr/{_W}vMerge"), cell.find(f"{_W}tcPr/{_W}gridSpan")
            goes_on = merge is not None and merge.get(f"{_W}val") != "restart"
            text = " ".join(filter(None, (_text(p).strip() for p in cell.iter(f"{_W}p") if _is_seen(p))))
            if goes_on and rows and len(cells) < len(rows[-1]):
                text = rows[-1][len(cells)]
            width = 1 if span is None else int(span.get(f"{_W}val", "1"))
            cells += [text] * min(width, 100)
        if n_header_rows == len(rows) and row.find(f"{_W}trPr/{_W}tblHeader") is not None:
            n_header_rows += 1
        rows.append(cells)
    return table_lines(rows, n_header_rows=n_header_rows or None)
