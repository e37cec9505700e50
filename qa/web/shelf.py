"""The library as HTML: a line a document, with links to open and to remove it; and what came of adding files."""

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlencode

from index.library import DocumentSummary
from qa.web.source import escaped
from qa.web.words import both


def shelf_html(documents: Sequence[tuple[DocumentSummary, int]]) -> str:
    """documents: each with the number of its sections."""
    if not documents:
        return f'<p class="empty">{both("empty")}</p>'
    return f'<ul class="shelf">{"".join(_line(document, sections) for document, sections in documents)}</ul>'


def outcome_html(name: str, phrase: str, detail: str = "", *, failed: bool = False) -> str:
    """What came of one file, in a line. phrase: of `words`; "" where the detail says it all."""
    said = both(phrase) if phrase else ""
    return f'<li class="{"failed" if failed else "done"}"><b>{escaped(name)}</b> {said} {escaped(detail)}</li>'


def _line(document: DocumentSummary, sections: int) -> str:
    opening = "#" + urlencode({"act": "open", "document": document.id})
    removing = "#" + urlencode({"act": "remove", "document": document.id})
    return (
        f'<li><a class="act open" href="{escaped(opening)}">{escaped(document.title)}</a>'
        f'<span class="facts">{escaped(PurePath(document.path).name)} · {document.n_characters} {both("characters")} · '
        f"{sections} {both('sections')} · {escaped(document.added[:10])}</span>"
        f'<details class="removing"><summary>{both("remove")}</summary>'
        f'<a class="act remove" href="{escaped(removing)}">{both("confirm")}</a></details></li>'
    )
