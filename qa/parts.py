"""Several things asked at once -> one question each: 石家庄和冀南新区各承接了多少项目; and those that a comparison, a sum or a
difference is asked of, which may be questions of the turns before: 一共多少？ 差多少？

`calculation` makes one answer of theirs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from qa.answers import Turn
from qa.comparable import comparable, labels
from qa.completions import asking_for, of_the_same
from qa.conversation import OF_ANOTHER, without_lead
from qa.dates import dates
from qa.grammar import TAIL, is_noun_phrase, own_names, phrases
from qa.names import PERSON, tagged
from qa.questions import content_words
from qa.references import mentioned
from qa.rows import MAX_PARTS, TOTAL_OF_ROW, TOTAL_WORDS, Row, row_in
from qa.slots import exchanged
from qa.turns import asking_turns, earlier_questions

_EACH = re.compile(r"各自|分别|各有|各是|各(?=[\u4e00-\u9fff])|都(?=是|有|承)")
# 刑期和罚金分别是: what is asked of each, its noun tells.
_EACH_ALONE = re.compile("(?:各自?|分别)(?:都)?[是有为]?[呢啊？?]*")
# 他们各是什么职务, of the people that were last named.
_OF_THEM = re.compile(
    "^(?:他们|她们|[他她]俩|这[两几俩][位个]?人?|[两二]人|这些人)(?:[两几三四]个?[位人])?(?:各自?|分别|都)(?P<rest>.+)$"
)
_ASKING = re.compile(
    r"多少|几[\u4e00-\u9fff]|周几|星期几|哪|谁|什么|为何|怎么|怎样|如何|多[大长高远久重深宽]|[吗呢][？?]?$"
)
_BETWEEN_QUESTIONS = re.compile(r"[？?；;]+|\s+|[，,](?:以及|还有|另外|同时|并且|又)?")
_MORE = re.compile(
    r"(?:哪个地方|哪一?[个家款种项座条]|哪里|哪边|谁)(?P<what>.{0,16}?)(?:更|比较|要|最)?(?P<way>多|大|高|长|早|少|小|低|短|晚|便宜|[贵快慢轻重近远])(?:一些|一点|些)?[？?呢啊]*$"
)
_TOTAL = re.compile(rf"(?:{TOTAL_WORDS})(?:是|有|为)?(?P<what>.*?)(?:(?:多少|几).{{0,8}}|呢[？?]*)$")
_TOTAL_OF_ROW = re.compile(rf"(?:{TOTAL_OF_ROW})(?:.*?(?:多少|几).{{0,8}}|.*?呢[？?]*)$")
_APART = re.compile(
    r"(?P<what>.{0,12}?)(?:之间|中间)?的?(?:相差|差距?|差额)(?:了|是|有|为)?(?:多少|几|多大)(?P<unit>.{0,6}?)[？?呢啊]*$"
)
# 多多少, 快了多少 after two answers; 比 names what it is compared with, and 最多多少 is no difference.
_APART_ALONE = re.compile(
    r"^(?![^比]{0,6}比|.*最)(?:.{0,6}?)(?:[多少高低大小长短贵快慢降升涨跌])(?:了|出)?(?:多少|几).{0,4}$"
)
# 跟定金加起来多少: the number that was last answered, and another.
_WITH = re.compile(
    rf"^(?:再?(?:跟|和|与|加上|连同|算上))(?P<other>.{{2,12}}?)(?:{TOTAL_WORDS})(?:(?:是|有)?(?:多少|几).{{0,6}}|呢[？?]*)$"
)
# 跟望楼岛差多少, 面积跟2号差多少: how far the last answer is from that of another.
_FROM = re.compile(
    r"^(?P<what>[\u4e00-\u9fff]{0,6}?)(?:跟|和|与|同)(?P<other>.{2,12}?)(?:比|相比)?(?:相?差|差距)(?:了|是|有)?(?:多少|几).{0,4}$"
)
_THAN = re.compile(
    r"^(?P<one>.{0,20}?)比(?P<other>.{2,12}?)(?:要|还)?(?P<way>多|少|高|低|大|小|长|短|贵|便宜)(?P<what>.{0,10}?)(?P<asked>多少|几(?=[\u4e00-\u9fff]))(?P<rest>.{0,10}?)[？?呢啊]*$"
)
# 青石县多还是白杨县多
_OR = re.compile(
    r"^(?P<one>.{2,20}?)(?P<way>多|少|高|低|大|小|早|晚|长|短|贵|便宜|近|远|重|轻)(?:一?些|一点)?[，,]?还是(?P<other>.{2,12}?)(?P=way)(?:一?些|一点)?[？?呢啊]*$"
)
# What a comparison asks of each, where it names nothing else that is compared.
_ASKED_BY = {
    **dict.fromkeys(("便宜", "贵"), "多少钱"),
    **dict.fromkeys(("长", "短"), "有多长"),
    **dict.fromkeys(("高", "低"), "有多高"),
    **dict.fromkeys(("大", "小"), "有多大"),
    **dict.fromkeys(("轻", "重"), "有多重"),
    **dict.fromkeys(("近", "远"), "有多远"),
}
_FRAGMENT = re.compile(r"(?:呢|怎么样|又是多少|又如何)[？?。]*")
_SAYING_NOTHING = frozenset("是 有 为 差 要 能 会 可以 到 出 了 多 少 发 花".split())
_HOW_MANY_OF = {"两": 2, "俩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_COUNTED = re.compile(r"(?P<number>[两俩二三四五2-5])(?:个|者|地|家|县|市|省|区|项|种|样|位)?")
# What a question for a sum may say besides: these two places, of them, in all.
_POINTING = re.compile(
    r"这|那|它们|他们|上面|前面|刚才|说的|提到的|几[个家项人次种座]|[两俩二三四五\d][个者地家县市省区项种样位]?|地方|之间|中间|都|全部|所有|的|和"
)


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


def parts_of(question: str, history: Sequence[Turn] = ()) -> Parts | None:
    """The parts of a question that asks several things; None where it asks one.

    >>> parts_of("石家庄和冀南新区各承接了多少项目").questions
    ('石家庄承接了多少项目', '冀南新区承接了多少项目')
    """
    question = _which_of(without_lead(question))
    turns = asking_turns(history)
    earlier = earlier_questions(turns)
    if parts := _compared_by_name(question, earlier) or _with_last(question, turns):
        return parts
    if parts := _of_them(question, turns):
        return parts
    row = row_in(question)
    found = _of_row(row, earlier) if row else _of_turns(question, turns)
    if found is not None:
        return found
    several = [part.strip() for part in _BETWEEN_QUESTIONS.split(question) if part.strip()]
    if 1 < len(several) <= MAX_PARTS and all(map(_is_question, several)) and not OF_ANOTHER.match(question):
        return Parts(tuple(several), tuple(several), Together.EACH)
    return None


def _of_them(question: str, turns: Sequence[Turn]) -> Parts | None:
    """The same of each of the people that the last answer named, else of the last two who were."""
    match = _OF_THEM.match(question)
    if match is None or not turns or not _ASKING.search(match["rest"]):
        return None
    people = mentioned(turns[-1:], (PERSON,))
    people = (people if len(people) > 1 else mentioned(turns, (PERSON,))[:2])[:MAX_PARTS]
    if len(people) < 2:
        return None
    return Parts(tuple(f"{one}{match['rest']}" for one in people), tuple(people), Together.EACH)


def _of_row(row: Row, earlier: Sequence[str]) -> Parts | None:
    """The parts of a question that names all that it is about: each of them is asked the same."""

    are_named = any(own_names(one) for one in row.items)

    def parts(about: str, together: Together, way: str = "多", asking: str = "有多少") -> Parts | None:
        # 石家庄和冀南新区一共多少: of what was asked before
        says_enough = together is Together.EACH and _ASKING.search(about) and not are_named
        if not content_words(about) and earlier and not row.says_what and not says_enough:
            slots = [exchanged(one, earlier[0])[:1] for one in row.items]
            if all(slots):
                return Parts(tuple(one for slot in slots for one in slot), row.labels, together, way)
            if together is not Together.TOTAL:
                return None
            about = "是多少"
        asked = about or (asking.replace("有", "是", 1) if row.says_what and "多少" in asking else asking)
        return Parts(tuple(f"{row.before}{one}{asked}" for one in row.items), row.labels, together, way)

    if match := _MORE.search(row.rest):
        about, way = _bare(row.rest[: match.start()] + match["what"]), match["way"]
        # 2021年和2022年的产量哪个更高 asks how much, and 哪座塔更高 how high.
        alone = "有多少" if row.says_what and way not in ("早", "晚") else _asked_by(way, "")
        return parts(_asked_by(way, about) if about else "", Together.MORE, way, alone)
    if match := _APART.fullmatch(row.rest):
        about = _how_many(_bare(match["what"])).replace("多少", f"多少{match['unit']}")
        return parts(about, Together.APART, asking=f"有多少{match['unit']}")
    if _TOTAL_OF_ROW.search(row.rest) or _TOTAL.search(row.before):
        return parts(re.sub(TOTAL_OF_ROW, "", row.rest), Together.TOTAL)
    if _EACH_ALONE.fullmatch(row.rest) and are_named and (slots := parts("", Together.EACH)):
        return slots
    if _EACH_ALONE.fullmatch(row.rest):
        questions = tuple(f"{row.before}{one}{asking_for(one, '')}" for one in row.items)
        return Parts(questions, row.labels, Together.EACH)
    if _EACH.search(row.rest) and _ASKING.search(row.rest):
        return parts(_EACH.sub("", row.rest, count=1), Together.EACH)
    return parts("", Together.EACH) if _FRAGMENT.fullmatch(row.rest) and earlier else None


def _of_turns(question: str, turns: Sequence[Turn]) -> Parts | None:
    """The parts of a question that names nothing, and is for what was asked before."""
    more, total = _MORE.search(question), _TOTAL.search(question)
    apart = _APART.fullmatch(question) or _APART_ALONE.fullmatch(question)
    if not turns or not (more or total or apart) or len(question) > 16 or own_names(question):
        return None
    counted = _COUNTED.search(question)
    most = _HOW_MANY_OF[counted["number"]] if counted else MAX_PARTS if total or "最" in question else 2
    chosen = comparable(turns, most)
    known = "".join(earlier_questions(turns))
    said = re.sub(rf"{TOTAL_WORDS}|相差|差距?|差额|[更最]", "", question)
    own = _POINTING.sub("", said)
    if len(chosen) < 2:
        return None
    if any(word not in known for word in (*phrases(own), *_verbs(own))):
        return _of_the_two(question, more, chosen) if more else None
    together = Together.MORE if more else Together.APART if apart else Together.TOTAL
    return Parts(tuple(chosen), labels(chosen), together, more["way"] if more else "多")


def _of_the_two(question: str, more: re.Match[str], chosen: Sequence[str]) -> Parts | None:
    """哪个投资更大 after two questions on the capacity of two plants: the investment of each."""
    of = labels(chosen[-2:])
    when = "".join(question[one.start : one.end] for one in dates(question[: more.start()])[:1])
    left = _POINTING.sub("", question[: more.start()].replace(when, "", 1))
    # 哪个港区吞吐量大: what they are is no part of what is asked of them.
    what = more["what"].strip("的")
    kind = next((what[:size] for size in (3, 2, 1) if all(one.endswith(what[:size]) for one in of)), "")
    what = what.removeprefix(kind)
    if left or set(of) & set(chosen) or not is_noun_phrase(what):
        return None
    return Parts(tuple(f"{when}{one}{what}是多少" for one in of), of, Together.MORE, more["way"])


def _verbs(text: str) -> list[str]:
    """What a question says is done, of more than one character: 建设 of 一共要建设几个."""
    return [word for word, tag in tagged(text) if tag == "v" and word not in _SAYING_NOTHING]


def _with_last(question: str, turns: Sequence[Turn]) -> Parts | None:
    """跟定金加起来多少, 跟定金差多少: what was last counted, and the same of what is named."""
    total, apart = _WITH.match(question), _FROM.match(question)
    match = total or apart
    if match is None:
        return None
    other = match["other"].strip("，, ")
    for before in reversed(comparable(turns, MAX_PARTS)):
        if apart and apart["what"] not in before:  # 面积跟2号差多少, after 3号库租金多少
            before = next(iter(of_the_same(apart["what"], before, turns)))
        theirs = next(iter(exchanged(other, before)), f"{other}是多少" if total else "")
        if not theirs:
            continue
        together = Together.TOTAL if total else Together.APART
        return Parts((before, theirs), labels((before, theirs)), together)
    return None


def _compared_by_name(question: str, earlier: Sequence[str]) -> Parts | None:
    """石家庄比冀南新区多承接了多少项目: both numbers, and how far they are apart."""
    match = _THAN.match(question)
    if match is None or dates(match["other"]) or re.search("同期|同比|预期|往年|上年|上月", match["other"]):
        return None
    one, other, what = match["one"].strip("，, "), match["other"].removesuffix("的"), match["what"].strip("了出 ")
    # 多损失多少, 多承接了多少个项目; the verb is asked of both.
    if what:
        asked = f"{match['what']}{match['asked']}{match['rest']}"
    elif earlier and not _rest_of(one):
        asked = ""
    else:
        asked = _how_many(_rest_of(one)) or f"有多少{match['rest']}"
    name = own_names(one)[0].text if own_names(one) else one if not _rest_of(one) else ""
    if asked and name:
        return Parts((f"{name}{asked}", f"{other}{asked}"), (name, other), Together.APART)
    for before in earlier:
        ours = exchanged(name, before)[:1] if name else [before]
        theirs = exchanged(other, ours[0])[:1] if ours else []
        if theirs and theirs != ours:
            return Parts((ours[0], theirs[0]), labels((ours[0], theirs[0])), Together.APART)
    if not name:
        return None
    return Parts((f"{name}有多少", f"{other}有多少"), (name, other), Together.APART)


def _which_of(question: str) -> str:
    """青石县多还是白杨县多 -> 青石县和白杨县哪个更多; any other question as it is."""
    match = _OR.match(question)
    found = own_names(match["one"]) if match else []
    if match is None or not found or found[0].start:
        return question
    return f"{found[0].text}和{match['other']}{match['one'][found[0].end :]}哪个更{match['way']}"


def _rest_of(one: str) -> str:
    """What stands behind the name that is compared: 承接的项目 of 石家庄承接的项目."""
    found = own_names(one)
    return _bare(one[found[0].end :]) if found and found[0].start == 0 else ""


def _is_question(part: str) -> bool:
    """Whether a part asks something, and is no part of a title or a quotation that a mark cut through."""
    return _ASKING.search(part) is not None and all(
        part.count(a) == part.count(b) for a, b in ("《》", "“”", "「」", "（）")
    )


def _asked_by(way: str, about: str) -> str:
    """What is compared, asked of one: 便宜 asks 多少钱, and 成立 更早 asks 什么时候成立; "" for no more than 多少."""
    if way in ("早", "晚"):
        about = about.removesuffix("得")
        return f"{about}是什么时候" if is_noun_phrase(about) or not about else f"什么时候{about}"
    return _how_many(about) if about else _ASKED_BY.get(way, "有多少")


def _bare(about: str) -> str:
    return re.sub("^(?:相比|比起来|比较|比)|(?:相比|比起来|之间)$", "", TAIL.sub("", about)).strip("，, 的是")


def _how_many(about: str) -> str:
    """承接的项目 -> 承接了多少项目; "" for nothing."""
    done, of, what = about.partition("的")
    return f"{done}了多少{what}" if of and done else f"{about}有多少" if about else ""
