"""A small language model on the questions on the article: right, wrong and abstained, with and without the check.

    python -m benchmarks.llm_server fetch && python -m benchmarks.llm [--first N] [--replies FILE]

Without the check, an answer is the model's reply as it is; it abstains where the reply refuses. With it, what is shown is
`ask(…, llm=…)`. Right is as in `benchmarks.questions`. Every reply and what was shown of it goes to the file, and a question that
it holds already is not asked again.
"""

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from tqdm import tqdm

from benchmarks.llm_server import NAME, fetch, served
from benchmarks.questions import QUESTIONS
from benchmarks.report import write
from index.library import Library
from prompts.loading import filled
from qa.asking import ask
from qa.evaluation.intervals import shown
from qa.generative import passages_text
from qa.language_model import LanguageModel, LanguageModelError, open_language_model
from qa.written import written

PORT = 8137
SECONDS = 300.0
_OUTCOMES = ("right", "wrong", "abstained")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=100, help="how many of the questions")
    parser.add_argument("--replies", type=Path, help="JSON Lines file for every reply")
    options = parser.parse_args()
    fetch()
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    step = max(1, len(rows) // options.first)
    rows = rows[::step][: options.first]
    done = read(options.replies) if options.replies else {}
    outcomes = []
    with served(PORT) as address, tempfile.TemporaryDirectory() as home:
        library = Library(home)
        library.add_bundled_article()
        llm = replace(open_language_model(NAME, url=address), timeout_seconds=SECONDS)
        for row in tqdm(rows, unit="question"):
            if (one := done.get(row["question"])) is None:
                one = outcome(row["question"], row["answers"], library, llm)
                if options.replies:
                    with options.replies.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(one, ensure_ascii=False) + "\n")
            outcomes.append(one)
        library.close()
    table = ["| outcome | without the check | with it |", "|---|---|---|"]
    for name in _OUTCOMES:
        plain, checked = ([float(one[way] == name) for one in outcomes] for way in ("plain", "checked"))
        table.append(f"| {name} | {shown(plain)} | {shown(checked)} |")
    answered = {way: [one for one in outcomes if not one[f"{way} abstained"]] for way in ("plain", "checked")}
    share = {way: shown([float(one[way] == "right") for one in some]) for way, some in answered.items()}
    table.append(f"| of what was answered, right | {share['plain']} | {share['checked']} |")
    fallen = sum(bool(one["notice"]) and not one["checked abstained"] for one in outcomes)
    struck = sum(bool(one["struck"]) for one in outcomes)
    note = (
        f"{NAME}, 4 bits, one thread, {len(outcomes)} questions. {struck} replies had a claim struck out; {fallen} answers "
        "are the document's own words instead."
    )
    write("llm", note, table)


def read(file: Path) -> dict[str, dict[str, Any]]:
    """What an earlier run wrote, by question."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {one["question"]: one for one in map(json.loads, lines)}


def outcome(question: str, accepted: list[str], library: Library, llm: LanguageModel) -> dict[str, Any]:
    """What came of one question. The reply is read off the same messages once more, as the temperature is 0."""
    answer = ask(question, library=library, llm=llm)
    passages = passages_text(answer.hits, library.documents_of(answer.hits))
    reply = ""
    try:
        for so_far in llm.stream(filled("answer", {"passages": passages, "question": question})):
            reply = so_far
    except LanguageModelError as error:
        print(f"{question}: {error}")  # as far as it came, it is what a user without the check would see
    sentences, _ = written(reply, whole=True)
    refused = all(sentence.refuses for sentence in sentences)
    return {
        "question": question,
        "accepted": accepted,
        "reply": reply,
        "plain": judged(reply, refused, accepted),
        "plain abstained": refused,
        "shown": answer.text or answer.reason,
        "checked": judged(answer.text, answer.abstained, accepted),
        "checked abstained": answer.abstained,
        "notice": answer.notice,
        "struck": [{"claim": one.text, "reason": one.reason} for one in answer.claims if not one.supported],
        "quotes": [citation.quote for citation in answer.citations],
    }


def judged(text: str, abstained: bool, accepted: list[str]) -> str:
    """right, wrong or abstained: to abstain is right where there is no answer."""
    if abstained:
        return "abstained" if accepted else "right"
    return "right" if any(one in text for one in accepted) else "wrong"


if __name__ == "__main__":
    main()
