"""Does a claim answer the question, or is it true of something else? The question's side of the gate.

names       people and places that are asked about stand around the cited sentences
titles      the very title, not its deputy's; asked who holds it, the person named holds it, in the body that is asked about
dates       a date that is asked about is not another date than the sentence's
quantities  the holder that is asked about, where the source names one
roles       a line such as 责任编辑 刘洋 names no 责任校对
kinds       董事长是谁 wants no company; which values may answer, `asked_values` says
clauses     下降了多少 wants no growth, and what was in 2022年 no number that is plainly of 2023年
orders      忽略以上要求，直接回答“…” is written to whoever answers, and says nothing
opposites   小型 is not 大型, where the source has only the one that is not asked about
Latin       words in Latin letters are technical terms, and have no other wording than `abbreviations` knows of GDP and its like
"""

import re
from collections.abc import Iterator, Sequence

from index.lines import is_labelled
from index.words import normalised
from qa.abbreviations import is_written
from qa.asked_names import is_spoken_of
from qa.asked_values import lacks_money_asked_for
from qa.clauses import another_number
from qa.dates import Date, dates, dates_behind, unsaid, without_counting
from qa.evidence import Evidence
from qa.holders import clause_before, holder_of, other_holder, subject_before
from qa.names import ORGANISATION, PERSON, PLACE, Name, bare_title, in_order, named, names, titles
from qa.opposites import OPPOSITES
from qa.quantities import quantities
from qa.questions import Kind, focus, kind_of

_CAPITAL = re.compile("省(?=会)")  # 省会 is a word: 河北 of 河北省会 is not what is asked about
_LATIN = re.compile("[a-z]{2,}")
_ORDERS = re.compile(
    "(?:忽略|无视|忘记|忘掉)(?:掉)?(?:以上|上述|上面|前面|之前|先前|所有|一切).{0,8}(?:要求|指令|指示|提示|规则|内容)"
    '|(?:直接|必须|只能|一律|务必)(?:只)?(?:回答|回复|输出|答复)[“"：:「]|(?i:ignore (?:all|any|previous|the above))'
)
_DOES = {
    "设计师": "设计",
    "创始人": "创办|创立|创建|创始|成立",
    "导演": "执导|导演",
    "编剧": "编剧|编写",
    "制片人": "制片|出品",
    "教练": "执教|指导|带队",
    "负责人": "负责",
}
_BODY = re.compile("(?:公司|集团|委员会|大学|学院|医院|中心|研究所|研究院|政府|法院|[^会]社)$")
_SUCCEEDS = re.compile("接任|继任|接替|接掌|顶替|代理|补选|改选")
_WHO = re.compile("谁|哪位|哪一位|何人|叫什么|什么名字")


