"""Reads a prompt's file into LangChain's template of chat messages.

A file holds messages, each under a line of its own that says whose it is: `## system`, `## user` or `## assistant`. What is
put in stands in braces; everything that comes from a document or a user is put in as a value, and is never a template.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.prompts import ChatPromptTemplate

_ROLES = {"system": "system", "user": "human", "assistant": "ai"}
_HEADING = re.compile(r"^## (\w+)[ \t]*$", re.MULTILINE)


class PromptError(ValueError):
    """A prompt's file is not as it should be, or a value is missing; the message says which."""


def filled(name: str, values: Mapping[str, str]) -> "list[BaseMessage]":
    """The messages of prompts/NAME.md with the values put in.

    Raises:
        PromptError: no such prompt, or the values are not those that it asks for.
    """
    template = _template(name)
    if set(values) != set(template.input_variables):
        raise PromptError(f"prompt {name} takes {sorted(template.input_variables)}, got {sorted(values)}")
    return template.format_messages(**values)


@cache
def _template(name: str) -> "ChatPromptTemplate":
    from langchain_core.prompts import ChatPromptTemplate

    file = files("prompts") / f"{name}.md"
    if not file.is_file():
        raise PromptError(f"there is no prompt {name}")
    # Windows editors may have saved other line ends.
    pieces = _HEADING.split(file.read_text(encoding="utf-8").replace("\r\n", "\n"))
    roles, texts = pieces[1::2], pieces[2::2]
    if not roles or any(role not in _ROLES for role in roles):
        raise PromptError(
            f"prompts/{name}.md: each message stands under ## system, ## user or ## assistant, got {roles}"
        )
    return ChatPromptTemplate.from_messages(
        [(_ROLES[role], text.strip()) for role, text in zip(roles, texts, strict=True)]
    )
