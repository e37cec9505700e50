"""Bytes -> text: which of the encodings that Chinese files come in.

The byte order mark decides; then strict UTF-8, which other encodings all but never satisfy; then GB18030 or Big5,
by which reading holds more common characters.
"""

import codecs

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16's, which begins it
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SAMPLE_BYTES = 1 << 16


def decode(data: bytes) -> str | None:
    """The text of a file's bytes, without byte order mark; None when no encoding gives likely Chinese text."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if (text := _strictly(data, "utf-8")) is not None:
        return text
    readings = [_strictly(data, encoding) for encoding in ("gb18030", "cp950", "big5hkscs")]
    likely = [text for text in readings if text is not None and common_share(text) >= 0.6]
    return max(likely, key=common_share, default=None)


def common_share(text: str) -> float:
    """The share of common Chinese characters among the characters that are not ASCII, 0.0 to 1.0."""
    sample = [c for c in text[:_SAMPLE_BYTES] if not c.isascii()]
    return sum(c in _COMMON for c in sample) / len(sample) if sample else 0.0


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _rows(encoding: str, first: int, last: int, trails: tuple[int, ...]) -> str:
    return "".join(
        bytes((lead, trail)).decode(encoding, errors="ignore") for lead in range(first, last + 1) for trail in trails
    )


# Both standards put the characters in common use first: GB 2312's level 1 (3,755) and Big5's (5,401); before them
# stand the full-width punctuation and letters.
_GB_TRAILS = tuple(range(0xA1, 0xFF))
_COMMON = frozenset(
    _rows("gb2312", 0xA1, 0xA3, _GB_TRAILS)
    + _rows("gb2312", 0xB0, 0xD7, _GB_TRAILS)
    + _rows("big5", 0xA1, 0xA2, (*range(0x40, 0x7F), *_GB_TRAILS))
    + _rows("big5", 0xA4, 0xC6, (*range(0x40, 0x7F), *_GB_TRAILS))
)
