"""The image of a scanned page -> glyphs, by rapidocr, where that is installed: pip install 'wenju[ocr]'.

Its models come with its package; nothing is downloaded.
"""

import importlib.util
import logging
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.formats.page_rows import Glyph

_MIN_SCORE = 0.5
_SAME_SIZE_SHARE = 0.25


def is_installed() -> bool:
    return importlib.util.find_spec("rapidocr") is not None


def recognised(image: NDArray[np.uint8], *, scale: float) -> list[Glyph]:
    """The words of an image (height, width, 3), each line's characters spread evenly over it. Needs rapidocr.

    scale: points of the page for each pixel.
    """
    found = _engine()(image)
    if found.boxes is None:
        return []
    glyphs: list[Glyph] = []
    heights = [float(box[:, 1].max() - box[:, 1].min()) for box in found.boxes]
    usual = float(np.median(heights))
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if score < _MIN_SCORE or not text.strip():
            continue
        (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
        step = (right - left) / len(text)
        # A box fits its characters closely, so that lines of one size differ a little.
        size = usual if abs(bottom - top - usual) < _SAME_SIZE_SHARE * usual else bottom - top
        baseline = image.shape[0] - bottom
        for n, character in enumerate(text):
            x = left + n * step
            glyphs.append(Glyph(character, x * scale, (x + step) * scale, baseline * scale, size * scale))
    return glyphs


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})
