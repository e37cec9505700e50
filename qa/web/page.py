"""The web page: a chat beside the source that its answers stand in, and the library.

Arranges the components and joins them to what `events` does. What a message looks like is `chat`'s, what a document looks
like is `source`'s; `serving` puts the page on an address.
"""

from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api

from index.library import Library
from qa.language_model import LanguageModel
from qa.web.chat import welcome_html
from qa.web.documents import Documents
from qa.web.events import Chosen, Events
from qa.web.words import both, labels

_HERE = Path(__file__).parent
FILE_TYPES = [".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"]
QUESTION_FILE_TYPES = [".jsonl", ".csv", ".json"]
# Written down by the browser itself, so that no file of a conversation lies on the server.
_DOWNLOAD = """text => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], {type: "text/markdown"}));
    link.download = `wenju-${new Date().toISOString().slice(0, 10)}.md`;
    link.click();
    URL.revokeObjectURL(link.href);
}"""
# What the tab kept, else what the browser did; the component that holds the conversation keeps it, see turns.js.
_KEPT = """() => {
    try {
        const name = "wenju-conversation";
        return [JSON.parse(sessionStorage.getItem(name) ?? localStorage.getItem(name))];
    } catch {
        return [null];
    }
}"""
# How many answers are worked on at once; a language model on another machine takes no core of ours.
_AT_ONCE = 4
MAX_WAITING = 64


def build_page(library: Library, llm: LanguageModel | None = None) -> gr.Blocks:
    """The page over a library, with a language model that answers where there is one; `serving` serves it."""
    events, documents = Events(library, llm), Documents(library)
    label = labels()
    page = gr.Blocks(title="问据", analytics_enabled=False, fill_width=True)
    with page:
        chosen, stop = gr.State(Chosen()), gr.State(None)
        gr.HTML(f"<h1>问据</h1><p>{both('tagline')}</p>", elem_id="masthead")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="conversation", min_width=300):
                chat = gr.Chatbot(
                    elem_id="chat",
                    label=label("wenju_chat"),
                    show_label=False,
                    height=None,
                    placeholder=welcome_html(),
                    buttons=[],
                    latex_delimiters=[],
                    feedback_options=None,
                )
                following = gr.HTML(elem_id="next")
                with gr.Row(elem_id="asking"):
                    question = gr.Textbox(
                        elem_id="question",
                        label=label("wenju_question"),
                        show_label=False,
                        placeholder=label("wenju_ask"),
                        max_lines=5,
                        submit_btn=True,
                        autofocus=True,
                    )
                with gr.Row(elem_id="tools"):
                    new = gr.Button(label("wenju_new"), size="sm", variant="secondary", elem_id="new")
                    undo = gr.Button(label("wenju_undo"), size="sm", variant="secondary", elem_id="undo")
                    export = gr.Button(label("wenju_export"), size="sm", variant="secondary", elem_id="export")
                    written = gr.Textbox(visible=False)
            with gr.Column(elem_id="evidence", min_width=300), gr.Tabs(elem_id="panes") as panes:
                with gr.Tab(label("wenju_source"), id="source"):
                    source = gr.HTML(elem_id="source", js_on_load=_script("page.js"), apply_default_css=False)
                with gr.Tab(label("wenju_library"), id="library"):
                    upload = gr.File(
                        elem_id="upload",
                        label=label("wenju_upload"),
                        file_count="multiple",
                        file_types=FILE_TYPES,
                        height=120,
                    )
                    outcomes = gr.HTML(elem_id="outcomes")
                    shelf = gr.HTML(elem_id="shelf", js_on_load=_script("acts.js"))
                    scope = gr.CheckboxGroup(
                        elem_id="scope", label=label("wenju_scope"), info=label("wenju_all"), choices=[]
                    )
                with gr.Tab(label("wenju_evaluation"), id="evaluation"):
                    gr.HTML(f"<p>{both('bring')}</p>")
                    questions = gr.File(
                        elem_id="questions", label=label("wenju_questions"), file_types=QUESTION_FILE_TYPES, height=120
                    )
                    stopping = gr.Button(label("wenju_stop"), size="sm", elem_id="stop", visible=False)
                    report = gr.HTML(elem_id="report")
        # Not gr.BrowserState, which all tabs of a browser share: each would overwrite the conversation of the others.
        turns = gr.HTML(value=[], elem_id="turns", html_template="", js_on_load=_script("turns.js"))
        acts = gr.HTML(elem_id="acts", js_on_load=_script("acts.js"))

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        answered = [question, chat, turns, source, panes]
        # What is sent while an answer is on its way is asked after it, with the box and the conversation as they are then.
        asked = question.submit(
            events.reply,
            [question, turns, scope],
            answered,
            trigger_mode="always_last",
            concurrency_limit=_AT_ONCE,
            **quiet,
        )
        acted = acts.select(events.act, turns, [question, chat, turns, chosen], **quiet)
        chosen_reply = {"fn": events.reply_chosen, "inputs": [chosen, turns, scope], "outputs": answered}
        replies: list[Any] = [
            asked,
            acted.then(**chosen_reply, concurrency_limit=_AT_ONCE, **quiet),
        ]
        for reply in replies:
            reply.failure(events.failed, [chat, turns], [question, chat], **quiet)
            reply.success(events.go_on, turns, following, **quiet)
        question.stop(events.stopped, [chat, turns], [question, chat], cancels=replies, **quiet)
        new.click(events.clear, None, [question, chat, turns], cancels=replies, **quiet)
        undo.click(events.undo, turns, [question, chat, turns], **quiet)
        for button in (new, undo):
            button.click(lambda: "", None, following, **quiet)
        export.click(events.export, turns, written, **quiet).then(None, written, None, js=_DOWNLOAD)
        source.click(documents.open_chip, None, source, trigger_mode="always_last", **quiet)
        upload.upload(documents.upload, upload, [upload, outcomes, shelf, scope], api_visibility="private")
        # One at a time: a run takes a core for minutes.
        questions.upload(events.evaluate, questions, [report, stopping, stop], concurrency_limit=1, **quiet)
        stopping.click(events.stop_evaluating, stop, stopping, **quiet)
        shelf.select(documents.on_shelf, scope, [outcomes, shelf, scope, source, panes], **quiet)
        page.load(documents.newest, None, source, **quiet)
        page.load(events.restore, turns, [chat, turns], js=_KEPT, **quiet)
        page.load(events.welcome, None, chat, **quiet)
        page.load(documents.shelf, scope, [shelf, scope], **quiet)
        api(events.ask, api_name="ask", concurrency_limit=_AT_ONCE)
    page.queue(max_size=MAX_WAITING)
    return page


def _script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
