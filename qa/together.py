"""What several questions are asked together for: to be answered each, compared, added, told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from qa.grammar import TAIL, is_noun_phrase
from qa.rows import TOTAL_WORDS

WAYS = "多|大|高|长|早|少|小|低|短|晚|便宜|[贵快慢轻重近远]"
MORE = re.compile(
    rf"(?:哪个地方|哪一?[个家款种项座条]|哪里|哪边|谁)(?P<what>.{{0,16}}?)(?:更|比较|要|最)?(?P<way>{WAYS})(?:一些|一点|些)?[？?呢啊]*$"
)
TOTAL = re.compile(rf"(?:{TOTAL_WORDS})(?:是|有|为)?(?P<what>.*?)(?:(?:多少|几).{{0,8}}|呢[？?]*)$")
APART = re.compile(
    r"(?P<what>.{0,12}?)(?:之间|中间)?的?(?:相差|差距?|差额)(?:了|是|有|为)?(?:多少|几|多大)(?P<unit>.{0,6}?)[？?呢啊]*$"
)
ASKING = re.compile(
    r"多少|几[\u4e00-\u9fff]|周几|星期几|哪|谁|什么|为何|怎么|怎样|如何|多[大长高远久重深宽]|[吗呢][？?]?$"
)
COUNTING = frozenset("多少高低大小")  # what is more or higher may be any amount
# What a comparison asks of each, where it names nothing else that is compared.
_ASKED_BY = {
    **dict.fromkeys(("便宜", "贵"), "多少钱"),
    **dict.fromkeys(("长", "短"), "有多长"),
    **dict.fromkeys(("高", "低"), "有多高"),
    **dict.fromkeys(("大", "小"), "有多大"),
    **dict.fromkeys(("轻", "重"), "有多重"),
    **dict.fromkeys(("近", "远"), "有多远"),
}


class Together(Enum):
    """What the answers to the parts are for."""

    EACH = "each"
    MORE = "more"
    TOTAL = "total"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Parts:
    """Questions that are asked one by one, what each is about, and what for. way: 多, or 少 where less is asked for."""

    questions: tuple[str, ...]
    labels: tuple[str, ...]
    together: Together
    way: str = "多"


def asked_by(way: str, about: str) -> str:
    """What is compared, asked of one: 便宜 asks 多少钱, and 成立 更早 asks 什么时候成立; "" for no more than 多少."""
    if way in ("早", "晚"):
        about = about.removesuffix("得")
        return f"{about}是什么时候" if is_noun_phrase(about) or not about else f"什么时候{about}"
    return how_many(about) if about else _ASKED_BY.get(way, "有多少")


def bare(about: str) -> str:
    return re.sub("^(?:相比|比起来|比较|比)|(?:相比|比起来|之间)$", "", TAIL.sub("", about)).strip("，, 的是")


def how_many(about: str) -> str:
    """承接的项目 -> 承接了多少项目; "" for nothing."""
    done, of, what = about.partition("的")
    return f"{done}了多少{what}" if of and done else f"{about}有多少" if about else ""


def without_kind(what: str, labels: Sequence[str]) -> str:
    """人数 of 哪个班人数最多, where each of them ends in 班: what they are is no part of what is asked of them."""
    kind = next((what[:size] for size in (3, 2, 1) if all(one.endswith(what[:size]) for one in labels)), "")
    return what.removeprefix(kind)