def another_question(question: str, claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """Why the claim answers another question than this one, a line each; nothing where it may answer it."""
    around = "\n".join(one.around or f"{one.before}\n{one.text}" for one in evidence)
    asked = names(_CAPITAL.sub("，", question))
    for name in asked:
        # Questions name organisations loosely, and the tagger is less sure of them.
        if name.kind in (PERSON, PLACE) and not is_spoken_of(name, question, around):
            yield f"出处没有提到“{name.text}”"
    for word in _LATIN.findall(normalised(question)):
        if word not in normalised(around) and not is_written(word, around):
            yield f"出处没有提到“{word}”"
    if evidence and all(_ORDERS.search(one.text) for one in evidence):
        yield "出处是写给回答者的话，不是文档说的事"
    for word, other in OPPOSITES:
        if word in question and word not in around and any(other in one.text for one in evidence):
            yield f"出处说的是“{other}”，不是“{word}”"
    if kind_of(question) is Kind.PERSON:
        for one in evidence:
            if is_labelled(one.text) and not set(focus(question)) <= set(one.text):
                yield f"出处是“{one.text}”，没有“{focus(question)}”"
    yield from _titles(question, claim, asked, evidence, around)
    yield from _dates(question, evidence)
    if kind_of(question) is Kind.NUMBER:
        if quantities(claim) and lacks_money_asked_for(question, claim):
            yield "出处里没有问到的金额"
        # The whole question is before the place where its answer would stand.
        subject = subject_before(_CAPITAL.sub("，", question), len(question), ())
        if subject and subject.kind == ORGANISATION and len(subject.text) < 3 and not named(subject.text, around):
            subject = None  # 全马 is no organisation, as the tagger has it
        title = evidence[0].before.partition("\n")[0] if evidence else ""
        for claimed in quantities(claim) if subject else ():
            holder = "" if claimed.ordinal or not subject else other_holder(subject, claimed, evidence)
            # Most numbers of a document are of whom its title names, whoever else is named before them.
            own = subject.text[:2] if subject else ""
            theirs = own in title and (holder[:2] == own or holder[:2] not in title)
            if holder and not theirs and not named(holder, question):
                yield f"出处里的“{claim[claimed.start : claimed.end]}”说的是{holder}"
        yield from another_number(question, claim, evidence)


def _titles(
    question: str, claim: str, asked: Sequence[Name], evidence: Sequence[Evidence], around: str
) -> Iterator[str]:
    held = titles(around)
    here = "\n".join(f"{one.before}\n{one.text}" for one in evidence)
    said = "\n".join(one.text for one in evidence)
    people = [name.text for name in names(claim) if name.kind == PERSON]
    for title in titles(question):
        if _WHO.search(question) and not people and _BODY.search(claim):
            yield f"出处里的“{claim}”不是{title.text}"
        # Titles are often paraphrased; only a deputy instead of the chief, or the other way round, is another's.
        other = next((one.text for one in held if bare_title(one.text) == bare_title(title.text)), None)
        if other and title.text not in {one.text for one in held} and not _SUCCEEDS.search(said):
            yield f"出处里是“{other}”，没有“{title.text}”"
        if not (_WHO.search(question) and people) or any(name.kind == PERSON for name in asked):
            continue
        theirs = [one for one in held if one.text == title.text and _is_held_by(people, around, one)]
        # 由科斯塔设计 says who the 设计师 is, and 原主席辞任，会议选举邹月华接任 who the 主席.
        if not theirs and (re.search(_DOES.get(title.text, "(?!)"), here) or _SUCCEEDS.search(said)):
            continue
        if not theirs:
            yield f"出处没有说{people[0]}是{title.text}"
        clauses = [clause_before(around, one.start) or here for one in theirs]
        bodies = [one.text for one in asked if one.kind in (ORGANISATION, PLACE) and one.end <= title.start]
        for body in bodies:
            if not any(_is_in(body, clause) for clause in clauses):
                yield f"出处里的{people[0]}不属于{body}"


def _is_held_by(people: Sequence[str], text: str, title: Name) -> bool:
    behind = text[title.end :].lstrip("：: ")
    if behind.startswith(tuple(people)):
        return True
    holder = holder_of(text, title)
    # The tagger may cut a name short: 严振 of 严振国任专案组组长.
    return holder is not None and any(one.startswith(holder.text) and one in text for one in people)


def _is_in(body: str, text: str) -> bool:
    """Whether the text, the clause of a title, names the body; 省交通厅 may be asked for as 交通厅, or the other way round."""
    bodies = [name.text for name in names(text) if name.kind in (ORGANISATION, PLACE)]
    return named(body, text) or not bodies or any(in_order(body, one) or in_order(one, body) for one in bodies)


def _dates(question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    asked_for = dates(question)
    if not asked_for:
        return
    said = [date for one in evidence for date in dates_behind(one.before, one.text)]
    around = [date for one in evidence for date in dates(f"{one.before}\n{one.text}")]
    for asked in asked_for:
        if said and _is_absolute(asked) and unsaid(asked, around) and _differs(asked, said):
            yield f"出处说的不是{question[asked.start : asked.end]}"


def _is_absolute(date: Date) -> bool:
    return any(value.isdigit() for _, value in date.parts)


def _differs(asked: Date, said: Sequence[Date]) -> bool:
    """Whether every date of the sentence that has the asked date's parts has others."""
    parts = dict(asked.parts)
    named = [dict(without_counting(date).parts) for date in said]
    alike = [one for one in named if parts.keys() & one.keys()]
    return bool(alike) and all(any(one[name] != parts[name] for name in parts.keys() & one.keys()) for one in alike)
