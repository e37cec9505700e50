"""python -m qa evaluate QUESTIONS --out DIR: what is typed -> a run, its progress, its report, and one line of figures."""

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from index.__main__ import progress_bar
from index.library import Library, LibraryError, open_library
from index.settings import Settings, read_settings
from qa.evaluation.answering import Asking
from qa.evaluation.comparing import compared
from qa.evaluation.datasets import read_dataset
from qa.evaluation.findings import Findings, findings_of
from qa.evaluation.folder import RunError, records_in, run_in
from qa.evaluation.labels import cells
from qa.evaluation.provenance import n_cores, provenance_of
from qa.evaluation.report import write_report
from qa.evaluation.rows import BadRow, Dataset, DatasetError
from qa.evaluation.running import run
from qa.evaluation.sources import Progress, own_library

ERRORS: tuple[type[Exception], ...] = (DatasetError, RunError)
_MOST_BAD_ROWS = 20


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `evaluate`."""
    command = commands.add_parser(
        "evaluate",
        help="批量提问并评测，写出报告",
        description="对题目文件里的每一题提问，写出带区间的指标和可读的报告；中途停下后，同一条命令会接着做。",
    )
    command.add_argument(
        "questions", type=Path, metavar="题目文件", help="JSON Lines、JSON、CSV、SQuAD、CMRC 或 RAGEval"
    )
    command.add_argument("--out", type=Path, required=True, metavar="文件夹", help="答案和报告写在这里")
    command.add_argument(
        "--library", type=Path, metavar="文件夹", help="问这个资料库；不指定时问题目自带的文档，或默认资料库"
    )
    command.add_argument("--llm", metavar="名称", help="由这个语言模型作答，例如 ollama:qwen3")
    command.add_argument("--compare", type=Path, metavar="文件夹", help="与先前一次评测比较，说明哪些差别是真的")
    command.add_argument(
        "--jobs", type=int, default=min(n_cores(), 4), metavar="个数", help="几个进程一起作答（默认 %(default)s）"
    )
    command.add_argument("-k", type=int, metavar="段数", help="每题读几段")
    command.set_defaults(alone=evaluate_command)


def evaluate_command(options: argparse.Namespace) -> int:
    """Raises one of ERRORS, or what the library or the reader raises."""
    earlier = records_in(options.compare) if options.compare else []
    asking = Asking(options.llm, options.k)
    dataset = read_dataset(options.questions)
    if dataset.notice:
        print(dataset.notice, file=sys.stderr)
    _tell_bad(dataset.bad)
    with _library(dataset, options) as library, _bar("提问", "题") as progress:
        records, refused = run(
            dataset,
            library,
            options.out,
            beside=options.questions.absolute().parent,
            asking=asking,
            jobs=options.jobs,
            progress=progress,
        )
    _tell_bad(refused)
    if not records:
        raise RunError("没有一题能提问，写不出报告")
    nowhere = [one.row.place for one in records if one.row.evidence and not one.relevant]
    if nowhere:
        places = "、".join(nowhere[:_MOST_BAD_ROWS])
        print(f"{len(nowhere)} 题的证据不在文档里，检索和引用的指标会偏低：{places}", file=sys.stderr)
    depth = asking.depth
    comparison = compared(earlier, records, name=str(options.compare), k=depth) if earlier else None
    findings = findings_of(records, [*dataset.bad, *refused], k=depth, comparison=comparison)
    typed = shlex.join(["python", "-m", "qa", "evaluate", *map(str, _typed(options))])
    page = write_report(findings, provenance_of(dataset.name, typed, run_in(options.out)), options.out)
    print("\n".join(_summary(findings)))
    if refused:
        print(f"另有 {len(refused)} 题没有问成，不在以上指标里")
    print(f"报告：{page}")
    return 1 if refused else 0


@contextmanager
def _library(dataset: Dataset, options: argparse.Namespace) -> Iterator[Library]:
    """The library that was named; else one of the documents that come with the questions; else the default one."""
    if options.library is not None:
        if not (options.library / "library.sqlite3").is_file():
            raise LibraryError(f"{options.library} 不是资料库：里面没有 library.sqlite3")
        with progress_bar("打开资料库") as progress:
            library = open_library(Settings(options.library.absolute(), read_settings().model), progress=progress)
    elif dataset.documents:
        with _bar("加入题目自带的文档", "份") as progress:
            library = own_library(dataset, options.out, model=read_settings().model, progress=progress)
    else:
        with progress_bar("加入自带的文章") as progress:
            library = open_library(read_settings(), progress=progress)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def _bar(label: str, unit: str) -> Iterator[Progress]:
    """A bar on the error stream that starts at what was done before."""
    with tqdm(desc=label, unit=unit, dynamic_ncols=True) as bar:

        def report(done: int, total: int) -> None:
            if bar.total is None:
                bar.total, bar.initial, bar.n = total, done, done
            bar.update(done - bar.n)

        yield report


def _tell_bad(bad: Sequence[BadRow]) -> None:
    if bad:
        print(f"{len(bad)} 行不能提问：", file=sys.stderr)
        for one in bad[:_MOST_BAD_ROWS]:
            print(f"  {one.place}：{one.why}", file=sys.stderr)
        if len(bad) > _MOST_BAD_ROWS:
            print(f"  其余 {len(bad) - _MOST_BAD_ROWS} 行见报告", file=sys.stderr)


def _summary(findings: Findings) -> Iterator[str]:
    for figure in findings.figures:
        name, n, value, interval = cells(figure)
        yield f"{value:>8}  {interval:<20}  {name}（{n} 题）"
    if (one := findings.comparison) is not None:
        real = [f"{c.label} {c.difference.value:+.4f} {c.verdict}" for c in one.changes if c.real]
        yield f"与 {one.name} 相比：{one.warning or '；'.join(real) or '没有一项差别是真的'}"


def _typed(options: argparse.Namespace) -> Iterator[object]:
    """The arguments, without those at their defaults."""
    yield options.questions
    yield from ("--out", options.out)
    for name in ("library", "llm", "compare"):
        if (value := getattr(options, name)) is not None:
            yield from (f"--{name}", value)
    if options.k is not None:
        yield from ("-k", options.k)
