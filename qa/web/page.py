"""The web page: a chat beside the source that its answers stand in. The one import of Gradio.

Arranges the components and joins them to `ask` and the library. What a message looks like is `chat`'s, what a
document looks like is `source`'s. A conversation lives in its visitor's browser; the server keeps none.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api

from index.library import Library, LibraryError
from qa.answers import Answer
from qa.asking import ask, ask_stream
from qa.language_model import LanguageModel
from qa.questions import QuestionError
from qa.spans import Range
from qa.web.chat import answer_html, failed_html, pending_html, question_html, read_ranges, words_in
from qa.web.source import citation_at, escaped, notice_html, source_html

_HERE = Path(__file__).parent
_EXAMPLES = (
    "石家庄承接了多少项目",
    "央企在雄安新区注册了多少家子公司",
    "曹庆伟是谁",
    "保定承接了多少项目",
)
_MASTHEAD = "<h1>问据</h1><p>答案是文档里的原话，出处一点就到</p>"
_WELCOME = "<div class='welcome'><h2>想问什么？</h2><p>只用文档里的原话回答；文档没有说的，就说没有。</p></div>"

# Nothing on the page names another host; with this policy the browser would refuse to go there.
_POLICY = "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'"
_HEAD = f"""
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<script>document.documentElement.lang = "zh-CN";</script>
"""

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Events:
    """What the page does when a visitor acts: components' values in, new values out. Keeps nothing of a visitor."""

    library: Library
    llm: LanguageModel | None = None

    def reply(self, question: str, messages: list[Message]) -> Iterator[tuple[Any, ...]]:
        """The question box, the chat and the source: with the question asked, then with its answer.

        On bad input a notice, and all as it was.
        """
        asked = [*messages, {"role": "user", "content": question_html(question)}]
        yield "", [*asked, {"role": "assistant", "content": pending_html()}], gr.skip()
        answer = None
        try:
            for answer in ask_stream(question, library=self.library, llm=self.llm):
                yield gr.skip(), [*asked, {"role": "assistant", "content": answer_html(answer)}], gr.skip()
        except (QuestionError, LibraryError) as error:
            gr.Warning(escaped(str(error)), duration=8)
            yield question, messages, gr.skip()
            return
        if answer is not None:
            yield gr.skip(), gr.skip(), self.first_source(answer)

    def failed(self, messages: list[Message]) -> list[Message]:
        """The chat after an error of the program's own, in place of the answer that never came."""
        return [*messages[:-1], {"role": "assistant", "content": failed_html()}]

    def first_source(self, answer: Answer) -> Any:
        if answer.abstained or not answer.citations:
            return gr.skip()
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
        # A browser may send anything, not only what a chip holds.
        chip = event._data if isinstance(event._data, dict) else {}
        try:
            start, end = int(chip["start"]), int(chip["end"])
            words = read_ranges(str(chip.get("words") or ""))
        except (KeyError, TypeError, ValueError):
            return notice_html("这个出处打不开。")
        return self.source(str(chip.get("document")), start, end, words)

    def newest_document(self) -> str:
        documents = self.library.documents()
        if not documents:
            return notice_html("资料库里还没有文档。用 python -m index add 文件 放进来。")
        newest = max(documents, key=lambda document: document.added)
        return source_html(self.library.document(newest.id))

    def example(self, event: gr.SelectData) -> str:
        return str(event.value["text"])

    def answer(self, question: str) -> dict[str, Any]:
        """Answer a question from the library's documents: the fields of Answer."""
        try:
            return asdict(ask(question, library=self.library, llm=self.llm))
        except (QuestionError, LibraryError) as error:
            raise gr.Error(str(error), print_exception=False) from error


def build_page(library: Library, llm: LanguageModel | None = None) -> gr.Blocks:
    """The page over a library, with a language model that answers where there is one; `open_page` serves it."""
    events = _Events(library, llm)
    page = gr.Blocks(title="问据", analytics_enabled=False, fill_width=True)
    with page:
        gr.HTML(_MASTHEAD, elem_id="masthead")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="conversation", min_width=300):
                chat = gr.Chatbot(
                    elem_id="chat",
                    label="对话",
                    show_label=False,
                    height=None,
                    placeholder=_WELCOME,
                    examples=[{"text": example} for example in _EXAMPLES],
                    buttons=[],
                    latex_delimiters=[],
                    feedback_options=None,
                )
                with gr.Row(elem_id="asking"):
                    question = gr.Textbox(
                        elem_id="question",
                        label="问题",
                        show_label=False,
                        placeholder="就文档的内容提问，按回车发送",
                        max_lines=5,
                        submit_btn="提问",
                        autofocus=True,
                    )
            with gr.Column(elem_id="evidence", min_width=300):
                source = gr.HTML(
                    elem_id="source",
                    js_on_load=(_HERE / "page.js").read_text(encoding="utf-8"),
                    apply_default_css=False,
                )

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        chosen = chat.example_select(events.example, None, question, **quiet)
        for asked in (question.submit, chosen.then):
            replied = asked(events.reply, [question, chat], [question, chat, source], **quiet)
            replied.failure(events.failed, chat, chat, **quiet)
        source.click(events.open_chip, None, source, trigger_mode="always_last", **quiet)
        page.load(events.newest_document, None, source, **quiet)
        api(events.answer, api_name="ask")
    return page


def open_page(page: gr.Blocks) -> str:
    """Serve the page, from a thread of its own, at GRADIO_SERVER_NAME and GRADIO_SERVER_PORT; its address.

    Opens it in the browser where someone sits at a screen. Raises OSError where no port is free.
    """
    _, address, _ = page.launch(
        theme=_theme(),
        css_paths=_HERE / "style.css",
        head=_HEAD,
        i18n=gr.I18n(en={"chatbot.clear": "清空对话", "common.clear": "清空对话", "common.error": "出错了"}),
        favicon_path=_HERE / "favicon.svg",
        footer_links=[],
        share=False,
        ssr_mode=False,
        run_history=False,
        quiet=True,
        prevent_thread_lock=True,
        inbrowser=_someone_at_a_screen(),
    )
    return address


def _someone_at_a_screen() -> bool:
    has_screen = sys.platform in ("darwin", "win32") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return has_screen and sys.stdout.isatty() and "SSH_CONNECTION" not in os.environ


def _theme() -> gr.themes.Base:
    """Fonts that a Chinese system has, by name: the defaults of Gradio's themes come from a font server."""
    return gr.themes.Base(
        font=["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif"],
        font_mono=["ui-monospace", "Consolas", "monospace"],
    ).set(
        body_background_fill="#f6f3ec",
        body_background_fill_dark="#161513",
        body_text_color="#24211c",
        body_text_color_dark="#e8e3d8",
        background_fill_primary="#fffdf8",
        background_fill_primary_dark="#1e1c19",
        background_fill_secondary="#f1ede3",
        background_fill_secondary_dark="#262420",
        border_color_primary="#e0d9ca",
        border_color_primary_dark="#38342d",
        color_accent="#a8381f",
        link_text_color="#a8381f",
        button_primary_background_fill="#a8381f",
        button_primary_background_fill_hover="#8f2d17",
        button_primary_text_color="#ffffff",
    )
