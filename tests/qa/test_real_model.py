"""A real language model behind llama.cpp's own server. Run by `make test-llm` only: the model is a gigabyte."""

import os
from collections.abc import Iterator

import pytest

from benchmarks.llm_server import NAME, fetch, served
from index.library import Library
from qa import ask_stream
from qa.language_model import LanguageModel, open_language_model

pytestmark = pytest.mark.skipif("WENJU_TEST_LLM" not in os.environ, reason="make test-llm runs it")


@pytest.fixture(scope="module")
def llm() -> Iterator[LanguageModel]:
    fetch()
    with served(8138) as address:
        yield open_language_model(NAME, url=address, timeout_seconds=300)


def test_it_answers_with_the_sentence_that_holds_the_number(article_library: Library, llm: LanguageModel) -> None:
    grown = list(ask_stream("石家庄承接了多少项目", library=article_library, llm=llm))
    assert any(answer.draft for answer in grown)
    assert "406个" in grown[-1].text
    assert "406个" in grown[-1].citations[0].quote
    assert grown[-1].model == NAME


def test_it_gives_no_place_the_number_of_another(article_library: Library, llm: LanguageModel) -> None:
    *_, answer = ask_stream("唐山承接了多少项目？", library=article_library, llm=llm)
    assert answer.abstained
    assert not answer.text
