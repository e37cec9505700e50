"""How many broken paragraphs come back right: python -m benchmarks.paragraphs --data DIR

Joins again what `broken_pages` broke, and counts. The articles of `--seed 2023` are held out, with headings and
captions of their own: rules are developed on other seeds.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from benchmarks import report
from benchmarks.broken_pages import (
    FOR_DEVELOPMENT,
    HELD_OUT,
    HELD_OUT_SEED,
    LAYOUTS,
    N_ARTICLES,
    Case,
    Layout,
    broken,
    n_visible,
    read_articles,
    visible,
)
from index.paragraphs import join_paragraphs

N_DRAWS = 5
_NOTE = f"""
{N_ARTICLES} held-out articles of news-zh, each broken {N_DRAWS} times a layout, with headings and captions that were
not used in development. A cut is a place where the layout broke a paragraph. Precision: right joins of all joins;
recall: cuts joined of all cuts; false joins: paragraph ends lost, and captions taken into a paragraph; restored
exactly: every visible character, and no other."""


@dataclass(frozen=True, slots=True)
class Count:
    """Joins over the cuts and the true paragraph ends of one layout."""

    right: int = 0
    missed: int = 0
    false: int = 0
    false_at_headings: int = 0
    paragraphs: int = 0
    restored: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.right + other.right,
            self.missed + other.missed,
            self.false + other.false,
            self.false_at_headings + other.false_at_headings,
            self.paragraphs + other.paragraphs,
            self.restored + other.restored,
        )

    def row(self, name: str) -> str:
        """A row of the report's table."""
        precision = self.right / max(1, self.right + self.false)
        recall = self.right / max(1, self.right + self.missed)
        return (
            f"| {name} | {self.right + self.missed} | {precision:.2%} | {recall:.2%} | {self.false} | "
            f"{self.false_at_headings} | {self.restored} / {self.paragraphs} = {self.restored / self.paragraphs:.2%} |"
        )


def score(case: Case, joined: Sequence[str]) -> Count:
    """Compare paragraph ends, as positions among the text's visible characters; a caption must stand alone."""
    rest = [visible(paragraph) for paragraph in joined]
    n_swallowed = 0
    for caption in map(visible, case.captions):
        if caption in rest:
            rest.remove(caption)
        else:
            n_swallowed += 1
            rest = [paragraph.replace(caption, "", 1) for paragraph in rest]
    found, true = set(_ends(rest)), _ends(case.paragraphs)
    beside_headings = {
        end for n, end in enumerate(true) if case.is_heading[n] or (n + 1 < len(true) and case.is_heading[n + 1])
    }
    given = set(map(visible, joined))
    return Count(
        right=len(case.cuts - found),
        missed=len(case.cuts & found),
        false=len(set(true) - found) + n_swallowed,
        false_at_headings=len(beside_headings - found),
        paragraphs=len(case.paragraphs),
        restored=sum(visible(paragraph) in given for paragraph in case.paragraphs),
    )


def _ends(paragraphs: Iterable[str]) -> list[int]:
    return list(accumulate(map(n_visible, paragraphs)))


def main() -> None:
    """Break, join and count; write the table of the held-out seed, print that of another."""
    parser = argparse.ArgumentParser(description="Joins of broken paragraphs that come back right.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds news-zh.jsonl.xz")
    parser.add_argument("--seed", type=int, default=HELD_OUT_SEED, help="which articles; 2023 is held out")
    options = parser.parse_args()
    articles = read_articles(options.data / "news-zh.jsonl.xz", options.seed)
    table = [
        "| layout | cuts | precision | recall | false joins | at headings | paragraphs restored exactly |",
        "|---|---|---|---|---|---|---|",
        *(_measured(articles, layout, options.seed).row(layout.name) for layout in LAYOUTS),
    ]
    if options.seed == HELD_OUT_SEED:
        report.write("paragraphs", _NOTE, table)
    else:
        print("\n".join(table))


def _measured(articles: Sequence[str], layout: Layout, seed: int) -> Count:
    rng = random.Random(f"{seed} {layout.name}")
    insertions = HELD_OUT if seed == HELD_OUT_SEED else FOR_DEVELOPMENT
    total = Count()
    for article in list(articles) * N_DRAWS:
        case = broken(article, layout, rng, insertions)
        total += score(case, join_paragraphs(case.text))
    return total


if __name__ == "__main__":
    main()
