"""Articles with questions -> rows to train on: question, heading, passage, and where the answer stands in it.

A question gives one row with its answer in each pass, over a window of whole sentences of random size around it,
and for a share of the questions one row without an answer as well:

    elsewhere  another window of the same paragraph, which lacks the answer
    cut        the window with the sentences taken out that hold the answer
    altered    the window with the question changed so that it asks for something else
    renamed    the window with a word changed throughout, so that it is about something else
    near       the passage of another article that is most like the question, and lacks the answer
    news       a passage of a news article
    sibling    that passage of a document of one kind with the question's, where the question says which of them it means

Some paragraphs have questions besides that somebody wrote for them and that they do not answer: kind "written".

A message of a chat is read with the question and the answer of the turn before it. So are some whole questions, with another
of their paragraph, which changes nothing.

No file whose role is "benchmark" is read here.
"""

import json
import lzma
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from benchmarks.squad import Paragraph, Question
from index.sentences import sentence_spans
from qa.questions import content_words, weight
from qa.turns import in_context
from training.reader.wordings import altered, in_traditional, renamed, spoken, without_a_word

WINDOW_CHARS = (90, 310)
LONG_SHARE, LONG_CHARS = 0.1, (310, 480)
NEGATIVE_SHARE = 0.6
NEGATIVES = {"elsewhere": 0.15, "cut": 0.17, "altered": 0.27, "renamed": 0.22, "near": 0.15, "news": 0.04}
SPOKEN_SHARE = 0.3
SHORTER_SHARE = 0.15
TITLED_SHARE = 0.5
TRADITIONAL_SHARE = 0.05
AFTER_ANOTHER_SHARE = 0.08
# Of the messages of a chat, so many are told the answer before them too.
ANSWER_TOLD_SHARE = 0.8
# Written by hand, for questions and paragraphs of CMRC 2018 train and DRCD.
REWORDINGS = Path(__file__).with_name("rewordings.tsv")
UNANSWERED = Path(__file__).with_name("unanswered.tsv")
REWORDED_NEGATIVES = ("cut", "elsewhere", "renamed")
REWORDED_NEGATIVE_SHARE = 0.4
SIBLING_SHARE = 0.7
NEAR = 12
# Of passages of another article so many are its most like the question, as those are that a search finds.
LIKEST_SHARE = 0.6
NEWS_ARTICLES = 3_000


@dataclass(frozen=True, slots=True)
class Row:
    """`passage[start:end]` answers; both are 0 where nothing does.

    relevant: whether the passage is about what is asked, answered or not; None where that cannot be told.
    """

    kind: str
    question: str
    heading: str
    passage: str
    start: int = 0
    end: int = 0
    relevant: bool | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What rows are made of.

    near: for each question's id, other articles like it that lack its answer.
    reworded: for a question's id, the same question in quite other words.
    unanswered: for a question's id, others that its paragraph does not answer though it looks as if it did.
    siblings: for a question's id, documents of one kind with its own, which it names; none of them answers it.
    before: for the id of a message of a chat, the question and the answer of the turn that it follows.
    """

    paragraphs: Sequence[Paragraph]
    near: dict[str, list[Paragraph]]
    news: Sequence[Paragraph]
    words: Sequence[str]
    reworded: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unanswered: Mapping[str, Sequence[Question]] = field(default_factory=dict)
    siblings: Mapping[str, Sequence[Paragraph]] = field(default_factory=dict)
    before: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def corpus(
    paragraphs: Sequence[Paragraph],
    news: Path,
    unanswered: Mapping[str, Sequence[Question]] | None = None,
    siblings: Mapping[str, Sequence[Paragraph]] | None = None,
    before: Mapping[str, tuple[str, str]] | None = None,
) -> Corpus:
    """The paragraphs with what their rows in other words or without an answer are made from.

    A paragraph that is there several times is asked about so often in a pass.
    unanswered: as in Corpus, besides those of the file. siblings, before: as in Corpus.
    """
    words = [max(found, key=weight) for p in paragraphs for q in p.questions if (found := content_words(q.text))]
    of_file = {name: [Question("", text, ()) for text in texts] for name, texts in written(UNANSWERED).items()}
    asked = {**of_file, **(unanswered or {})}
    near = near_articles(list(dict.fromkeys(paragraphs)))
    return Corpus(
        paragraphs, near, news_articles(news), words, written(REWORDINGS), asked, siblings or {}, before or {}
    )


def written(path: Path) -> dict[str, list[str]]:
    """Questions by the id of the one that they were written for; a line has all of them, parted by tabs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: questions for name, *questions in (line.split("\t") for line in lines)}


