"""What a user sets from outside, by environment variables, read once where the program starts.

WENJU_HOME    the library's folder; the user's data folder where it is not set
WENJU_MODEL   a sentence-transformers folder or name to embed with, in place of the bundled model
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path
    model: str | None


def read_settings() -> Settings:
    named = os.environ.get("WENJU_HOME", "").strip()
    home = Path(named).expanduser() if named else Path(platformdirs.user_data_dir("wenju", appauthor=False))
    return Settings(home.absolute(), os.environ.get("WENJU_MODEL", "").strip() or None)
