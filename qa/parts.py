"""Several things asked at once -> one question each: 石家庄和冀南新区各承接了多少项目; and what their answers make together.

Comparisons and sums are made of answers that were found, each with its citation; nothing is compared or added that the
documents do not give.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import count

from qa.answers import Answer, Citation, Claim, Turn
from qa.names import ORGANISATION, PERSON, PLACE, names
from qa.numbers import ARABIC, HAN, number, to_ascii
from qa.quantities import Quantity, quantities

MAX_PARTS = 6
_SEPARATOR = "；"  # of the questions that a combined answer understood

_JOINING = re.compile(r"\s*(?:、|和|与|及|跟|同|以及|还是)\s*")
_EACH = re.compile(r"各自|分别|各有|各是|各(?=[\u4e00-\u9fff])|都(?=是|有|承)")
_ASKING = re.compile(r"多少|几[个家项次人年]|哪|谁|什么|为何|怎么|如何|吗[？?]?$")
_BETWEEN_QUESTIONS = re.compile(r"[？?；;]+|[，,](?:以及|还有|另外|同时|并且|又)?")
_MORE = re.compile(
    r"(?:哪一?个|哪一?家|哪里|哪边|谁|哪个地方)(?P<what>.{0,16}?)(?:更|比较|要|最)?(?P<way>多|大|高|长|早|少|小|低|短|晚)(?:一些|一点|些)?[？?呢啊]*$"
)
_TOTAL = re.compile(r"(?:一共|总共|合计|共计|加起来|加在一起|总和)(?:是|有|为)?(?P<what>.*?)(?:多少|几).{0,8}$")
_LESS = frozenset("少小低短早")
_NUMBER = re.compile(rf"{ARABIC}[十百千万亿]*|{HAN}")


class Together(Enum):
    """What the answers to the parts are for."""

    EACH = "each"
    MORE = "more"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Parts:
    """Questions that are asked one by one, what each is about, and what for. less: whether the smaller is asked for."""

    questions: tuple[str, ...]
    labels: tuple[str, ...]
    together: Together
    way: str = "多"


def parts_of(question: str, history: Sequence[Turn] = ()) -> Parts | None:
    """The parts of a question that asks several things; None where it asks one.

    >>> parts_of("石家庄和冀南新区各承接了多少项目").questions
    ('石家庄承接了多少项目', '冀南新区承接了多少项目')
    """
    subjects, before, rest = _subjects(question)
    before_now = [asked for turn in history for asked in (turn.understood or turn.question).split(_SEPARATOR)]
    earlier = list(dict.fromkeys(reversed(before_now)))[:2][::-1]
    if match := _MORE.search(rest if subjects else question):
        way = match["way"]
        if subjects:
            about = (rest[: match.start()] + match["what"]).strip("，, 的是")
            asked = tuple(f"{before}{one}{_how_many(about)}" for one in subjects)
            return Parts(asked, subjects, Together.MORE, way)
        if len(earlier) == 2 and not _names(question):
            return Parts(tuple(earlier), tuple(map(_label, earlier)), Together.MORE, way)
    if match := _TOTAL.search(question):
        if subjects:
            asked = tuple(f"{before}{one}{_without_total(rest)}" for one in subjects)
            return Parts(asked, subjects, Together.TOTAL)
        if len(earlier) == 2 and len(question) < 12 and not _names(question):
            return Parts(tuple(earlier), tuple(map(_label, earlier)), Together.TOTAL)
    if subjects and _EACH.search(rest) and _ASKING.search(rest):
        asked = tuple(f"{before}{one}{_EACH.sub('', rest, count=1)}" for one in subjects)
        return Parts(asked, subjects, Together.EACH)
    several = [part.strip() for part in _BETWEEN_QUESTIONS.split(question) if part.strip()]
    if 1 < len(several) <= MAX_PARTS and all(map(_is_question, several)):
        return Parts(tuple(several), tuple(several), Together.EACH)
    return None


def combined(question: str, parts: Parts, answers: Sequence[Answer]) -> Answer:
    """One answer out of those of the parts, in their order; what is missing is said in its notice."""
    found = [one for one in answers if not one.abstained]
    missing = [label for label, one in zip(parts.labels, answers, strict=True) if one.abstained]
    hits = tuple(dict.fromkeys(hit for one in answers for hit in one.hits))
    if not found:
        reason = "；".join(dict.fromkeys(one.reason for one in answers))
        return replace(
            answers[0], question=question, reason=reason, hits=hits, understood=_SEPARATOR.join(parts.questions)
        )
    claims = list(dict.fromkeys(claim for one in found for claim in one.claims))
    notice = "".join(f"没有找到“{label}”的答案。" for label in missing)
    if parts.together is not Together.EACH:
        worked_out = None if missing else _worked_out(parts, answers)
        if worked_out is None:
            notice += "因此没有比较。" if parts.together is Together.MORE else "因此没有合计。"
        else:
            claims.insert(0, worked_out)
    numbers: dict[Citation, int] = {}
    counting = count(1)
    text = ""
    for claim in claims:
        if claim.supported:
            for citation in claim.citations:
                if citation not in numbers:
                    numbers[citation] = next(counting)
            text += claim.text + "".join(f"[{numbers[citation]}]" for citation in claim.citations)
    exact = tuple(words for one in found for words in one.exact)
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
        understood=_SEPARATOR.join(
            one.understood or asked for one, asked in zip(answers, parts.questions, strict=True)
        ),
        notice=notice,
    )


def _worked_out(parts: Parts, answers: Sequence[Answer]) -> Claim | None:
    """The comparison or the sum as a claim; None where the answers are no single quantities of one unit."""
    values = [_value(one.span or "") for one in answers]
    given = [value for value in values if value is not None]
    if len(given) != len(answers) or len({value.unit for value in given}) != 1:
        return None
    citations = tuple(dict.fromkeys(citation for one in answers for citation in one.citations[:1]))
    said = "，".join(f"{label}{one.span}" for label, one in zip(parts.labels, answers, strict=True))
    if parts.together is Together.MORE:
        order = min if parts.way in _LESS else max
        best = order(value.low for value in given)
        which = [label for label, value in zip(parts.labels, given, strict=True) if value.low == best]
        verdict = f"{which[0]}更{parts.way}" if len(which) == 1 else "一样"
        return Claim(f"{said}：{verdict}。", citations, supported=True)
    total = sum((value.low for value in given), Decimal(0))
    if any(value.comparison or value.low != value.high for value in given):
        return None  # 超过100家 and 406个 have no sum that the documents give
    return Claim(
        f"{'＋'.join(one.span or '' for one in answers)}＝{_written(total, answers[0].span or '')}。",
        citations,
        supported=True,
    )


def _value(span: str) -> Quantity | None:
    found = quantities(span)
    return found[0] if len(found) == 1 else None


def _written(total: Decimal, like: str) -> str:
    """The total in the unit of one of its parts: 430个, 2.5亿元."""
    plain = to_ascii(like)
    match = _NUMBER.search(plain)
    (value,) = quantities(like)
    if match is None:
        return str(total)
    digits = match.group().rstrip("万亿")
    scaled = total / (value.low / number(digits)) if number(digits) else total
    return f"{scaled.normalize():f}{match.group()[len(digits) :]}{plain[match.end() :]}"


def _subjects(question: str) -> tuple[tuple[str, ...], str, str]:
    """Names that stand joined in a row, what stands before them, and the rest; () where there is no such row."""
    found = [name for name in names(question) if name.kind in (PERSON, PLACE, ORGANISATION)]
    for start in range(len(found) - 1):
        row = [found[start]]
        for name in found[start + 1 :]:
            if not _JOINING.fullmatch(question[row[-1].end : name.start]):
                break
            row.append(name)
        if len(row) > 1:
            return tuple(one.text for one in row[:MAX_PARTS]), question[: row[0].start], question[row[-1].end :]
    return (), "", question


def _is_question(part: str) -> bool:
    """Whether a part asks something, and is no part of a title or a quotation that a mark cut through."""
    return _ASKING.search(part) is not None and all(
        part.count(a) == part.count(b) for a, b in ("《》", "“”", "「」", "（）")
    )


def _names(question: str) -> bool:
    return bool([name for name in names(question) if name.kind in (PERSON, PLACE, ORGANISATION)])


def _how_many(about: str) -> str:
    """承接的项目 -> 承接了多少项目."""
    done, of, what = about.partition("的")
    return f"{done}了多少{what}" if of and done else f"{about}有多少" if about else "有多少"


def _label(question: str) -> str:
    """What an earlier question was about, in short: its first name, or itself."""
    found = names(question)
    return found[0].text if found else question


def _without_total(rest: str) -> str:
    return re.sub(r"一共|总共|合计|共计|加起来|加在一起|总和", "", rest)
