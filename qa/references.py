"""What words such as 他, 那里, 前者 and 第二个 stand for in a conversation: names of the turns before."""

import re
from collections.abc import Sequence

from qa.answers import Turn
from qa.dates import dates
from qa.grammar import own_names, widened
from qa.holders import SAYING
from qa.names import ORGANISATION, PERSON, PLACE, Name, tagged, titles
from qa.numbers import number, to_ascii
from qa.quantities import only_quantity
from qa.questions import content_words

_PERSON_PRONOUN = re.compile("他们?(?!方)|她们?|此人|这个人|那个人|这位|那位|本人|该人士?")
_PLACE_PRONOUN = re.compile(
    "那里|那儿|这里|这儿|当地|该地(?!区)|该[市县区省](?![场域级里外])|[这那]个(?:城市|地方|[市县区省](?![场域级里外]))"
)
_THING_PRONOUN = re.compile(
    "它们?|这个|那个|该(?=[\u4e00-\u9fff])|其(?=[\u4e00-\u9fff])|这些|那些|这(?=是|有|一|项|[座家条所])"
)
_NOT_PRONOUN = re.compile("其他|其它|其中|其余|其实|其次|他人|吉他|尤其|极其|这样|那样|应该")
_SPEAKS = re.compile(f"[^，。]{{0,4}}?(?:{SAYING})")
_ITEM = re.compile(
    r"前者|后者|(?:第(?P<place>[一二三四五六七八九十]|\d)|(?P<last>最后一?))(?:[个位家项名座条种本部篇款类支届所处站栋件首](?![月季年周天]|星期|阶段|小时|学期|半|百|工作|[^，]{2,}的是?(?:谁|哪|什么|人)))|(?P<side>[前后])一?[个本位家项座条部](?=呢|是|的|说|在|有|叫|谁|由|什么|啥|多|几|哪|怎|$)"
)
_RANK = re.compile("[冠亚季]军|第.名|排名|名次")
_ASKS_FOR_A_NAME = re.compile("叫什么|是什么|什么名|哪一?[个座家条所支艘项]|谁")
_IN_NAMES = frozenset("n nz nw nt ns m q a LOC ORG PER".split())
_ROW = re.compile(r"、|和|与|及|以及|(?<=》)(?=《)|(?<=”)(?=“)")
_LATIN = re.compile("[A-Za-z]{2,}")
_BETWEEN_DATES = re.compile(r"[至到起和及、，~～—\- ]*")
_WHO = re.compile("谁|哪一?位|什么人|何人")
_MAX_PERSON = 4  # characters of a person's name


def without_pronoun(message: str, turns: Sequence[Turn], about: Sequence[str]) -> list[str]:
    """The message with its pronoun exchanged for whom or what it stands for, the nearest first; nothing without one.

    about: what the last question may be about, for 这个 that stands for all of it.
    """
    masked = _NOT_PRONOUN.sub(lambda match: "　" * len(match[0]), message)
    for pronoun, kinds in ((_PERSON_PRONOUN, (PERSON,)), (_PLACE_PRONOUN, (PLACE, ORGANISATION))):
        match = pronoun.search(masked)
        if match and _begins(message, match.start()):
            meant = mentioned(turns, kinds)
            # Of whom the last turn was, he is, and nobody who was spoken of before.
            if kinds == (PERSON,) and (last := _people_of(turns[-1])):
                # 濮存 may be all that was read of 濮存厚.
                meant = [*last, *(one for one in meant if any(name in one for name in last) and one not in last)]
            return [message[: match.start()] + one + message[match.end() :] for one in meant[:3]]
    match = _THING_PRONOUN.search(masked)
    # 那个HEPA滤芯 says itself what it is.
    pointed_at = match is not None and match.group()[0] in "这那" and _LATIN.match(message, match.end())
    if match and _begins(message, match.start()) and not pointed_at:
        if kind := _kind_at(match.end(), message):
            found = _of_kind(kind, turns)
            if found:
                return [message[: match.start()] + one + message[match.end() + len(kind) :] for one in found[:3]]
        # 这个项目 of a conversation on 项目 needs its subject only.
        meant = [_thing_named_by(turns[-1]), *mentioned(turns, (ORGANISATION, PLACE))[:2], *about]
        return [message[: match.start()] + one + message[match.end() :] for one in dict.fromkeys(meant) if one]
    return []


def with_items(message: str, turns: Sequence[Turn]) -> str:
    """The message with 前者, 后者 or 第二个 as the name that it stands for; itself where it has none, or none stands.

    They count the names of a list that was answered, else those of the last two answers or questions.
    """
    match = _ITEM.search(message)
    asked = turns[-1].understood or turns[-1].question if turns else ""
    if match is None or (match.group().endswith("名") and _RANK.search(asked)):  # 第二名 after 冠军是谁
        return message
    pair = match.group() in ("前者", "后者") or match["side"]
    for items in _rows(turns):
        if pair and len(items) != 2:
            continue
        place = _place(match)
        if -len(items) <= place < len(items):
            return message[: match.start()] + items[place] + message[match.end() :]
    return message


