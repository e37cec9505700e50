"""Earlier turns and a new message -> what the message may mean, as questions that stand alone.

Most follow-ups are a fragment (总投资呢？), a pronoun (他是什么职务？), a changed slot (那冀南新区呢？), an asking word alone (为什么？) or a
question without a subject (什么时候启动的？). Each is completed by rules from the last question, as it was understood, and its
answer; which completion is right, the reader's confidence says. A message that is whole stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from index.words import occurs
from qa.answers import Turn
from qa.attributes import owner
from qa.completions import OWNED, among, asked_again, of_the_same, with_subject
from qa.corrections import POINTING, correction
from qa.dates import dates
from qa.grammar import ASKING, TAIL, is_noun_phrase, lacks_subject, own_names, statement
from qa.likewise import likewise
from qa.names import titles
from qa.premises import to_confirm
from qa.questions import content_words
from qa.references import with_items, without_pronoun
from qa.slots import answered_with, confirmed_with, exchanged
from qa.small_talk import without_greeting
from qa.turns import asking_turns, earlier_questions

_LEAD = re.compile(
    r"^(?:那么|(?:要是)?换[成作做]|那(?![里儿个些位边时年曲坡])|还有(?!呢|吗|别|其[他它]|什么|哪)|以及|再问一下|请问|然后|接着|另外|对了|(?:哦|嗯|好的?)(?=[，, ]))[，, ]*(?=[^呢吗？?])"
)
# 回到石家庄，总投资呢: the name that is gone back to is the subject of what follows.
_BACK = re.compile(
    r"^(?:回到|再回到|再?说回|回过头来?[看说]?|再看|再说说?|还是说|刚才|刚刚|之前|前面)(?:说|问|提|讲|看)?(?:到|过)?的?(?:那个|那)?(?P<what>.{2,12}?)(?:[，,]|的(?=[^，,]))(?P<rest>.+)$"
)
# 那石家庄呢，怎么样: a name, and the question that is asked of it again.
OF_ANOTHER = re.compile(r"^(?P<what>[^，,呢]{1,12})呢[，, ]+(?P<rest>(?!.*呢).{2,12})$")
_AMONG = re.compile(r"^(?:其中|这?里面|里边|这?当中)(?:的|有)?(?P<what>[^，,]{1,16})$")
_FRAGMENT = re.compile(
    r"^(?P<what>.{1,24}?)(?:[呢嘞哩咧]|给一下|给我|说一下|介绍一下|查一下|又如何|怎么样|又是多少|又怎样|是多少呢|又是谁|又是什么)[？?。！啊]*$"
)
_ASKING_ALONE = re.compile(
    r"^(?:这|那)?(?:是|又|具体|大概|都|到底|究竟|一共|总共)*(?:因?为什么|为何|什么原因|原因是?什么|什么时候|什么时间|何时|哪一?[年天月]|几[号月]|几点钟?|在?什么地方|在哪里?|在哪儿|哪里|哪儿|怎么做|怎么样|怎么会|怎么回事|如何|多少钱?|有多少|几个|多久|多长时间|多[大长高远重宽深厚快]|是谁|谁|分别是什么|分别是谁|哪些|有哪些|是什么|什么意思)"
    r"(?:的|呢|啊|吗|来着|的事)*[？?。]*$"
)
# 扩建方案表决结果怎么样 may be asked of another matter, where 利润怎么样 goes on.
_MAY_BE_WHOLE = re.compile(r"[^，,\d]{7,}(?:怎么样|(?<!又)如何)[？?。！啊]*")
_NO_MORE = re.compile("(?:那边|这边|又|的)?(?:有|是)?(?:多少|几[个家项人名座])(?:呢|啊)?[？?。]*")
_NAME_ALONE = re.compile(r"(?P<what>[\u4e00-\u9fff·A-Za-z0-9-]{2,12})[？?。！]*$")
_STATES = re.compile("[是有吧了]|对不")
_EVIDENCE = re.compile(
    r"^(?:这|那)?(?:有|是)?(?:什么|啥)?(?:依据|根据|出处|原文|来源|证据)(?:是什么|在哪里?|呢|吗|是啥|怎么说的?)?[？?。]*$|^(?:真的|你?确定|是真的|不对|不会)(?:是这样)?(?:吗|吧|么)[？?。]*$"
)

_MORE = re.compile(
    r"^(?:那)?(?:除此之外|除了这个|另外)?[，,]?(?:还有|有没有)(?:呢|吗|别的|其[他它]的?|什么|哪些|更多)(?:的|吗|呢|了|呀)*[？?。]*$|^(?:然后|后来|接下来|之后)呢[？?]*$|^(?:没有|就这些|只有这些|就这样)了?吗?[？?]+$"
)
_SPEAKER = re.compile(
    r"^(?:这|那)?(?:话|句话|个|些|些话|番话|都|又)?(?:是)?(?:谁|哪位|什么人|哪个人)(?:说|讲|介绍|表示|透露|提到|披露|指出|强调|告诉记者|公布|分析|认为|判断|解释)(?:出来|过)?的?(?:这话|这些|这个)?(?:呢|啊|呀)?[？?。]*$"
)


class Wants(Enum):
    """What a message wants of the question that it goes on from."""

    ANSWER = "answer"
    SPEAKER = "speaker"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message may mean. questions: in the order to try them.

    certain   the message itself can't stand alone: 总投资呢？
    pronoun   it begins with one, and may stand for somebody of the turns before, or of the document alone
    older     the same of older questions, for when the last one's are not answered
    lacking   it lacks a subject: 什么时候启动的？ may be asked of the turns before, or of all that the document is about
    wants     what of the first question: its answer, who said that, or what else there is
    """

    questions: tuple[str, ...]
    certain: bool
    pronoun: bool = False
    lacking: bool = False
    wants: Wants = Wants.ANSWER
    older: tuple[str, ...] = ()


