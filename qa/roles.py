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
from qa.holders import titles_before
from qa.names import ORGANISATION, PERSON, names, titles

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
        for name in names(text):
            if name.kind != PERSON or name.text != asked:
                continue
            found = _title_before(text, name.start)
            if found and body:
                found = _body_in(text, found)
            if found:
                return _answer(question, documents[document], found, hits)
    return None


def _title_before(text: str, place: int) -> tuple[int, int] | None:
    """The words before the name that end in a title, from the beginning of their clause."""
    clause = titles_before(text, place)
    held = titles(clause)
    joined = _JOINED.search(clause)
    if not held or held[-1].end != len(clause) or joined is None:
        return None
    return place - len(joined.group()), place


def _body_in(text: str, held: tuple[int, int]) -> tuple[int, int] | None:
    """The organisation that the words of a title begin with: 石家庄市发改委 of 石家庄市发改委副主任."""
    words = text[slice(*held)]
    found = next((one for one in names(words) if one.kind == ORGANISATION and not one.start), None)
    return (held[0], held[0] + found.end) if found else None


def _answer(question: str, document: Document, words: tuple[int, int], hits: Sequence[Hit]) -> Answer:
    spans = (trimmed(document.text, *span) for span in sentence_spans(document.text))
    sentence = next(span for span in spans if span[0] <= words[0] < span[1])
    evidence = cited(document, *sentence)
    exact = cited(document, *words)
    return read_off(question, exact, evidence, CONFIDENCE, hits)
