"""Faithfulness: supported claims / all claims of an answer.

The ratio of RAGAS (Es et al., 2024), where a language model judges the claims; here a claim is supported when the text that
it cites holds every value and name in it, as `ask` has checked it.
"""

from collections.abc import Sequence


def faithfulness(supported: Sequence[bool]) -> float | None:
    """None where the answer makes no claim, such as an abstention: it is neither faithful nor unfaithful."""
    return sum(supported) / len(supported) if supported else None
