"""What several tests share: one library with the bundled article, made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library


@pytest.fixture(scope="session")
def article_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("article") / "library")
    library.add_bundled_article()
    yield library
    library.close()


@pytest.fixture
def wheat(tmp_path: Path) -> Path:
    """A small document on wheat."""
    path = tmp_path / "小麦.txt"
    path.write_text("小麦\n\n今年小麦亩产达到620公斤，比去年增加15公斤。\n\n收割机有38台。\n", encoding="utf-8")
    return path
