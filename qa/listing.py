"""Lists over whole documents: 文中有哪些官员发言, 提到了哪些地方. All of them, each cited where it stands first, with their count."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.sections import Document
from index.sentences import sentence_spans, trimmed
from qa.answers import Answer, Citation, Claim
from qa.evidence import cited
from qa.holders import SAYING
from qa.names import ORGANISATION, PERSON, PLACE, Name, names, titles

MAX_ITEMS = 60

_WHICH = r"(?:哪些|哪几[位个]|有谁|有几[位个]|多少[位个名]|所有|全部|列出|列举)"
_IN_ALL = r"(?:文中|文章|全文|这篇|报道|文档|材料|本文|里面|其中)"
_SPEAKING = r"(?:发言|讲话|说话|表态|表示|受访|采访|介绍|谈|说了)"
_SPEAKERS = re.compile(
    rf"{_WHICH}.{{0,6}}(?:人|官员|负责人|领导|干部|专家|代表|谁).{{0,6}}{_SPEAKING}|{_SPEAKING}.{{0,4}}(?:的)?.{{0,4}}(?:有|是)?{_WHICH}|{_SPEAKING}的?(?:官员|人).{{0,4}}{_WHICH}"
)
_MENTIONED = re.compile(
    rf"(?:提到|提及|涉及|出现)(?:过|了)?(?:的)?{_WHICH}(?P<what>人物?|官员|地方|地名|城市|地区|机构|单位|部门|学校|高校|大学)"
    rf"|{_IN_ALL}(?:中|里)?(?:都|一共|总共)?(?:提到|提及|涉及|出现|有)(?:过|了)?{_WHICH}(?P<named>人物?|地方|地名|城市|地区|机构|单位|部门|学校|高校|大学)"
)
_KINDS = {"地方": PLACE, "地名": PLACE, "城市": PLACE, "地区": PLACE, "人": PERSON, "人物": PERSON, "官员": PERSON}
_SCHOOL = re.compile("大学|学院|学校|中学|小学")
_SAYS = re.compile(f"[^，。；！？\\n]{{0,6}}?(?:{SAYING}|要求)")
_OFFICIALS = re.compile("官员|负责人|领导|干部")
_CLAUSE = "，。；！？：\n“”"


@dataclass(frozen=True, slots=True)
class _Item:
    words: Citation
    sentence: Citation


def may_be_list(question: str) -> bool:
    """Whether the question is for all of something."""
    return bool(_SPEAKERS.search(question) or _MENTIONED.search(question))


def listed(question: str, documents: Sequence[Document]) -> Answer | None:
    """The answer to a question for all of something in the documents; None where the question is none or there are none."""
    if _SPEAKERS.search(question):
        find: Callable[[Document], Iterator[Name]] = _official_speakers if _OFFICIALS.search(question) else _speakers
    elif match := _MENTIONED.search(question):
        what = match["what"] or match["named"]
        find = _finder(what)
    else:
        return None
    items = [item for document in documents for item in _items(document, find)][:MAX_ITEMS]
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
        text=f"共{len(items)}{'位' if find in (_speakers, _official_speakers) else '个'}：{marked}。",
        span="、".join(item.words.quote for item in items),
        exact=tuple(item.words for item in items),
        claims=claims,
        citations=tuple(cited),
        abstained=False,
        reason="",
        confidence=1.0,  # nothing was chosen: they are all there are
        hits=(),
    )


def _items(document: Document, find: Callable[[Document], Iterator[Name]]) -> Iterator[_Item]:
    """Each name once, where it stands first."""
    sentences = [trimmed(document.text, *span) for span in sentence_spans(document.text)]
    seen: set[str] = set()
    for name in find(document):
        key = name.text if name.kind != PERSON else names_key(name.text)
        holding = next((span for span in sentences if span[0] <= name.start < span[1]), None)
        if key not in seen and holding:
            seen.add(key)
            yield _Item(cited(document, name.start, name.end), cited(document, *holding))


def names_key(words: str) -> str:
    """The person of 副局长丁进军, so that one who speaks twice is listed once."""
    people = [name.text for name in names(words) if name.kind == PERSON]
    return people[-1] if people else words


def _finder(what: str) -> Callable[[Document], Iterator[Name]]:
    kind = _KINDS.get(what, ORGANISATION)

    def find(document: Document) -> Iterator[Name]:
        for name in names(document.text):
            school = _SCHOOL.search(name.text) is not None
            if name.kind == kind and (what not in ("学校", "高校", "大学") or school):
                yield name

    return find


def _speakers(document: Document) -> Iterator[Name]:
    """People who say something, with the title that stands before the name."""
    text = document.text
    for name in names(text):
        if name.kind == PERSON and _SAYS.match(text, name.end):
            begins = max(text.rfind(mark, 0, name.start) for mark in _CLAUSE) + 1
            held = [one for one in titles(text[begins : name.start]) if begins + one.end == name.start]
            yield Name(
                PERSON, text[begins if held else name.start : name.end], begins if held else name.start, name.end
            )


def _official_speakers(document: Document) -> Iterator[Name]:
    """Those of them with a title before or behind their name anywhere in the document."""
    for one in _speakers(document):
        person = names_key(one.text)
        places = [match.span() for match in re.finditer(re.escape(person), document.text)]
        around = ((document.text[max(0, start - 12) : start], document.text[end : end + 6]) for start, end in places)
        if any(_ends_in_title(before) or _begins_with_title(after) for before, after in around):
            yield one


def _ends_in_title(text: str) -> bool:
    return any(one.end == len(text) for one in titles(text))


def _begins_with_title(text: str) -> bool:
    return any(one.start == 0 for one in titles(text))
