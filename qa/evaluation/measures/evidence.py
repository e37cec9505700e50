"""Evidence F1: how much the cited text and the gold evidence share.

    F1 of CMRC 2018 between all cited text, joined, and all evidence of one way to mark it, joined; the best way counts

Cui et al., "ExpMRC: Explainability Evaluation for Machine Reading Comprehension" (2022), which multiplies it with the
answer's F1 for an overall F1.
"""

from collections.abc import Sequence

from qa.evaluation.measures.cmrc import f1


def evidence_f1(quotes: Sequence[str], evidence: Sequence[Sequence[str]]) -> float:
    """0.0 where nothing was cited or nothing is shared."""
    return f1("".join(quotes), ["".join(way) for way in evidence])
