"""Opening a language model by its name, and reading its replies: thoughts, limits, deadlines."""

import time

import pytest

from index.library import Library
from qa import ask
from qa.answers import Turn
from qa.language_model import MAX_REPLY_CHARS, LanguageModelError, open_language_model
from tests.qa.chat_server import chat_server

QUESTION = "石家庄承接了多少项目"
TRUE = "石家庄累计承接京津转移项目406个，总投资2106.18亿元。[1]"
URL = "http://127.0.0.1:9/v1"


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("openai:small", "openai:small"),
        ("openai:qwen2.5:7b", "openai:qwen2.5:7b"),
        ("openai:ft:gpt-4o:wenju::1", "openai:ft:gpt-4o:wenju::1"),
        ("qwen2.5:7b", "openai:qwen2.5:7b"),
        ("qwen-plus", "openai:qwen-plus"),
    ],
)
def test_the_provider_stands_before_the_first_colon(name: str, opened: str) -> None:
    llm = open_language_model(name, url=URL)
    assert (llm.name, vars(llm.chat)["model_name"]) == (opened, opened.removeprefix("openai:"))


@pytest.mark.parametrize(
    ("name", "url", "says"),
    [
        ("", URL, "提供方:模型"),
        ("openai:", URL, "提供方:模型"),
        ("没有的提供方:模型", None, "没有名为“没有的提供方”的提供方"),
        ("qwen2.5:7b", None, "WENJU_LLM_URL"),
        ("ollama:qwen3:8b", None, "langchain-ollama"),
    ],
)
def test_a_model_that_cannot_be_opened_is_an_error_that_says_what_to_do(name: str, url: str | None, says: str) -> None:
    with pytest.raises(LanguageModelError, match=says):
        open_language_model(name, url=url)


def test_without_a_key_the_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(LanguageModelError):
        open_language_model("openai:qwen-plus")


def last_of(*reply: str) -> str:
    with chat_server(reply) as server:
        *_, last = open_language_model("openai:small", url=server.url, timeout_seconds=20).stream([])
    return last


@pytest.mark.parametrize(
    "reply",
    [
        ["<think>", "也许是506个。", "</think>", "\n\n406个。"],
        ["也许是506个。", "再想想。</think>", "\n\n406个。"],
        ["<think>", "想" * MAX_REPLY_CHARS, "想", "</think>406个。"],
        ["想" * MAX_REPLY_CHARS, "想", "</think>406个。"],
    ],
    ids=["between tags", "without the first tag", "a long one", "a long one without the first tag"],
)
def test_what_a_model_thinks_is_no_part_of_its_reply(reply: list[str]) -> None:
    assert last_of(*reply) == "406个。"


def test_what_was_taken_for_an_answer_is_taken_back_when_it_was_a_thought(article_library: Library) -> None:
    with chat_server(["石家庄承接516个项目。[1]", "总投资2106.18亿元。[1]", "</think>", TRUE]) as server:
        answer = ask(QUESTION, library=article_library, llm=open_language_model("openai:small", url=server.url))
    assert answer.text == TRUE
    assert [claim.text for claim in answer.claims] == [TRUE.removesuffix("[1]")]


@pytest.mark.parametrize("before", [[], [TRUE]], ids=["instead of a reply", "in the middle of it"])
def test_a_server_that_only_keeps_the_connection_open_is_waited_for_no_longer(before: list[str]) -> None:
    with chat_server(before, "pings") as server:
        llm = open_language_model("openai:small", url=server.url, timeout_seconds=1)
        start = time.monotonic()
        with pytest.raises(LanguageModelError, match="1 秒内没有"):
            list(llm.stream([]))
        assert time.monotonic() - start < 3


def test_the_deadline_of_an_answer_is_that_of_all_its_replies(article_library: Library) -> None:
    with chat_server([], "hangs") as server:
        llm = open_language_model("openai:small", url=server.url, timeout_seconds=2)
        start = time.monotonic()
        answer = ask("总投资呢？", history=[Turn(QUESTION, TRUE)], library=article_library, llm=llm)
        assert time.monotonic() - start < 3.5
    assert "2106.18亿元" in answer.text
    assert "2 秒内没有回应" in answer.notice
