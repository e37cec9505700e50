"""The page's entry."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_importing_the_entry_does_not_even_load_gradio() -> None:
    check = "import sys, app; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, timeout=120).returncode == 0


def test_a_library_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    home = tmp_path / "不是文件夹"
    home.write_text("", encoding="utf-8")
    environment = {"WENJU_HOME": str(home), "PYTHONUTF8": "1", "PATH": ""}
    ended = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("错误：")
    assert ended.stderr.count("\n") == 1
