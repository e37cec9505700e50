"""超滤装置毛利率最高，为29.5%: is that the highest of those that the cited sentences give?"""

import re
from collections.abc import Iterator, Sequence

from qa.evidence import Evidence
from qa.holders import clause_before
from qa.number_places import Place, places

# Only where it ends its clause: 最高500元 may be what is allowed.
_MOST = re.compile("最(?:[高大多长贵重远快深]|(?P<least>[低小少短轻近慢浅]|便宜))[，,](?:[仅只]?[为是有达]?|达到)$")


def exceeded(claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """What is more than the claim's most, or less than its least, a line each."""
    source = [(one.text, place) for one in evidence for place in places(one.text)]
    for ours in places(claim):
        most = _MOST.search(claim, 0, ours.number.start)
        if most is None or not any(place.number.says(ours.number) and place.last == ours.last for _, place in source):
            continue
        for text, place in source:
            if _is_of_one_kind(place, ours) and _exceeds(place, ours, least=bool(most["least"])):
                yield f"出处里有“{clause_before(text, place.number.end)}”"


def _is_of_one_kind(place: Place, ours: Place) -> bool:
    return place.last == ours.last and place.number.unit == ours.number.unit


def _exceeds(place: Place, ours: Place, *, least: bool) -> bool:
    if least:
        return place.number.high < ours.number.low
    return place.number.low > ours.number.high
