"""What a claim is checked against: the sentences that it cites, with what they go on from and what stands around them."""

from dataclasses import dataclass

from index.sections import Document
from qa.answers import Citation

MAX_BEFORE_CHARS = 600


@dataclass(frozen=True, slots=True)
class Evidence:
    """Cited sentences; what they go on from: headings, and their paragraph before them; and all that stands around them."""

    text: str
    before: str = ""
    around: str = ""


def evidence_at(document: Document, section: str, start: int, end: int) -> Evidence:
    """`document.text[start:end]` as evidence."""
    text = document.text
    paragraph = max(text.rfind("\n", 0, start) + 1, start - MAX_BEFORE_CHARS)
    headings = "\n".join(dict.fromkeys((document.title, section)))
    around = text[max(0, start - MAX_BEFORE_CHARS) : end + MAX_BEFORE_CHARS]
    return Evidence(text[start:end], f"{headings}\n{text[paragraph:start]}", f"{headings}\n{around}")


def cited(document: Document, start: int, end: int) -> Citation:
    """`document.text[start:end]` as a citation, with the section that it begins in."""
    section = next((part.title for part in document.sections if part.start <= start < part.end), "")
    return Citation(document.id, document.title, section, start, end, document.text[start:end])
