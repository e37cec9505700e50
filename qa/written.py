"""A language model's text -> its sentences, each with the passages that it marks and its place in the layout of the whole.

Lines, items of lists and rows of tables stay what they are. Headings and the head of a table stand above the sentences under them and
say nothing themselves; lists of sources are left out. What a mark looks like is `marks`' to say, what a refusal is `refusals`'.
"""

import re
from dataclasses import dataclass, field

from index.sentences import sentence_spans
from index.words import letters
from qa.marks import HALF_MARK, MARK, marked, without_marks
from qa.refusals import is_refusal

_HAN = "[一二三四五六七八九十]{1,3}"
# 1. （1） 第一， count what is listed, and say nothing; 1、2号楼 and 第一、第二产业 do.
_COUNTER = rf"(?:[（(](?:\d{{1,2}}|{_HAN})[)）]|[①-⑳]|\d{{1,2}}[.、](?!\d)|第{_HAN}[，,、](?!第)|{_HAN}、(?!{_HAN})|\d{{1,2}}[)）])"
_COUNTING = re.compile(rf"(?<=[：:；;，,。\]］】])[ \t]*(?!(?<=[，,])\d{{1,2}}[)）]){_COUNTER}[ \t]*")
_MARK_AFTER_STOP = re.compile(
    rf"([。！？!?；;…]+[”’」』）)]*)\s*((?:{MARK.pattern})(?:\s*(?:{MARK.pattern}))*)(?![ \t]*[：:])[ \t]*。?",
    re.IGNORECASE | re.MULTILINE,
)
_DECORATION = re.compile(r"\*\*|__|`|\$(?=\d[\d.,]*%?\$)|(?<=[\d%])\$|<br ?/?>", re.IGNORECASE)
_BEGINNING = re.compile(
    rf"[ \t]*(?:>[ \t]*)*(?P<heading>#{{1,6}}[ \t]+)?(?P<item>(?:[-*+][ \t]+|[•·●▪◦][ \t]*))?(?P<counter>{_COUNTER})?[ \t]*"
)
_BOLD = re.compile(r"\s*(?:>\s*)?(?:\*\*|__)[^*_\d]+(?:\*\*|__)\s*")
_STOP = re.compile(r"[。！？!?；;…：:]$")
_LEAD_IN = re.compile(r"[：:]$")
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"[\s:|-]*-[\s:|-]*|[*_=\s]{3,}|```\w*")
# While the second line of a table is not there, its first may be its head.
_HALF_RULE = re.compile(r"\s*\|[ \t:|-]*(?:\n\|?[ \t:|-]*)?")
_ITEM = r"(?:[-*•·+][ \t]+|\d{1,2}[.、][ \t]*)"
_OF_PASSAGE = r"(?:[\[［【《]|段落[ \t]*\d)"
_TITLE = r"^[ \t#>*_]*{}[*_ \t]*[：:]?[*_ \t]*\n\s*"
_SOURCES = r"(?:(?:参考|引用)(?:资料|文献|来源|内容)|(?:资料|信息)来源|References?)"
# 参考资料： with what is listed under it, and notes that say what a mark stands for; 来源： may as well lead to what was asked.
_LIST_OF_SOURCES = re.compile(
    rf"{_TITLE.format(_SOURCES)}(?:[ \t]*(?:{_ITEM}|{_OF_PASSAGE}).*\n*)*"
    rf"|{_TITLE.format('(?:来源|出处|Sources?)')}(?:[ \t]*{_ITEM}?{_OF_PASSAGE}.*\n*)+"
    rf"|^[ \t]*(?:\[\^\d{{1,3}}\][：:]|{_SOURCES}[：:][ \t]*{_OF_PASSAGE}).*$",
    re.MULTILINE | re.IGNORECASE,
)
_POINTS = re.compile(rf"(?:以下|下列|如下|这)?(?:{_HAN}|两|\d{{1,2}})[个大]?(?:点|条|方面)(?=[^，。]{{0,6}}[：:])")
_YES_OR_NO = (
    "(?:不是|不对|不会|不能|不可以|不行|不需要|不用|不要|不收|不支持|不允许|不属于|不包括|不存在|没有|没错"
    "|是|对|正确|会|能|可以|行|有|需要|要|收|支持|允许|属于|包括|存在|否)的?"
)
_BARE = re.compile(rf"{_YES_OR_NO}(?:[，,]{_YES_OR_NO})*[。！.!]")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a language model wrote it, without its marks; and the passages that it marked, from 1.

    before  the ends of lines and the sign of an item that stand before it
    bare    不可以。 before it, which it explains
    lead    共有两项： before it, with the end of the line that it leads to
    above   the headings, and the head of a table, between it and the sentence before
    """

    text: str
    marks: tuple[int, ...] = ()
    before: str = ""
    bare: str = ""
    lead: str = ""
    above: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The sentence behind what leads to it."""
        return self.lead + self.text

    @property
    def said(self) -> str:
        """The same on one line, as it is checked: how many points follow says nothing."""
        return flat(_POINTS.sub("", self.lead) + self.text)

    @property
    def refuses(self) -> bool:
        """Whether it says that there is no answer, and nothing besides."""
        return is_refusal(self.text)


