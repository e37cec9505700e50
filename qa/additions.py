"""Does a claim add a record or a cause of which the source says nothing: 均创历史新高, 因为海外市场需求疲软?

These are what a model likes to add of its own. Other additions are left to the share of words: a clause in quite other words may
still say what the source says.
"""

import re
from collections.abc import Iterator, Sequence

from index.words import normalised
from qa.evidence import Evidence
from qa.holders import CLAUSE
from qa.statements import statements

MIN_WORDS = 3  # that a cause has, none of them the source's
MAX_SHARED_LETTERS = 0.15

_RECORDS = tuple(
    (re.compile(claimed), re.compile(said))
    for claimed, said in (
        ("(?:历史|同期)?新高|历史最[高好]|历史之最", "新高|纪录|记录|首次|最[高多大好]|之最|突破|历史(?:上|性|同期)"),
        ("历史新低|历史最低", "新低|纪录|记录|首次|最[低少小差]|之最|跌破|历史(?:上|性|同期)"),
        ("翻了?[一两几]?番|翻倍|成倍", "番|倍|一半|[1-9]00%"),
        ("龙头(?!企业名单)|领军企业|遥遥领先", "龙头|领军|领先|第一|首位|最|前列|榜首|头部"),
        ("史无前例|前所未有|绝无仅有|独一无二", "史无前例|前所未|绝无|独|唯一|首|第一|从未|没有先例"),
    )
)
_CAUSE = re.compile("(?:原因(?:主要)?[是在为]|(?:是|主要)?因为|由于)(?P<cause>[^，。；：！？\n]*)")


def added(claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """What the claim adds, a line each."""
    around = normalised("\n".join(f"{one.before}\n{one.text}\n{one.around}" for one in evidence))
    here = normalised("\n".join(f"{one.before}\n{one.text}" for one in evidence))
    for claimed, said in _RECORDS:
        if (match := claimed.search(normalised(claim))) and not said.search(around):
            yield f"出处没有说“{match.group()}”"
    for match in _CAUSE.finditer(claim):
        for said_of_it in statements(match["cause"]):
            words = [word for word in said_of_it.words if len(word) > 1]
            characters = "".join(words)
            is_strange = sum(one in here for one in characters) <= MAX_SHARED_LETTERS * len(characters)
            if len(words) >= MIN_WORDS and is_strange and not any(word in around for word in words):
                yield f"出处没有说原因是“{CLAUSE.sub('', match['cause'])}”"
