"""Question and Answer -> the HTML of a chat message, with a chip for each citation.

Pure functions. A chip is a link that names what it cites; opening it belongs to `page.js` and `source`. What can be done with a
message (edit, copy, like, ask what comes next) are links too, that name the act and the turn; they belong to `acts`. Gradio reads
a message as Markdown before it cleans its HTML, so each message is one line of HTML, and text is escaped against
Markdown too.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from index.fusion import Hit
from qa.answers import Answer, Citation
from qa.spans import Range
from qa.web.words import both, chinese

_STAGES = ("search", "read", "answer", "write")  # keys of `Answer.seconds` that the page has a word for
_SURE, _LIKELY = 0.7, 0.4  # probabilities from which on the page says so
# ASCII punctuation, line breaks and tabs: all that means something to Markdown or to HTML.
_MEANINGFUL = re.compile(r"[!-/:-@\[-`{-~\t\r\n]")
_MAX_EXCERPT_CHARS = 72


def question_html(question: str, turn: int | None = None) -> str:
    """The user's words, exactly; with a link to change them where the turn is over."""
    act = "" if turn is None else f'<p class="acts">{_act("edit", turn)}</p>'
    return f'<div class="question">{escaped(question)}</div>{act}'


def welcome_html(questions: Sequence[str] = ()) -> str:
    """What an empty chat shows: what it is for, and questions to begin with."""
    links = "".join(_ask_link(one) for one in questions)
    begin = f'<p class="next">{links}</p>' if links else ""
    return f'<div class="welcome"><h2>{both("welcome")}</h2><p>{both("promise")}</p>{begin}</div>'


def next_html(questions: Sequence[str]) -> str:
    """What may be asked next; nothing where there is nothing."""
    links = "".join(_ask_link(one) for one in questions)
    return f'<p class="next">{both("follow")} {links}</p>' if links else ""


def pending_html() -> str:
    """What stands where the answer will."""
    return f'<div class="pending">{both("pending")}</div>'


def is_unfinished(html: str) -> bool:
    """Whether a message is what stands where an answer is still being written."""
    return '<div class="pending">' in html or '<p class="draft">' in html


def failed_html() -> str:
    """What stands there when the program itself failed."""
    return f'<div class="failure">{both("failure")}</div>'


def stopped_html() -> str:
    """What stands there when the user did not wait."""
    return f'<div class="stopped">{both("stopped")}</div>'


def answer_html(answer: Answer, turn: int | None = None, *, noted: str = "") -> str:
    """The answer with its exact words in bold and its marks as chips; or, where there is none, what is missing.

    What a language model is still writing is grey, and what did not pass the check is struck out, with the reason.
    turn: the answer's place in the conversation, when it is whole. noted: "like" or "dislike", as the user said.
    """
    acts = "" if turn is None else _acts(turn, noted)
    if answer.abstained:
        return (
            f'<div class="abstention"><p class="verdict">{both("no answer")}</p>{_notice(answer)}'
            f"<p>{escaped(answer.reason or answer.text)}</p>{_struck(answer)}{_why(answer, 'nearest')}{acts}</div>"
        )
    text = f'<p class="said">{_cited(answer)}</p>' if answer.text else ""
    draft = f'<p class="draft">{_lines(answer.draft)}</p>' if answer.draft else ""
    if not (text or draft):
        return pending_html()
    by = f'<p class="author">{escaped(answer.model)} {both("checked")}</p>' if answer.model else ""
    why = "" if answer.draft else _confidence(answer) + _why(answer, "why")
    return f'<div class="answer">{_notice(answer)}{text}{draft}{_struck(answer)}{by}{why}{acts}</div>'


def _confidence(answer: Answer) -> str:
    """How sure the reader is, in words; nothing for a language model's answer whose words it did not find itself."""
    if not answer.confidence:
        return ""
    word = "sure" if answer.confidence >= _SURE else "likely" if answer.confidence >= _LIKELY else "unsure"
    return f'<p class="confidence {word}">{both(word)}</p>'


