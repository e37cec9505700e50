"""A model's raw reply -> what it says: without what it thinks aloud first, and without what its answer is wrapped in.

<think>…</think> and its relatives, the channels of gpt-oss, 思考过程：… before 答案：…, <answer>…</answer>, {"answer": "…"}. A thought
that may still be ended hides all behind it; what the answer is worth is not looked at here.
"""

import json
import re

_NAMES = "think|thinking|thought|thoughts|reasoning|reflection|analysis|seed:think"
_THOUGHT = re.compile(
    rf"<(?P<name>{_NAMES})>.*?(?:</(?P=name)>\s*|\Z)|\[THINK\].*?(?:\[/THINK\]\s*|\Z)|◁think▷.*?(?:◁/think▷\s*|\Z)",
    re.DOTALL,
)
_END_OF_THOUGHT = re.compile(rf"</(?:{_NAMES})>|\[/THINK\]|◁/think▷")
_CHANNEL = re.compile(r"<\|channel\|>(?!\s*final\b).*?(?:<\|(?:end|call)\|>|(?=<\|start\|>)|\Z)", re.DOTALL)
_CONTROL = re.compile(r"<\|start\|>(?:assistant|[a-z]*$)?|<\|channel\|>\s*final\b|<\|[a-z_]+\|>")
_ALOUD = r"(?:思考过程|推理过程|分析过程|思考|推理|Thinking(?: Process)?|Reasoning)"
_CONCLUSION = r"(?:最终|最后的?)?(?:答案|回答|答复|结论)|(?:Final )?Answer"
_ALOUD_FIRST = re.compile(rf"\s*[#*\s]*{_ALOUD}\**\s*[：:]", re.IGNORECASE)
_CONCLUDED = re.compile(rf"\n[#*\s]*(?:{_CONCLUSION})\**\s*[：:]\**\s*", re.IGNORECASE)
_TAG = re.compile(r"</?(?:answer|final_answer|response|output)>", re.IGNORECASE)
_HALF_TAG = re.compile(r"<[/|]?[a-z_|]{0,14}$")
# With these alone, all that follows may be a thought or the inside of something.
_BEGINNING = re.compile(
    r"\s*(?:<\|?[a-z_|:]{0,14}|\[[THINK]{0,5}|◁\w{0,5}|`{1,3}\w*\s*|[#*\s]*(?:[思推分]|思考|推理|分析)?(?:过|过程)?\**\s*)"
)
_JSON = re.compile(r"\s*(?:```(?:json)?\s*)?\{")
_JSON_ANSWER = re.compile(
    r'"(?:final_)?(?:answer|response|回答|答案)"\s*:\s*"(?P<text>(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)',
    re.IGNORECASE,
)


def said(reply: str, *, whole: bool) -> str:
    """What the reply says so far; "" while it may all be a thought.

    whole: nothing follows, so that what looks like the beginning of a thought or of a wrapping is text.

    >>> said("<think>也许是506个？</think>406个。", whole=True)
    '406个。'
    """
    if not whole and _BEGINNING.fullmatch(reply):
        return ""
    text = _CONTROL.sub("", _CHANNEL.sub("", _THOUGHT.sub("", reply)))
    # Where the server's template has opened the thought, the reply only closes it.
    *_, text = _END_OF_THOUGHT.split(text)
    if _ALOUD_FIRST.match(text):
        _, *concluded = _CONCLUDED.split(text, maxsplit=1)
        text = concluded[0] if concluded else text if whole else ""
    text = _TAG.sub("", text)
    if _JSON.match(text):
        answer = _JSON_ANSWER.search(text)
        text = _unquoted(answer["text"]) if answer else text if whole else ""
    return (text if whole else _HALF_TAG.sub("", text)).lstrip()


def _unquoted(text: str) -> str:
    """The inside of a JSON string; without half a character, whose other half is still to come."""
    return re.sub("[\ud800-\udfff]", "", json.loads(f'"{text}"', strict=False))
