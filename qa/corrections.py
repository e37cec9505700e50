"""A message that puts the one before right: 不是青石县，是白杨县; 说错了，是2023年; 你答错了，我问的是谁主持的.

It is read from the front: what says that something was wrong, then what was not meant, and what was.
"""

import re
from dataclasses import dataclass

from qa.grammar import ASKING, TAIL, is_noun_phrase, own_names

# 说明书, 问题 and 指标 are nouns.
_SAY = "(?:问(?![题卷答询世诊责过问])|说(?![明法话服唱过不谎])|指(?![标数导南定挥甲纹针示])|讲(?![座师台话课解义述稿坛过]))"
_TOO = "(?:是|其实|要|想|只|光|单|就|本来|刚才|刚刚)*"
# What says outright what is meant. 我要 does only behind what says that something was wrong: 我要退票 corrects nothing.
_OUTRIGHT = rf"我的?意思(?:就?是说?)?|我?{_TOO}(?:{_SAY}的(?:[就还]?是)?|要的[就还]?是)(?!不是)|我{_TOO}(?:想知道|{_SAY})(?!的)|是{_SAY}"
_MEANT = re.compile(
    rf"(?:{_OUTRIGHT}|我?要的|我要(?!的)|(?:只|光|单|就|还是)?{_SAY}|应该?[是为]|(?:而|还)?是(?!不是|否)|请问)"
)
_STATED = re.compile(_OUTRIGHT)
_BREAK = rf"(?:[，,。！!~… ]+|(?=我{_TOO}{_SAY}|我家?是))"
_OR_IS = rf"(?:{_BREAK}|(?=是(?!不是|否)|不是))"  # 说错了是二期
_SIGH = "(?:[哦噢喔啊哎唉呃额嗯诶欸呀哟]+[，, ]*)?"
# 不是的, 不对不对, 不是这个意思, 我问的不是这个.
_NO = re.compile(
    rf"{_SIGH}(?:(?:不对|错了)(?:[的啊呀哦了]|不对|错了)*{_OR_IS}|(?:(?:不对|不是|错了)(?:[的啊呀哦了]|不对|不是|错了|这个?意思|那个?意思|这样的?|这么回事|这个|那个)*|不+|我?{_SAY}的?不是(?:这个|那个)|我?(?:不是|没有?|不){_SAY}(?:这个|那个)了?){_BREAK})"
)
# 你理解错了, 打错字了, 说错.
_WRONG = re.compile(
    rf"{_SIGH}[你您我]?(?:刚才|刚刚|好像|可能|又|是|都)*(?:(?:回?答|理解|说|问|搞|弄|打|输|记|写|看|听|点|选|讲|读|找|种)[错反岔混偏]|错(?=[了啦]))(?P<object>[^，,。！ 是我]{{0,4}}?)(?P<done>[了啦]?){_OR_IS}"
)
# 答案不对 and 不要合计, where what is meant is said outright.
_FAULT = re.compile(
    rf"(?:不[对是]吧|[^，,。 ]{{1,6}}(?:不对|不准|错了|有误))[，,。！! ]+(?={_OUTRIGHT})|不[^是，,。 ]{{1,8}}[，,]我?[单只就是]?(?={_SAY})"
)
# 等等 and 抱歉 say less: what follows has to be what is meant, or a name of it.
_PARDON = re.compile(
    rf"{_SIGH}(?:等等|等一?下|等会儿?|慢着|不好意思|抱歉|对不起|更正(?:一下)?|纠正(?:一下)?|改一下|换个(?:人|问题|问法)?(?=[，, ])|算了){_BREAK}"
)
_NOT_THIS = re.compile(
    rf"(?:我?{_TOO}(?:{_SAY}|要)的并?不是|(?P<asked>我?(?:没有?|不是?){_SAY})|不是)(?:这个|那个)?(?P<old>[^，,。]{{0,20}}?)了?[，,。 ]+(?P<rest>.+)$"
)
# 说错了，不是花生是萝卜
_NOT_BUT = re.compile("不是(?P<old>[^，,是]{1,20})而?是(?P<rest>.*[^吗么吧])$")
_BUT_NOT = re.compile(
    r"(?P<what>.+?)(?:(?P<apart>[，, ]+)(?:而?不是|不问|不要|别管)|(?<!是)而?不[是问])(?P<old>[^，,]{1,20})$"
)
_CONDITION = re.compile(rf"不是(?![问说指讲])[^，,。]*[，,。 ]+(?!{_MEANT.pattern})")
# 写错了，怎么改 and 填错名字，能退吗 ask about mistakes; 不对，我不信 and 不对，这么多 name nothing.
_OF_MISTAKES = re.compile("(?:那|还)?(?:该|要|会|还)?(?:怎么|如何|怎样|咋|能|可以|罚|扣|算|有影响)")
_NAMES_NOTHING = re.compile("(?:[你您谢]|多谢|感谢|我[不没也]|[这那]么|怎么会)")
_SAYS = re.compile("[我你您不没了吗么]")
_NO_NAME = re.compile("还有|其[他它]|别的|然后|后来|接下来")
_NO_NOUNS = ("钱", "价", "人", "的", "这")
_SHORT = re.compile("啥|咋")
# 北门那边, 那家店: said of what is named before it.
POINTING = re.compile("(?:那边|这边|那里|的?(?:那|这)[个家笔位项条座所次些]|这个|那个)$")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is meant, and instead of what; old is "" where the message does not say."""

    what: str
    old: str


def correction(message: str) -> Correction | None:
    """None for a message that corrects nothing.

    >>> correction("不是青石县，是白杨县")
    Correction(what='白杨县', old='青石县')
    """
    found = _read(message.rstrip("。？?！! "))
    if found is None or found.old.endswith(("吗", "么", "吧", "的话")):  # 不是说今年完工吗 asks
        return None
    what = TAIL.sub("", found.what).removesuffix("才对").removesuffix("吧")
    what = POINTING.sub("", what) or what
    old = found.old.strip("，, ")
    # 不问钱，问长度: 钱 is no part of 花了多少钱 that another noun may take the place of.
    old = "" if ASKING.search(old) or old in _NO_NOUNS else old
    return Correction(what, old) if what else None


def without_correction(message: str, before: str) -> str:
    """The question that is asked instead, where the message asks a whole one; else the message as it is.

    before: what was asked and answered.

    >>> without_correction("不对，我问的是会议由谁主持", "")
    '会议由谁主持'
    """
    found = correction(message)
    if found and found.old and _CONDITION.match(message) and found.old not in before:
        return message  # 不是会员，门票多少钱 puts nothing right
    # 不是506个吗 and 不对吗 are asked of the answer before.
    if found is None or len(found.what) < 3 or not ASKING.search(_SHORT.sub("什么", found.what.rstrip("吗呢？?"))):
        return message
    return found.what


def _read(message: str) -> Correction | None:
    """The correction as it is worded, with what points and asks at its end."""
    body, lead = message, ""  # lead: whether "wrong" was said before, or "pardon" alone
    while match := _NO.match(body) or _WRONG.match(body) or _FAULT.match(body) or _PARDON.match(body):
        if match.re is _WRONG and _is_of_mistakes(match, body[match.end() :]):
            return None
        lead = (lead or "pardon") if match.re is _PARDON else "wrong"
        body = body[match.end() :]
    stated = _STATED.match(body)
    # 说的是谁 asks what the document says.
    if stated and not (lead or body.startswith("我")) and ASKING.match(body, stated.end()):
        return None
    if match := _NOT_THIS.match(body) or (_NOT_BUT.match(body) if lead else None):
        # 不问损失，是什么原因: it is another question, and not the same of something else.
        asked = match.re is _NOT_THIS and match["asked"]
        old = "" if asked and not match["old"].endswith(("吗", "么", "吧")) else match["old"]
        return Correction(_meant(match["rest"]), old)
    rest = _meant(body) if lead else body[stated.end() :] if stated else body
    if rest.startswith(("对", "得", "不是", "你", "您")) and not lead:  # 我说的对吗
        return None
    match = _BUT_NOT.fullmatch(rest)
    if match and (stated or lead) and (match["apart"] or not _ends_asking(match["what"])):
        return Correction(match["what"], match["old"])
    if match and match["apart"] and not ASKING.search(rest) and _names(match["what"]):  # 白杨县，不是青石县
        return Correction(match["what"], match["old"])
    if stated:
        return Correction(rest.removesuffix("呢"), "")
    if not lead or _NAMES_NOTHING.match(rest):
        return None
    if lead == "pardon" and rest == body and (_NO_NAME.match(rest) or (_SAYS.search(rest) and not ASKING.search(rest))):
        return None
    return Correction(rest.removesuffix("呢"), "")


def _meant(text: str) -> str:
    match = _MEANT.match(text)
    return text[match.end() :] if match else text


def _is_of_mistakes(wrong: re.Match[str], rest: str) -> bool:
    """Whether what follows 写错了 asks what becomes of it."""
    if _STATED.match(rest) or rest.startswith("不是") or not (ASKING.search(rest) or rest.endswith(("吗", "么"))):
        return False
    loose = wrong["object"] or not wrong["done"] or (wrong.group()[-1].isalnum() and not re.search("[，,]", rest))
    return bool(loose) or _OF_MISTAKES.match(rest) is not None


def _ends_asking(text: str) -> bool:
    """我问为什么不是张三 is all one question."""
    return any(match.end() == len(text) for match in ASKING.finditer(text))


def _names(text: str) -> bool:
    """Whether a text is no more than the name of something: 白杨县, 去年, 浆纱的."""
    if len(text) > 12 or re.search("[是有了吗吧呢]", text):
        return False
    return bool(own_names(text)) or is_noun_phrase(text) or text.endswith(("的", "年", "月", "日"))
