"""A year that a claim names in figures, where its source tells it from where it stands: 2022年末 for 上年末, 较2022年 for 同比.

去年 and 明年 are counted from the day that the text was printed on, 上年 and 同比 from the year that it reports on. A year is only
taken for one of them where the same number stands with both, and both compare with that year, or neither does: 比上年下降3.5%
makes nothing of the source 2022年's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.dates import Date, dates, unsaid
from qa.evidence import Evidence
from qa.quantities import Quantity, is_article, quantities

_FROM_ITS_DAY = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_OF_THE_YEAR_BEFORE = re.compile("同比")
_COMPARES = re.compile(r"[比较与同跟]\s?$")
_SENTENCE_END = re.compile("[。！？\n]")
# 海城日报2023年12月28日讯; a date alone on its line is that of the paper, or of the paper's page.
_PRINTED = re.compile(r"[^，。；\n]{0,4}?(?:讯|电|消息|报道)")


def is_told_otherwise(claim: str, claimed: Date, evidence: Sequence[Evidence]) -> bool:
    """Whether the evidence names the claimed date by 上年, 去年 or 明年, or a 比上年 of the claim by 同比.

    claimed: one of `dates(claim)`.
    """
    if claimed.parts[0][0] != "year":
        return False
    number = _number_of(claim, claimed.start, claimed.end)
    compares = bool(_COMPARES.search(claim[: claimed.start]))
    return any(
        said_compares == compares
        and not unsaid(claimed, [said])
        and (number is None or (said_number is not None and said_number.says(number)))
        for one in evidence
        for said, said_compares, said_number in _told(one)
    )


def _told(one: Evidence) -> Iterator[tuple[Date, bool, Quantity | None]]:
    """The times that are told from another, in figures; whether something is compared with each, and the number of it."""
    for date in dates(one.text):
        word = date.parts[0][1]
        if word not in _FROM_ITS_DAY:
            continue
        number = _number_of(one.text, date.start, date.end)
        compares = bool(_COMPARES.search(one.text[: date.start]))
        for year in _years_from(word, one.text[date.start : date.end], one, date.start):
            parts = (("year", str(year + _FROM_ITS_DAY[word])), *date.parts[1:])
            yield replace(date, parts=parts), compares, number
    for match in _OF_THE_YEAR_BEFORE.finditer(one.text):
        number = _number_of(one.text, *match.span())
        for told in ("去年", *(str(year - 1) for year in _reported(one, match.start()))):
            yield Date(*match.span(), (("year", told),)), True, number


def _years_from(word: str, words: str, one: Evidence, place: int) -> set[int]:
    """The years that the word may be counted from."""
    return _reported(one, place) if word == "去年" and words.startswith("上年") else _printed(one)


def _reported(one: Evidence, place: int) -> set[int]:
    """The year of the title, and the one that was named last before the place."""
    title, _, before = one.before.partition("\n")
    return {years[-1] for text in (title, f"{before}\n{one.text[:place]}") if (years := _years(text))}


def _printed(one: Evidence) -> set[int]:
    """The year of the last line before the sentences that says when the text was printed."""
    before = one.around[: max(0, one.around.find(one.text))]
    found = [date for date in dates(before) if _years(before[date.start : date.end]) and _is_of_print(before, date)]
    return set(_years(before[found[-1].start : found[-1].end])) if found else set()


def _is_of_print(text: str, date: Date) -> bool:
    stop = _SENTENCE_END.search(text, date.end)
    behind = text[date.end : stop.start() if stop else len(text)]
    alone = not f"{text[: date.start].rpartition(chr(10))[2]}{behind}".strip()
    return alone or _PRINTED.match(text, date.end) is not None


def _years(text: str) -> list[int]:
    found = [value for date in dates(text) for name, value in date.parts if name == "year"]
    return [int(value) for value in found if value.isdigit()]


def _number_of(text: str, start: int, end: int) -> Quantity | None:
    """The number that is of that time: the first behind it in its sentence, else the last before it."""
    begins = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = _SENTENCE_END.search(text, end)
    ends = stop.start() if stop else len(text)
    given = [one for one in quantities(text) if not is_article(text, one) and not one.ordinal]
    behind = [one for one in given if end <= one.start < ends]
    before = [one for one in given if begins <= one.start < start]
    return behind[0] if behind else before[-1] if before else None
