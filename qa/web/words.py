"""What the page itself says, in Chinese and in English; the browser's language chooses.

A phrase is rendered in both, and the style sheet hides the one that `<html lang>` does not name: so a message that is shown
again after a reload, or in another browser, is in that browser's language. What answers and documents say is not translated.
"""

from typing import Any

_PHRASES = {
    "tagline": ("答案是文档里的原话，出处一点就到", "Answers in the document's own words, their source one click away"),
    "welcome": ("想问什么？", "What would you like to know?"),
    "promise": (
        "只用文档里的原话回答；文档没有说的，就说没有。",
        "Only what the documents say; where they do not, it says so.",
    ),
    "pending": ("正在原文里查找……", "Looking in the documents…"),
    "failure": (
        "程序出了错，这次没能作答。请再问一次；错误写在启动它的窗口里。",
        "The program failed to answer. Please ask again; the error stands in the window that started it.",
    ),
    "stopped": ("已停止。", "Stopped."),
    "no answer": ("原文没有说", "The documents do not say"),
    "nearest": ("最接近的段落，供阅读，不是答案", "The nearest passages: reading matter, not an answer"),
    "understood": ("按“…”理解", "Understood as “…”"),
    "why": ("为什么是这个答案", "Why this answer"),
    "source": ("出处", "Source"),
    "edit": ("修改", "Edit"),
    "copy": ("复制", "Copy"),
    "like": ("有用", "Helpful"),
    "dislike": ("没用", "Not helpful"),
    "retry": ("重答", "Answer again"),
    "thanks": ("已记下", "Noted"),
    "follow": ("接着问", "Ask next"),
    "sure": ("把握很大", "Very sure"),
    "likely": ("把握一般", "Fairly sure"),
    "unsure": ("把握不大，请核对原文", "Unsure: please check the source"),
    "checked": ("作答，每句都与出处核对过", "wrote this; each sentence was checked against its source"),
    "struck": ("没有通过核对", "Did not pass the check"),
    "search": ("检索", "search"),
    "read": ("阅读", "read"),
    "answer": ("作答", "answer"),
    "write": ("书写", "write"),
    "milliseconds": ("毫秒", "ms"),
    "outline": ("目录", "Outline"),
    "back": ("回到对话", "Back to the chat"),
    "characters": ("字", "characters"),
    "sections": ("节", "sections"),
    "open": ("打开", "Open"),
    "remove": ("移除", "Remove"),
    "confirm": ("确认移除", "Remove it"),
    "empty": ("资料库里还没有文档。", "There are no documents yet."),
    "added": ("已加入", "Added"),
    "there": ("已经在资料库里", "Already there"),
    "asked": ("已提问", "Asked"),
    "bring": (
        "拖入一个题目文件（JSON Lines、CSV、SQuAD 或 CMRC），用资料库逐题提问，得到一份报告。",
        "Drop a question file (JSON Lines, CSV, SQuAD or CMRC): each is asked of the library, and a report comes out.",
    ),
    "removed": ("已移除", "Removed"),
    "unusable": ("这个出处打不开。", "This source cannot be opened."),
}
# What Gradio's own components say: their labels are chosen by the browser too.
_LABELS = {
    "wenju_chat": ("对话", "Conversation"),
    "wenju_question": ("问题", "Question"),
    "wenju_ask": ("就文档的内容提问，按回车发送", "Ask about the documents, in Chinese; Enter sends"),
    "wenju_new": ("新对话", "New chat"),
    "wenju_undo": ("撤销一轮", "Undo"),
    "wenju_export": ("导出", "Export"),
    "wenju_source": ("原文", "Source"),
    "wenju_library": ("资料库", "Library"),
    "wenju_evaluation": ("评测", "Evaluation"),
    "wenju_stop": ("停止", "Stop"),
    "wenju_questions": ("题目文件", "Question file"),
    "wenju_upload": ("把文件拖到这里，或点击选择", "Drop files here, or click to choose"),
    "wenju_scope": ("回答时使用哪些文档", "Documents that answers may use"),
    "wenju_all": ("不选就是全部", "None chosen means all"),
    "chatbot.clear": ("清空对话", "Clear"),
    "common.clear": ("清空", "Clear"),
    "common.error": ("出错了", "Error"),
}


def both(phrase: str) -> str:
    """The phrase as HTML, in both languages.

    Raises KeyError for a phrase that there is not.
    """
    chinese, english = _PHRASES[phrase]
    return f'<span class="zh">{chinese}</span><span class="en">{english}</span>'


def chinese(phrase: str) -> str:
    """The phrase in Chinese, for what has no two forms."""
    return _PHRASES[phrase][0]


def labels() -> Any:
    """The labels for Gradio's components: `labels()("wenju_ask")` is the one by that name."""
    import gradio as gr

    english = {name: pair[1] for name, pair in _LABELS.items()}
    first = {name: pair[0] for name, pair in _LABELS.items()}
    return gr.I18n(**{"en": english, "zh": first, "zh-CN": first, "zh-TW": first})
