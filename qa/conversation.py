"""Earlier turns and a new message -> what the message may mean, as questions that stand alone.

Most follow-ups are a fragment (总投资呢？), a pronoun (他是什么职务？), a changed slot (那冀南新区呢？) or an asking word alone (为什么？). Each is
completed by rules from the last question, as it was understood, and its answer; which completion is right, the reader's
confidence says. A message that is whole stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answers import Turn
from qa.holders import SAYING
from qa.names import ORGANISATION, PERSON, PLACE, Name, names, titles
from qa.questions import content_words

MAX_TURNS = 6  # how far back a pronoun is followed

_LEAD = re.compile(r"^(?:那么|那(?![里儿个些位边时年])|还有|以及|再问一下|请问|然后|哦|嗯|好的?)[，, ]*(?=.)")
_FRAGMENT = re.compile(r"^(?P<what>.{1,24}?)(?:呢|又如何|怎么样|又是多少|又怎样)[？?。！]*$")
_ASKING_ALONE = re.compile(
    r"^(?:这|那)?(?:是|又|具体|都)*(?:为什么|为何|什么原因|原因是?什么|什么时候|何时|在哪里?|在哪儿|哪里|哪儿|怎么做|怎么样|如何|多少|有多少|几个|是谁|谁|谁[说讲提介绍主负签]{1,2}[出的持责署绍起]{0,2}|分别是什么|分别是谁|哪些|有哪些|是什么|什么意思|依据是什么)"
    r"(?:的|呢|啊|吗|来着)*[？?。]*$"
)
_ASKING = re.compile(
    r"为什么|为何|什么时候|何时|多少|几[个家项次人年名位]|哪些|哪个|哪里|哪儿|哪家|哪位|哪年|是谁|谁|是什么|什么|怎么样?|如何|有没有|是否|吗|呢|多[大长高远久]"
)
_PERSON_PRONOUN = re.compile("他们?|她们?|此人|这个人|那个人|这位|那位")
_PLACE_PRONOUN = re.compile("那里|那儿|这里|这儿|当地|该市|该县|该区|该省|该地")
_THING_PRONOUN = re.compile("它们?|这个|那个|该(?=[\u4e00-\u9fff])|其(?=[\u4e00-\u9fff])|这些|那些|这(?=是|有|一|项)")
_PRONOUN = re.compile("|".join(one.pattern for one in (_PERSON_PRONOUN, _PLACE_PRONOUN, _THING_PRONOUN)))
_NOT_PRONOUN = re.compile("其他|其它|其中|其余|其实|吉他|尤其|极其|这样|那样|应该")
_CORRECTION = re.compile(r"^不[是对][，,]?.{0,20}?[，,]?(?:是|我问的是|我是问|问的是)(?P<what>.{1,20}?)[。？?！]*$")
_SPEAKS = re.compile(f"[^，。]{{0,4}}?(?:{SAYING})")
_NO_MORE = re.compile("(?:那边|这边|又|的)?(?:有|是)?(?:多少|几[个家项人名座])(?:呢|啊)?[？?。]*")
_NAME_ALONE = re.compile(r"(?P<what>[\u4e00-\u9fff·]{2,12})[？?。！]*$")
_TAIL = re.compile(r"[？?。！!，, ]+$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message may mean. questions: in the order to try them.

    certain   the message itself can't stand alone: 总投资呢？
    pronoun   it begins with one, and may stand for somebody of the turns before, or of the document alone
    """

    questions: tuple[str, ...]
    certain: bool
    pronoun: bool = False


def understood(message: str, history: Sequence[Turn]) -> Reading:
    """The standalone questions that the message may be; none where it is taken as it is.

    >>> understood("那冀南新区呢？", [Turn("石家庄承接了多少项目", "累计承接项目406个。[1]")]).questions[0]
    '冀南新区承接了多少项目'
    """
    turns = [turn for turn in history[-MAX_TURNS:] if turn.question.strip()]
    if not turns:
        return Reading((), certain=False)
    before = turns[-1].understood or _folded(turns)
    bare = _LEAD.sub("", message.strip())
    found: list[str] = []
    match = _CORRECTION.match(bare) or _FRAGMENT.match(bare) or _NAME_ALONE.match(bare)
    if match and match.re is _NAME_ALONE and not _is_name(match["what"]):
        match = None
    if match and not _PRONOUN.search(match["what"]) and not _ASKING.search(match["what"]):
        # 那冀南新区呢, after two questions on 石家庄: the last of them first, then the one before.
        earlier = [turn.understood or turn.question for turn in reversed(turns)]
        slots = [one for asked in (before, *earlier) for one in _other_slot(match["what"], asked)]
        found = slots or [*_holder_of(match["what"]), *_attribute(match["what"], before, turns)]
    elif _ASKING_ALONE.match(bare):
        found = _asked_again(bare, before, turns)
    if found:
        return Reading(tuple(dict.fromkeys(found)), certain=True)
    if meant := _without_pronoun(bare, turns, before):
        return Reading(tuple(dict.fromkeys(meant)), certain=False, pronoun=True)
    if _only_names(bare):
        return Reading(tuple(_other_slot(_names_of(bare)[0].text, before)), certain=True)
    return Reading(tuple(_with_subject(bare, before, turns)), certain=False)


