"""The answers to the parts of a question -> one answer: a comparison, a sum or a difference of what was found, each number
with its citation. Nothing is compared or worked out that the documents do not give.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count, pairwise

from qa.answers import Answer, Citation, Claim
from qa.dates import dates
from qa.numbers import ARABIC, HAN, number
from qa.quantities import Quantity, only_quantity, quantities
from qa.references import items_of
from qa.spacing import closed_up
from qa.together import Parts, Together
from qa.turns import SEPARATOR
from qa.units import UNITS

_LESS = frozenset((*"少小低短早轻近", "便宜"))
_WHEN = frozenset("早晚")
_TIMES = frozenset("秒天月年")
_DAYS = (("year",), ("year", "month"), ("year", "month", "day"), ("month", "day"))
_NUMBER = rf"{ARABIC}[十百千万亿]*|{HAN}"
# 超过2000多万元: without what makes it no exact number.
_COUNTED = re.compile(
    rf"\D*?(?P<number>{_NUMBER})(?:有余|[余多来])?(?P<scale>[十百千万亿]*)(?P<unit>(?:{UNITS})?)多?(?:(?:及|或|\(?含\)?)?以[上下内]|左右|上下)?"
)
_SAID = {"月": "个月"}
_PLACES = 6  # behind the point, which no even result has more of
_NEARLY = Decimal("0.05")  # of a number that is about so much
_NEAR = 4  # characters between what is counted and its number: 基本站约150个
_COUNTED_IN = re.compile("几(?P<unit>[个位名家项条种所座])")
_NOT_DONE = {Together.MORE: "没有比较", Together.TOTAL: "没有合计", Together.APART: "没有相减"}


def combined(question: str, parts: Parts, answers: Sequence[Answer]) -> Answer:
    """One answer out of those of the parts, in their order; what is missing is said in its notice."""
    found = [one for one in answers if not one.abstained]
    missing = [label for label, one in zip(parts.labels, answers, strict=True) if one.abstained]
    hits = tuple(dict.fromkeys(hit for one in answers for hit in one.hits))
    if not found:
        reason = "；".join(dict.fromkeys(one.reason for one in answers))
        return replace(
            answers[0], question=question, reason=reason, hits=hits, understood=SEPARATOR.join(parts.questions)
        )
    claims = list(dict.fromkeys(claim for one in found for claim in one.claims))
    notice = "".join(f"没有找到“{label}”的答案。" for label in missing)
    if parts.together is not Together.EACH:
        answers = [_of_label(one, label) for one, label in zip(answers, parts.labels, strict=True)]
        against = "因此" if missing else _against(parts, answers)
        if against:
            notice += f"{against}{_NOT_DONE[parts.together]}。"
        else:
            claims.insert(0, _worked_out(parts, answers))
    numbers: dict[Citation, int] = {}
    counting = count(1)
    text = ""
    for claim in claims:
        if claim.supported:
            for citation in claim.citations:
                if citation not in numbers:
                    numbers[citation] = next(counting)
            text += claim.text + "".join(f"[{numbers[citation]}]" for citation in claim.citations)
    exact = tuple(dict.fromkeys(words for one in found for words in one.exact))
    return Answer(
        question=question,
        text=text,
        span="、".join(one.span for one in found if one.span) or None,
        exact=exact,
        claims=tuple(claims),
        citations=tuple(numbers),
        abstained=False,
        reason="",
        confidence=min(one.confidence for one in found),
        hits=hits,
        understood=SEPARATOR.join(one.understood or asked for one, asked in zip(answers, parts.questions, strict=True)),
        notice=notice,
    )


def counted(question: str, listed: Answer) -> Answer | None:
    """The answer to how many they are, from an answer that lists them; None where it is no list."""
    items = items_of(listed.span or "")
    if not items:
        return None
    asked = _COUNTED_IN.search(question)
    return replace(
        listed,
        question=question,
        text=f"共{len(items)}{asked['unit'] if asked else '个'}：{listed.text}",
        understood=listed.understood or listed.question,
        notice="这是文档里列出的个数。",
    )


def _of_label(answer: Answer, label: str) -> Answer:
    """The answer with the one quantity that stands right behind the label, where its exact words are a list of several."""
    if len(quantities(answer.span or "")) < 2 or not answer.citations:
        return answer
    for citation in answer.citations:
        at = citation.quote.find(label)
        behind = [one for one in quantities(citation.quote) if at >= 0 and 0 <= one.start - at - len(label) <= _NEAR]
        if behind:
            start, end = citation.start + behind[0].start, citation.start + behind[0].end
            words = replace(citation, start=start, end=end, quote=citation.quote[behind[0].start : behind[0].end])
            return replace(answer, span=words.quote, exact=(words,))
    return answer


def _against(parts: Parts, answers: Sequence[Answer]) -> str:
    """Why the answers can't be worked with; "" where they can: single numbers of one unit, each from its own words."""
    if parts.way in _WHEN and not _moments(answers):
        return "找到的不都是能比先后的时间，"
    given = [value for one in answers if (value := only_quantity(one.span or ""))]
    if parts.way not in _WHEN:
        if len(given) != len(answers):
            return "找到的不都是一个数，"
        if len({value.unit for value in given}) != 1:
            return "单位不同，"
    # The same words for two questions: one of them was not understood.
    places = [one.exact[0] for one in answers if one.exact]
    if len(set(places)) < len(places):
        return "找到的是同一个数，"
    if any(value.ordinal for value in given):
        return "找到的是名次，"
    exact = _are_apart(given) if parts.together is Together.MORE else _about(parts, given) is not None
    return "" if exact else "有的数不是确数，"


