"""Whose a quantity or a title is, in a text: the name that begins the clause, the person whom the title stands with.

Rules over names and punctuation; whether that agrees with a claim is `verification`'s to say.
"""

import re
from collections.abc import Sequence

from index.words import cut, is_name
from qa.dates import dates
from qa.evidence import Evidence
from qa.names import ORGANISATION, PERSON, PLACE, Name, named, names, same_name
from qa.numbers import DIGITS as HAN_DIGITS
from qa.quantities import Quantity, quantities
from qa.respectively import item_of

SAYING = "表示|介绍|说|称|认为|指出|透露|告诉|坦言|强调"
CLAUSE = re.compile(r"[，。；！？：,;:!?“”‘’\n（）()]")
_SENTENCE_END = re.compile(r"[。！？\n]")
# Who holds a title follows these, though the tagger may know no name there: 总监（CFO）为何晓东.
_IS = re.compile("(?:（[^（）]{1,12}）|\\([^()]{1,12}\\))?(?:分别)?[是为：:]")
_QUOTED = re.compile(r"“[^，。；！？：\n“”]{1,8}”$")
# What may stand between the beginning of a clause and its subject.
ADVERBIAL = re.compile(
    r"(?:\s|目前|截至|截止|近年来?|此外|另外|同时|其中|而且|而|但是?|并且?|据悉|据|随着|当前|至今|以来|期间|之后|以后|后来?|前|在|于|自|从|到|了|则|也|、|[-—·])*"
)


# What a report begins with names who printed it, and nobody whom it is about: 长江日报客户端8月15日讯, 据新华社报道.
_PUBLISHER = re.compile(
    r"[^，。！？：:\n]{0,3}?(?:报|社|网|电视台|广播|客户端|融媒|传媒|周刊|杂志)[^，。！？：:\n]{0,24}?(?:讯|电(?=[\s（(])|消息|报道|记者|通讯员)"
)
# 据榕江海事局通报: an authority that tells of something is nobody whose number it is; a firm may tell its own.
_TOLD_BY = re.compile("(?:另|又)?(?:根?据|按照?|经)")
_TELLS = re.compile("[^，。！？：\\n]{0,6}?(?:通报|介绍|消息|报道|统计|透露|核实|认定|监测|检测|分析|调查|测算)")
_AUTHORITY = re.compile("(?:局|署|部|委|厅|院|站|中心|台|所|办|队|警方|政府|协会|大学|网|报|社)$")


def other_holder(holder: Name, claimed: Quantity, evidence: Sequence[Evidence]) -> str:
    """Whose the quantity is in the source, where that is somebody else's than the holder's at every place; else ""."""
    others = []
    for one in evidence:
        text, shift = f"{one.before}\n{one.text}", len(one.before) + 1
        for quantity in quantities(one.text):
            if not quantity.says(claimed):
                continue
            place = quantity.start + shift
            if _speaks(holder, text[:place]) or named(holder.text, item_of(one.text, quantity.start)):
                return ""
            owner = subject_before(text, place, _kinds_like(holder))
            if owner is None or same_name(holder.text, owner.text) or _is_part(holder.text, owner.text):
                return ""
            if named(holder.text, _clause(text, place)):
                return ""
            mention = text.rfind(holder.text, owner.end, place)
            if mention >= 0 and _SENTENCE_END.search(text, owner.end, mention):
                return ""  # the text has come from the one to the other: 改去温泉沟。泉水46℃
            others.append(owner.text)
    return others[0] if others else ""


def _is_part(part: str, whole: str) -> bool:
    """Whether the one begins with what the other ends with: 大桥主塔 is a part of 南屿跨海大桥."""
    return any(whole.endswith(part[:length]) for length in range(2, len(part)))


def _speaks(holder: Name, text: str) -> bool:
    """Whether the last sentences are told by the holder: what 南龙 says of a city, a claim may give as his words."""
    sentence = text[max(text.rfind(mark) for mark in "。！？\n") + 1 :]
    return re.search(rf"{re.escape(holder.text)}(?:{SAYING})", sentence) is not None


def subject_before(text: str, place: int, kinds: Sequence[str]) -> Name | None:
    """The nearest name before `place` that begins its clause, of those kinds; of any kind where none is given."""
    subject = None
    for name in names(text[:place]):
        if (kinds and name.kind not in kinds) or _PUBLISHER.match(text, max(name.start, name.end - 3)):
            continue
        if name.kind == PLACE and _is_common(name.text):
            continue
        begins = max((match.end() for match in CLAUSE.finditer(text, 0, name.start)), default=0)
        lead = text[begins : name.start]
        told = _TOLD_BY.fullmatch(lead) and _AUTHORITY.search(name.text) and _TELLS.match(text, name.end)
        if told:
            continue
        for date in reversed(dates(lead)):
            lead = lead[: date.start] + lead[date.end :]
        if ADVERBIAL.fullmatch(lead):
            subject = name
    return subject


def _is_common(place: str) -> bool:
    """Whether what the tagger takes for a place is none: 高速公路, or 双向六 of 双向六车道."""
    return place[-1] in HAN_DIGITS or all(len(word) > 1 and not is_name(word) for word in cut(place))


def _kinds_like(name: Name) -> tuple[str, ...]:
    return (PERSON,) if name.kind == PERSON else (PLACE, ORGANISATION)


def clause_before(text: str, place: int) -> str:
    """The clause that `place` is in, up to there."""
    return text[max((match.end() for match in CLAUSE.finditer(text, 0, place)), default=0) : place]


def titles_before(text: str, place: int) -> str:
    """The clause up to there; a word in quotation marks that stands in a name, 首都“两区”建设办公室, is no edge of it."""
    clause = clause_before(text, place)
    begins = place - len(clause)
    while quoted := _QUOTED.search(text, max(0, begins - 12), begins):
        before = clause_before(text, quoted.start())
        if not before:
            break
        begins = quoted.start() - len(before)
    return text[begins:place]


def _clause(text: str, place: int) -> str:
    begins = max((match.end() for match in CLAUSE.finditer(text, 0, place)), default=0)
    stop = CLAUSE.search(text, place)
    return text[begins : stop.start() if stop else len(text)]


def holder_of(text: str, title: Name) -> Name | None:
    """The person whose title it is: the one right after it, else the nearest before it in the sentence."""
    begins = max((match.end() for match in re.finditer(r"[。！？\n]", text[: title.start])), default=0)
    stop = re.search(r"[。！？\n]", text[title.end :])
    ends = title.end + stop.start() if stop else len(text)
    people = [name for name in names(text[begins:ends]) if name.kind == PERSON]
    placed = [Name(PERSON, one.text, one.start + begins, one.end + begins) for one in people]
    told = _IS.match(text, title.end)
    begins = told.end() if told else title.end
    after = [one for one in placed if one.start >= begins and not CLAUSE.search(text, begins, one.start)]
    before = [] if told and told.group()[-1] in "是为" else [one for one in placed if one.end <= title.start]
    if after and after[0].start - title.end <= 12:
        return after[0]
    return before[-1] if before else None