def news_articles(path: Path) -> list[Paragraph]:
    """The first NEWS_ARTICLES news articles, which have no title of their own."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line, _ in zip(lines, range(NEWS_ARTICLES), strict=False)]
    return [Paragraph("", article["text"], ()) for article in read if article["text"].strip()]


def near_articles(paragraphs: Sequence[Paragraph]) -> dict[str, list[Paragraph]]:
    """For each question, up to NEAR paragraphs nearest by TF-IDF of characters and pairs that lack its answer."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    questions = [q for p in paragraphs for q in p.questions]
    texts = [f"{p.title}\n{p.text}" for p in paragraphs]
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)
    passages = vectorizer.fit_transform(texts).T.tocsr()
    asked = vectorizer.transform([q.text for q in questions])
    near: dict[str, list[Paragraph]] = {}
    for first in range(0, len(questions), 500):
        scores = (asked[first : first + 500] @ passages).toarray()
        for question, row in zip(questions[first : first + 500], scores, strict=True):
            best = (-row).argpartition(min(NEAR, len(row) - 1))[:NEAR]
            near[question.id] = [paragraphs[i] for i in best if question.answers[0][0] not in texts[i]]
    return near


def rows(made_of: Corpus, *, seed: int) -> Iterator[Row]:
    """One pass over the corpus; each seed gives other windows, wordings and negatives. What is reworded is asked both ways."""
    chance = random.Random(seed)
    kinds, shares = list(NEGATIVES), list(NEGATIVES.values())
    for paragraph in made_of.paragraphs:
        spans = sentence_spans(paragraph.text)
        for question in paragraph.questions:
            before = made_of.before.get(question.id)
            if before is None and chance.random() < AFTER_ANOTHER_SHARE:
                other = chance.choice(paragraph.questions)
                before = None if other is question else (other.text, other.answers[0][0])
            yield _varied(_answered(paragraph, list(spans), question, chance), chance, before)
            if chance.random() < NEGATIVE_SHARE:
                kind = chance.choices(kinds, shares)[0]
                if row := _unanswered(kind, paragraph, list(spans), question, made_of, chance):
                    yield _varied(row, chance, before)
            if (beside := made_of.siblings.get(question.id)) and chance.random() < SIBLING_SHARE:
                row = _beside(question, chance.choice(beside), chance)
                if row:
                    yield _varied(row, chance)
            for asked in made_of.unanswered.get(question.id, ()):
                passage = _answered(paragraph, list(spans), question, chance).passage
                row = Row("written", asked.text, paragraph.title, passage)
                yield _varied(row, chance, made_of.before.get(asked.id))
            for wording in made_of.reworded.get(question.id, ()):
                again = replace(question, text=wording)
                yield _varied(_answered(paragraph, list(spans), again, chance), chance)
                if chance.random() < REWORDED_NEGATIVE_SHARE:
                    kind = chance.choice(REWORDED_NEGATIVES)
                    if row := _unanswered(kind, paragraph, list(spans), again, made_of, chance):
                        yield _varied(row, chance)


def _answered(paragraph: Paragraph, spans: list[tuple[int, int]], question: Question, chance: random.Random) -> Row:
    answer, start = chance.choice(question.answers) if len(question.answers) > 1 else question.answers[0]
    end = start + len(answer)
    holding = [span for span in spans if span[0] < end and span[1] > start]
    passage, offset = _window(paragraph.text, spans, (holding[0][0], holding[-1][1]), chance)
    return Row("answered", question.text, paragraph.title, passage, start - offset, end - offset, True)


