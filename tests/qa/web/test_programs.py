"""Programs at the page: gradio_client and an MCP client get what `ask()` gives, many at once, and limits hold."""

import ast
import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

import pytest
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

from index.library import Library
from qa import ask
from qa.web.page import build_page
from qa.web.serving import open_page
from tests.qa.web.visiting import QUESTION


@pytest.fixture(scope="module")
def served(article_library: Library) -> Iterator[str]:
    page = build_page(article_library)
    yield open_page(page)
    page.close()


def expected(library: Library, question: str) -> Any:
    return without_times(json.loads(json.dumps(asdict(ask(question, library=library)))))


def without_times(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "seconds"}


@pytest.mark.parametrize("question", [QUESTION, "保定承接了多少项目"])
def test_gradio_client_gets_what_ask_gives(served: str, article_library: Library, question: str) -> None:
    answer = Client(served, verbose=False).predict(question, api_name="/ask")
    assert without_times(answer) == expected(article_library, question)


def test_an_mcp_client_finds_one_tool_and_gets_what_ask_gives(served: str, article_library: Library) -> None:
    async def call() -> tuple[list[Any], Any]:
        async with (
            streamablehttp_client(f"{served}gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = (await session.list_tools()).tools
            result = await session.call_tool(tools[0].name, {"question": QUESTION})
            return tools, result

    # This thread has a loop of the browser's; the call gets a thread of its own.
    with ThreadPoolExecutor(1) as pool:
        tools, result = pool.submit(asyncio.run, call()).result()
    assert len(tools) == 1
    assert tools[0].name.endswith("ask")
    assert list(tools[0].inputSchema["properties"]) == ["question"]
    assert "citations" in (tools[0].description or "")
    assert without_times(ast.literal_eval(result.content[0].text)) == expected(
        article_library, QUESTION
    )  # Gradio writes it as Python does


def test_ten_at_once_each_get_their_own_answer(served: str) -> None:
    questions = [QUESTION, "雄安新区有多少家央企子公司"] * 5
    with ThreadPoolExecutor(10) as pool:
        spans = list(pool.map(lambda q: Client(served, verbose=False).predict(q, api_name="/ask")["span"], questions))
    assert spans == ["406个", "超过100家"] * 5


def test_nothing_but_asking_is_open_to_programs(served: str) -> None:
    endpoints = Client(served, verbose=False).view_api(return_format="dict")
    assert isinstance(endpoints, dict)
    assert list(endpoints["named_endpoints"]) == ["/ask"]
    assert not endpoints["unnamed_endpoints"]