def understood(message: str, history: Sequence[Turn]) -> Reading:
    """The standalone questions that the message may be; none where it is taken as it is.

    >>> understood("那冀南新区呢？", [Turn("石家庄承接了多少项目", "累计承接项目406个。[1]")]).questions[0]
    '冀南新区承接了多少项目'
    """
    turns = asking_turns(history)
    if not turns:
        return Reading((), certain=False)
    bare = without_lead(without_greeting(message.strip())).replace("啥", "什么")
    # 前者说了什么 asks it of the first of two; what else the message lacks comes from the turns all the same.
    said, bare = bare, with_items(bare, turns)
    asked = earlier_questions(turns)
    before = asked[0] if turns[-1].understood else _folded(turns)
    match = _BACK.match(bare)
    # 刚刚竣工的大桥全长多少 goes back to nothing.
    if match and any(match["what"] in f"{turn.question}{turn.understood}{turn.answer}" for turn in turns):
        about = match["what"]
        return Reading(
            tuple(dict.fromkeys([f"{about}{match['rest']}", *of_the_same(match["rest"], about, turns)])), True
        )
    if _EVIDENCE.match(bare):
        return Reading((before,), certain=True)
    if _MORE.match(bare):
        return Reading((before,), certain=True, wants=Wants.MORE)
    if match := OF_ANOTHER.match(bare):
        what = match["what"]
        return Reading(tuple(dict.fromkeys([*exchanged(what, before), f"{what}{match['rest']}"])), certain=True)
    if match := _AMONG.match(bare):
        return Reading(tuple(among(TAIL.sub("", match["what"].rstrip("呢？?")), before, turns)), certain=True)
    if _SPEAKER.match(bare):
        about = statement(before)
        return Reading((before, f"{about}是谁说的", f"谁说{about}"), certain=True, wants=Wants.SPEAKER)
    if confirmed := likewise(bare, before, turns) or _stated(bare, before):
        return Reading((confirmed,), certain=True)
    if found := _completed(bare, before, asked, turns):
        named = own_names(bare) or titles(bare) or dates(bare)
        whole = not named and _MAY_BE_WHOLE.fullmatch(bare) is not None
        older = tuple(one for one in _older(bare, before, asked) if one not in found)
        return Reading(tuple(dict.fromkeys(found)), certain=not whole, lacking=whole, older=older)
    about = statement(before)
    if meant := without_pronoun(bare, turns, [one for one in (owner(about), about) if one]):
        return Reading(tuple(dict.fromkeys(meant)), certain=False, pronoun=True)
    if _only_names(bare):
        return Reading(tuple(exchanged(own_names(bare)[0].text, before)), certain=True)
    if bare != said:  # 第二个 may be one that the document itself counts
        return Reading((bare,), certain=False, pronoun=True)
    return Reading(tuple(with_subject(bare, before, turns)), certain=False, lacking=lacks_subject(bare))


