"""A document -> candidate questions, each with its answer and the sentence that holds it, for a person to accept.

    quantities   累计承接项目406个            -> 累计承接项目多少个？      406个
    dates        2014年3月，公司在上海成立     -> 公司在上海成立，是在什么时候？  2014年3月
    people       市教育局局长赵立芬表示        -> 市教育局局长是谁？        赵立芬;  赵立芬担任什么职务？
    lists        服务包括助餐、助浴和助医      -> 服务包括哪些？          助餐、助浴和助医

Rules over the words of one sentence: they make more than is good. A candidate is kept only when `ask` finds its answer in its
sentence; whether it is a good question is for the person. So a draft by itself is answered without a mistake: it keeps what
works from breaking, and the questions that fail are for the person to add.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.library import Library
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from index.words import is_name
from qa.asking import ask
from qa.evaluation.records import is_accepted
from qa.questions import QuestionError

_MAX_SENTENCE_CHARS = 160
_MIN_ASKED_CHARS = 5  # a shorter question could be about anything
_MAX_ASKED_CHARS = 60
_MAX_COUNTED_CHARS = 12

_CLAUSE_END = "，,。；;：:！!？?\n“”‘’「」"
_CLAUSE = re.compile(rf"[^{_CLAUSE_END}]+")
_ABOUT = "(?:超过|不到|不足|多达|高达|将近|大约|至少|约|近|逾|超)?"
_QUANTITY = re.compile(
    rf"(?P<about>{_ABOUT})(?P<number>\d[\d,]*(?:\.\d+)?(?:[-—~～至]\d+(?:\.\d+)?)?[百千万亿]*)[余多]?"
    r"(?P<unit>[%％]|个百分点|平方公里|平方米|立方米|公里|千米|公顷|公斤|小时|分钟|人次|亿元|万元|美元|元|个月|个|家|项|条|名|人|位|倍|次|种"
    r"|座|所|区|亩|吨|米|台|辆|户|张|件|部|套|岁|天|年)(?P<after>以上|以下|左右|多)?"
)
_DATE = re.compile(
    r"(?:截至)?(?P<date>\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?)(?P<half>上午|下午|晚|初|底|末)?"
)
_TITLES = (
    "局长|处长|科长|厅长|部长|市长|县长|区长|镇长|村长|省长|州长|主任|书记|院长|校长|园长|会长|社长|行长|董事长|总经理|经理|总裁|总监|主席|总统|总理|教授"
    "|研究员|工程师|设计师|负责人|发言人|站长|所长|队长|主编|记者|医生|律师|导演|演员|教练|船长|馆长|秘书长|委员|代表|创始人|首席执行官"
)
_PERSON = re.compile(
    rf"(?P<title>[^{_CLAUSE_END}\s]{{2,30}}?(?:{_TITLES}))(?P<name>[\u4e00-\u9fff]{{2,4}}?)"
    r"(?=表示|介绍|认为|告诉|指出|强调|透露|坦言|称|说|在|出席|主持|率)"
)
_LIST = re.compile(
    rf"(?P<head>[^{_CLAUSE_END}、]{{2,30}}?(?:包括|包含|涵盖|涉及|分为|设有))(?P<list>[^{_CLAUSE_END}]*、[^{_CLAUSE_END}]*)"
)
_LIST_TAIL = re.compile(r"等(?:[^、]{0,8})$")
_OPENING = re.compile(r"^(?:其中|此外|同时|另外|目前|据介绍|截至目前|而|并|也|还|又|且|但)+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, its answer, and the sentence `document.text[start:end]` that holds it. kind: the rule that made it."""

    kind: str
    question: str
    answer: str
    evidence: str
    start: int
    end: int


def drafted(document: Document) -> list[Candidate]:
    """Every candidate, in the order of the text; of the same question only the first."""
    found: dict[str, Candidate] = {}
    for span in sentence_spans(document.text):
        start, end = trimmed(document.text, *span)
        sentence = document.text[start:end]
        if end - start <= _MAX_SENTENCE_CHARS:
            for kind, question, answer in _of_sentence(sentence):
                if _MIN_ASKED_CHARS <= len(question) <= _MAX_ASKED_CHARS:
                    found.setdefault(question, Candidate(kind, question, answer, sentence, start, end))
    return list(found.values())


def is_found(candidate: Candidate, library: Library) -> bool:
    """Whether `ask` answers the question with this answer, from this sentence."""
    try:
        answer = ask(candidate.question, library=library)
    except QuestionError:
        return False
    inside = any(candidate.start <= words.start and words.end <= candidate.end for words in answer.exact)
    return inside and is_accepted(answer.span or "", [candidate.answer])


def _of_sentence(sentence: str) -> Iterator[tuple[str, str, str]]:
    """(kind, question, answer)"""
    clauses = [match.group().strip() for match in _CLAUSE.finditer(sentence)]
    for number, clause in enumerate(clauses):
        yield from _quantities(clause, clauses[number - 1] if number else "")
        if number + 1 < len(clauses):
            yield from _dates(clause, clauses[number + 1])
    yield from _people(sentence)
    yield from _lists(sentence)


def _quantities(clause: str, before: str) -> Iterator[tuple[str, str, str]]:
    """The clause up to its quantity; with the clause before where it hardly says what is counted."""
    for match in _QUANTITY.finditer(clause):
        head = _OPENING.sub("", clause[: match.start()]).removesuffix("已")
        if not head or head[-1].isdigit() or head.endswith("第") or match["unit"] == "年":
            continue
        asked = "百分之多少" if match["unit"] in "%％" else f"多少{match['unit']}"
        said = head if len(head) >= _MIN_ASKED_CHARS or not before else f"{_OPENING.sub('', before)}，{head}"
        counted = clause[match.end() :]
        rest = counted if len(counted) <= _MAX_COUNTED_CHARS and not re.search(r"\d", counted) else ""
        yield "数量", f"{said}{asked}{rest}？", match.group()


def _dates(clause: str, after: str) -> Iterator[tuple[str, str, str]]:
    """A clause that is a date alone, and what happened then."""
    match = _DATE.fullmatch(clause.removesuffix("时").removeprefix("在"))
    if match and "截至" not in clause:
        yield "时间", f"{after}，是在什么时候？", clause.removeprefix("在")


def _people(sentence: str) -> Iterator[tuple[str, str, str]]:
    for match in _PERSON.finditer(sentence):
        if is_name(match["name"]) and not re.search(_TITLES, match["name"]):
            title = _OPENING.sub("", match["title"])
            yield "人物", f"{title}是谁？", match["name"]
            yield "人物", f"{match['name']}担任什么职务？", title


def _lists(sentence: str) -> Iterator[tuple[str, str, str]]:
    for match in _LIST.finditer(sentence):
        items = _LIST_TAIL.sub("", match["list"])
        if "、" in items:
            yield "列举", f"{_OPENING.sub('', match['head'])}哪些？", items
