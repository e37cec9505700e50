"""Lists over whole documents: 文中有哪些官员发言, 提到了哪些地方. All of them, each cited where it stands first, with their count."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.sections import Document
from index.sentences import sentence_spans, trimmed
from qa.answers import Answer, Citation, Claim
from qa.evidence import cited
from qa.grammar import own_names
from qa.held import held_before
from qa.holders import SAYING
from qa.names import ORGANISATION, PERSON, PLACE, Name, names, titles

MAX_ITEMS = 60

_WHICH = r"(?:哪些|哪几[位个]|有谁|有几[位个]|多少[位个名]|所有|全部|列出|列举)"
_IN_ALL = r"(?:文中|文章|全文|这篇|报道|文档|材料|本文|里面|其中)"
_SPEAKING = r"(?:发言|讲话|说话|表态|表示|受访|采访|介绍|谈|说了)"
_SPEAKERS = re.compile(
    rf"{_WHICH}.{{0,6}}(?:人|官员|负责人|领导|干部|专家|代表|谁).{{0,6}}{_SPEAKING}|{_SPEAKING}.{{0,4}}(?:的)?.{{0,4}}(?:有|是)?{_WHICH}|{_SPEAKING}的?(?:官员|人).{{0,4}}{_WHICH}|(?:人|官员|负责人|领导|干部|专家|代表)(?:都|一共)?有(?:谁|哪些|哪几[位个])(?:人)?(?:都)?{_SPEAKING}"
)
_MENTIONED = re.compile(
    rf"(?:提到|提及|涉及|出现)(?:过|了)?(?:的)?{_WHICH}(?P<what>人物?|官员|地方|地名|城市|地区|机构|单位|部门|学校|高校|大学)"
    rf"|{_IN_ALL}(?:中|里)?(?:都|一共|总共)?(?:提到|提及|涉及|出现|有)(?:过|了)?{_WHICH}(?P<named>人物?|地方|地名|城市|地区|机构|单位|部门|学校|高校|大学)"
)
_ALL_OF = r"(?:哪些|哪几[位个]|几[位个]|多少[位个名]?)"
# 文中的处长都有谁, 哪些人是局长, 提到了几位局长; 局长是谁 asks for one, and 委员有多少人 for a number that the text may give.
_HOLDERS = re.compile(
    rf"(?P<lead>(?:{_IN_ALL}(?:中|里)?)?(?:一共|总共|都)?(?:(?:提到|提及|出现|出场)(?:过|了)?)?)(?:"
    rf"的?(?P<of>[\u4e00-\u9fff]{{2,6}}?)(?:(?:一共|总共|都|分别)(?:有|是)?|有)(?:谁|{_ALL_OF}人?)"
    rf"|(?:有)?{_ALL_OF}人?(?:都)?(?:是|担任|当)(?P<being>[\u4e00-\u9fff]{{2,6}}?)"
    rf"|(?:有)?{_ALL_OF}(?P<counted>[\u4e00-\u9fff]{{2,6}}?))[？?呢啊]*"
)
_COUNT_ALONE = re.compile(
    "(?:那|这)?(?:一共|总共|合计|共)?(?:有|是)?(?:多少|几)[个位名家项条种所座]?(?:人|官员|地方)?[呢啊？?]*"
)
_KINDS = {"地方": PLACE, "地名": PLACE, "城市": PLACE, "地区": PLACE, "人": PERSON, "人物": PERSON, "官员": PERSON}
_SCHOOL = re.compile("大学|学院|学校|中学|小学")
_SAYS = re.compile(f"[^，。；！？\\n]{{0,6}}?(?:{SAYING}|要求)")
_OFFICIALS = re.compile("官员|负责人|领导|干部")


@dataclass(frozen=True, slots=True)
class _Item:
    words: Citation
    sentence: Citation
    is_person: bool


def may_be_list(question: str) -> bool:
    """Whether the question is for all of something."""
    return bool(_SPEAKERS.search(question) or _MENTIONED.search(question) or _title_asked(question))


def listed(question: str, documents: Sequence[Document]) -> Answer | None:
    """The answer to a question for all of something in the documents; None where the question is none or there are none."""
    if _SPEAKERS.search(question):
        find: Callable[[Document], Iterator[Name]] = _official_speakers if _OFFICIALS.search(question) else _speakers
    elif match := _MENTIONED.search(question):
        what = match["what"] or match["named"]
        find = _finder(what)
    elif title := _title_asked(question):
        find = _holders(title)
    else:
        return None
    items = [item for document in documents for item in _items(document, find)][:MAX_ITEMS]
    for place in _places(question) if items and items[0].is_person else ():
        items = [item for item in items if place in item.words.quote]
    if not items:
        return None
    cited = list(dict.fromkeys(item.sentence for item in items))
    claims = tuple(
        Claim("、".join(item.words.quote for item in items if item.sentence == one), (one,), supported=True)
        for one in cited
    )
    marked = "；".join(f"{claim.text}[{number}]" for number, claim in enumerate(claims, start=1))
    return Answer(
        question=question,
        text=f"共{len(items)}{'位' if items[0].is_person else '个'}：{marked}。",
        span="、".join(item.words.quote for item in items),
        exact=tuple(item.words for item in items),
        claims=claims,
        citations=tuple(cited),
        abstained=False,
        reason="",
        confidence=1.0,  # nothing was chosen: they are all there are
        hits=(),
    )


def count_of_list(message: str, before: str) -> str:
    """The earlier question for all of something, where the message asks no more than how many they are; else the message.

    >>> count_of_list("一共几位", "文中有哪些官员发言")
    '文中有哪些官员发言'
    """
    return before if asks_how_many(message) and may_be_list(before) else message


def asks_how_many(message: str) -> bool:
    """Whether a message asks no more than how many they are: 一共几位。"""
    return _COUNT_ALONE.fullmatch(message) is not None


def _places(question: str) -> list[str]:
    """The places whose people are asked for, without what says of what kind each is: 石家庄 of 石家庄市的官员."""
    found = [name.text for name in own_names(question) if name.kind in (PLACE, ORGANISATION)]
    return [re.sub("(?<=..)[省市县区]$", "", one) for one in found]


def _items(document: Document, find: Callable[[Document], Iterator[Name]]) -> Iterator[_Item]:
    """Each name once, where it stands first."""
    sentences = [trimmed(document.text, *span) for span in sentence_spans(document.text)]
    seen: set[str] = set()
    for name in find(document):
        key = name.text if name.kind != PERSON else names_key(name.text)
        holding = next((span for span in sentences if span[0] <= name.start < span[1]), None)
        if key not in seen and holding:
            seen.add(key)
            yield _Item(cited(document, name.start, name.end), cited(document, *holding), name.kind == PERSON)


def names_key(words: str) -> str:
    """The person of 副局长丁进军, so that one who speaks twice is listed once."""
    if people := [name.text for name in names(words) if name.kind == PERSON]:
        return people[-1]
    held = titles(words)  # 副主任南龙, of which nothing but the whole sentence tells that 南龙 is somebody
    return words[held[-1].end :] or words if held else words


def _finder(what: str) -> Callable[[Document], Iterator[Name]]:
    kind = _KINDS.get(what, ORGANISATION)

    def find(document: Document) -> Iterator[Name]:
        for name in names(document.text):
            school = _SCHOOL.search(name.text) is not None
            if name.kind == kind and (what not in ("学校", "高校", "大学") or school):
                yield name

    return find


def _who_speak(document: Document) -> Iterator[Name]:
    """People who say something; who is known for one in one place is one everywhere."""
    found = names(document.text)
    people = {name.text for name in found if name.kind == PERSON}
    for name in found:
        if name.text in people and _SAYS.match(document.text, name.end):
            yield Name(PERSON, name.text, name.start, name.end)


def _speakers(document: Document) -> Iterator[Name]:
    """People who say something, with the title that stands before the name."""
    return (_with_titles(document.text, name) for name in _who_speak(document))


def _with_titles(text: str, name: Name) -> Name:
    """The person with all that stands before the name and is of nobody else, where that ends in a title."""
    begins = name.start - len(held_before(text, name.start))
    if not _ends_in_title(text[begins : name.start]):
        return name
    return Name(PERSON, text[begins : name.end], begins, name.end)


def _title_asked(question: str) -> str:
    """The title of which all holders are asked for, or ""."""
    match = _HOLDERS.fullmatch(question.strip())
    if match is None or not (match["lead"] or re.search("谁|哪", question)):
        return ""
    asked = match["of"] or match["being"] or match["counted"]
    return asked if asked and [one.text for one in titles(asked)] == [asked] else ""


def _holders(title: str) -> Callable[[Document], Iterator[Name]]:
    """People with this very title right before or behind their name, or in the row of titles before it."""

    def find(document: Document) -> Iterator[Name]:
        text = document.text
        for name in names(text):
            if name.kind != PERSON:
                continue
            whole = _with_titles(text, name)
            held = {one.text for one in titles(text[whole.start : name.start])}
            held |= {one.text for one in titles(text[name.end : name.end + 6]) if one.start == 0}
            if title in held:
                yield whole

    return find


def _official_speakers(document: Document) -> Iterator[Name]:
    """Those of them with a title before or behind their name anywhere in the document."""
    text = document.text
    for name in _who_speak(document):
        places = [match.span() for match in re.finditer(re.escape(name.text), text)]
        around = ((text[max(0, start - 12) : start], text[end : end + 6]) for start, end in places)
        if any(_ends_in_title(before) or _begins_with_title(after) for before, after in around):
            yield _with_titles(text, name)


def _ends_in_title(text: str) -> bool:
    return any(one.end == len(text) for one in titles(text))


def _begins_with_title(text: str) -> bool:
    return any(one.start == 0 for one in titles(text))
