"""曹庆伟是谁, 赵立芬担任什么职务: a person's title is what stands before the name, and is read off the documents by rule.

The reader of words has learnt to find who did something, and finds who somebody is less often.
"""

import re
from collections.abc import Mapping, Sequence

from index.fusion import Hit
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from qa.answers import Answer, read_off
from qa.evidence import cited
from qa.held import body_of, held_before
from qa.holders import SAYING
from qa.names import PERSON, names, titles

CONFIDENCE = 0.9  # nothing but the name and the title before it had to be found

_ASKED = re.compile(
    r"^(?:请问|那|那么)?[，,]?(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:又|现在|目前)?(?:是谁|是什么人|是哪位|是(?:什么|啥)职务|(?:现)?任(?:什么|何)职(?:务)?|担任(?:什么|何种|哪些)职务|(?:的)?职务是?什么|是做什么的|是干(?:什么|啥)的|什么职务|什么身份|是什么身份|什么来头)[？?啊呢呀的]*$"
)
# 南龙是哪个单位的: the body whose title it is.
_OF_WHICH_BODY = re.compile(
    r"^(?:请问|那|那么)?[，,]?(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:又|现在|目前)?(?:来自(?:哪个|哪家|什么|啥)(?:单位|部门|机构|公司)|(?:是|在)(?:哪个|哪家|什么|啥)(?:单位|部门|机构|公司)(?:的人?|工作|任职|上班)|在(?:哪里?|哪儿|什么地方)(?:工作|任职|上班))[？?啊呢呀的]*$"
)
_JOINED = re.compile("[\u4e00-\u9fff、·（）()“”A-Za-z0-9]+$")


def role(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> Answer | None:
    """The titles that stand before the name that is asked about, where it stands first, or the body that they are held in; None
    for any other question.
    """
    body = _OF_WHICH_BODY.match(question.strip())
    match = body or _ASKED.match(question.strip())
    if match is None:
        return None
    asked = match["name"]
    for document in dict.fromkeys(hit.passage.document_id for hit in hits):
        text = documents[document].text
        for place in _places(asked, text):
            found = _title_before(text, place)
            if found and body:
                found = _body_in(text, found)
            if found:
                return _answer(question, documents[document], found, hits)
    return None


def _places(asked: str, text: str) -> list[int]:
    """Where the person stands; where the tagger knows none of that name, wherever the name stands by itself: 万长河 of
    会计师万长河、城投公司.
    """
    people = [name.start for name in names(text) if name.kind == PERSON and name.text.strip() == asked]
    alone = rf"{re.escape(asked)}(?=$|[\s、，。；！？（）()]|{SAYING}|等)"
    return people or [match.start() for match in re.finditer(alone, text)]


def is_better(held: Answer, answer: Answer) -> bool:
    """Whether what was read off before a name is to be shown in place of the reader's answer: of nothing, of a part of it, of
    another person, who is nobody's title, or of more than it where that names other people or is no mere body.
    """
    said, words = answer.span or "", held.span or ""
    people = [name.text for name in names(said) if name.kind == PERSON]
    if answer.abstained or said in words or people == [said]:
        return True
    return words in said and (bool(people) or _OF_WHICH_BODY.match(held.question.strip()) is not None)


def _title_before(text: str, place: int) -> tuple[int, int] | None:
    """The words before the name that end in a title, and are of nobody else."""
    words = held_before(text, place)
    held = titles(words)
    joined = _JOINED.search(words)
    if not held or held[-1].end != len(words) or joined is None:
        return None
    return place - len(joined.group()), place


def _body_in(text: str, held: tuple[int, int]) -> tuple[int, int] | None:
    """The organisation in which a title is held: 石家庄市发改委 of 石家庄市发改委副主任."""
    body = body_of(text[slice(*held)])
    at = text.rfind(body, *held)
    return (at, at + len(body)) if body else None


def _answer(question: str, document: Document, words: tuple[int, int], hits: Sequence[Hit]) -> Answer:
    spans = (trimmed(document.text, *span) for span in sentence_spans(document.text))
    sentence = next(span for span in spans if span[0] <= words[0] < span[1])
    evidence = cited(document, *sentence)
    exact = cited(document, *words)
    return read_off(question, exact, evidence, CONFIDENCE, hits)
