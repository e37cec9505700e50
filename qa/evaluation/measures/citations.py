"""Citation recall and precision, after ALCE, with gold evidence in the place of its judge.

ALCE (Gao et al., "Enabling Large Language Models to Generate Text with Citations", 2023) asks a language model whether
the citations of a statement entail it. We have the sentences that hold the answer instead, marked by people, so

    citation recall    = gold evidence that the citations hold / gold evidence
    citation precision = citations that hold gold evidence, or are a part of it / citations

An evidence is held when each of its sentences stands whole in one of the citations, but for punctuation, white space and
case; it takes the place of ALCE's statement, and being held that of being entailed. ALCE's second condition of
precision, that a citation be needed, is met by counting only those that hold or are a part of some evidence. Where
people marked evidence in several ways, the best way counts. The same recall over the passages that were read says how
much the citations could have held at most; it is the recall of RAGEval (Zhu et al., 2024).
"""

from collections.abc import Sequence

from index.sentences import sentence_spans
from qa.evaluation.measures.short_answers import stands_in

Ways = Sequence[Sequence[str]]  # each a way to mark the evidence: texts that are needed together


def citation_recall(quotes: Sequence[str], evidence: Ways) -> float:
    """The best share over the ways; 0.0 where nothing was cited.

    Raises:
        ValueError: no evidence is known, so that there is nothing to hold.

    >>> citation_recall(["总投资2106.18亿元。"], [["总投资2106.18亿元", "项目406个"]])
    0.5
    """
    return max(sum(held(text, quotes) for text in way) / len(way) for way in _known(evidence))


def citation_precision(quotes: Sequence[str], evidence: Ways) -> float:
    """The best share over the ways; 0.0 where nothing was cited.

    Raises:
        ValueError: no evidence is known.
    """
    known = _known(evidence)
    if not quotes:
        return 0.0
    return max(sum(any(_bears(quote, text) for text in way) for quote in quotes) / len(quotes) for way in known)


def held(text: str, quotes: Sequence[str]) -> bool:
    """Whether each sentence of the text stands whole in one of the quotes."""
    return all(any(stands_in(sentence, quote) for quote in quotes) for sentence in sentences(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text that have any letter, character or digit."""
    found = [text[start:end] for start, end in sentence_spans(text)]
    return [sentence for sentence in found if any(c.isalnum() for c in sentence)]


def _bears(quote: str, text: str) -> bool:
    return stands_in(quote, text) or any(stands_in(sentence, quote) for sentence in sentences(text))


def _known(evidence: Ways) -> Ways:
    if not evidence or not all(any(sentences(text) for text in way) for way in evidence):
        raise ValueError(f"no evidence is known in {evidence!r}")
    return evidence