def mentioned(turns: Sequence[Turn], kinds: Sequence[str]) -> list[str]:
    """Names of those kinds: of each turn, the latest first, its exact words', its question's, its answer's; speakers before
    those who are only spoken of.
    """
    found: list[str] = []
    for turn in reversed(turns):
        for text in (turn.span, turn.understood or turn.question, turn.answer):
            here = [name for name in own_names(text) if name.kind in kinds]
            here.sort(key=lambda name: not _SPEAKS.match(text, name.end))
            found += [_whole(name, text, exact=text == turn.span).strip() for name in here]
    return list(dict.fromkeys(found))


def _people_of(turn: Turn) -> list[str]:
    """The people that a turn's exact words and its question name; not those of the sentence that was cited."""
    return mentioned([Turn(turn.question, "", turn.understood, turn.span)], (PERSON,))


def _whole(name: Name, text: str, *, exact: bool) -> str:
    """The name as the text has it: with the nouns behind that say what bears it, and not 马骏 where all of the exact words are
    马骏声.
    """
    if name.kind != PERSON:
        return widened(name, text)
    return text if exact and len(text) <= _MAX_PERSON and text.startswith(name.text) else name.text


def named_by(turn: Turn) -> str:
    """What the turn was answered with, where that is what something is called: 白鹤岭隧道."""
    asked = turn.understood or turn.question
    is_name = 1 < len(turn.span) <= 15 and _ASKS_FOR_A_NAME.search(asked) and not _is_value(turn.span)
    return turn.span if is_name else ""


def _is_value(span: str) -> bool:
    """Whether exact words are a number, a time or a list, which name nothing: 8月21日至27日, 三年."""
    rest = span
    for one in reversed(dates(span)):
        rest = rest[: one.start] + rest[one.end :]
    much = only_quantity(span)
    is_much = much is not None and (much.start, much.end) == (0, len(span))
    return is_much or _BETWEEN_DATES.fullmatch(rest) is not None or bool(items_of(span))


def _thing_named_by(turn: Turn) -> str:
    """The same, but for whoever was asked for: 金鳌轮 is a ship, though it reads as a name of somebody."""
    asked = turn.understood or turn.question
    asks_who = _WHO.search(asked) or titles(asked)
    is_person = any(name.kind == PERSON and len(name.text) >= len(turn.span) - 1 for name in own_names(turn.span))
    return "" if asks_who and is_person else named_by(turn)


def _kind_at(place: int, message: str) -> str:
    """The noun behind 这个 that says of what kind it is: 风电场 of 这个风电场什么时候并网; "" where there is none."""
    start = 0
    for word, tag in tagged(to_ascii(message)):
        if start == place and tag in ("n", "nz") and len(word) > 1:
            return word
        start += len(word)
    return ""


def _of_kind(kind: str, turns: Sequence[Turn]) -> list[str]:
    """Whole names of things of that kind that were spoken of, the latest first: 北风岭风电场."""
    found = []
    for turn in reversed(turns):
        for text in (turn.span, turn.understood or turn.question):
            words: list[str] = []
            for word, tag in tagged(to_ascii(text)):
                words = [*words, word] if tag in _IN_NAMES else []
                if word.endswith(kind) and "".join(words) != kind:
                    found.append("".join(words))
    return list(dict.fromkeys(found))


def _begins(message: str, place: int) -> bool:
    """Whether nothing before the pronoun can be what it stands for."""
    return not content_words(message[:place])


def _place(match: re.Match[str]) -> int:
    if match["place"]:
        return int(number(match["place"])) - 1
    return 0 if match.group().startswith("前") else -1


def _rows(turns: Sequence[Turn]) -> list[list[str]]:
    """What may be counted, the latest first: the items of an answer that is a list, the last two that were spoken of."""
    rows = []
    # 后者 after 前者 is of the same two.
    turns = [turn for turn in turns if not _ITEM.search(turn.question)]
    for place in range(len(turns) - 1, -1, -1):
        turn = turns[place]
        if items := items_of(turn.span):
            rows.append(items)
        asked = list(dict.fromkeys(name.text for name in own_names(turn.understood or turn.question)))
        if len(asked) > 1:
            rows.append(asked)
        if place:
            pair = [_spoken_of(turns[place - 1]), _spoken_of(turn)]
            if all(pair) and pair[0] != pair[1]:
                rows.append(pair)
    return rows


def items_of(span: str) -> list[str]:
    """The items of exact words that are a list of things; nothing where they are none: 187米、31个小时."""
    items = [one.strip("“”。，") for one in _ROW.split(span)]
    return items if len(items) > 1 and all(1 < len(one) <= 20 and not only_quantity(one) for one in items) else []


def _spoken_of(turn: Turn) -> str:
    """The name that a turn was about: its answer where that is one, else the first of its question."""
    for text in (turn.span, turn.understood or turn.question):
        found = own_names(text)
        if found and (text != turn.span or found[0].text == text):
            return found[0].text
    return ""