def _folded(turns: Sequence[Turn]) -> str:
    """The last question as the rules alone understand it, turn by turn."""
    question = turns[0].question
    for number in range(1, len(turns)):
        earlier = [*turns[: number - 1], Turn(question, turns[number - 1].answer, question)]
        reading = understood(turns[number].question, earlier)
        whole = (reading.certain or reading.pronoun) and reading.questions
        question = reading.questions[0] if whole else turns[number].question
    return question


def _names_of(text: str) -> list[Name]:
    return [name for name in names(text) if name.kind in (PERSON, PLACE, ORGANISATION)]


def _is_name(text: str) -> bool:
    found = _names_of(text)
    return len(found) == 1 and found[0].text == text


def _only_names(question: str) -> bool:
    """Whether the question names somebody or something else and says no more: 冀南新区有多少？ 在哪里 would say enough."""
    found = _names_of(question)
    return len(found) == 1 and _NO_MORE.fullmatch(question.replace(found[0].text, "", 1)) is not None


def _other_slot(what: str, before: str) -> list[str]:
    """The last question with one of its names exchanged for what is named now; that of the same kind first."""
    what = _TAIL.sub("", what)
    new = _names_of(what)
    if not new or len(new[0].text) < len(what) - 2:
        return []
    old = _names_of(before)
    alike = [one for one in old if one.kind == new[0].kind] or [
        one for one in old if one.kind != PERSON or new[0].kind == PERSON
    ]
    if not alike:
        return [f"{what}{before}"]
    return [before[: one.start] + what + before[one.end :] for one in alike]


def _holder_of(what: str) -> list[str]:
    """Who has the office that is named: 张家口市体育局副局长是谁."""
    what = _TAIL.sub("", what)
    return [f"{what}是谁"] if any(title.end == len(what) for title in titles(what)) else []


def _attribute(what: str, before: str, turns: Sequence[Turn]) -> list[str]:
    """What is asked now of what the last question was about: 总投资 of 石家庄承接的项目."""
    what = _TAIL.sub("", what)
    subject = _subject(before, turns)
    asking = "是多少" if re.search(r"多少|几|多[大长高]", before) else "是什么"
    if _ASKING.search(what):
        asking = ""
    about = _topic(before)
    return [f"{subject}{what}{asking}", f"{about}的{what}{asking}", f"{about}，{what}{asking}"]


def _subject(before: str, turns: Sequence[Turn]) -> str:
    """What the conversation is about: the first name of the last question that has one, else its first content word."""
    for question in (before, *(turn.understood or turn.question for turn in reversed(turns))):
        if found := _names_of(question):
            return found[0].text
    words = content_words(before)
    return words[0] if words else ""


def _topic(before: str) -> str:
    """The last question without its asking words: 石家庄承接了项目."""
    return _TAIL.sub("", _ASKING.sub("", before)).removeprefix("是")


def _asked_again(asking: str, before: str, turns: Sequence[Turn]) -> list[str]:
    """The same matter with another asking word: why, when, where, who said so."""
    bare = re.sub(r"^(?:这|那)(?=是|又|为)", "", _TAIL.sub("", asking))
    about = _topic(before)
    if not _names_of(about) and (subject := _subject(before, turns)) not in about:
        about = f"{subject}{about}"
    if bare.startswith(("为什么", "为何")):
        return [f"{bare}{about}", f"{about}{bare}"]
    return [f"{about}{bare}", f"{about}，{bare}"]


def _without_pronoun(message: str, turns: Sequence[Turn], before: str) -> list[str]:
    """The message with its pronoun exchanged for whom or what it stands for, the nearest first."""
    masked = _NOT_PRONOUN.sub(lambda match: "　" * len(match[0]), message)
    for pronoun, kinds in ((_PERSON_PRONOUN, (PERSON,)), (_PLACE_PRONOUN, (PLACE, ORGANISATION))):
        match = pronoun.search(masked)
        if match and _begins(message, match.start()):
            meant = _mentioned(turns, kinds)
            return [message[: match.start()] + one + message[match.end() :] for one in meant[:3]]
    match = _THING_PRONOUN.search(masked)
    if match and _begins(message, match.start()):
        # 这个项目 of a conversation on 项目 needs its subject only.
        meant = [*_mentioned(turns, (ORGANISATION, PLACE))[:2], _topic(before)]
        return [message[: match.start()] + one + message[match.end() :] for one in meant if one]
    return []


def _begins(message: str, place: int) -> bool:
    """Whether nothing before the pronoun can be what it stands for."""
    return not content_words(message[:place])


def _mentioned(turns: Sequence[Turn], kinds: Sequence[str]) -> list[str]:
    """Names of those kinds: of each turn, the latest first, its exact words', its question's, its answer's; speakers before
    those who are only spoken of.
    """
    found: list[str] = []
    for turn in reversed(turns):
        for text in (turn.span, turn.understood or turn.question, turn.answer):
            here = [name for name in _names_of(text) if name.kind in kinds]
            here.sort(key=lambda name: not _SPEAKS.match(text, name.end))
            found += [name.text for name in here]
    return list(dict.fromkeys(found))


def _with_subject(message: str, before: str, turns: Sequence[Turn]) -> list[str]:
    """A question that names nothing, for the subject of the last: tried only where the question alone has no answer."""
    if _names_of(message) or not _ASKING.search(message) or len(message) > 20:
        return []
    subject = _subject(before, turns)
    if not subject or subject in message:
        return []
    about = _topic(before)
    return [f"{subject}{message}", f"{about}，{message}" if subject in about else f"{subject}{about}，{message}"]