def written(reply: str, *, whole: bool) -> tuple[list[Written], str]:
    """The sentences of a reply, and the text after them that is still being written; "" when the reply is whole.

    >>> found, draft = written("项目406个。[1]总投资", whole=False)
    >>> found[0].text, found[0].marks, draft
    ('项目406个。', (1,), '总投资')
    """
    # What stands for a list of sources says nothing, but ends the sentence before it.
    text = _COUNTING.sub("", _LIST_OF_SOURCES.sub("---\n", reply))
    text = _MARK_AFTER_STOP.sub(lambda match: "".join(match[2].splitlines()) + match[1], text)
    end = len(text) if whole else _end_of_done(text)
    page = _Page()
    start = 0
    for line in text.splitlines(keepends=True):
        if start < end:
            page.add(line[: end - start].strip(), is_whole=start + len(line) <= end)
        start += len(line)
    return page.found(whole=whole), "" if whole else without_marks(text[end:])


def flat(text: str) -> str:
    """Lines of a list on one: 共有两项： and its first item are one statement."""
    return re.sub(rf"\n+(?:- )?(?:{_COUNTER} ?)?", "", text)


def _end_of_done(text: str) -> int:
    """Where the text begins that is still being written.

    A mark may still follow the last full stop, and belongs to the sentence before it.
    """
    spans, end = sentence_spans(text), len(text)
    while spans:
        end = spans.pop()[0]
        if not HALF_MARK.fullmatch(text, end) and not _HALF_RULE.fullmatch(text, end):
            break
    return end


@dataclass(slots=True)
class _Page:
    """The sentences of the lines so far, and what waits for the next of them."""

    sentences: list[Written] = field(default_factory=list)
    known: set[tuple[tuple[str, ...], str]] = field(default_factory=set)
    under: tuple[str, ...] = ()  # the headings that the last sentence stands under
    above: list[str] = field(default_factory=list)
    before: str = ""  # the gap before what waits
    bare: str = ""
    lead: str = ""
    marks: tuple[int, ...] = ()
    gap: str = ""  # behind what waits, or behind the last sentence
    begun: bool = False
    in_table: bool = False
    first_row: Written | None = None  # of a table, where it is the line before

    def add(self, line: str, *, is_whole: bool) -> None:
        """Takes the next line, or the sentences of it that are done."""
        first_row, self.first_row = self.first_row, None
        if _RULE.fullmatch(line):
            if first_row and self.sentences[-1:] == [first_row]:
                self._make_head(self.sentences.pop())
            return
        if self.begun:
            self.gap = "\n\n" if not line or self.gap.startswith("\n\n") else "\n"
        if not line:
            return
        self.begun = True
        words, marks = marked(line)
        if line.startswith("|") and (not is_whole or _ROW.fullmatch(words)):
            if is_whole:
                self._add_row(words, marks)
            return
        self.in_table = False
        is_bold = _BOLD.fullmatch(line) is not None
        line = _DECORATION.sub("", line)
        beginning = _BEGINNING.match(line)
        rest = line[beginning.end() :] if beginning else line
        if beginning and is_whole and (beginning["heading"] or (is_bold and not _STOP.search(rest))):
            self._add_heading(marked(rest)[0])
            return
        if beginning:
            self.gap += _sign(beginning)
        for span in sentence_spans(rest):
            words, marks = marked(rest[slice(*span)].strip())
            self.marks += marks
            if _LEAD_IN.search(words):
                self._wait()
                self.lead += words
            elif _BARE.fullmatch(words) and not self.bare:
                if self.lead:
                    self._raise_lead()
                self._wait()
                self.bare = words
            elif letters(words):
                self._add_sentence(words)

    def found(self, *, whole: bool) -> list[Written]:
        """The sentences; of a whole reply, with what no sentence came after."""
        if whole and (waiting := [*self.above, *filter(None, (flat(self.bare), flat(self.lead)))]):
            *leads, last = waiting
            self.above, self.bare, self.lead = [], "", "".join(f"{one}\n" for one in leads)
            self._add_sentence(last)
        return self.sentences

    def _wait(self) -> None:
        """Puts the gap behind what waits; where nothing does, before what will."""
        if self.lead:
            self.lead += self.gap
        elif self.bare:
            self.bare += self.gap
        else:
            self.before = self.gap
        self.gap = ""

    def _raise_lead(self) -> None:
        self.above.append(flat(self.lead))
        self.lead = ""

    def _add_heading(self, words: str) -> None:
        if self.lead:
            self._raise_lead()
        if letters(words):
            self.above.append(words)

    def _add_row(self, words: str, marks: tuple[int, ...]) -> None:
        text = " | ".join(_DECORATION.sub("", cell).strip() for cell in words.strip().strip("|").split("|"))
        is_first, self.in_table = not self.in_table, True
        self.marks += marks
        if letters(text):
            self._add_sentence(text)
            self.first_row = self.sentences[-1] if is_first and self.sentences[-1].text == text else None

    def _make_head(self, row: Written) -> None:
        """A row is the head of its table: it stands above the others, and so does what leads to them."""
        self.known.discard((self.under, letters(row.shown)))
        self.bare, self.before, self.gap = row.bare, row.before, "\n"
        self.above = [*row.above, *filter(None, (flat(row.lead),)), row.text]

    def _add_sentence(self, words: str) -> None:
        self._wait()
        self.under = tuple(self.above) or self.under
        one = Written(words, tuple(dict.fromkeys(self.marks)), self.before, self.bare, self.lead, tuple(self.above))
        self.before = self.bare = self.lead = ""
        self.marks = ()
        if (key := (self.under, letters(one.shown))) not in self.known:
            self.known.add(key)
            self.sentences.append(one)
            self.above = []


def _sign(beginning: re.Match[str]) -> str:
    """What shows that a line is an item: "- ", "1. "; nothing for 第一，, which is a part of what is said."""
    counter = (beginning["counter"] or "").rstrip()
    sign = "- " if beginning["item"] else ""
    return sign + ("" if counter.startswith("第") else f"{counter} " if counter[-1:] in (".", ")") else counter)
