"""What a user sets of this room from outside, by environment variables, read once where the program starts.

WENJU_LLM          the language model that answers, such as openai:qwen-plus or ollama:qwen3; none where it is not set
WENJU_LLM_URL      the address of its server, such as http://127.0.0.1:8080/v1
WENJU_LLM_KEY      the key that the server asks for
WENJU_LLM_SECONDS  how long an answer may take; 60 where it is not set
"""

import os
from dataclasses import dataclass, field

DEFAULT_SECONDS = 60.0


class SettingsError(ValueError):
    """A variable holds what it must not; the message is one line that says which and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    llm: str | None
    llm_url: str | None
    llm_key: str | None = field(repr=False)
    llm_seconds: float = DEFAULT_SECONDS


def read_settings() -> Settings:
    """The settings as the environment has them.

    Raises:
        SettingsError: WENJU_LLM_SECONDS is no positive number.
    """
    llm, url, key = (os.environ.get(f"WENJU_LLM{name}", "").strip() or None for name in ("", "_URL", "_KEY"))
    seconds = os.environ.get("WENJU_LLM_SECONDS", "").strip()
    try:
        value = float(seconds) if seconds else DEFAULT_SECONDS
    except ValueError:
        value = 0.0
    if not 0 < value < 86_400:
        raise SettingsError(f"WENJU_LLM_SECONDS 应是秒数，例如 60，现在是 {seconds}")
    return Settings(llm, url, key, value)
