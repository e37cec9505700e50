"""Does a number count what is listed beside it: 以下三点：…；…；…, 三个国家，即越南、沙特和泰国?

Such a number stands in no source, and is right where as many follow. What is listed is checked as the rest of the claim is.
"""

import re
from collections.abc import Sequence

from qa.evidence import Evidence
from qa.holders import CLAUSE
from qa.quantities import Quantity

_BOTH = ("两者", "二者")
_COUNTED = re.compile("[二两三四五六七八九2-9](?:个方面|方面|大类|[点种类个项条步大])")
# What may stand between the number and its list: 三个国家，即; and 三点 alone, whose items follow one by one.
_LEAD = re.compile("[^，。；：:、\n]{0,10}?(?:[：:]|，?(?:包括|分别[为是]|即|也就是)[：:]?)")
_ITEMISED = re.compile("点|方面|条|步|以下|如下|原因")
_OF_THEM = re.compile("[^，。；：、\n]{1,6}[中里](?:[，,]|最|，)")
_SENTENCE_END = re.compile(r"[。！？\n]")
_BREAKS = ("；|;", "、|和|与|及|以及|或", "，|,")


def counts_listed(claim: str, one: Quantity, evidence: Sequence[Evidence]) -> bool:
    """Whether a number of the claim says how many items the claim lists, or which of those that the source lists.

    >>> from qa.quantities import quantities
    >>> claim = "公司有三种产品：膜组件、超滤装置和加药系统"
    >>> counts_listed(claim, quantities(claim)[0], [])
    True
    """
    words = claim[one.start : one.end]
    if words in _BOTH:
        return True
    if one.ordinal or one.comparison or one.low != one.high or not _COUNTED.match(claim, one.start):
        return False
    sentence_end = _SENTENCE_END.search(claim, one.end)
    rest = claim[one.end : sentence_end.start() if sentence_end else len(claim)]
    if lead := _LEAD.match(rest):
        found = _numbers_of_items(rest[lead.end() :])
        alone = found == {1} and _ITEMISED.search(claim[max(0, one.start - 4) : one.end] + lead.group())
        return int(one.low) in found or bool(alone)
    listed = {
        count
        for said in evidence
        for text in (said.text, *CLAUSE.split(said.text))
        for count in _numbers_of_items(text)
    }
    return bool(_OF_THEM.match(rest)) and int(one.low) in listed


def _numbers_of_items(text: str) -> set[int]:
    """How many items the text lists, by each of the marks that may stand between them."""
    found = set()
    for marks in _BREAKS:
        items = [item for item in re.split(marks, text) if any(map(str.isalnum, item))]
        found.add(len(items))
        if len(items) > 1:
            break
    return found
