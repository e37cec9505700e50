"""ask(): the whole flow, on the bundled article."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import qa
from index.library import Library
from index.scope import Scope
from qa import QuestionError, ask

SECTION = "精准高效对接，促进产业协同共赢"
SENTENCE = "2014年以来，累计承接京津转移项目406个，总投资2106.18亿元。"


def test_the_answer_is_the_exact_words_with_the_sentence_cited(article_library: Library) -> None:
    answer = ask("石家庄承接了多少项目", library=article_library)
    assert not answer.abstained
    assert answer.span == "406个"
    assert answer.text == f"{SENTENCE}[1]"
    (citation,) = answer.citations
    assert (citation.quote, citation.section) == (SENTENCE, SECTION)
    assert answer.reason == ""


def test_a_citation_is_a_slice_of_its_document(article_library: Library) -> None:
    for question in ("石家庄承接了多少项目", "责任编辑是谁", "冀南新区承接了多少项目"):
        for citation in ask(question, library=article_library).citations:
            document = article_library.document(citation.document_id)
            assert document.text[citation.start : citation.end] == citation.quote


def test_what_the_document_does_not_name_is_not_answered(article_library: Library) -> None:
    answer = ask("保定承接了多少项目", library=article_library)
    assert answer.abstained
    assert (answer.text, answer.span, answer.citations, answer.claims) == ("", None, (), ())
    assert "没有出现“保定”" in answer.reason


def test_a_question_behind_a_wrong_statement_is_answered_and_the_statement_put_right(tmp_path: Path) -> None:
    text = "长河大桥\n\n长河大桥总投资12亿元，由周海平设计，2019年6月通车。大桥由江北路桥公司承建，桥面宽32.5米。"
    (tmp_path / "bridge.txt").write_text(text, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(tmp_path / "bridge.txt")
    answer = ask("长河大桥投了15亿元，是哪家公司承建的", library=library)
    library.close()
    assert answer.span == "江北路桥公司"
    assert "12亿元" in answer.notice
    assert "15亿元" in answer.notice


def test_confidence_is_a_probability_and_each_stage_has_its_time(article_library: Library) -> None:
    answer = ask("石家庄承接了多少项目", library=article_library)
    assert 0.0 <= answer.confidence <= 1.0
    assert set(answer.seconds) == {"search", "read", "answer"}
    assert all(seconds >= 0 for seconds in answer.seconds.values())


def test_asking_twice_gives_the_same(article_library: Library) -> None:
    first, second = (ask("雄安新区注册了多少家子公司", library=article_library) for _ in range(2))
    assert (first.text, first.confidence, first.hits) == (second.text, second.confidence, second.hits)


def test_an_empty_library_says_that_it_is_empty(tmp_path: Path) -> None:
    library = Library(tmp_path)
    answer = ask("石家庄承接了多少项目", library=library)
    library.close()
    assert answer.abstained
    assert "还没有文档" in answer.reason


def test_a_scope_without_documents_says_so_and_not_that_the_library_is_empty(article_library: Library) -> None:
    answer = ask("石家庄承接了多少项目", library=article_library, within=Scope(documents=["removed"]))
    assert answer.abstained
    assert "还没有文档" not in answer.reason
    assert "请重新选择" in answer.reason


def test_a_removed_document_is_cited_no_more(tmp_path: Path, wheat: Path) -> None:
    library = Library(tmp_path / "library")
    document = library.add(wheat).document
    assert ask("小麦亩产多少公斤", library=library).span == "620公斤"
    library.remove(document.id)
    assert ask("小麦亩产多少公斤", library=library).abstained
    library.close()


@pytest.mark.parametrize("question", ["", "   ", "问" * 10_000, "how many", "<script>"])
def test_a_bad_question_is_an_error(article_library: Library, question: str) -> None:
    with pytest.raises(QuestionError):
        ask(question, library=article_library)


@pytest.mark.parametrize(
    "question",
    [
        "石家庄\x00承接了多少项目\x1b[0m",
        '石家庄" OR 1=1; DROP TABLE documents; --',
        "<img src=x onerror=alert(1)>石家庄有多少项目",
        "\u202e石家庄\u200b承接了多少项目\ud800",
        "的的的的的",
        "𠮷𠮷在哪里",
        "？" * 900 + "谁",
    ],
)
def test_a_strange_question_still_gets_an_answer_or_none(article_library: Library, question: str) -> None:
    answer = ask(question, library=article_library)
    assert answer.abstained or answer.citations


def test_k_below_one_is_refused(article_library: Library) -> None:
    with pytest.raises(ValueError, match="k must be at least 1, got 0"):
        ask("石家庄承接了多少项目", library=article_library, k=0)


def test_the_default_library_holds_the_article_and_nothing_is_fetched(tmp_path: Path) -> None:
    """In a process whose sockets are refused, from an empty home."""
    code = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event.startswith('socket.'):\n"
        "        raise SystemExit(f'a socket was used: {event}')\n"
        "sys.addaudithook(refuse)\n"
        "from qa import ask\n"
        "print(ask('石家庄承接了多少项目').span)\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'gradio', 'langchain'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    run = _python("-c", code, home=tmp_path)
    assert (run.returncode, run.stdout.strip()) == (0, "406个"), run.stderr


def test_the_command_line_prints_an_answers_fields_as_json(tmp_path: Path) -> None:
    run = _python("-m", "qa", "ask", "石家庄承接了多少项目", "--json", home=tmp_path)
    fields = json.loads(run.stdout)
    assert set(fields) == set(qa.Answer.__dataclass_fields__)
    assert fields["citations"][0]["quote"] == SENTENCE


def test_the_command_line_says_an_error_in_one_line(tmp_path: Path) -> None:
    run = _python("-m", "qa", "ask", "", home=tmp_path)
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr == "错误：问题是空的，请输入要问的内容\n"


def _python(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "WENJU_HOME": str(home / "家"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
