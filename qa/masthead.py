"""这份报纸是哪天出版的: a line of a masthead, a caption or a signature is asked about by words that it does not hold.

`index.facts` has the words for each kind of line, and search finds the line by them; here it is read off by rule, where
the question asks about nothing else. The reader has learnt from sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from index.facts import asked_by
from index.fusion import Hit
from index.lines import is_labelled
from index.sections import Document
from index.words import normalised, occurs
from qa.answers import Answer, read_off
from qa.dates import dates
from qa.evidence import cited
from qa.names import PERSON, names
from qa.questions import Kind, content_words, kind_of

CONFIDENCE = 0.8
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_ROLE = re.compile(r"[\u4e00-\u9fff]{1,8}?[ \u3000]*[:：|丨/／ \u3000][ \u3000]*")
_ASKS_ONLY = frozenset("地方 名字 名称 张 幅".split())
_NUMBER = re.compile(r"\d+")
Range = tuple[int, int]


def fact(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> Answer | None:
    """The line of facts that the question asks about; None where it is about none, or several that say different things."""
    words = [word for word in content_words(question) if word not in _ASKS_ONLY]
    found = [one for hit in hits for one in _facts(question, words, hit, documents[hit.passage.document_id])]
    # 责编 is 责任编辑, and not 技术编辑.
    named = [one for one in found if set("".join(words)) <= set(one[0].text[slice(*one[2])])]
    found = named or found
    if len({normalised(document.text[slice(*value)]) for document, value, _ in found}) != 1:
        return None
    document, value, line = found[0]
    return read_off(question, cited(document, *value), cited(document, *line), CONFIDENCE, hits)


def _facts(
    question: str, words: Sequence[str], hit: Hit, document: Document
) -> Iterator[tuple[Document, Range, Range]]:
    passage = hit.passage
    for match in re.finditer("[^\n]+", passage.text):
        line = match[0]
        asked = asked_by(line, passage.section).split()
        by_kind = [word for word in words if any(word in one or one in word for one in asked)]
        others = [word for word in words if word not in by_kind]
        around = normalised(f"{document.title}\n{line}")
        if by_kind and all(occurs(word, around) for word in others) and (value := _value(question, line)):
            start = passage.start + match.start()
            yield document, (start + value[0], start + value[1]), (start, start + len(line))


def _value(question: str, line: str) -> Range | None:
    """What of the line is of the kind that the question wants."""
    kind = kind_of(question)
    if kind is Kind.DATE:
        named = [_WEEKDAY.search(line)] if re.search("星期几|周几|礼拜几", question) else [*dates(line)]
        whole = [one.span() if isinstance(one, re.Match) else (one.start, one.end) for one in named if one]
        return whole[0] if len(whole) == 1 else None
    if kind is Kind.NUMBER:
        numbers = list(_NUMBER.finditer(line))
        return numbers[0].span() if len(numbers) == 1 else None
    role = _ROLE.match(line) if is_labelled(line) else None
    if kind is Kind.PERSON and role is None:
        people = [name for name in names(line) if name.kind == PERSON]
        return (people[0].start, people[0].end) if len(people) == 1 else None
    return (role.end() if role else 0, len(line))