def _are_apart(given: Sequence[Quantity]) -> bool:
    """Whether it is plain which of them is more: 超过400个 may be 406个, and 100至200人 150人."""
    spans = sorted(map(_bounds, given))
    exact = all(low == high for low, high in spans)
    return exact or all(one[1] < other[0] for one, other in pairwise(spans))


def _bounds(value: Quantity) -> tuple[Decimal, Decimal]:
    """Between what and what the number is."""
    if value.comparison in (">", "≥"):
        return value.low, Decimal("Infinity")
    if value.comparison in ("<", "≤"):
        return Decimal(0), value.high
    near = abs(value.low) * _NEARLY if value.comparison else Decimal(0)
    return value.low - near, value.high + near


def _moments(answers: Sequence[Answer]) -> list[tuple[int, ...]]:
    """The day, the month or the year of each answer, where all are as exact; nothing where they can't be compared."""
    found = [dates(one.span or "") for one in answers]
    parts = [one[0].parts for one in found if len(one) == 1]
    names = {tuple(name for name, _ in one) for one in parts}
    if len(parts) < len(answers) or len(names) > 1 or names.pop() not in _DAYS:
        return []
    if not all(value.isdigit() for one in parts for _, value in one):  # 去年
        return []
    return [tuple(int(value) for _, value in one) for one in parts]


def _less(parts: Parts, unit: str) -> bool:
    """Whether the least is asked for; who needs the least time is the fastest."""
    if parts.way in ("快", "慢"):
        return (parts.way == "快") is (unit in _TIMES)
    return parts.way in _LESS


def _about(parts: Parts, given: Sequence[Quantity]) -> str | None:
    """What stands before a result of numbers some of which are not exact: 超过100家 and 406个 are together 超过506个; None
    where nothing can be said.
    """
    if any(value.low != value.high for value in given):
        return None
    inexact = {value.comparison for value in given} - {""}
    ways = [(set(), ""), ({"≈"}, "约")]
    if parts.together is Together.TOTAL:
        ways += [({">", "≥"}, "超过"), ({"<", "≤"}, "不到")]
    return next((word for allowed, word in ways if inexact <= allowed), None)


def _worked_out(parts: Parts, answers: Sequence[Answer]) -> Claim:
    """The comparison, the sum or the difference as a claim that cites each of its numbers."""
    spans = [one.span or "" for one in answers]
    citations = tuple(dict.fromkeys(citation for one in answers for citation in one.citations[:1]))
    said = "，".join(f"{label}{span}" for label, span in zip(parts.labels, spans, strict=True))
    if parts.way in _WHEN:
        return Claim(f"{said}：{_best(parts, _moments(answers), less=parts.way == '早')}。", citations, supported=True)
    given = [quantities(span)[0] for span in spans]
    verdict = _best(parts, [value.low for value in given], less=_less(parts, given[0].unit))
    if parts.together is Together.MORE:
        text = f"{said}：{verdict}。"
    elif parts.together is Together.TOTAL:
        total = sum((value.low for value in given), Decimal(0))
        text = f"{'＋'.join(spans)}＝{_about(parts, given)}{_written(total, spans)}。"
    else:
        larger, smaller = sorted(zip(given, spans, strict=True), key=lambda one: -one[0].low)[:2]
        rest = _written(larger[0].low - smaller[0].low, (larger[1], smaller[1]))
        text = f"{said}：{larger[1]}－{smaller[1]}＝{_about(parts, given)}{rest}，{verdict}。"
    return Claim(text, citations, supported=True)


def _best(parts: Parts, values: Sequence[Decimal | tuple[int, ...]], *, less: bool) -> str:
    """Which of the labels has the largest value, or the least; of three, more than one may have it."""
    best = (min if less else max)(values)
    which = [label for label, value in zip(parts.labels, values, strict=True) if value == best]
    if len(which) == len(values):
        return "一样"
    return f"{'和'.join(which)}{'更' if len(values) == 2 else '最'}{parts.way}"


def _written(value: Decimal, like: Sequence[str]) -> str:
    """The value as the first of its parts is written in whose unit it comes out even, without its 超过, 约 or 多: 430个, 2.5亿元, 80分钟
    of 1小时 and 20分钟; in the unit that it is worked out in where there is none, as of 半小时.
    """
    unit = ""
    for part in like:
        (given,) = quantities(part)
        text, _ = closed_up(part[given.start : given.end])
        match = None if "分之" in text else _COUNTED.fullmatch(text)
        unit = _SAID.get(given.unit, given.unit)
        if match is None or not given.low:
            continue
        digits = match["number"].rstrip("万亿")
        scaled = value * number(digits or "一") / abs(given.low)
        if scaled == round(scaled, _PLACES):
            return f"{scaled.normalize():f}{match['number'][len(digits) :]}{match['scale']}{match['unit'] or unit}"
    return f"{round(value, _PLACES).normalize():f}{unit}"
