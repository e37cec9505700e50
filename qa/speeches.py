"""南龙说了什么: what somebody says is the sentences in which the name stands before a verb of saying; all of them, cited.
谁说的: who said what was answered is whoever its sentence, its quotation or its paragraph gives it to.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.fusion import Hit
from index.sections import Document
from index.sentences import sentence_spans, trimmed
from qa.answers import Answer, Claim
from qa.evidence import cited
from qa.holders import SAYING
from qa.names import PERSON, names

CONFIDENCE = 0.9  # nothing but the name and the verb had to be found
MAX_SENTENCES = 4

_ASKED = re.compile(
    r"^(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:还|都|又)?(?:说了|表示了|讲了|谈了|介绍了|强调了|怎么说|如何表示|怎么看)(?:什么|啥|些什么|哪些(?:话|内容)?)?[？?呢呀]*$"
)

_SAYS = re.compile(f"[^，。；！？\\n“”]{{0,12}}?(?:{SAYING}|披露|公布|提到)")


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


def speaker(question: str, answer: Answer, documents: Mapping[str, Document]) -> Answer | None:
    """Who says the first sentence that an answer cites, as an answer to `question`; None where nobody is named."""
    citation = answer.citations[0]
    document = documents[citation.document_id]
    text = document.text
    begins, ends = text.rfind("\n", 0, citation.start) + 1, text.find("\n", citation.end)
    spans = [trimmed(text, *span) for span in sentence_spans(text, begins, ends if ends >= 0 else len(text))]
    here = [place for place, span in enumerate(spans) if span[0] < citation.end and span[1] > citation.start]
    if not here:
        return None
    # The sentence itself, what goes on behind its quotation, then those before it: 南龙介绍，…。 goes on without his name.
    before = range(here[0] - 1, -1, -1)
    after = range(here[-1] + 1, len(spans)) if _is_open(text[begins : citation.end]) else range(0)
    for place in (*here, *after, *before):
        if found := _speaker_in(text, spans[place]):
            sentence, words = cited(document, *spans[place]), cited(document, *found)
            return replace(
                answer,
                question=question,
                text=f"{sentence.quote}[1]",
                span=words.quote,
                exact=(words,),
                claims=(Claim(sentence.quote, (sentence,), supported=True),),
                citations=(sentence,),
                confidence=CONFIDENCE,
                notice="",
            )
    return None


def _is_open(text: str) -> bool:
    """Whether a quotation that began is not closed, or is closed at the very end: its speaker may follow."""
    return text.count("“") > text.count("”") or text.endswith("”")


def _speaker_in(text: str, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """Where the person stands who says the sentence; the last one that says something in it."""
    start, end = sentence
    found = [
        (start + name.start, start + name.end)
        for name in names(text[start:end])
        if name.kind == PERSON and _SAYS.match(text, start + name.end)
    ]
    return found[-1] if found else None
