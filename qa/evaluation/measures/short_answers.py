"""Short-answer accuracy: do the exact words hold an accepted answer, and little else.

    1 where an accepted answer stands whole, as a run of segments, in at most MAX_CHARS characters of exact words, else 0

After the accuracy by inclusion of Mallen et al., "When Not to Trust Language Models" (2023); the limit keeps a long
quotation from being right by chance. A segment is a Chinese character or a word of another script, so that 6个 does
not stand in 406个.
"""

from collections.abc import Sequence

from qa.evaluation.measures.cmrc import segments

MAX_CHARS = 40


def short_answer(span: str, answers: Sequence[str]) -> float:
    """1.0 or 0.0; 0.0 where nothing was said or nothing is accepted.

    >>> short_answer("共406个", ["406个"]), short_answer("406个", ["6个"])
    (1.0, 0.0)
    """
    if len(span) > MAX_CHARS:
        return 0.0
    return float(any(stands_in(answer, span) for answer in answers))


def stands_in(part: str, whole: str) -> bool:
    """Whether the segments of `part` stand in `whole` in one run; never where `part` has none."""
    wanted = segments(part)
    return bool(wanted) and _joined(wanted) in _joined(segments(whole))


def _joined(found: Sequence[str]) -> str:
    return "".join(f"\n{one}\n" for one in found)
