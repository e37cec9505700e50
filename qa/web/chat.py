"""Question and Answer -> the HTML of a chat message, with a chip for each citation.

Pure functions. A chip is a link that names what it cites; opening it belongs to `page.js` and `source`. Gradio reads
a message as Markdown before it cleans its HTML, so each message is one line of HTML, and text is escaped against
Markdown too.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from index.fusion import Hit
from qa.answers import Answer, Citation
from qa.spans import Range

# The key of each stage in `Answer.seconds`, and its name on the page.
_STAGES = {"search": "检索", "read": "阅读", "answer": "作答", "write": "书写"}
_CITATION_MARK = re.compile(r"\[(\d{1,3})\]")
# ASCII punctuation, line breaks and tabs: all that means something to Markdown or to HTML.
_MEANINGFUL = re.compile(r"[!-/:-@\[-`{-~\t\r\n]")
_MAX_EXCERPT_CHARS = 72


def question_html(question: str) -> str:
    """The user's words, exactly."""
    return f'<div class="question">{escaped(question)}</div>'


def pending_html() -> str:
    """What stands where the answer will."""
    return '<div class="pending">正在原文里查找……</div>'


def failed_html() -> str:
    """What stands there when the program itself failed."""
    return '<div class="failure">程序出了错，这次没能作答。请再问一次；错误写在启动它的窗口里。</div>'


def answer_html(answer: Answer) -> str:
    """The answer with its exact words in bold and its marks as chips; or, where there is none, what is missing.

    What a language model is still writing is grey, and what did not pass the check is struck out, with the reason.
    """
    if answer.abstained:
        return (
            f'<div class="abstention"><p class="verdict">原文没有说</p>{_notice(answer)}'
            f"<p>{escaped(answer.reason or answer.text)}</p>{_struck(answer)}{_why(answer, '最接近的段落')}</div>"
        )
    text = f"<p>{_cited(answer)}</p>" if answer.text else ""
    draft = f'<p class="draft">{escaped(answer.draft)}</p>' if answer.draft else ""
    if not (text or draft):
        return pending_html()
    by = f'<p class="author">{escaped(answer.model)} 作答，每句都与出处核对过</p>' if answer.model else ""
    return f'<div class="answer">{_notice(answer)}{text}{draft}{_struck(answer)}{by}{_why(answer, "为什么是这个答案")}</div>'


def _notice(answer: Answer) -> str:
    return f'<p class="notice">{escaped(answer.notice)}</p>' if answer.notice else ""


def _struck(answer: Answer) -> str:
    """The claims that the check stopped, each with why."""
    lines = "".join(
        f"<li><del>{escaped(claim.text)}</del> <span>{escaped(claim.reason)}</span></li>"
        for claim in answer.claims
        if not claim.supported
    )
    return f'<ul class="struck" aria-label="没有通过核对的话">{lines}</ul>' if lines else ""


def escaped(text: str) -> str:
    """Text as HTML that shows exactly it inside a Markdown message.

    >>> escaped("*a* <b>")
    '&#42;a&#42; &#60;b&#62;'
    """
    return _MEANINGFUL.sub(lambda match: f"&#{ord(match[0])};", text)


def words_in(citation: Citation, exact: Sequence[Citation]) -> list[Range]:
    """Where in its document the exact words stand that are inside the citation."""
    return [
        (words.start, words.end)
        for words in exact
        if words.document_id == citation.document_id and citation.start <= words.start < words.end <= citation.end
    ]


def read_ranges(text: str) -> list[Range]:
    """What a chip's link says of its exact words.

    Raises ValueError for anything else.

    >>> read_ranges("13-17,20-22")
    [(13, 17), (20, 22)]
    """
    pairs = (part.split("-") for part in text.split(",") if part)
    return [(int(start), int(end)) for start, end in pairs]


def _cited(answer: Answer) -> str:
    """The text of an answer. A mark without its citation stays text: it came from the document."""
    pieces: list[str] = []
    done = 0
    for match in _CITATION_MARK.finditer(answer.text):
        number = int(match[1])
        if not 1 <= number <= len(answer.citations):
            continue
        citation = answer.citations[number - 1]
        words = words_in(citation, answer.exact)
        pieces += [_with_words(answer.text[done : match.start()], citation, words), _chip(number, citation, words)]
        done = match.end()
    pieces.append(escaped(answer.text[done:]))
    return "".join(pieces)


def _with_words(text: str, citation: Citation, words: Sequence[Range]) -> str:
    """The text with the exact words in bold, where it is what the citation quotes."""
    if text != citation.quote:
        return escaped(text)
    pieces, done = [], 0
    for start, end in sorted((start - citation.start, end - citation.start) for start, end in words):
        pieces.append(f"{escaped(text[done:start])}<strong>{escaped(text[start:end])}</strong>")
        done = end
    return "".join([*pieces, escaped(text[done:])])


def _chip(number: int, citation: Citation, words: Sequence[Range]) -> str:
    name = escaped(citation.section or citation.document)
    place = _place(citation.document_id, citation.start, citation.end, words)
    return (
        f'<a class="citation" href="{place}" title="{escaped(citation.quote)}">'
        f'<span class="spoken">出处</span><b>{number}</b><span class="name">{name}</span></a>'
    )


def _why(answer: Answer, title: str) -> str:
    """The passages that were read, best first, and the time of each stage, folded away."""
    if not answer.hits:
        return ""
    hits = "".join(f"<li>{_hit(hit)}</li>" for hit in answer.hits)
    times = "，".join(
        f"{escaped(_STAGES.get(stage, stage))} {seconds * 1000:.0f} 毫秒" for stage, seconds in answer.seconds.items()
    )
    return f'<details class="why"><summary>{title}</summary><ol>{hits}</ol><p class="times">{times}</p></details>'


def _hit(hit: Hit) -> str:
    passage = hit.passage
    excerpt = passage.text[:_MAX_EXCERPT_CHARS] + ("……" if len(passage.text) > _MAX_EXCERPT_CHARS else "")
    place = _place(passage.document_id, passage.start, passage.end, ())
    return (
        f'<a class="citation passage" href="{place}">{escaped(excerpt)}</a>'
        f'<span class="score">{escaped(passage.section)} · {hit.score:.4f}</span>'
    )


def _place(document_id: str, start: int, end: int, words: Sequence[Range]) -> str:
    """A range of a document, and the words to stand out in it, as the target of a link; `page.js` reads it."""
    ranges = ",".join(f"{first}-{last}" for first, last in words)
    return escaped("#" + urlencode({"document": document_id, "start": start, "end": end, "words": ranges}))
