"""A language model that fails while a run asks it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from qa.evaluation.answering import Asking
from qa.evaluation.datasets import read_dataset
from qa.evaluation.folder import ANSWERS, RunError
from qa.evaluation.records import Record
from qa.evaluation.rows import BadRow
from qa.evaluation.running import run
from tests.qa.chat_server import chat_server

SAID = "今年小麦亩产达到620公斤[1]。"


@pytest.fixture
def library(tmp_path: Path, wheat: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "资料库")
    opened.add(wheat)
    yield opened
    opened.close()


def asked(
    folder: Path, library: Library, *, llm: str = "openai:small", jobs: int = 1
) -> tuple[list[Record], list[BadRow]]:
    file = folder / "题.csv"
    file.write_text("问题,答案\n今年小麦亩产达到多少,620公斤\n收割机有多少台,38台\n", encoding="utf-8")
    return run(read_dataset(file), library, folder / "评测", beside=folder, asking=Asking(llm), jobs=jobs)


@pytest.mark.parametrize(
    ("failure", "why"),
    [pytest.param("rate limit", "HTTP 429", id="rate limit"), pytest.param("breaks off", "中途断了", id="breaks off")],
)
def test_a_row_whose_model_fails_is_not_kept_and_asked_again(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch, failure: str, why: str
) -> None:
    with chat_server([SAID], failure) as server:
        monkeypatch.setenv("WENJU_LLM_URL", server.url)
        records, bad = asked(tmp_path, library)
    assert records == []
    assert [one.place for one in bad] == ["第 2 行", "第 3 行"]
    assert why in bad[0].why
    assert (tmp_path / "评测" / ANSWERS).read_bytes() == b""
    with chat_server([SAID]) as server:
        monkeypatch.setenv("WENJU_LLM_URL", server.url)
        records, bad = asked(tmp_path, library)
    assert bad == []
    assert records[0].text == SAID.replace("[1]。", "。[1]")


@pytest.mark.parametrize(
    ("llm", "seconds", "why"),
    [
        pytest.param("openai:small", "一分钟", "WENJU_LLM_SECONDS 应是秒数", id="settings"),
        pytest.param("无此家:小", "60", "无此家", id="no such provider"),
    ],
)
def test_a_process_says_what_is_wrong_with_the_model(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch, llm: str, seconds: str, why: str
) -> None:
    monkeypatch.setenv("WENJU_LLM_SECONDS", seconds)
    with pytest.raises(RunError, match=why):
        asked(tmp_path, library, llm=llm, jobs=2)
