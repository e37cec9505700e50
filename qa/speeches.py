"""南龙说了什么: what somebody says is the sentences in which the name stands before a verb of saying; all of them, cited."""

import re
from collections.abc import Mapping, Sequence

from index.fusion import Hit
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from qa.answers import Answer, Claim
from qa.evidence import cited
from qa.holders import SAYING

CONFIDENCE = 0.9  # nothing but the name and the verb had to be found
MAX_SENTENCES = 4

_ASKED = re.compile(
    r"^(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:还|都|又)?(?:说了|表示了|讲了|谈了|介绍了|强调了|怎么说|如何表示|怎么看)(?:什么|啥|些什么|哪些(?:话|内容)?)?[？?呢呀]*$"
)


def speech(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> Answer | None:
    """What the person who is asked about says; None for any other question, or where nobody of that name speaks."""
    match = _ASKED.match(question.strip())
    if match is None:
        return None
    says = re.compile(rf"{re.escape(match['name'])}[^，。；！？\n“”]{{0,6}}?(?:{SAYING})")
    found = [
        cited(documents[document], *trimmed(documents[document].text, *span))
        for document in dict.fromkeys(hit.passage.document_id for hit in hits)
        for span in sentence_spans(documents[document].text)
        if says.search(documents[document].text, *span)
    ][:MAX_SENTENCES]
    if not found:
        return None
    return Answer(
        question=question,
        text="".join(f"{one.quote}[{number}]" for number, one in enumerate(found, start=1)),
        span=found[0].quote,
        exact=(found[0],),
        claims=tuple(Claim(one.quote, (one,), supported=True) for one in found),
        citations=tuple(found),
        abstained=False,
        reason="",
        confidence=CONFIDENCE,
        hits=tuple(hits),
    )
