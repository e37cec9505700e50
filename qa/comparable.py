"""Earlier questions whose answers can be added or compared: the last ones that are alike and have a number of one unit."""

from collections.abc import Sequence

from qa.answers import Turn
from qa.grammar import own_names, phrases
from qa.quantities import only_quantity
from qa.small_talk import without_greeting
from qa.turns import SEPARATOR
from qa.units import same_unit

_ALIKE = 0.5  # share of the shorter question's characters that both have at their beginnings and ends


def comparable(turns: Sequence[Turn], most: int) -> list[str]:
    """Up to `most` questions of the turns, in their order; the last two of any kind where none are alike."""
    asked = _asked(turns)
    last = next((span for _, span in reversed(asked) if only_quantity(span)), "")
    unit = only_quantity(last)
    found: list[str] = []
    for question, span in reversed(asked):
        value = only_quantity(span)
        # Who has no answer is kept: that one is missing has to be said.
        fits = unit is None or (value is not None and same_unit(value.unit, unit.unit)) or not span
        if fits and question not in found and (len(found) < 2 or _alike(question, found[-1])):
            found.append(question)
        elif fits and len(found) >= 2:
            break
        if len(found) == most:
            break
    return found[::-1]


def labels(questions: Sequence[str]) -> tuple[str, ...]:
    """What tells each question from the others, in short: a name, a noun, or all of it."""
    found = []
    for question in questions:
        others = [one for one in questions if one != question]
        own = [
            word
            for word in [*(name.text for name in own_names(question)), *phrases(question)]
            if not any(word in one for one in others)
        ]
        found.append(own[0] if own else question)
    return tuple(found)


def _asked(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Each question as it was understood, with its exact words."""
    found = []
    for turn in turns:
        questions = (turn.understood or without_greeting(turn.question)).split(SEPARATOR)
        spans = turn.span.split("、") if len(questions) > 1 else [turn.span]
        if len(spans) != len(questions):
            spans = [""] * len(questions)
        found += list(zip(questions, spans, strict=True))
    return found


def _alike(one: str, other: str) -> bool:
    most = min(len(one), len(other))
    start = next((n for n in range(most) if one[n] != other[n]), most)
    end = next((n for n in range(most - start) if one[-1 - n] != other[-1 - n]), most - start)
    return start + end >= _ALIKE * most