def without_lead(message: str) -> str:
    """The message without the word that joins it to the turn before: 那总投资呢 without 那."""
    return _LEAD.sub("", message)


def _stated(bare: str, before: str) -> str:
    """The last question with the value that is to be confirmed, where the message says no more: 不是506个吗."""
    premises = to_confirm(bare)
    if len(premises) != 1 or own_names(bare):
        return ""
    # 不是506个项目吗 says no more than what was asked.
    if any(word not in before for word in content_words(premises[0].question.removesuffix(premises[0].stated[-1]))):
        return ""
    return answered_with(premises[0].stated, before)


def _completed(bare: str, before: str, asked: Sequence[str], turns: Sequence[Turn]) -> list[str]:
    """What a fragment, a correction or an asking word alone may be for; nothing where the message is none of them."""
    if _ASKING_ALONE.match(bare):
        return asked_again(bare, before, turns)
    corrected = correction(bare)
    match = None if corrected else _FRAGMENT.match(bare) or _NAME_ALONE.match(bare)
    what = corrected.what if corrected else POINTING.sub("", match["what"]) or match["what"] if match else ""
    what = TAIL.sub("", what)
    if not what or without_pronoun(what, turns, ()) or ASKING.search(what):
        return []
    if corrected and corrected.old and occurs(corrected.old, before):
        head, _, tail = before.partition(corrected.old)
        # 不是体育局，是教育局的局长: who is meant holds another title too.
        held = any(one.end == len(what) for one in titles(what)) and titles(tail)
        if held:
            return [f"{head}{what}是谁"]
        return [f"{head}{what}{tail}", *exchanged(what, before), *of_the_same(what, before, turns)]
    # 不对，是506个: what was answered is wrong, and not what was asked.
    if corrected and (said := confirmed_with(what, before)):
        return [said]
    # 那冀南新区呢, after two questions on 石家庄: the last of them, else the one before.
    slots = next(filter(None, (exchanged(what, question) for question in dict.fromkeys((before, *asked)))), [])
    if match and match.re is _NAME_ALONE and not (_is_name(what) or is_noun_phrase(what)):
        return [] if _STATES.search(what) else slots
    # A name or a year takes another's place; a noun may as well be something else of the same subject.
    if slots and (own_names(what) or titles(what) or dates(what)):
        return slots
    same = of_the_same(what, before, turns)
    # 6号线一期的投资 says itself of what, where the last question asked for something else.
    says_what = OWNED.fullmatch(what) and what.rpartition("的")[2] not in before
    return [*same, *slots] if says_what else [*slots, *same]


def _older(bare: str, before: str, asked: Sequence[str]) -> list[str]:
    """What a name or a noun alone asks of each earlier question but the last."""
    match = _FRAGMENT.match(bare) or _NAME_ALONE.match(bare)
    what = TAIL.sub("", POINTING.sub("", match["what"])) if match else ""
    if not what or correction(bare) or ASKING.search(what) or not exchanged(what, before):
        return []
    return [one for question in asked if question != before for one in exchanged(what, question)]


def _folded(turns: Sequence[Turn]) -> str:
    """The last question as the rules alone understand it, turn by turn."""
    question = without_greeting(turns[0].question)
    for number in range(1, len(turns)):
        earlier = [*turns[: number - 1], Turn(question, turns[number - 1].answer, question)]
        reading = understood(turns[number].question, earlier)
        unanswered = not (turns[number].span or turns[number].answer)
        # Both ways agreed on the answer, or it would be said what the message was understood as.
        lacking = reading.lacking and lacks_subject(turns[number].question)
        goes_on = (reading.certain or reading.pronoun or lacking or unanswered) and reading.questions
        question = reading.questions[0] if goes_on else without_greeting(turns[number].question)
    return question


def _is_name(text: str) -> bool:
    found = own_names(text)
    return len(found) == 1 and found[0].text == text


def _only_names(question: str) -> bool:
    """Whether the question names somebody or something else and says no more: 冀南新区有多少？ 在哪里 would say enough."""
    found = own_names(question)
    return len(found) == 1 and _NO_MORE.fullmatch(question.replace(found[0].text, "", 1)) is not None
