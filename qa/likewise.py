"""A message that says the same of something else, to be confirmed: 一期也是13座吗 after 二期设了几座车站."""

import re
from collections.abc import Sequence

from qa.answers import Turn
from qa.asked_values import is_of_another_unit
from qa.attributes import asked_of_another
from qa.completions import subjects
from qa.dates import dates
from qa.grammar import ASKING, own_names
from qa.names import titles
from qa.quantities import only_quantity
from qa.slots import answered_with, exchanged

_ALSO = re.compile(
    r"^(?P<what>[^，,也]{1,12}?)(?:也|同样)(?P<verb>都?(?:只?[是有]|为|要))?(?P<said>[^，,]{1,12}?)(?:[吗吧么嘛]|[对是][吗吧不])[？?。！]*$"
)


def likewise(message: str, before: str, turns: Sequence[Turn]) -> str:
    """The question to be confirmed, made whole; "" for a message that says no value, or something else.

    >>> likewise("白杨县也是5座吗", "青石县新建了多少座水库", [Turn("青石县新建了多少座水库", "", "", "5座")])
    '白杨县新建了5座水库吗'
    """
    match = _ALSO.match(message)
    if match is None or ASKING.search(match["what"] + match["said"]):
        return ""
    what, said = match["what"], match["said"]
    if _is_title(said):
        return f"{what}是{said}吗" if own_names(what) else ""
    if not _is_value(said):
        return ""
    if what not in before:
        if slot := next(iter(exchanged(what, before)), ""):
            return answered_with(said, slot) if _is_alike(said, slot, turns[-1].span) else ""
        if (slot := asked_of_another(what, before)) and _is_alike(said, slot, turns[-1].span):
            return answered_with(said, slot)
    about = "" if own_names(what) else next((one for one in subjects(before, turns) if one not in what), "")
    return f"{about}{what}{match['verb'] or '是'}{said}吗"


def _is_title(said: str) -> bool:
    return any(one.end == len(said) for one in titles(said))


def _is_value(said: str) -> bool:
    """Whether the words are a number or a time, and no more."""
    much = only_quantity(said)
    whole = [(one.start, one.end) for one in dates(said)]
    return whole == [(0, len(said))] or (much is not None and (much.start, much.end) == (0, len(said)))


def _is_alike(said: str, question: str, span: str) -> bool:
    """Whether the value is of the kind that the question before was answered with, where that is known."""
    old, new = only_quantity(span), only_quantity(said)
    if old and new:
        return old.unit == new.unit
    return not is_of_another_unit(question, said)
