"""A question that says whose document it means, put to that document alone: 盈利家居服务有限公司2019年的净利润是多少.

Inside the firm's report on that year no sentence says either of them again: 净利润为500万元. Read with a question that
does, it looks like the number of another firm or year. So what the document's title and opening have said already is taken
out of the question, and nothing but that document is read. So it is where the question names the firm and no year, of which the
answer has to be surer: the report is on one year, and the question may mean another.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.fusion import Hit
from index.sections import Document
from qa.grammar import own_names
from qa.names import ORGANISATION

_LEAST = 4  # characters of an organisation's name that name it: 滇澜铜箔 of 滇澜铜箔股份有限公司
_REST_OF_NAME = "(?:股份|控股)?(?:有限)?(?:责任)?(?:集团)?公司|集团(?:公司)?"
_YEAR = re.compile("(?<!\\d)(?:19|20)\\d\\d年")
_OF_YEAR = "(?:度|全年)?(?![\\d一二三四五六七八九十]|[上下]半年|第.季|[年月]?[末底初])"
_REPORT = re.compile(
    "^(?:根据|按照|依据|依照|在)?[^，,]{0,12}?(?:报告|年报|[说声]明书?|手册|公告|通知|合同|条款|规定|章程|判决书?|简章)(?:（[^）]*）)?(?:摘要)?(?:中|里)?[，,]"
)
_LEFT = re.compile("^(?:根据|按照|依据|在|于|的|[，,、\\s])+")


@dataclass(frozen=True, slots=True)
class OfDocument:
    """What is asked of these documents, by id, whose titles the question names; and whether it names their year too."""

    question: str
    documents: tuple[str, ...]
    has_year: bool


def of_its_document(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> OfDocument | None:
    """None where the question does not name the organisation that the title of a hit's document begins with.

    The document's year is taken out where the question has it; a question that names another year is not this document's.
    documents: by id, those of the hits.
    """
    bare: dict[tuple[str, bool], list[str]] = {}
    for name in dict.fromkeys(hit.passage.document_id for hit in hits):
        document = documents[name]
        said = _named(question, document.title)
        if not said:
            continue
        for year in _years(document):
            left = re.sub(f"(?<!\\d){year}{_OF_YEAR}", "", question)
            asked = _LEFT.sub("", _REPORT.sub("", left.replace(said, "", 1).strip()))
            if left != question or not _YEAR.search(question):
                bare.setdefault((asked, left != question), []).append(name)
    # One whose year is named before others of the same organisation.
    found = sorted(bare.items(), key=lambda one: not one[0][1])
    return next((OfDocument(text, tuple(names), has_year) for (text, has_year), names in found), None)


def _named(question: str, title: str) -> str:
    """The question's words for the organisation that the title begins with; "" where it does not name it."""
    first = next(iter(own_names(title)), None)
    if first is None or first.start or first.kind != ORGANISATION:
        return ""
    for size in range(len(first.text), _LEAST - 1, -1):
        if (at := question.find(first.text[:size])) >= 0:
            rest = re.compile(_REST_OF_NAME).match(question, at + size)
            return question[at : rest.end() if rest else at + size]
    return ""


def _years(document: Document) -> list[str]:
    """The years of the title, else the one that the document speaks of most."""
    said = Counter(_YEAR.findall(document.text)).most_common(1)
    return _YEAR.findall(document.title) or [year for year, _ in said]
