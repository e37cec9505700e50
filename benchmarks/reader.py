"""The reader's figures: exact words, evidence, abstention and reranking, on public data.

    python -m benchmarks.reader --data ../shared/data [--wrong FILE] [--without-search]

Nothing was trained or fitted on any row; but half of cmrc2018-dev had been seen when the weight of a span's length was chosen
on DRCD (`qa/features.py`). Exact match and F1 are CMRC 2018's, over characters.
`--wrong` writes the wrong answers on cmrc2018-dev to a file, to be read. `--without-search` leaves out the rows in which
the paragraph must be found among others, whose library takes longer than all else.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import matplotlib as mpl

from benchmarks import squad
from benchmarks.given import Asked, answers_given, questions_of
from benchmarks.open_domain import found_among_many
from benchmarks.report import RESULTS, write
from benchmarks.rgb import noise
from qa.confidence import load_weights
from qa.evaluation.intervals import shown
from qa.evaluation.measures.abstention import true_abstentions
from qa.evaluation.measures.calibration import expected_calibration_error, reliability
from qa.evaluation.measures.cmrc import exact_match, f1
from qa.evaluation.measures.risk_coverage import risk_coverage
from qa.reader import Reader, bundled_reader

SAMPLE = 1_000
SEED = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the public files")
    parser.add_argument("--wrong", type=Path, help="file for the wrong answers")
    parser.add_argument("--without-search", action="store_true", help="leave out the search among 10,000 passages")
    options = parser.parse_args()
    reader, data = bundled_reader(), options.data
    rows: list[tuple[str, str, Sequence[float]]] = []

    cmrc = _given(reader, data / "cmrc2018-dev.json")
    rows += _overlap("cmrc2018-dev, paragraph given", cmrc)
    if options.wrong:
        _write_wrong(cmrc, options.wrong)
    rows += _evidence(reader, data / "expmrc-cmrc2018-dev.json")
    rows += _overlap("xquad-zh, paragraph given", _given(reader, data / "xquad-zh.json"))

    answerable, unanswerable = _squad2(reader, data / "squad2-zh-dev.json")
    rows.append(
        (
            "squad2-zh-dev, sampled",
            "true abstentions at 10 % false ones",
            true_abstentions(*([one.answer.confidence for one in some] for some in (answerable, unanswerable))),
        )
    )
    rows += noise(data / "rgb-zh-refine.jsonl")
    if not options.without_search:
        rows += found_among_many(data)

    lines = ["| data | measure | questions | value and 95 % interval |", "|---|---|---|---|"]
    lines += [f"| {name} | {measure} | {len(values)} | {shown(values)} |" for name, measure, values in rows]
    both = [*answerable, *unanswerable]
    lines += _calibration([one.answer.confidence for one in both], [_is_right(one) for one in both])
    write("reader", "Every question is answered where nothing else is said; the threshold is that of `ask`.", lines)


def _given(reader: Reader, path: Path) -> list[Asked]:
    return list(answers_given(questions_of(squad.read(path)), reader))


def _overlap(name: str, asked: Sequence[Asked]) -> list[tuple[str, str, list[float]]]:
    return [
        (name, "exact match", [exact_match(one.said, one.accepted) for one in asked]),
        (name, "F1", [f1(one.said, one.accepted) for one in asked]),
    ]


def _evidence(reader: Reader, path: Path) -> Iterator[tuple[str, str, list[float]]]:
    """ExpMRC (Cui et al., 2022): the overall F1 of a question is the product of its answer's and its evidence's."""
    with path.open(encoding="utf-8") as file:
        read = json.load(file)["data"]
    wanted = {q["id"]: q["evidences"] for article in read for p in article["paragraphs"] for q in p["qas"]}
    asked = _given(reader, path)
    answer = [f1(one.said, one.accepted) for one in asked]
    cited = ["".join(c.quote for c in one.answer.citations) for one in asked]
    evidence = [f1(quote, wanted[one.question.id]) for quote, one in zip(cited, asked, strict=True)]
    name = "expmrc-cmrc2018-dev"
    yield name, "answer F1", answer
    yield name, "evidence F1", evidence
    yield name, "overall F1", [a * e for a, e in zip(answer, evidence, strict=True)]


def _squad2(reader: Reader, path: Path) -> tuple[list[Asked], list[Asked]]:
    """A sample of the answerable and of the unanswerable questions."""
    asked = questions_of(squad.read(path))
    chance = random.Random(SEED)
    some = [
        chance.sample([a for a in asked if bool(a[1].answers) == answerable], SAMPLE) for answerable in (True, False)
    ]
    return tuple(list(answers_given(part, reader)) for part in some)  # type: ignore[return-value]  # two parts


def _is_right(one: Asked) -> float:
    return float(f1(one.said, one.accepted) >= 0.5)


def _calibration(confidence: Sequence[float], right: Sequence[float]) -> list[str]:
    """Draws both curves, and gives them as lines of the report."""
    mpl.use("svg")
    from matplotlib import pyplot as plt

    figure, (left, below) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
    coverage, risk = risk_coverage(confidence, right)
    left.plot(coverage, risk)
    threshold = load_weights().threshold
    at = sum(p >= threshold for p in confidence) / len(confidence)
    left.axvline(at, linestyle=":", color="gray")
    left.set(xlabel="share answered (dotted: at the threshold)", ylabel="share wrong among them", ylim=(0, None))
    bins = reliability(confidence, right)
    below.plot([0, 1], [0, 1], linestyle=":", color="gray")
    below.plot([mean for mean, *_ in bins], [share for _, share, _ in bins], marker="o")
    below.set(xlabel="confidence", ylabel="share right")
    mpl.rcParams["svg.hashsalt"] = "wenju"
    figure.savefig(RESULTS / "reader.svg", metadata={"Date": None})
    return [
        "",
        f"Expected calibration error on the {len(right)} squad2-zh-dev questions: "
        f"{expected_calibration_error(confidence, right):.3f}.",
        "",
        "![risk-coverage curve and reliability diagram on squad2-zh-dev](reader.svg)",
    ]


def _write_wrong(asked: Sequence[Asked], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for one in asked:
            if not exact_match(one.said, one.accepted):
                row: dict[str, object] = {
                    "question": one.question.text,
                    "said": one.said,
                    "accepted": sorted(set(one.accepted)),
                }
                row |= {"f1": round(f1(one.said, one.accepted), 3), "confidence": round(one.answer.confidence, 3)}
                row |= {"cited": [c.quote for c in one.answer.citations], "paragraph": one.paragraph.text}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
