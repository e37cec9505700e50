"""What is kept of a like or a dislike."""

import json
from pathlib import Path

from index.library import Library
from qa import ask
from qa.web.feedback import note

QUESTION = "石家庄承接了多少项目"


def test_a_verdict_keeps_places_and_no_words_of_the_document(article_library: Library, tmp_path: Path) -> None:
    answer = ask(QUESTION, library=article_library)
    note(tmp_path / "feedback.jsonl", "like", answer)
    (text,) = (tmp_path / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    line = json.loads(text)
    assert (line["verdict"], line["question"], line["abstained"]) == ("like", QUESTION, False)
    assert not any(one.quote in text for one in (*answer.exact, *answer.citations))
    (words,) = line["exact"]
    document = article_library.document(words["document_id"])
    assert document.text[words["start"] : words["end"]] == "406个"
    assert [one["start"] for one in line["citations"]] == [one.start for one in answer.citations]


def test_an_abstention_keeps_no_words_either(article_library: Library, tmp_path: Path) -> None:
    answer = ask("保定承接了多少项目", library=article_library)
    note(tmp_path / "feedback.jsonl", "dislike", answer)
    line = json.loads((tmp_path / "feedback.jsonl").read_text(encoding="utf-8"))
    assert line.keys() == {"time", "verdict", "question", "abstained", "model", "exact", "citations"}
