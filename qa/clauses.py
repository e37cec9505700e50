"""What the clause of a number says of it besides whose it is: of which time it is, and whether it is a rise or a fall.

下降12% is not 增长12%, and the 5.6亿元 of 2023年 are not those of 2022年. Only what is plain is held against a claim: the word
right before the number, and the time that its clause begins with, or a clause before it that is nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from qa.dates import Date, dates
from qa.evidence import Evidence
from qa.holders import ADVERBIAL, CLAUSE, clause_before
from qa.quantities import Quantity, is_article, only_quantity, quantities


@dataclass(frozen=True, slots=True)
class _Way:
    """Which way a number goes: what to call it, the words right before the number that say so, and those anywhere in its
    clause that leave it open: 增速回落至5% is a growth of 5% too.
    """

    name: str
    words: str
    open: str


_RISE = _Way("增长", "增|升|涨|提高|上调", "增|升|涨|提高|上调")
_FALL = _Way("下降", "降|跌|减|降低|减少|下滑|回落|负增长|下调", "降|跌|减|下滑|回落|缩|负|下调")
_GAIN = _Way("盈利", "盈利|盈余", "盈")
_LOSS = _Way("亏损", "亏损|亏", "亏")
_OPPOSITE = {_RISE: _FALL, _FALL: _RISE, _GAIN: _LOSS, _LOSS: _GAIN}
_BETWEEN = "(?:[长加多幅度速率额为是近约达到至了:： ]|金额|总额|合计|一共|大约)*"
_CHANGED = re.compile("[^，。；！？：、\n]{0,6}?(?:[增升涨提扩减降跌缩调改变][^，。；！？：、\n]{0,4})[至到为成]了?")
_ASKED = re.compile("多少|百分之几|几(?![乎何])")
_SENTENCE_END = re.compile(r"[。！？\n]")
_OPENING = "(?:其中|截[至止]到?|[到在]|而|并|但|、| )*"
# 比2022年增长 and 自2022年以来 are of another time, too; 成立于2022年 says when something else was.
_LEAD = re.compile(_OPENING + "[^比较与从自由到至于以据按像如和跟同的]{0,12}")
# 2022年公司的营业收入, but not 2022年立项的项目, which may be counted in another year.
_REST = re.compile("(?:[^的]{0,8}(?:公司|集团|[省市县区镇]|企业|学校|大学|医院|银行|单位|(?<![建办开])厂))?的?[^的]*")


def another_clause(claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """Why a number of the claim is of another time in the source, or goes the other way there, a line each."""
    for claimed in quantities(claim):
        if is_article(claim, claimed):
            continue
        words = claim[claimed.start : claimed.end]
        yield from _objections(words, claim, claimed.start, claimed, evidence)
    source = [pair for one in evidence for pair in _changes(one.text)]
    for old, new in _changes(claim):
        if any(a.says(new) and b.says(old) for a, b in source) and not any(
            a.says(old) and b.says(new) for a, b in source
        ):
            yield f"出处说的不是由{claim[old.start : old.end]}到{claim[new.start : new.end]}"


def _changes(text: str) -> Iterator[tuple[Quantity, Quantity]]:
    """What a number of the text was before and after: 24 and 8 of 由24班减为8班."""
    found = quantities(text)
    for old, new in pairwise(found):
        if _CHANGED.fullmatch(text, old.end, new.start):
            yield old, new


def another_number(question: str, claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """The same of a claim that is one number, as the answer to a question that asks for one.

    An answer that tells its time or its way itself, such as 增长12%, says what is different.
    """
    asked, claimed = _ASKED.search(question), only_quantity(claim)
    told = dates(claim) or any(re.search(way.open, claim) for way in _OPPOSITE)
    if asked and claimed and not told:
        yield from _objections(claim[claimed.start : claimed.end], question, asked.start(), claimed, evidence)


def _objections(words: str, text: str, place: int, claimed: Quantity, evidence: Sequence[Evidence]) -> Iterator[str]:
    """What is said of the number at `place` in the text, against what is said of it wherever it stands in the source."""
    places = [(one.text, said) for one in evidence for said in quantities(one.text) if said.says(claimed)]
    if not places or claimed.ordinal:
        return
    way = _way(text, place)
    if way and all(_is_opposite(way, *one) for one in places):
        yield f"出处里的“{words}”是{_OPPOSITE[way].name}，不是{way.name}"
    when = _times(text, place)
    if when and all(_is_of_another(when, *one) for one in places):
        yield f"出处里的“{words}”不是{text[when[0].start : when[-1].end]}的"


def _way(text: str, place: int) -> _Way | None:
    """The way that is said right before `place`."""
    before = clause_before(text, place)
    found = [(match.start(), way) for way in _OPPOSITE if (match := re.search(rf"(?:{way.words}){_BETWEEN}$", before))]
    # 负增长 begins before the 增长 in it, and 增幅下降 is no growth by that much.
    return min(found, key=lambda one: one[0])[1] if len({way for _, way in found}) == 1 or "负增长" in before else None


def _is_opposite(way: _Way, text: str, said: Quantity) -> bool:
    before = clause_before(text, said.start).replace("负增长", "负")
    return _way(text, said.start) is _OPPOSITE[way] and not re.search(way.open, before)


def _times(text: str, place: int) -> list[Date]:
    """The times that the number at `place` is plainly of; none where that is not plain."""
    begins = max((match.end() for match in _SENTENCE_END.finditer(text, 0, place)), default=0)
    starts = [begins, *(match.end() for match in CLAUSE.finditer(text, begins, place))]
    for start, end in zip(reversed(starts), [place, *reversed(starts)], strict=False):
        clause = text[start:end]
        if found := dates(clause):
            lead, rest = clause[: found[0].start], clause[found[-1].end :]
            own = end == place and _LEAD.fullmatch(lead) and _REST.fullmatch(rest)
            alone = re.fullmatch(_OPENING, lead) and ADVERBIAL.fullmatch(CLAUSE.sub("", rest))
            return [replace(one, start=one.start + start, end=one.end + start) for one in found] if own or alone else []
    return []


def _is_of_another(when: Sequence[Date], text: str, said: Quantity) -> bool:
    """Whether the number is plainly of another time there than all of those."""
    if dates(CLAUSE.split(text[said.end :].lstrip("(（"), maxsplit=1)[0]):  # 5.6亿元（2023年）
        return False
    times = _times(text, said.start)
    return bool(times) and all(_differ(one, other) for one, other in product(when, times))


def _differ(one: Date, other: Date) -> bool:
    parts = dict(other.parts)
    return any(
        parts.get(name, value) != value and (name == "half" or (value.isdigit() and parts[name].isdigit()))
        for name, value in one.parts
    )
