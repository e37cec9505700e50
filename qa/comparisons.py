"""What a comparison, a sum or a difference is asked of: questions of the turns before (一共多少？ 差多少？ 三个站里哪个最大), or two that are
named (石家庄比冀南新区多承接了多少项目).
"""

import re
from collections.abc import Sequence

from qa.alike import numbered_alike
from qa.answers import Turn
from qa.comparable import comparable, labels
from qa.completions import of_the_same
from qa.dates import dates
from qa.grammar import LABEL, is_noun_phrase, own_names, phrases
from qa.names import tagged
from qa.rows import MAX_PARTS, TOTAL_WORDS
from qa.shared import noun_behind
from qa.slots import exchanged
from qa.together import APART, MORE, TOTAL, WAYS, Parts, Together, asked_by, bare, how_many, without_kind
from qa.turns import earlier_questions

# 三个站里哪个最大: of so many that were asked before.
_OF_SO_MANY = re.compile(
    r"^(?:这|那|上述|他们|她们|它们|刚才(?:那|说的)?)?(?P<number>[两俩二三四五2-5])[个者家座条款站台位项种栋支组本处队][\u4e00-\u9fff]{0,4}?(?:里头|里面|里边|之中|当中|里|中)的?[，,]?(?=哪|谁)"
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
# 跟6号线全长比哪个长: the last answer against that of another.
_AGAINST = re.compile(
    rf"^(?:(?:跟|和|与|同)(?P<other>[^和与跟同、，,]{{2,14}}?)(?:相比|比(?:较|起来)?)|比起(?P<than>[^和与跟同、，,]{{2,14}}?))(?:一下)?[，,]?(?:哪个|哪边|哪家|谁)(?:更|比较|要)?(?P<way>{WAYS})(?:一?些|一点)?[？?呢啊]*$"
)
_THAN = re.compile(
    r"^(?P<one>.{0,20}?)(?<![占同环对性])比(?![赛例重率值分价如])(?P<other>[它他她]|.{2,12}?(?<![最不得]))(?:要|还)?(?P<way>多|少|高|低|大|小|长|短|贵|便宜|重|轻)(?P<what>.{0,10}?)(?P<asked>多少|几(?=[\u4e00-\u9fff]))(?P<rest>.{0,10}?)[？?呢啊]*$"
)
# 青石县多还是白杨县多
_OR = re.compile(
    r"^(?P<one>.{2,20}?)(?P<way>多|少|高|低|大|小|早|晚|长|短|贵|便宜|近|远|重|轻)(?:一?些|一点)?[，,]?还是(?P<other>.{2,12}?)(?P=way)(?:一?些|一点)?[？?呢啊]*$"
)
# 高出百分之多少, 贵几成: a share is said, and not worked out by subtraction.
_AS_A_SHARE = re.compile("百分之$|^(?:个百分点|倍|成)$")
# 高多少米 asks of each how high it is, and 高多少分 how many 分 it has.
_MEASURED = re.compile("(?:米|公里|千米|厘米|公斤|千克|斤|克|吨|元|块?钱|块)?")
_SAYING_NOTHING = frozenset("是 有 为 差 要 能 会 可以 到 出 了 多 少 发 花".split())
_HOW_MANY_OF = {"两": 2, "俩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_COUNTED = re.compile(r"(?P<number>[两俩二三四五2-5])(?:个|者|地|家|县|市|省|区|项|种|样|位)?")
_WHAT_WAS_LAST = frozenset("它 他 她 这个 那个 这里 那里".split())
_IN_MONEY = re.compile("钱|价|费|租金|多少元")
# What a question for a sum may say besides: these two places, of them, in all.
_POINTING = re.compile(
    r"这|那|它们|他们|上面|前面|刚才|说的|提到的|几[个家项人次种座]|[两俩二三四五\d][个者地家县市省区项种样位条座款台支组站]?|钱|地方|之间|中间|都|全部|所有|的|和"
)


def of_turns(question: str, turns: Sequence[Turn]) -> Parts | None:
    """The parts of a question that names nothing, and is for what was asked before."""
    of_all = None if own_names(question) else _OF_SO_MANY.match(question)
    question = question[of_all.end() :] if of_all else question
    more, total = MORE.search(question), TOTAL.search(question)
    apart = APART.fullmatch(question) or _APART_ALONE.fullmatch(question)
    if not turns or not (more or total or apart) or len(question) > 16 or own_names(question):
        return None
    counted = of_all or _COUNTED.search(question)
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
    what = without_kind(more["what"].strip("的"), of)
    if left or set(of) & set(chosen) or not is_noun_phrase(what):
        return None
    return Parts(tuple(f"{when}{one}{what}是多少" for one in of), of, Together.MORE, more["way"])


def _verbs(text: str) -> list[str]:
    """What a question says is done, of more than one character: 建设 of 一共要建设几个."""
    return [word for word, tag in tagged(text) if tag == "v" and word not in _SAYING_NOTHING]


def with_last(question: str, turns: Sequence[Turn]) -> Parts | None:
    """跟定金加起来多少, 跟定金差多少, 跟定金比哪个多: what was last counted, and the same of what is named."""
    total, apart, against = _WITH.match(question), _FROM.match(question), _AGAINST.match(question)
    match = total or apart or against
    if match is None:
        return None
    if apart and own_names(apart["what"]):  # 石家庄和冀南新区差多少 names both
        return None
    found = match.groupdict()
    named = (found["other"] or found["than"]).strip("，, ")
    for before in reversed(comparable(turns, MAX_PARTS)):
        other = _without_what_is_asked(named, before) if against else named
        if apart and apart["what"] not in before:  # 面积跟2号差多少, after 3号库租金多少
            before = next(iter(of_the_same(apart["what"], before, turns)))
        theirs = next(iter(exchanged(other, before)), f"{other}是多少" if total else "")
        if not theirs:
            continue
        together = Together.TOTAL if total else Together.APART if apart else Together.MORE
        return Parts((before, theirs), labels((before, theirs)), together, against["way"] if against else "多")
    return None


def _without_what_is_asked(other: str, before: str) -> str:
    """6号线 of 6号线全长, where the question before asks for the 全长 of another."""
    for word, _ in reversed(tagged(other)):
        if len(word) < 2 or word not in before or len(other) - len(word) < 2 or not other.endswith(word):
            break
        other = other.removesuffix(word)
    return other


def compared_by_name(question: str, earlier: Sequence[str]) -> Parts | None:
    """石家庄比冀南新区多承接了多少项目: both numbers, and how far they are apart."""
    match = _THAN.match(question)
    if match is None or dates(match["other"]) or re.search("同期|同比|预期|往年|上年|上月", match["other"]):
        return None
    if _AS_A_SHARE.search(match["what"]) or _AS_A_SHARE.search(match["rest"]):
        return None
    one, other, way = match["one"].strip("，, "), match["other"].removesuffix("的"), match["way"]
    what, rest = match["what"].strip("了出 "), _rest_of(one)
    noun = "" if what or rest else _noun_of(one, other)
    # 多损失多少, 多承接了多少个项目; the verb is asked of both.
    if what:
        asked = f"{match['what']}{match['asked']}{match['rest']}"
    elif noun:
        asked = f"{noun}有多少{match['rest']}"
    elif earlier and not rest:
        asked = ""
    elif not rest and way not in ("多", "少") and _MEASURED.fullmatch(match["rest"]):
        asked = asked_by(way, "")
    else:
        asked = how_many(rest) or f"有多少{match['rest']}"
    name = own_names(one)[0].text if own_names(one) else one.removesuffix(noun) if not rest else ""
    if other in _WHAT_WAS_LAST:
        if not earlier:
            return None
        if not what and (own_names(one) or numbered_alike(one, earlier[0])):
            ours = exchanged(one, earlier[0])[:1]
            both = (*ours, earlier[0])
            return Parts(both, labels(both), Together.APART, way) if ours else None
        other = next((found.text for found in own_names(earlier[0])), "")
        if not other:
            return None
    if asked and name:
        return Parts((f"{name}{asked}", f"{other}{asked}"), (name, other), Together.APART, way)
    # 便宜多少 goes on from what was asked in money, and 多几种 from what was counted so.
    counted = re.compile(rf"(?:多少|几){re.escape(match['rest'][:1])}") if match["rest"] else None
    unit = counted or (_IN_MONEY if match["way"] in ("便宜", "贵") else None)
    for before in sorted(earlier, key=lambda one: unit is not None and not unit.search(one)):
        ours = exchanged(name, before)[:1] if name else [before]
        theirs = exchanged(other, ours[0])[:1] if ours else []
        if theirs and theirs != ours:
            return Parts((ours[0], theirs[0]), labels((ours[0], theirs[0])), Together.APART, way)
    if not name:
        return None
    return Parts((f"{name}有多少", f"{other}有多少"), (name, other), Together.APART, way)


def which_of(question: str) -> str:
    """青石县多还是白杨县多 -> 青石县和白杨县哪个更多; any other question as it is.

    >>> which_of("一季度营收高还是二季度高")
    '一季度和二季度营收哪个更高'
    """
    match = _OR.match(question)
    if match is None:
        return question
    one, other, asked = match["one"], match["other"], f"哪个更{match['way']}"
    found = own_names(one)
    if found and not found[0].start:
        return f"{found[0].text}和{other}{one[found[0].end :]}{asked}"
    if noun := noun_behind(one, other):
        return f"{one.removesuffix(noun)}和{other}{noun}{asked}"
    # 湖的南北长还是东西长
    return f"{one}和{other}{asked}" if _names_one(one.rpartition("的")[2]) and _names_one(other) else question


def _names_one(text: str) -> bool:
    """Whether it says no more than what is meant: 男生, A套餐, 2021年."""
    return is_noun_phrase(re.sub(f"^{LABEL}", "", text)) or [(one.start, one.end) for one in dates(text)] == [
        (0, len(text))
    ]


def _noun_of(one: str, other: str) -> str:
    """What is asked of both, where one of them says it: 预算 of 第二包预算, 的寿命 of 雌虫的寿命; "" for nothing."""
    whose, of, noun = one.rpartition("的")
    if not of:
        return noun_behind(one, other)
    return f"的{noun}" if whose and "的" not in other and is_noun_phrase(noun) else ""


def _rest_of(one: str) -> str:
    """What stands behind the name that is compared: 承接的项目 of 石家庄承接的项目."""
    found = own_names(one)
    return bare(one[found[0].end :]) if found and found[0].start == 0 else ""
