"""Does the source give the number to something else than the claim does: 营业收入1.52亿元 where that is the 净利润?

Each number is held against the words that it stands with, in the claim and at its places in the source. Where another number
of the source stands with all that the claim says there, and with more of it than the claimed one anywhere does, the two
were exchanged. A claim in other words than the source's shares few with either number, and is left alone.
"""

import re
from collections.abc import Iterator, Sequence

from index.words import letters, normalised
from qa.evidence import Evidence
from qa.names import tagged
from qa.number_places import Place, places
from qa.quantities import Quantity, quantities

MIN_MATCHED = 0.6  # of what the claim says of its number: the rest may be said in other words

# These stand for what was said or listed before.
_REFERS = re.compile("分别|依次|各[自为是有]|[该此这那它她](?![中他它])|其(?![中他它余])|他们|[前后]者|当地")
_NOUNS = frozenset("n nz nw nr ns nt vn an PER LOC ORG".split())
_BOTH = re.compile(
    "(?P<one>[^，。；：、\n]{1,20}?)(?:以及|[和与及跟])(?P<other>[^，。；：、\n]{1,20}?)(?:全?都|均)(?P<rest>[^，。；：\n]*)"
)


def exchanged_numbers(claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """Why a number of the claim is another's in the source, a line each."""
    source = [place for one in evidence for place in places(one.text)] if quantities(claim) else []
    headings = normalised("\n".join(one.before.rpartition("\n")[0] for one in evidence))
    for said in (claim, *_each_of_both(claim)):
        for ours in places(said):
            own = [one for one in source if one.number.says(ours.number)]
            others = [one for one in source if _is_another(one.number, ours.number)]
            near = [place for one in evidence for place in places(one.around)] if own else []
            if own and (
                all(any(_fits_better(one, ours, other, headings) for other in others) for one in own)
                or any(_has_its_name(other, ours, own) for other in near)
            ):
                yield f"出处里的“{said[ours.number.start : ours.number.end]}”说的不是{ours.label or ours.last}"


def _each_of_both(claim: str) -> Iterator[str]:
    """整机和电池都保修两年 says 整机保修两年 and 电池保修两年."""
    for match in _BOTH.finditer(claim):
        yield from (match["one"] + match["rest"], match["other"] + match["rest"])


def _is_another(said: Quantity, claimed: Quantity) -> bool:
    return said.unit == claimed.unit and (said.low, said.high) != (claimed.low, claimed.high)


def _fits_better(own: Place, ours: Place, other: Place, headings: str) -> bool:
    """Whether the claim says of the number what the source says of the other one, and nothing that it says of its own."""
    of_one_clause = (own.start, own.text) == (other.start, other.text)
    if of_one_clause or own.label == ours.label != other.label:
        return False
    if any(word in own.text and word not in other.text for word in ours.held):
        return False
    gained = [word for word in ours.held if word in other.held and word not in own.text and word not in headings]
    told = [len(word) for word in gained if not word.isdigit()]
    said = [word for word in ours.held if len(word) > 1]
    matched = sum(word in other.text or word in headings for word in said) >= MIN_MATCHED * len(said)
    # Of a row, what is named stands in another cell.
    names = other.label if letters(other.clause) else "".join(other.held)
    has_name = ours.label in names and ours.label not in letters(own.text)
    # 产假 is not what one more character before it makes of it, 陪产假.
    is_longer = ours.label == other.label and own.label[1:] == ours.label
    is_named = len(ours.label) > 1 and (has_name or is_longer)
    is_told = ours.last in other.held and matched and (max(told, default=0) > 1 or sum(told) > 2)
    return (is_named or is_told) and not _REFERS.search(own.text + ours.clause) and _names_something(own)


def _has_its_name(other: Place, ours: Place, own: Sequence[Place]) -> bool:
    """Whether a number near the cited sentences has the very label, of which these say nothing: 满二十年的15天 is no 产假."""
    if len(ours.label) < 2 or other.label != ours.label or not _is_another(other.number, ours.number):
        return False
    return not any(word in one.text for one in own for word in (ours.label, *ours.held))


def _names_something(place: Place) -> bool:
    """Whether its clause does: 后来涨到80元 goes on with what the clause before it names. 容积：3升 is all one."""
    clause = place.text if place.label and not letters(place.clause) else place.clause
    return "第" in clause or any(tag in _NOUNS for _, tag in tagged(clause))
