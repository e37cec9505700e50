"""The words of a question that are most like what is named now, and may be what it stands for: 专业村 for 专业屯, 第二产业 for
第三产业, 600分以上 for 700分以上.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from qa.grammar import ASKING
from qa.names import tagged
from qa.numbers import to_ascii

_COUNTING = ("一", "每")
_HALF = 2  # characters that are left on either side of a word that is cut: 速冻 of 速冻面米
_SAME_KIND = 0.2  # more for those of one length and one end: 基本站, 一般站
_NAMING_NOTHING = frozenset("v p u r w d c xc".split())
# W of W14 is none.
_NUMERAL = re.compile("[\\d.]+|[一二三四五六七八九十]+|[Ⅰ-Ⅻ]|(?<![A-Za-z])[A-ZＡ-Ｚ](?![A-Za-z0-9])|[甲乙丙丁]")
_LABEL = re.compile(rf"(?:{_NUMERAL.pattern})(?:号线|号楼|号院|标段|栋)")
_NUMERALS = re.compile(f"({_NUMERAL.pattern})")
_ALIKE = 0.5  # share of the characters that two nouns have in common at their ends: 专业村, 专业屯


def like_in(what: str, before: str) -> str:
    """The words of the question `before` that are most like what is named; "" where none are.

    >>> like_in("专业屯", "全区专业村有几个")
    '专业村'
    """
    bare = what.removesuffix("的")
    if old := numbered_alike(bare, before) or _as_long(bare, before, short=what != bare):
        return old
    likeness, old = max(((_likeness(one, bare), one) for one in _runs(before)), default=(0.0, ""))
    # 会议主题 after 会议 is something of it.
    return "" if likeness < _ALIKE or bare.startswith(old) else old


def numbered_alike(what: str, before: str) -> str:
    """What in the question differs from it in its numerals alone: 第三产业 for 第二产业, Ⅱ类 for Ⅳ类; "" for nothing."""
    if re.fullmatch(r"\d+", what) and (
        codes := re.findall(rf"(?<=[A-Za-z]-)\d{{{len(what) - 1},{len(what) + 1}}}", before)
    ):
        return str(codes[0])  # 60的呢, of ML-40
    if not _NUMERAL.search(what) or _NUMERAL.fullmatch(what):
        return ""
    # Every second part is a numeral.
    parts = enumerate(_NUMERALS.split(what))
    like = "".join(f"(?:{_NUMERAL.pattern})" if place % 2 else re.escape(part) for place, part in parts)
    found = next((match.group() for match in re.finditer(like, before) if match.group() != what), "")
    # 8号线一期 after 5号线多长: what more is said of it stands behind its label.
    label = None if found else _LABEL.match(what)
    return numbered_alike(label.group(), before) if label and label.group() != what else found


def _as_long(what: str, before: str, *, short: bool) -> str:
    """Whole words of the question, as long as what is named, that begin or end as it does: 鱼糜制品 for 面米制品; "" for none.

    short: 地面 for 地下 too, which have one character in common.
    """
    edges = [0, *accumulate(len(word) for word, _ in tagged(to_ascii(before)))]
    asking = [match.span() for match in ASKING.finditer(before)]
    found: tuple[int, str] = (0, "")
    for end in edges:
        start = end - len(what)
        one = before[max(start, 0) : end]
        if len(one) < len(what) or one == what or any(first >= start and last <= end for first, last in asking):
            continue
        left, right = _common(one, what)
        # 司员工 of 公司员工 is no word: 女员工 stands for 员工.
        if _cuts_a_word(start, edges, asking) or before[max(start - 1, 0) : start] in tuple(_COUNTING):
            if right >= 2 and end - right in edges and not left:
                found = max(found, (right, one[-right:]))
            continue
        # 速冻鱼糜 may be one word; what stands first, 快速洗 for 强力洗, is what the question is about.
        whole = start in edges or right >= 2
        enough = max(left, right) >= 2 or (right and end == len(what)) or (short and len(what) == 2 and left + right)
        if whole and enough and len(what) > left + right and (2 * (left + right) >= len(what) or end == len(what)):
            found = max(found, (left + right, one))
    return found[1]


def _cuts_a_word(place: int, edges: Sequence[int], asking: Sequence[tuple[int, int]]) -> bool:
    """Whether what begins at `place` leaves less than half a word behind, or begins within the words that ask."""
    before, behind = max(edge for edge in edges if edge <= place), min(edge for edge in edges if edge >= place)
    is_short = place not in (before, behind) and min(place - before, behind - place) < _HALF
    return is_short or any(first < place < last for first, last in asking)


def _runs(question: str) -> list[str]:
    """Every run of up to four words that only name something, and that no noun goes on: 消防人员, and not 消防 of it."""
    cut = tagged(to_ascii(question))
    ends = [end for end in range(1, len(cut) + 1) if end == len(cut) or cut[end][1] not in ("n", "vn")]
    # 学期 of 一学期 counts, and is no 学费.
    counting = [place for place in range(1, len(cut)) if cut[place - 1][0] in _COUNTING]
    runs = [cut[start:end] for end in ends for start in range(max(0, end - 4), end) if start not in counting]
    verbs = [word for word, tag in cut if tag == "v" and len(word) > 1]  # 进口 for 出口
    return [
        *("".join(word for word, _ in run) for run in runs if not any(tag in _NAMING_NOTHING for _, tag in run)),
        *verbs,
    ]


def _likeness(one: str, other: str) -> float:
    """The share of the longer one's characters that both have at their beginnings and ends; all digits are alike."""
    a, b = (re.sub(r"[\d.]+", "0", text) for text in (one, other))
    start, end = _common(a, b)
    same_kind = _SAME_KIND if len(a) == len(b) and end else 0.0
    return (start + end) / max(len(a), len(b)) + same_kind if len(b) > 1 else 0.0


def _common(one: str, other: str) -> tuple[int, int]:
    """How many characters both have at their beginnings, and behind those at their ends."""
    most = min(len(one), len(other))
    start = next((n for n in range(most) if one[n] != other[n]), most)
    end = next((n for n in range(most - start) if one[-1 - n] != other[-1 - n]), most - start)
    return start, end
