"""Text -> spans of Chinese sentences, losslessly: `"".join(text[a:b] for a, b in spans) == text`.

A closing quote stays with its sentence, and so does a bare attribution (“……。”丁进军说。). A point inside a
number (2106.18) ends nothing. What the sentences mean is for others.
"""

import re

MAX_SENTENCE_CHARS = 400  # a "sentence" longer than this is a list or a text without full stops

_QUOTES = "”’』」\"'"
_CLOSERS = _QUOTES + "）】》〕)]"
_END = re.compile(
    rf"(?:[。！？!?]+|…+|(?<=[A-Za-z0-9)\]%”\"])\.(?=[ \t]+[A-Z“\"一-鿿]|[ \t]*(?:\n|$)))[{re.escape(_CLOSERS)}]*|\n+"
)
_GOES_ON = "，、；：,;:的之等"  # after a closing quote, these carry the sentence on: “怎么办？”的问题
_ATTRIBUTION = re.compile(
    r"[^。！？!?…；，,：:\n“”「」『』]{1,40}(?:说|表示|称|道|指出|介绍|强调|告诉记者|坦言|认为|写道|回忆|透露)[。！]"
)
_SOFT = re.compile(r"[；;](?!$)|[，、 ](?!$)|,(?!\d|$)")  # 1,234.50 is one number
_NUMBERED = re.compile(r"(?:^|\n)[ \t]*\d{1,3}$")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Half-open spans that partition `text[start:end]`, in order.

    >>> text = "“信心倍增。”南龙说。总投资2106.18亿元。"
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['“信心倍增。”南龙说。', '总投资2106.18亿元。']
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = position = start
    while match := _END.search(text, position, end):
        position = match.end()
        if not _is_boundary(text, match, end):
            continue
        if (quoted := _attribution_end(text, match, end)) is not None:
            position = quoted
        while position < end and text[position] == "\n":
            position += 1
        spans += _bounded(text, begin, position)
        begin = position
    if begin < end:
        spans += _bounded(text, begin, end)
    return spans


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its two ends; (start, start) when there is nothing else."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _is_boundary(text: str, match: re.Match[str], end: int) -> bool:
    mark = match.group()
    following = text[match.end()] if match.end() < end else "\n"
    before = text[match.start() - 1 : match.start()]
    if mark == "." and _NUMBERED.search(text, max(0, match.start() - 8), match.start()):
        return following == "\n"  # 1. is the number of a line
    if mark in ("?", "!") and before.isascii() and following.isascii() and not following.isspace():
        return False  # of an address: index.php?id=1
    if mark[0] in "？?！!" and mark[-1] in "》）)":
        return following == "\n"  # 《谁动了我的奶酪？》是一本书
    if mark[-1] in _CLOSERS or mark[0] == "…":
        return following not in _GOES_ON
    return True


def _attribution_end(text: str, match: re.Match[str], end: int) -> int | None:
    if match.group()[-1] not in _QUOTES:
        return None
    said = _ATTRIBUTION.match(text, match.end(), end)
    return said.end() if said else None


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts an over-long span at its last soft mark within the limit, or at the limit itself."""
    spans = []
    while end - start > MAX_SENTENCE_CHARS:
        limit = start + MAX_SENTENCE_CHARS
        marks = [m.end() for m in _SOFT.finditer(text, start + MAX_SENTENCE_CHARS // 2, limit)]
        cut = marks[-1] if marks else limit
        spans.append((start, cut))
        start = cut
    return [*spans, (start, end)]
