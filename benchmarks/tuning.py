"""How the passage size, the lexical terms and the fusion were chosen: on CMRC 2018 trial and DRCD, never on a benchmark.

    python -m benchmarks.tuning --data ../shared/data

Each choice is varied with the others as shipped. Beside the recall of paragraphs, the recall of the answer itself
within the first 1,500 characters of passages: what a reader with a fixed budget sees.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.corpus import Corpus, words
from benchmarks.report import write
from index.fusion import reciprocal_rank_fusion
from index.library import DENSE_WEIGHT, FUSION_CONSTANT, LEXICAL_WEIGHT
from index.passages import MAX_PASSAGE_CHARS
from index.terms import terms

PARAGRAPHS = 500
QUESTIONS = 1500
SIZES = (100, 150, 200, 300, 400, 600)
WEIGHTS = ((1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 1.5), (1.0, 2.0), (1.0, 3.0))
CONSTANTS = (60, 20, 10, 5, 2)


def pairs(text: str) -> list[str]:
    """Terms without single characters, but for those that stand alone."""
    found = terms(text)
    inside = {c for term in found if len(term) == 2 for c in term}
    return [term for term in found if len(term) > 1 or term not in inside]


def both(text: str) -> list[str]:
    return terms(text) + [word for word in words(text) if len(word) > 2]


TERMS: dict[str, Callable[[str], list[str]]] = {
    "characters and pairs": terms,
    "pairs": pairs,
    "jieba search words": words,
    "characters, pairs and longer jieba words": both,
}


def fused(
    dense: Sequence[list[int]], lexical: Sequence[list[int]], weights: tuple[float, float], constant: int
) -> list[list[int]]:
    return [
        [i for i, _ in reciprocal_rank_fusion([one, other], weights=weights, constant=constant)]
        for one, other in zip(dense, lexical, strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the CMRC and DRCD files")
    data: Path = parser.parse_args().data
    lines = ["| data | varied | recall@1 | recall@5 | answer within 1,500 characters |", "|---|---|---|---|---|"]
    shipped = (DENSE_WEIGHT, LEXICAL_WEIGHT)

    def row(name: str, varied: str, figures: tuple[float, float, float]) -> None:
        lines.append(f"| {name} | {varied} | " + " | ".join(f"{figure:.4f}" for figure in figures) + " |")
        print(lines[-1], flush=True)

    for name in ("cmrc2018-trial", "drcd-dev"):
        for size in SIZES:
            corpus = Corpus(data / f"{name}.json", max_chars=size, paragraphs=PARAGRAPHS, questions=QUESTIONS)
            lexical = list(corpus.lexical(terms))
            row(
                name,
                f"passages of at most {size}",
                corpus.measured(fused(corpus.dense, lexical, shipped, FUSION_CONSTANT)),
            )
            if size != MAX_PASSAGE_CHARS:
                continue
            for weights in WEIGHTS:
                row(
                    name,
                    f"dense {weights[0]:g}, lexical {weights[1]:g}",
                    corpus.measured(fused(corpus.dense, lexical, weights, FUSION_CONSTANT)),
                )
            for constant in CONSTANTS:
                row(
                    name,
                    f"fusion constant {constant}",
                    corpus.measured(fused(corpus.dense, lexical, shipped, constant)),
                )
            for label, terms_of in TERMS.items():
                row(
                    name,
                    label,
                    corpus.measured(fused(corpus.dense, list(corpus.lexical(terms_of)), shipped, FUSION_CONSTANT)),
                )
    note = f"The first {PARAGRAPHS} paragraphs of each file, at most {QUESTIONS} of their questions. As shipped: passages of at most {MAX_PASSAGE_CHARS} characters, characters and pairs, dense {DENSE_WEIGHT:g}, lexical {LEXICAL_WEIGHT:g}, constant {FUSION_CONSTANT}."
    write("tuning", note, lines)


if __name__ == "__main__":
    main()
