"""The same question in other words: spoken, elliptical, in Traditional script. And what looks like a question with its answer.

What is asked stays the same in `spoken`, `without_a_word` and `in_traditional`. In `altered` one word of the question is changed,
in `renamed` one word of the passage, so that the passage no longer answers; that keeps the reader from answering by
likeness alone.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from qa.questions import content_words, weight

# Wordings of one sense: any may stand for any other.
_ASKING = (
    ("什么时候", "何时", "啥时候", "哪个时候", "什么时间"),
    ("为什么", "为何", "为啥", "因为什么"),
    ("哪里", "哪儿", "什么地方", "何处", "哪个地方"),
    ("是谁", "是哪位", "是什么人"),
    ("如何", "怎么", "怎样"),
    ("是什么", "是啥", "指的是什么", "为何物"),
    ("哪些", "哪几个", "什么"),
    ("有多少", "共有多少", "总共有多少", "一共有多少"),
    ("叫什么", "叫什么名字", "名叫什么", "叫啥"),
)
_BEFORE = ("请问", "那", "我想知道", "想问一下，", "你知道", "告诉我", "帮我查一下，", "文中说", "根据文章，", "那么，")
_AFTER = ("呢？", "啊？", "？", "?", "", "呀", "来着？")
_ELLIPSIS = re.compile(r"(?:是什么|是谁|是多少|有多少|是哪里|是什么时候|在哪里)[？?]?$")

# Changing one for the other asks for something else.
_OPPOSITES: Mapping[str, str] = {
    **{
        a: b
        for pair in (
            "最大 最小|最高 最低|最早 最晚|最多 最少|最长 最短|最好 最差|第一 第三|首次 最后一次|首个 最后一个|开始 结束|成立 解散|出生 去世"
            "|父亲 母亲|儿子 女儿|丈夫 妻子|哥哥 弟弟|姐姐 妹妹|东部 西部|南部 北部|东北 西南|东南 西北|以前 以后|之前 之后|增加 减少|上升 下降"
            "|提高 降低|优点 缺点|胜利 失败|进口 出口|毕业 入学|收购 出售|主角 配角|男性 女性|上任 卸任|加入 退出|开幕 闭幕|起点 终点|支持 反对"
            "|允许 禁止|现在 过去|上游 下游|国内 国外|城市 农村|冬季 夏季|春季 秋季|古代 现代|内部 外部|正面 背面|左 右|南 北|东 西"
            "|可以 不能|属于 不属于|喜欢 讨厌|获得 失去|主要 次要|导演 编剧|作者 译者|海军 陆军|校长 教务长|总统 总理|冠军 亚军"
        ).split("|")
        for a, b in (tuple(pair.split()), tuple(reversed(pair.split())))
    }
}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ORDINAL = re.compile("第([一二三四五六七八九])")
_DIGITS = "一二三四五六七八九"


def spoken(question: str, chance: random.Random) -> str:
    """The question as someone might say it: other asking words, a word of address, no question mark, a verb less."""
    for group in _ASKING:
        # 简称为什么 does not ask why: asking words at the very end may belong to the word before them.
        used = next((wording for wording in group if wording in question.rstrip("？?")[:-1]), None)
        if used and chance.random() < 0.5:
            question = question.replace(used, chance.choice(group), 1)
            break
    bare = question.rstrip("？?。")
    if chance.random() < 0.2 and _ELLIPSIS.search(bare) and len(_ELLIPSIS.sub("", bare)) > 3:
        bare = _ELLIPSIS.sub("", bare)
    before = chance.choice(_BEFORE) if chance.random() < 0.3 else ""
    return before + bare + chance.choice(_AFTER)


def without_a_word(question: str, chance: random.Random) -> str:
    """The question without one of its lighter words: other people's words for a thing are often not the document's."""
    told = [word for word in content_words(question) if word in question]
    if len(told) < 3:
        return question
    lighter = sorted(told, key=weight)[: len(told) // 2]
    return question.replace(chance.choice(lighter), "", 1)


def renamed(question: str, passage: str, others: Sequence[str], chance: random.Random) -> tuple[str, str] | None:
    """A telling word that the passage has in common with the question, and another to put in its place everywhere."""
    told = [word for word in content_words(question) if word in passage and len(word) > 1]
    if not told:
        return None
    old = chance.choices(told, weights=[weight(word) for word in told])[0]
    pool = [w for w in chance.sample(others, min(400, len(others))) if w not in passage and w not in question]
    like = [word for word in pool if word[-1] == old[-1] and len(word) == len(old)]
    heavy = [word for word in pool if weight(word) > 9 and len(word) == len(old)]
    choice = like or heavy
    return (old, chance.choice(choice)) if choice else None


def altered(question: str, passage: str, others: Sequence[str], chance: random.Random) -> str | None:
    """The question with one word changed so that it asks for something else, or None where nothing can be changed.

    A number or an ordinal becomes another, a word becomes its opposite, or a telling word that the passage holds
    becomes another word, from the passage half of the time, else from `others`, which are other questions' words.
    """
    ways: list[Callable[..., str | None]] = [_other_number, _opposite, _other_word, _other_word]
    chance.shuffle(ways)
    for way in ways:
        changed = way(question, passage, others, chance)
        if changed and changed != question:
            return changed
    return None


def _other_number(question: str, passage: str, others: Sequence[str], chance: random.Random) -> str | None:
    if found := _ORDINAL.search(question):
        other = chance.choice(_DIGITS.replace(found[1], ""))
        return question[: found.start(1)] + other + question[found.end(1) :]
    numbers = list(_NUMBER.finditer(question))
    if not numbers:
        return None
    old = chance.choice(numbers)
    here: list[str] = [n for n in _NUMBER.findall(passage) if n != old[0] and len(n) == len(old[0])]
    if here and chance.random() < 0.5:
        new = chance.choice(here)
    else:
        new = str(int(float(old[0])) + chance.choice((-20, -10, -3, -2, -1, 1, 2, 3, 10, 20)))
    return question[: old.start()] + new.lstrip("-") + question[old.end() :]


def _opposite(question: str, passage: str, others: Sequence[str], chance: random.Random) -> str | None:
    found = [word for word in _OPPOSITES if word in question]
    if not found:
        return None
    word = max(found, key=len)
    return question.replace(word, _OPPOSITES[word], 1)


def _other_word(question: str, passage: str, others: Sequence[str], chance: random.Random) -> str | None:
    told = [word for word in content_words(question) if word in passage and word in question and len(word) > 1]
    if not told:
        return None
    old = chance.choices(told, weights=[weight(word) for word in told])[0]
    if chance.random() < 0.5:
        pool = [word for word in content_words(passage) if word not in question and abs(len(word) - len(old)) <= 1]
    else:
        pool = [word for word in chance.sample(others, min(400, len(others))) if word not in passage]
    like = [word for word in pool if word[-1] == old[-1] and word != old]
    heavy = [word for word in pool if weight(word) > 9 and len(word) == len(old)]
    choice = like or heavy
    return question.replace(old, chance.choice(choice), 1) if choice else None


def in_traditional(text: str) -> str:
    """The text in Traditional script, character for character, so that offsets hold."""
    converted: str = _converter("s2t").convert(text)
    return converted if len(converted) == len(text) else text


@cache
def _converter(config: str) -> Any:
    from opencc import OpenCC

    return OpenCC(config)