def _unanswered(
    kind: str,
    paragraph: Paragraph,
    spans: list[tuple[int, int]],
    question: Question,
    made_of: Corpus,
    chance: random.Random,
) -> Row | None:
    answer = question.answers[0][0]
    text, title = paragraph.text, paragraph.title
    if kind in ("near", "news"):
        others = made_of.near[question.id] if kind == "near" else made_of.news
        if not others:
            return None
        other = chance.choice(others)
        other_spans = list(sentence_spans(other.text))
        likest = kind == "near" and chance.random() < LIKEST_SHARE
        about = _likest(question.text, other.text, other_spans) if likest else chance.choice(other_spans)
        passage, _ = _window(other.text, other_spans, about, chance)
        # Every kind of row has headings, so that to have one tells nothing.
        heading = other.title or chance.choice(made_of.paragraphs).title
        return Row(kind, question.text, heading, passage, relevant=False)
    lacking = [span for span in spans if answer not in text[slice(*span)]]
    if kind == "elsewhere":
        # Half a paragraph away: the window may not reach the sentence that answers.
        clear = [span for span in lacking if answer not in _around(text, span)]
        if not clear:
            return None
        passage, _ = _window(text, spans, chance.choice(clear), chance)
        return None if answer in passage else Row(kind, question.text, title, passage)
    if kind == "cut":
        kept = "".join(text[slice(*span)] for span in lacking)
        if not lacking or answer in kept:
            return None
        kept_spans = list(sentence_spans(kept))
        passage, _ = _window(kept, kept_spans, chance.choice(kept_spans), chance)
        return Row(kind, question.text, title, passage, relevant=True)
    row = _answered(paragraph, spans, question, chance)
    if kind == "renamed":
        swap = renamed(question.text, row.passage, made_of.words, chance)
        return Row(kind, question.text, title.replace(*swap), row.passage.replace(*swap)) if swap else None
    changed = altered(question.text, row.passage, made_of.words, chance)
    return Row(kind, changed, title, row.passage) if changed else None


def _beside(question: Question, sibling: Paragraph, chance: random.Random) -> Row | None:
    """The sibling's passage that is most like the question, unless it happens to hold the answer's words."""
    spans = list(sentence_spans(sibling.text))
    passage, _ = _window(sibling.text, spans, _likest(question.text, sibling.text, spans), chance)
    if question.answers[0][0] in passage:
        return None
    return Row("sibling", question.text, sibling.title, passage, relevant=False)


def _likest(question: str, text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The sentence that has the most pairs of characters in common with the question."""
    pairs = {question[i : i + 2] for i in range(len(question) - 1)}
    return max(spans, key=lambda span: sum(pair in text[slice(*span)] for pair in pairs))


def _around(text: str, span: tuple[int, int]) -> str:
    return text[max(0, span[0] - 60) : span[1] + 60]


def _window(
    text: str, spans: Sequence[tuple[int, int]], must: tuple[int, int], chance: random.Random
) -> tuple[str, int]:
    """Whole sentences around `must`, up to a random size, as much of it before as chance has it; and its offset."""
    low, high = LONG_CHARS if chance.random() < LONG_SHARE else WINDOW_CHARS
    size = chance.randint(low, high)
    start, end = must
    before = [span for span in spans if span[1] <= start]
    after = [span for span in reversed(spans) if span[0] >= end]
    share = chance.random()
    while before or after:
        side = before if before and (not after or chance.random() < share) else after
        left, right = side.pop()
        if max(end, right) - min(start, left) > size:
            break
        start, end = min(start, left), max(end, right)
    return text[start:end], start


def _varied(row: Row, chance: random.Random, before: tuple[str, str] | None = None) -> Row:
    """The row in other wording or script, with or without its heading; the places of the answer stay.

    before: the question and the answer of the turn that the row's question follows.
    """
    question = row.question
    if row.kind in ("answered", "cut", "elsewhere") and chance.random() < SHORTER_SHARE:
        question = without_a_word(question, chance)
    question = spoken(question, chance) if chance.random() < SPOKEN_SHARE else question
    if before:
        asked, answer = before
        question = in_context(question, asked, answer if chance.random() < ANSWER_TOLD_SHARE else "")
    # What tells a document from one of its kind is its title alone.
    heading = row.heading if row.kind == "sibling" or chance.random() < TITLED_SHARE else ""
    passage = row.passage
    if chance.random() < TRADITIONAL_SHARE:
        which = chance.choice(("question", "passage", "both"))
        question = in_traditional(question) if which != "passage" else question
        passage = in_traditional(passage) if which != "question" else passage
    return Row(row.kind, question, heading, passage, row.start, row.end, row.relevant)
