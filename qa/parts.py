"""Several things asked at once -> one question each: 石家庄和冀南新区各承接了多少项目; and those that a comparison, a sum or a
difference is asked of, which may be questions of the turns before (`comparisons`).

`calculation` makes one answer of theirs.
"""

import re
from collections.abc import Sequence

from qa.answers import Turn
from qa.comparisons import compared_by_name, of_turns, which_of, with_last
from qa.completions import asking_for
from qa.conversation import OF_ANOTHER, without_lead
from qa.grammar import own_names
from qa.names import PERSON
from qa.questions import content_words
from qa.references import mentioned
from qa.rows import MAX_PARTS, TOTAL_OF_ROW, Row, row_in
from qa.slots import exchanged
from qa.together import APART, ASKING, COUNTING, MORE, TOTAL, Parts, Together, asked_by, bare, how_many, without_kind
from qa.turns import asking_turns, earlier_questions

_EACH = re.compile(r"各自|分别|各有|各是|各(?=[\u4e00-\u9fff])|都(?=是|有|承)")
# 刑期和罚金分别是: what is asked of each, its noun tells.
_EACH_ALONE = re.compile("(?:各自?|分别)(?:都)?[是有为]?[呢啊？?]*")
# 他们各是什么职务, of the people that were last named.
_OF_THEM = re.compile(
    "^(?:他们|她们|[他她]俩|这[两几俩][位个]?人?|[两二]人|这些人)(?:[两几三四]个?[位人])?(?:各自?|分别|都)(?P<rest>.+)$"
)
_BETWEEN_QUESTIONS = re.compile(r"[？?；;]+|\s+|[，,](?:以及|还有|另外|同时|并且|又)?")
_TOTAL_OF_ROW = re.compile(rf"(?:{TOTAL_OF_ROW})(?:.*?(?:多少|几).{{0,8}}|.*?呢[？?]*)$")
_FRAGMENT = re.compile(r"(?:呢|怎么样|又是多少|又如何)[？?。]*")


def parts_of(question: str, history: Sequence[Turn] = ()) -> Parts | None:
    """The parts of a question that asks several things; None where it asks one.

    >>> parts_of("石家庄和冀南新区各承接了多少项目").questions
    ('石家庄承接了多少项目', '冀南新区承接了多少项目')
    """
    question = which_of(without_lead(question))
    turns = asking_turns(history)
    earlier = earlier_questions(turns)
    if parts := compared_by_name(question, earlier) or with_last(question, turns):
        return parts
    if parts := _of_them(question, turns):
        return parts
    row = row_in(question)
    found = _of_row(row, earlier) if row else of_turns(question, turns)
    if found is not None:
        return found
    several = [part.strip() for part in _BETWEEN_QUESTIONS.split(question) if part.strip()]
    if 1 < len(several) <= MAX_PARTS and all(map(_is_question, several)) and not OF_ANOTHER.match(question):
        return Parts(tuple(several), tuple(several), Together.EACH)
    return None


def _of_them(question: str, turns: Sequence[Turn]) -> Parts | None:
    """The same of each of the people that the last answer named, else of the last two who were."""
    match = _OF_THEM.match(question)
    if match is None or not turns or not ASKING.search(match["rest"]):
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
        says_enough = together is Together.EACH and ASKING.search(about) and not are_named
        if not content_words(about) and earlier and not row.says_what and not says_enough:
            slots = [exchanged(one, earlier[0])[:1] for one in row.items]
            if all(slots):
                return Parts(tuple(one for slot in slots for one in slot), row.labels, together, way)
            if together is not Together.TOTAL:
                return None
            about = "是多少"
        asked = about or (asking.replace("有", "是", 1) if row.says_what and "多少" in asking else asking)
        return Parts(tuple(f"{row.before}{one}{asked}" for one in row.items), row.labels, together, way)

    if match := MORE.search(row.rest):
        about, way = bare(row.rest[: match.start()] + without_kind(match["what"], row.labels)), match["way"]
        # 2021年和2022年的产量哪个更高 asks how much, 哪座塔更高 how high, and 湖的南北和东西哪个更长 how long.
        alone = "有多少" if row.says_what and way in COUNTING else asked_by(way, "")
        return parts(asked_by(way, about) if about else "", Together.MORE, way, alone)
    if match := APART.fullmatch(row.rest):
        if len(row.items) > 2:
            return None  # it is not said which two are meant
        about = how_many(bare(match["what"])).replace("多少", f"多少{match['unit']}")
        return parts(about, Together.APART, asking=f"有多少{match['unit']}")
    if _TOTAL_OF_ROW.search(row.rest) or TOTAL.search(row.before):
        return parts(re.sub(TOTAL_OF_ROW, "", row.rest), Together.TOTAL)
    if _EACH_ALONE.fullmatch(row.rest) and are_named and (slots := parts("", Together.EACH)):
        return slots
    if _EACH_ALONE.fullmatch(row.rest):
        questions = tuple(f"{row.before}{one}{asking_for(one, '')}" for one in row.items)
        return Parts(questions, row.labels, Together.EACH)
    if _EACH.search(row.rest) and ASKING.search(row.rest):
        return parts(_EACH.sub("", row.rest, count=1), Together.EACH)
    return parts("", Together.EACH) if _FRAGMENT.fullmatch(row.rest) and earlier else None


def _is_question(part: str) -> bool:
    """Whether a part asks something, and is no part of a title or a quotation that a mark cut through."""
    return ASKING.search(part) is not None and all(
        part.count(a) == part.count(b) for a, b in ("《》", "“”", "「」", "（）")
    )
