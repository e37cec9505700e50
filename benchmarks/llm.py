"""A small language model on the questions on the article: right, wrong and abstained, with and without the check.

    python -m benchmarks.llm_server fetch && python -m benchmarks.llm [--first N] [--replies FILE]

Without the check, an answer is the model's reply as it is; it abstains where the reply refuses. With it, what is shown is
`ask(…, llm=…)`. Right is as in `benchmarks.questions`. Every reply and what was shown of it goes to the file.
"""

import argparse
import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from tqdm import tqdm

from benchmarks.llm_server import NAME, fetch, served
from benchmarks.questions import QUESTIONS
from benchmarks.report import write
from index.library import Library
from prompts.loading import filled
from qa.answers import Answer
from qa.asking import ask
from qa.citations import written
from qa.evaluation.intervals import shown
from qa.generative import passages_text
from qa.language_model import LanguageModel, open_language_model

PORT = 8137
SECONDS = 300.0
_OUTCOMES = ("right", "wrong", "abstained")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question: the raw reply and its judgement, and the answer shown and its own."""

    reply: str
    plain: str
    answer: Answer
    checked: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=100, help="how many of the questions")
    parser.add_argument("--replies", type=Path, help="JSON Lines file for every reply")
    options = parser.parse_args()
    fetch()
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    step = max(1, len(rows) // options.first)
    rows = rows[::step][: options.first]
    outcomes = []
    with served(PORT) as address, tempfile.TemporaryDirectory() as home:
        library = Library(home)
        library.add_bundled_article()
        llm = replace(open_language_model(NAME, url=address), timeout_seconds=SECONDS)
        for row in tqdm(rows, unit="question"):
            one = outcome(row["question"], row["answers"], library, llm)
            outcomes.append((row, one))
            if options.replies:
                with options.replies.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(described(row, one), ensure_ascii=False) + "\n")
        library.close()
    table = ["| outcome | without the check | with it |", "|---|---|---|"]
    for name in _OUTCOMES:
        plain, checked = ([float(getattr(o, way) == name) for _, o in outcomes] for way in ("plain", "checked"))
        table.append(f"| {name} | {shown(plain)} | {shown(checked)} |")
    answered = {way: [o for _, o in outcomes if getattr(o, way) != "abstained"] for way in ("plain", "checked")}
    share = {way: shown([float(getattr(o, way) == "right") for o in some]) for way, some in answered.items()}
    table.append(f"| of what was answered, right | {share['plain']} | {share['checked']} |")
    fallen = sum(bool(o.answer.notice) and not o.answer.abstained for _, o in outcomes)
    struck = sum(any(not claim.supported for claim in o.answer.claims) for _, o in outcomes)
    note = f"{NAME}, 4 bits, one thread, {len(outcomes)} questions. {struck} replies had a claim struck out; {fallen} answers are the document's own words instead."
    write("llm", note, table)


def outcome(question: str, accepted: list[str], library: Library, llm: LanguageModel) -> Outcome:
    """Asks once; the reply is read off the same messages, as the model's temperature is 0."""
    answer = ask(question, library=library, llm=llm)
    messages = filled(
        "answer",
        {"passages": passages_text(answer.hits, library.documents_of(answer.hits)), "question": question},
    )
    *_, reply = llm.stream(messages)
    sentences, _ = written(reply, whole=True)
    refused = all(sentence.refuses for sentence in sentences)
    return Outcome(reply, judged(reply, refused, accepted), answer, judged(answer.text, answer.abstained, accepted))


def judged(text: str, abstained: bool, accepted: list[str]) -> str:
    """right, wrong or abstained: to abstain is right where there is no answer."""
    if abstained:
        return "abstained" if accepted else "right"
    return "right" if any(one in text for one in accepted) else "wrong"


def described(row: dict[str, object], one: Outcome) -> dict[str, object]:
    struck = [{"claim": claim.text, "reason": claim.reason} for claim in one.answer.claims if not claim.supported]
    return {
        "question": row["question"],
        "accepted": row["answers"],
        "reply": one.reply,
        "plain": one.plain,
        "shown": one.answer.text or one.answer.reason,
        "checked": one.checked,
        "notice": one.answer.notice,
        "struck": struck,
        "quotes": [citation.quote for citation in one.answer.citations],
    }


if __name__ == "__main__":
    main()
