"""额定功率是多少: a cell of a table, or a line such as 客服电话：400-820-6688, asked for by its names, is read off by rule.

Loading writes every row of a table as a line of its own, 城市：石家庄；项目：406个, and people write facts as such lines too.
A cell answers where the question names it, by the name of its column, of its row, or of both, and asks about nothing
that neither the line nor the titles above it have. 采购人：县医院，地址：人民路1号 are two cells, and the second is of the first. The reader has learnt from sentences, and reads tables badly.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.fusion import Hit
from index.sections import Document
from index.words import normalised, occurs
from qa.answers import Answer, Claim, read_off
from qa.evidence import cited
from qa.questions import Kind, content_words, kind_of

CONFIDENCE = 0.9  # nothing but the names of the cell had to be found

_CELL = re.compile(r"(?:(?P<label>[^：:，。！？“”]{1,24})[：:])?\s*(?P<value>[^。\s][^。]{0,119})。?")
_NEXT_LABEL = re.compile(r"(?:[，,]|[ \t\u3000]{2,}|\u3000)(?=[\u4e00-\u9fff（）()/]{2,8}[：:])")
# 被告：李某，男，1974年出生，住湘泽市; 法定代表人：李某，总经理; 记录：李某　　3月2日: more than the value.
_PARTICULARS = re.compile(
    r"\u3000{2,}|[ \t]{3,}|，(?=[男女](?:[，。]|$)|[\u4e00-\u9fff]{1,3}族(?:[，。]|$)|(?:公民)?身份证|\d{4}年[^，。]{0,8}生|住所"
    r"|[\u4e00-\u9fff]{0,4}(?:经理|董事长?|[厂校院局处科]长|主任|总裁|书记|律师|负责人)(?:。|$))"
)
_COMMA = re.compile(r"，|(?<!\d),|,(?!\d)")
_ALL_ASKED = re.compile("哪些|哪几[个位家名]|有谁|都有")
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
    """A cell that answers, whether its line begins with it, the line, and how many characters of the question name it."""

    document: Document
    cell: _Cell
    is_first: bool
    line: tuple[int, int]
    n_named: int


def field(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> Answer | None:
    """The cell that the question names; None where it names none, or several that say different things."""
    asked, words, kind = _bare(question), content_words(question), kind_of(question)
    fitting = _FITTING.get(kind)
    found = [
        one
        for hit in hits
        for line, cells in _lines(documents[hit.passage.document_id].text, hit.passage.start, hit.passage.end)
        for one in _named(asked, words, line, cells, documents[hit.passage.document_id], hit.passage.section)
    ]
    most = max((one.n_named for one in found), default=0)
    best = list(dict.fromkeys(one for one in found if one.n_named == most))
    values = {one.document.text[one.cell.start : one.cell.end] for one in best}
    if len(set(map(_bare, values))) != 1 and not (_ALL_ASKED.search(question) and _are_alike(best)):
        return None
    if any(_ASKS.search(value) or (fitting and not fitting.match(value)) for value in values):
        return None
    if kind in (Kind.NUMBER, Kind.DATE, Kind.PLACE) and fitting:
        best = [replace(one, cell=_clause_asked(words, one, fitting)) for one in best]
    return _answer(question, best if len(values) > 1 else best[:1], hits)


def _clause_asked(words: Sequence[str], found: _Found, fitting: re.Pattern[str]) -> _Cell:
    """The one clause of a cell that has what the question says besides its names, or alone may answer; else the cell.

    续约率93% of 运维服务：收入2.37亿元，续约率93%
    """
    text, cell = found.document.text, found.cell
    edges = [cell.start, *(one.end() for one in _COMMA.finditer(text, cell.start, cell.end)), cell.end + 1]
    clauses = [(a, b - 1) for a, b in pairwise(edges) if fitting.match(text, a, b - 1)]
    names = _bare(cell.label)
    more = [word for word in words if _bare(word) not in names]
    n_said = [sum(len(word) for word in more if word in normalised(text[a:b])) for a, b in clauses]
    best = [clause for clause, n in zip(clauses, n_said, strict=True) if n == max(n_said)]
    return _Cell(cell.label, *best[0]) if len(best) == 1 else cell


def _are_alike(found: Sequence[_Found]) -> bool:
    """Whether they are lines of one document that begin with the same label: 被告：甲公司 and 被告：李某."""
    return len({(one.document.id, one.cell.label) for one in found}) == 1 and all(one.is_first for one in found)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], list[_Cell]]]:
    """The lines of a passage that are nothing but cells, at least one with a label."""
    for line in re.finditer("[^\n]+", text[start:end]):
        bare = line[0].rstrip()
        bullet = _BULLET.match(bare)
        begin = start + line.start() + (bullet.end() if bullet else 0)
        stop = start + line.start() + len(bare)
        cells = []
        for place, ends in _parts(text, begin, stop):
            match = _CELL.fullmatch(text, place, ends)
            if match is None:
                break
            more = _PARTICULARS.search(text, match.start("value"), ends) if match["label"] else None
            cells.append(
                _Cell(match["label"] or "", match.start("value"), more.start() if more else match.end("value"))
            )
        else:
            if any(cell.label for cell in cells):
                yield (begin, stop), cells


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What may be cells: those that ； parts, else those that a comma or wide space parts before the next label."""
    edges = [one.span() for one in re.compile("；").finditer(text, start, end)]
    if not edges and (first := _NEXT_LABEL.search(text, start, end)):
        label = _CELL.fullmatch(text, start, first.start())
        edges = [one.span() for one in _NEXT_LABEL.finditer(text, start, end)] if label and label["label"] else []
    begins, stops = [start, *(stop for _, stop in edges)], [*(place for place, _ in edges), end]
    return list(zip(begins, stops, strict=True))


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
    elif "；" not in text[slice(*line)]:
        # 采购人联系人电话: the last label is asked for, those before it say of whom.
        columns = [one for one in columns if not any(labels[one] in labels[other] for other in columns if other != one)]
        wanted = columns[-1:] if "".join(labels[one] for one in columns) in asked else []
    elif not rows:
        return  # which row is meant is not said
    else:
        wanted = columns or ([1 - rows[0]] if len(cells) == 2 else [])
    if len(wanted) != 1 or _EMPTY.fullmatch(values[wanted[0]]):
        return
    around = normalised("\n".join((document.title, section, text[slice(*line)])))
    if all(occurs(word, around) or _bare(word) in _bare(around) for word in words):
        names = {*(values[place] for place in rows), *(labels[place] for place in columns)}
        yield _Found(document, cells[wanted[0]], wanted[0] == 0, line, sum(map(len, names)))


def _bare(text: str) -> str:
    """Without what people leave out or put in: 电池的容量 is 电池容量."""
    return _LEFT_OUT.sub("", normalised(text))


def _answer(question: str, found: Sequence[_Found], hits: Sequence[Hit]) -> Answer:
    evidence = [cited(one.document, *one.line) for one in found]
    exact = [cited(one.document, one.cell.start, one.cell.end) for one in found]
    answer = read_off(question, exact[0], evidence[0], CONFIDENCE, hits)
    if len(found) == 1:
        return answer
    return replace(
        answer,
        text="".join(f"{one.quote}[{number}]" for number, one in enumerate(evidence, start=1)),
        span="、".join(one.quote for one in exact),
        exact=tuple(exact),
        claims=tuple(Claim(one.quote, (one,), supported=True) for one in evidence),
        citations=tuple(evidence),
    )
