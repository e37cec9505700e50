"""Document -> passages: whole sentences of one section, up to a size chosen by measuring.

Titles, headings and the words for facts are no part of a passage's text; `searchable` adds them for embedding and
indexing.
"""

import re
from dataclasses import dataclass

from index.facts import asked_by
from index.sections import Document, Section
from index.sentences import sentence_spans, trimmed

# Chosen with `python -m benchmarks.tuning`; see benchmarks/results/tuning.md.
MAX_PASSAGE_CHARS = 300
_SAYING = re.compile(r"[：:]\s*\S|[。！？]|(?<=\S\S\S\S)\d")


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is retrieved; `text == document.text[start:end]`."""

    id: int
    document_id: str
    section: str
    start: int
    end: int
    text: str


def split_passages(document: Document, *, max_chars: int = MAX_PASSAGE_CHARS) -> list[Passage]:
    """The document's passages in reading order, with ids from 1 that the library replaces by its own.

    Only a single sentence can be longer than `max_chars`. A section is cut into parts of even size, at the
    end of a paragraph where one is near.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be at least 1, got {max_chars}")
    passages: list[Passage] = []
    for titles in (False, True):  # a document of nothing but headings has them as its text
        for section in document.sections if not passages else ():
            for start, end in _parts(document.text, section, max_chars, titles=titles):
                text = document.text[start:end]
                passages.append(Passage(len(passages) + 1, document.id, section.title, start, end, text))
    return passages


def searchable(title: str, section: str, text: str) -> str:
    """What is embedded and indexed for a passage: the titles that say what it is about, then its text.

    A line of facts has the words before it that it is asked about by.
    """
    lines = [f"{words} {line}" if (words := asked_by(line, section)) else line for line in text.split("\n")]
    return "\n".join(part for part in (title, section, *lines) if part)


def _says(heading: str) -> bool:
    """Whether a heading with no text below it may be what is asked for: 联系人：王芳, and not 第二章 总则."""
    return _SAYING.search(heading) is not None


def _parts(text: str, section: Section, max_chars: int, *, titles: bool) -> list[tuple[int, int]]:
    """Where the parts begin and end. titles: whether headings are text too."""
    sentences = [
        (a, b) for a, b in (trimmed(text, *span) for span in sentence_spans(text, section.start, section.end)) if a < b
    ]
    is_title = sentences and text[slice(*sentences[0])] == section.title and not titles
    if is_title and not (len(sentences) == 1 and _says(section.title)):
        sentences = sentences[1:]
    if not sentences:
        return []
    length = sentences[-1][1] - sentences[0][0]
    even = length / -(-length // max_chars)  # the size of equal parts, none above max_chars
    parts = []
    start, end = sentences[0]
    for following, following_end in sentences[1:]:
        at_paragraph = "\n" in text[end:following]
        full = following_end - start > max_chars
        enough = end - start >= even * (0.75 if at_paragraph else 1.0)
        if full or enough:
            parts.append((start, end))
            start = following
        end = following_end
    return [*parts, (start, end)]
