"""Word's .docx -> Content: what a reader of the document sees in its body, in order.

Headings come from styles and outline levels, the title from the style Title. Text in content controls, text boxes and
tracked insertions is read, deletions and the table of contents are not. A note stands below the paragraph that refers to
it. What a piece of text says is for `docx_text`, the numbers that Word counts are `numbering`'s.
"""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from index.formats.docx_styles import BODY_LEVEL, Styles
from index.formats.docx_text import is_seen, text_of
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
# Around blocks, and shown as if they were not there.
_WRAPPERS = frozenset(
    {*(f"{_W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag")), f"{_MC}AlternateContent", f"{_MC}Choice"}
)
_MAX_SPAN = 100


def read_docx(data: bytes) -> Content:
    """Raises UnreadableError: damaged, too large when unpacked, or no Word document."""
    import docx  # takes a while to import
    from docx.opc.exceptions import PackageNotFoundError

    _check_archive(data)
    try:
        document = docx.Document(BytesIO(data))
        body, styles = document.element.body, Styles(document.styles.element)
        reader = _Reader(styles, Numbering(_numbering_of(document)))
        notes = _notes_of(document)
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise UnreadableError(_BROKEN) from error
    _join_over_deleted_ends(body)
    paragraphs: list[str] = []
    headings: list[int] = []
    levels: list[int] = []
    titles: list[str] = []
    for block in _blocks(body):
        lines = reader.lines(block)
        if lines and block.tag == f"{_W}p" and one_line(text_of(block)):
            style = styles.of(block)
            if style.level < BODY_LEVEL:
                headings.append(len(paragraphs))
                levels.append(style.level)
            if style.title and not titles:
                titles.append(next(filter(None, map(one_line, text_of(block).split("\n")))))
        paragraphs += [*lines, *_referred(block, notes)]
    if not titles and _first_stands_alone(levels) and not is_numbered(paragraphs[headings[0]]):
        titles.append(paragraphs[headings[0]])
    return Content(tuple(paragraphs), tuple(headings), titles[0] if titles else "")


class _Reader:
    """Blocks -> lines of text, with the numbers that Word counts; to be asked once for each block, in order."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def lines(self, block: _Element) -> list[str]:
        """What a paragraph or a table shows, none empty: a line for each of a paragraph's and for each row."""
        if block.tag == f"{_W}tbl":
            return self._table(block)
        return [line for line in self._paragraph(block) if line]

    def _paragraph(self, paragraph: _Element) -> Iterator[str]:
        """Its lines, the first with its number, which may stand alone; and what stands in its text boxes."""
        style = self._styles.of(paragraph)
        if style.contents:
            return
        number = self._numbering.number(paragraph, style)
        lines = [line for line in map(one_line, text_of(paragraph).split("\n")) if line]
        if lines:
            yield number + lines[0]
            yield from lines[1:]
        elif next(paragraph.iterancestors()).tag == f"{_W}tc":  # 1, 2, 3 down the first column of many a table
            yield number.strip()
        for box in paragraph.iter(f"{_W}txbxContent"):
            if is_seen(box) and next(box.iterancestors(f"{_W}p"), None) is paragraph:
                for inner in _blocks(box):
                    yield from self.lines(inner)

    def _table(self, table: _Element) -> list[str]:
        """A cell over several columns or rows counts in each; a table inside a cell is read as the cell's text."""
        rows: list[list[str]] = []
        n_header_rows = 0
        for row in _rows(table):
            cells = [""] * _integer(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
            for cell in _cells(row):
                merge, span = cell.find(f"{_W}tcPr/{_W}vMerge"), cell.find(f"{_W}tcPr/{_W}gridSpan")
                goes_on = merge is not None and merge.get(f"{_W}val") != "restart"
                if goes_on and rows and len(cells) < len(rows[-1]):
                    text = rows[-1][len(cells)]
                else:
                    text = " ".join(line for block in _blocks(cell) for line in self.lines(block))
                cells += [text] * _integer(span, 1)
            if n_header_rows == len(rows) and row.find(f"{_W}trPr/{_W}tblHeader") is not None:
                n_header_rows += 1
            rows.append(cells)
        return table_lines(rows, n_header_rows=n_header_rows or None)


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
                text = one_line(" ".join(text_of(paragraph) for paragraph in note.iter(f"{_W}p")))
                # Those with a type are the lines that part notes from the text.
                if text and note.get(f"{_W}type", "normal") == "normal":
                    notes[f"{_W}{kind}Reference", note.get(f"{_W}id", "")] = text
    return notes


def _referred(block: _Element, notes: Mapping[tuple[str, str], str]) -> list[str]:
    """The notes that a paragraph or a table refers to, each as a paragraph."""
    marks = [one for one in block.iter(f"{_W}footnoteReference", f"{_W}endnoteReference") if is_seen(one)]
    return [f"注：{text}" for mark in marks if (text := notes.get((str(mark.tag), mark.get(f"{_W}id", ""))))]


def _join_over_deleted_ends(body: _Element) -> None:
    """A paragraph whose end is a tracked deletion goes on in the next, which keeps its own settings. Changes the body."""
    for paragraph in list(body.iter(f"{_W}p")):
        marks = paragraph.find(f"{_W}pPr/{_W}rPr")
        following = paragraph.getnext()
        if marks is None or following is None or following.tag != f"{_W}p":
            continue
        if all(marks.find(f"{_W}{name}") is None for name in ("del", "moveFrom")):
            continue
        place = int(following.find(f"{_W}pPr") is not None)
        following[place:place] = [child for child in paragraph if child.tag != f"{_W}pPr"]
        next(paragraph.iterancestors()).remove(paragraph)


def _blocks(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables in order, also those inside content controls, tracked insertions and frames."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag == f"{_W}tbl":
            rows = [list(_cells(row)) for row in _rows(child)]
            if all(len(cells) == 1 for cells in rows):  # a frame around text
                for (cell,) in rows:
                    yield from _blocks(cell)
            else:
                yield child
        elif child.tag == f"{_W}sdt":
            gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
            content = child.find(f"{_W}sdtContent")
            if content is not None and (gallery is None or gallery.get(f"{_W}val") != "Table of Contents"):
                yield from _blocks(content)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table, also those inside content controls, without those that were taken back."""
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table and row.find(f"{_W}trPr/{_W}del") is None:
            yield row


def _cells(row: _Element) -> Iterator[_Element]:
    return (cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row)


def _integer(element: _Element | None, default: int) -> int:
    value = "" if element is None else element.get(f"{_W}val", "")
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() else default
