"""额定功率是多少: a cell of a table, or a line such as 客服电话：400-820-6688, asked for by its names, is read off by rule.

Loading writes every row of a table as a line of its own, 城市：石家庄；项目：406个, and people write facts as such lines too.
A cell answers where the question names it, by the name of its column, of its row, or of both, and asks about nothing
that neither the line nor the titles above it have. The reader has learnt from sentences, and reads tables badly.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.fusion import Hit
from index.sections import Document
from index.words import normalised, occurs
from qa.answers import Answer, read_off
from qa.evidence import cited
from qa.questions import Kind, content_words, kind_of

CONFIDENCE = 0.9  # nothing but the names of the cell had to be found

_CELL = re.compile(r"(?:(?P<label>[^：:，。！？“”]{1,24})[：:])?\s*(?P<value>[^。\s][^。]{0,119}。?)")
_BULLET = re.compile(r"\s*(?:[-*•●·○]\s+|[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s*)?")
_LEFT_OUT = re.compile(r"[的\W_]+")
_EMPTY = re.compile(r"[\W_]*")
_MIN_NAME_CHARS = 2
# What a value of each kind looks like; 记者：今年收成如何？ is no name of a reporter.
_ASKS = re.compile("[？?]$")
_FITTING = {
    Kind.NUMBER: re.compile(r".*[\d零〇一二两三四五六七八九十百千万亿半]"),
    Kind.DATE: re.compile(r".*[\d零〇一二三四五六七八九十年月日天春夏秋冬周]"),
    Kind.PERSON: re.compile(r"[^，。！？；]{1,30}$"),
    Kind.PLACE: re.compile(r"[^。！？；]+$"),
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """Characters `start` to `end` of a document, under a label; "" where it has none."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell that answers, the line that it stands in, and how many characters of the question name it."""

    document: Document
    cell: _Cell
    line: tuple[int, int]
    n_named: int


def field(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> Answer | None:
    """The cell that the question names; None where it names none, or several that say different things."""
    asked, words, fitting = _bare(question), content_words(question), _FITTING.get(kind_of(question))
    found = [
        one
        for hit in hits
        for line, cells in _lines(documents[hit.passage.document_id].text, hit.passage.start, hit.passage.end)
        for one in _named(asked, words, line, cells, documents[hit.passage.document_id], hit.passage.section)
    ]
    most = max((one.n_named for one in found), default=0)
    best = [one for one in found if one.n_named == most]
    values = {one.document.text[one.cell.start : one.cell.end] for one in best}
    if len(set(map(_bare, values))) != 1:
        return None
    if any(_ASKS.search(value) or (fitting and not fitting.match(value)) for value in values):
        return None
    return _answer(question, best[0], hits)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], list[_Cell]]]:
    """The lines of a passage that are nothing but cells, at least one with a label."""
    for line in re.finditer("[^\n]+", text[start:end]):
        bare = line[0].rstrip()
        bullet = _BULLET.match(bare)
        place = begin = start + line.start() + (bullet.end() if bullet else 0)
        stop = start + line.start() + len(bare)
        cells = []
        for part in text[begin:stop].split("；"):
            match = _CELL.fullmatch(part)
            if match is None:
                break
            cells.append(_Cell(match["label"] or "", place + match.start("value"), place + match.end("value")))
            place += len(part) + 1
        else:
            if any(cell.label for cell in cells):
                yield (begin, stop), cells


def _named(
    asked: str, words: Sequence[str], line: tuple[int, int], cells: Sequence[_Cell], document: Document, section: str
) -> Iterator[_Found]:
    """The one cell of a line that the question names and does not hold itself."""
    text = document.text
    values = [_bare(text[cell.start : cell.end]) for cell in cells]
    labels = [_bare(cell.label) for cell in cells]
    rows = [place for place, value in enumerate(values) if len(value) >= _MIN_NAME_CHARS and value in asked]
    columns = [
        place
        for place, label in enumerate(labels)
        if len(label) >= _MIN_NAME_CHARS and label in asked and place not in rows
    ]
    if len(cells) == 1:
        wanted = columns
    elif not rows:
        return  # which row is meant is not said
    else:
        wanted = columns or ([1 - rows[0]] if len(cells) == 2 else [])
    if len(wanted) != 1 or _EMPTY.fullmatch(values[wanted[0]]):
        return
    around = normalised("\n".join((document.title, section, text[slice(*line)])))
    if all(occurs(word, around) or _bare(word) in _bare(around) for word in words):
        names = {*(values[place] for place in rows), *(labels[place] for place in columns)}
        yield _Found(document, cells[wanted[0]], line, sum(map(len, names)))


def _bare(text: str) -> str:
    """Without what people leave out or put in: 电池的容量 is 电池容量."""
    return _LEFT_OUT.sub("", normalised(text))


def _answer(question: str, found: _Found, hits: Sequence[Hit]) -> Answer:
    evidence = cited(found.document, *found.line)
    exact = cited(found.document, found.cell.start, found.cell.end)
    return read_off(question, exact, evidence, CONFIDENCE, hits)
