"""What the page does with documents: shows one in the source pane, and adds, lists and removes them in the library's tab.

Components' values in, new values out; what a document and the shelf look like is `source`'s and `shelf`'s.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from index.embedder import EmbedderError
from index.library import Library, LibraryError
from index.loading import LoadingError
from qa.answers import Answer
from qa.spans import Range
from qa.web.chat import read_ranges, words_in
from qa.web.shelf import outcome_html, shelf_html
from qa.web.source import citation_at, escaped, notice_html, source_html
from qa.web.words import chinese

_SKIP = gr.skip


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of the library that the page is of."""

    library: Library

    # The source pane.

    def newest(self) -> str:
        """The pane with the document that was added last."""
        documents = self.library.documents()
        if not documents:
            return notice_html(chinese("empty"))
        newest = max(documents, key=lambda document: document.added)
        return source_html(self.library.document(newest.id))

    def first_source(self, answer: Answer) -> Any:
        """The pane with the answer's first citation; as it was where there is none."""
        if answer.abstained or not answer.citations:
            return _SKIP()
        citation = answer.citations[0]
        return self.source(citation.document_id, citation.start, citation.end, words_in(citation, answer.exact))

    def source(self, document_id: str, start: int, end: int, words: Sequence[Range] = ()) -> str:
        """The pane with that range marked, or with a line that says why it can't be shown."""
        try:
            document = self.library.document(document_id)
            return source_html(document, citation_at(document, start, end), words)
        except (LibraryError, ValueError) as error:
            return notice_html(str(error))

    def open_chip(self, event: gr.EventData) -> str:
        """The pane with what a chip cites."""
        # A browser may send anything, not only what a chip holds.
        chip = event._data if isinstance(event._data, dict) else {}
        try:
            start, end = int(chip["start"]), int(chip["end"])
            words = read_ranges(str(chip.get("words") or ""))
        except (KeyError, TypeError, ValueError):
            return notice_html(chinese("unusable"))
        return self.source(str(chip.get("document")), start, end, words)

    # The library's tab.

    def shelf(self, scope: list[str]) -> tuple[Any, ...]:
        """The shelf, and the choice of documents as far as they are still there."""
        documents = self.library.documents()
        lines = [(one, len(self.library.document(one.id).sections)) for one in documents]
        kept = [one.id for one in documents if one.id in (scope or [])]
        return shelf_html(lines), gr.update(choices=[(one.title, one.id) for one in documents], value=kept)

    def upload(self, files: list[str], progress: gr.Progress = gr.Progress()) -> Iterator[Any]:  # noqa: B008
        """The upload box, what came of each file so far, the shelf and the choice."""
        lines: list[str] = []
        try:
            for number, file in enumerate(files or []):
                progress((number, len(files)), desc=Path(file).name)
                lines.append(self._added(file))
                yield _SKIP(), f'<ul class="outcomes">{"".join(lines)}</ul>', *self._grown_shelf()
        finally:
            # The library has their text; a copy left behind, also by a visitor who did not wait, would outlive the document's removal.
            for file in files or []:
                Path(file).unlink(missing_ok=True)
        yield None, _SKIP(), *self._grown_shelf()

    def on_shelf(self, event: gr.EventData, scope: list[str]) -> tuple[Any, ...]:
        """What a link on the shelf does: what came of it, the shelf, the choice, the source, the open tab."""
        asked = event._data if isinstance(event._data, dict) else {}
        document_id = str(asked.get("document"))
        if asked.get("act") == "open":
            try:
                shown = source_html(self.library.document(document_id))
            except LibraryError as error:
                shown = notice_html(str(error))
            return _SKIP(), _SKIP(), _SKIP(), shown, source_tab()
        try:
            title = self.library.document(document_id).title
            self.library.remove(document_id)
        except LibraryError as error:
            gr.Warning(escaped(str(error)), duration=8)
            return (_SKIP(), *self.shelf(scope), _SKIP(), _SKIP())
        line = f'<ul class="outcomes">{outcome_html(title, "removed")}</ul>'
        return (line, *self.shelf(scope), self.newest(), _SKIP())

    def _grown_shelf(self) -> tuple[Any, ...]:
        """The shelf, and the choice with what is new in it; what a visitor has chosen meanwhile stays."""
        shelf, choice = self.shelf([])
        return shelf, gr.update(choices=choice["choices"])

    def _added(self, file: str) -> str:
        name = Path(file).name
        try:
            added = self.library.add(file)
        except (LoadingError, LibraryError, EmbedderError) as error:
            said = str(error).replace(f"{Path(file).parent}/", "")  # where the server keeps it is nobody's business
            return outcome_html(name, "", said, failed=True)
        lines = "；".join((f"《{added.document.title}》", *added.notices))
        return outcome_html(name, "added" if added.new else "there", lines)


def source_tab() -> Any:
    """The source's tab, opened."""
    return gr.update(selected="source")
