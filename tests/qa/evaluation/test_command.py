"""python -m qa evaluate, as a user runs it: killed and gone on with, compared, and its report in a browser."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from index.library import Library
from qa.evaluation.findings import Cause

ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "tests" / "article_questions.jsonl"
HOSTILE = "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>"


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "qa", "evaluate", *map(str, arguments)]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"WENJU_HOME": str(home), "PYTHONUTF8": "1"}


def evaluate(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), cwd=ROOT, env=environment(home), capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's library, with the bundled article in it."""
    path = tmp_path_factory.mktemp("用户") / "资料库"
    library = Library(path)
    library.add_bundled_article()
    library.close()
    return path


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """14 questions on the article, answerable and not, and one whose every text is markup."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    hostile = {
        "id": HOSTILE,
        "question": f"{HOSTILE}有多少项目",
        "answers": [HOSTILE],
        "evidence": [HOSTILE],
        "kind": HOSTILE,
    }
    path = tmp_path_factory.mktemp("题目") / "文章.jsonl"
    path.write_text("\n".join([*lines[8:16], *lines[-6:], json.dumps(hostile)]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def finished(home: Path, questions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that nothing disturbed."""
    out = tmp_path_factory.mktemp("评测") / "一气呵成"
    done = evaluate(home, questions, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


def figures(out: Path) -> Any:
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return {name: report[name] for name in ("n", "figures", "slices", "risk_coverage", "reliability", "wrong", "bad")}


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_for(what: Any) -> None:
    for _ in range(3000):
        if what():
            return
        time.sleep(0.02)  # a run of fifteen questions is over soon
    pytest.fail("waited a minute for what did not come")


def stopped(home: Path, arguments: tuple[object, ...], out: Path, sent: signal.Signals) -> tuple[int, str]:
    """Starts a run and sends it a signal after five answers; its exit status and what it said, once nothing is left of it."""
    answers = out / "answers.jsonl"
    started = subprocess.Popen(
        command(*arguments), cwd=ROOT, env=environment(home), stderr=subprocess.PIPE, encoding="utf-8"
    )
    wait_for(lambda: answers.exists() and answers.read_bytes().count(b"\n") >= 5)
    workers = children(started.pid)
    started.send_signal(sent)
    _, said = started.communicate()
    assert len(workers) == 2
    wait_for(lambda: not any(map(is_running, workers)))
    assert "Traceback" not in said
    assert 5 <= answers.read_bytes().count(b"\n") < 15
    return started.returncode, said


def test_a_killed_run_goes_on_to_the_same_figures(home: Path, questions: Path, finished: Path, tmp_path: Path) -> None:
    arguments = (questions, "--out", tmp_path, "--jobs", 2)
    stopped(home, arguments, tmp_path, signal.SIGKILL)
    with (tmp_path / "answers.jsonl").open("ab") as file:
        file.write('{"row": {"id": "撕'.encode()[:-1])
    resumed = evaluate(home, *arguments)
    assert resumed.returncode == 0, resumed.stderr
    assert (tmp_path / "answers.jsonl").read_bytes().count(b"\n") == 15
    assert figures(tmp_path) == figures(finished)


def test_ctrl_c_stops_a_run_and_says_how_to_go_on(home: Path, questions: Path, tmp_path: Path) -> None:
    status, said = stopped(home, (questions, "--out", tmp_path, "--jobs", 2), tmp_path, signal.SIGINT)
    assert status == 130
    assert "从停下的地方接着做" in said


def test_the_figures_are_told_with_their_intervals(finished: Path, home: Path, questions: Path) -> None:
    done = evaluate(home, questions, "--out", finished)  # all is answered: only told again
    assert "精确匹配 EM（9 题）" in done.stdout
    assert f"报告：{finished / 'report.html'}" in done.stdout


def test_a_column_that_is_not_read_is_told(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "题.csv"
    file.write_text("问题,标准答案,难度\n石家庄承接了多少项目,406个,易\n", encoding="utf-8")
    done = evaluate(home, file, "--out", tmp_path / "评测", "--jobs", 1)
    assert done.stderr.count("没有用到的列：难度") == 1
    assert "精确匹配 EM（1 题）" in done.stdout


def test_a_run_is_compared_with_an_earlier_one(finished: Path, home: Path, questions: Path, tmp_path: Path) -> None:
    done = evaluate(home, questions, "--out", tmp_path / "只读一段", "-k", 1, "--compare", finished)
    assert f"与 {finished} 相比：" in done.stdout
    comparison = json.loads((tmp_path / "只读一段" / "report.json").read_text(encoding="utf-8"))["comparison"]
    assert comparison["n"] == 15
    assert "相比" in (tmp_path / "只读一段" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["无.jsonl", "--out", "x"], "找不到这个文件", id="no such file"),
        pytest.param([QUESTIONS, "--out", "{tmp}", "--library", "{tmp}"], "不是资料库", id="no library"),
        pytest.param(
            [QUESTIONS, "--out", "{tmp}", "--compare", "{tmp}"], "不是一次评测的文件夹", id="nothing to compare with"
        ),
        pytest.param([QUESTIONS, "--out", "{tmp}", "--jobs", "0"], "--jobs 应是大于零的整数", id="no processes"),
        pytest.param([QUESTIONS, "--out", QUESTIONS], "写不进去", id="the folder is a file"),
    ],
)
def test_a_mistake_is_told_in_one_line(home: Path, tmp_path: Path, arguments: list[object], said: str) -> None:
    done = evaluate(home, *(str(a).format(tmp=tmp_path) for a in arguments))
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("错误")]
    assert said in line
    assert "Traceback" not in done.stderr


def test_the_report_shows_every_wrong_answer_and_runs_no_markup(browser: Browser, finished: Path) -> None:
    wrong = json.loads((finished / "report.json").read_text(encoding="utf-8"))["wrong"]
    page = browser.new_page(locale="zh-CN")
    requested: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.goto((finished / "report.html").as_uri())
    cards = page.locator("#wrong .wrong:visible")
    expect(cards).to_have_count(len(wrong))
    expect(page.locator("svg")).to_have_count(3)
    expect(page).to_have_title("评测：文章.jsonl")
    card = page.locator(".wrong", has_text="<script>")
    expect(card.locator("h3")).to_have_text(f"{HOSTILE}有多少项目")
    assert page.locator("img, body script + script, article script").count() == 0
    assert requested == [page.url]
    assert troubles == []
    page.close()


def test_wrong_answers_are_sorted_and_filtered_in_the_page(browser: Browser, finished: Path) -> None:
    wrong = json.loads((finished / "report.json").read_text(encoding="utf-8"))["wrong"]
    page = browser.new_page(locale="zh-CN")
    page.goto((finished / "report.html").as_uri())
    page.locator("#sort").select_option("confidence falling")
    shown = page.locator("#wrong .wrong").evaluate_all("cards => cards.map(card => Number(card.dataset.confidence))")
    assert shown == sorted((round(one["confidence"], 4) for one in wrong), reverse=True)
    cause = Cause[wrong[0]["cause"].upper()]
    page.locator("#cause").select_option(cause.value)
    n_alike = sum(one["cause"] == wrong[0]["cause"] for one in wrong)
    expect(page.locator("#wrong .wrong:visible")).to_have_count(n_alike)
    expect(page.locator("#count")).to_have_text(f"{n_alike} 题")
    page.get_by_role("button", name="题数").first.click()
    counts = page.locator("table").first.locator("tbody td:nth-child(2)").all_text_contents()
    assert [int(n) for n in counts] == sorted(map(int, counts), reverse=True)
    page.close()