def _notice(answer: Answer) -> str:
    """How the question was understood, where it was made whole; and what a user should know."""
    how = both("understood").replace("…", escaped(answer.understood)) if answer.understood else ""
    notice = f'<p class="notice">{escaped(answer.notice)}</p>' if answer.notice else ""
    return (f'<p class="understood">{how}</p>' if how else "") + notice


def _struck(answer: Answer) -> str:
    """The claims that the check stopped, each with why."""
    lines = "".join(
        f"<li><del>{escaped(claim.text)}</del> <span>{escaped(claim.reason)}</span></li>"
        for claim in answer.claims
        if not claim.supported
    )
    return f'<ul class="struck" aria-label="{chinese("struck")}">{lines}</ul>' if lines else ""


def _acts(turn: int, noted: str) -> str:
    links = [_act(name, turn, chosen=name == noted) for name in ("copy", "retry", "like", "dislike")]
    return f'<p class="acts">{"".join(links)}</p>'


def _act(name: str, turn: int, *, chosen: bool = False) -> str:
    place = escaped("#" + urlencode({"act": name, "turn": turn}))
    return f'<a class="act {name}{" chosen" if chosen else ""}" href="{place}">{both(name)}</a>'


def _ask_link(question: str) -> str:
    place = escaped("#" + urlencode({"act": "ask", "question": question}))
    return f'<a class="act ask" href="{place}">{escaped(question)}</a>'


def escaped(text: str) -> str:
    """Text as HTML that shows exactly it inside a Markdown message.

    >>> escaped("*a* <b>")
    '&#42;a&#42; &#60;b&#62;'
    """
    return _MEANINGFUL.sub(lambda match: f"&#{ord(match[0])};", text)


def _lines(text: str) -> str:
    """Escaped text that a language model laid out itself: its lists and paragraphs stay lines."""
    return "<br>".join(map(escaped, text.split("\n")))


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


def written_ranges(words: Sequence[Range]) -> str:
    """Exact words as a chip's link and the source's article say them; `read_ranges` reads it."""
    return ",".join(f"{start}-{end}" for start, end in words)


def _cited(answer: Answer) -> str:
    """The text of an answer, each claim with its chips, and the exact words in bold where it is what a citation quotes."""
    html = ""
    for text, numbers in answer.pieces:
        cited = [(number, answer.citations[number - 1]) for number in numbers if 1 <= number <= len(answer.citations)]
        quoted = next((citation for _, citation in cited if citation.quote == text), None)
        html += _lines(text) if quoted is None else _with_words(quoted, words_in(quoted, answer.exact))
        html += "".join(_chip(number, citation, words_in(citation, answer.exact)) for number, citation in cited)
    return html


def _with_words(citation: Citation, words: Sequence[Range]) -> str:
    """The quote with the exact words in bold."""
    text = citation.quote
    pieces, done = [], 0
    for start, end in sorted((start - citation.start, end - citation.start) for start, end in words):
        start = max(start, done)  # two parts of a question may have the same words
        if start >= end:
            continue
        pieces.append(f"{escaped(text[done:start])}<strong>{escaped(text[start:end])}</strong>")
        done = end
    return "".join([*pieces, escaped(text[done:])])


def _chip(number: int, citation: Citation, words: Sequence[Range]) -> str:
    name = escaped(citation.section or citation.document)
    place = _place(citation.document_id, citation.start, citation.end, words)
    return (
        f'<a class="citation" href="{place}" title="{escaped(citation.quote)}">'
        f'<span class="spoken">{both("source")}</span><b>{number}</b><span class="name">{name}</span></a>'
    )


def _why(answer: Answer, title: str) -> str:
    """The passages that were read, best first, and the time of each stage, folded away."""
    if not answer.hits:
        return ""
    hits = "".join(f"<li>{_hit(hit)}</li>" for hit in answer.hits)
    times = " · ".join(
        f"{both(stage)} {answer.seconds[stage] * 1000:.0f} {both('milliseconds')}"
        for stage in _STAGES
        if stage in answer.seconds
    )
    opened = " open" if answer.abstained else ""
    return f'<details class="why"{opened}><summary>{both(title)}</summary><ol>{hits}</ol><p class="times">{times}</p></details>'


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
    place = {"document": document_id, "start": start, "end": end, "words": written_ranges(words)}
    return escaped("#" + urlencode(place))
