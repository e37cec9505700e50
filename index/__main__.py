"""The library on the command line: python -m index add PATH… | list | remove ID|PATH… | search QUERY."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from index.adding import ADDED, CHANGED, FAILED, KINDS, SAME, Outcome, add_files, files_in
from index.embedder import EmbedderError
from index.library import Library, LibraryError, Scope, open_library
from index.loading import SUFFIXES, LoadingError, notices_of
from index.sections import Document
from index.settings import read_settings

PROGRESS_DELAY_SECONDS = 1.0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index", description="管理资料库里的文档")
    add_commands(parser.add_subparsers(dest="command", required=True, metavar="命令"))
    return run(parser.parse_args(arguments))


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds this room's commands, so that `wenju` has them too."""
    add = commands.add_parser("add", help="加入文件或文件夹；中断后再次运行会接着加")
    add.add_argument("paths", nargs="+", metavar="路径", type=Path)
    add.set_defaults(run=_add)
    show = commands.add_parser("list", help="列出文档，每行一个，编号在前")
    show.set_defaults(run=_list)
    remove = commands.add_parser("remove", help="按编号或路径移除文档")
    remove.add_argument("names", nargs="+", metavar="编号或路径")
    remove.set_defaults(run=_remove)
    search = commands.add_parser("search", help="检索段落，不作回答")
    search.add_argument("query", metavar="检索词")
    search.add_argument("-k", type=_positive, default=5, help="最多几段（默认 5）")
    search.add_argument("--in", action="append", dest="names", metavar="编号或路径", help="只在这些文档里找，可重复")
    search.add_argument("--section", action="append", dest="sections", metavar="标题", help="只在这些章节里找，可重复")
    search.add_argument("--since", type=_day, metavar="日期", help="只找这一天起加入的文档，如 2024-05-01")
    search.add_argument("--until", type=_day, metavar="日期", help="只找这一天前加入的文档")
    search.set_defaults(run=_search)


def run(options: argparse.Namespace, *, also: tuple[type[Exception], ...] = ()) -> int:
    """Carries out a command; an error that a user can mend is one line on the error stream and exit status 1.

    also: errors of the caller's own that are said so too.
    """
    command: Callable[[argparse.Namespace, Library], int] = options.run
    said: tuple[type[BaseException], ...] = (LibraryError, LoadingError, EmbedderError, *also)
    try:
        with progress_bar("加入自带的文章") as progress:
            library = open_library(read_settings(), progress=progress)
        try:
            return command(options, library)
        finally:
            library.close()
    except said as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, shown only where the work takes more than a second."""
    with tqdm(desc=label, unit="段", delay=PROGRESS_DELAY_SECONDS, leave=False, disable=None) as bar:

        def report(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield report


def _add(options: argparse.Namespace, library: Library) -> int:
    files = list(files_in(options.paths))
    if not files:
        kinds = "、".join(sorted(suffix for suffix in SUFFIXES if suffix))
        raise LoadingError(f"文件夹里没有能加入的文件，目前能读的是 {kinds}")
    counts: Counter[str] = Counter()
    with _bar(files) as shown:
        for outcome in add_files(library, files, progress=shown.passages):
            counts[outcome.kind] += 1
            shown.done(outcome)
    if len(files) > 1:
        print("，".join(f"{kind} {counts[kind]} 份" for kind in KINDS if counts[kind]))
    return 1 if counts[FAILED] else 0


class _Shown:
    """What the user sees while files are added: a line for each, and a bar over all of them where there are many."""

    def __init__(self, bar: "tqdm[Any]", *, many: bool) -> None:
        self._bar = bar
        self._many = many

    def passages(self, done: int, total: int) -> None:
        if self._many:
            self._bar.set_postfix_str(f"{done}/{total}段")
        else:
            self._bar.total = total
            self._bar.update(done - self._bar.n)

    def done(self, outcome: Outcome) -> None:
        if self._many:
            self._bar.update()
        if outcome.kind == FAILED:
            with self._bar.external_write_mode(file=sys.stderr):
                print(f"错误：{outcome.message}", file=sys.stderr)
        elif outcome.document is not None:
            note = {ADDED: "", CHANGED: "（内容已更新）", SAME: "（已在资料库中）"}[outcome.kind]
            with self._bar.external_write_mode(file=sys.stdout):
                print(f"{outcome.document.id}  {outcome.document.title}{note}")
            for notice in notices_of(outcome.document):
                with self._bar.external_write_mode(file=sys.stderr):
                    print(f"注意：{outcome.path}：{notice}", file=sys.stderr)


@contextmanager
def _bar(files: Sequence[Path]) -> Iterator[_Shown]:
    many = len(files) > 1
    label, unit, total = ("加入", "份", len(files)) if many else (files[0].name, "段", None)
    with tqdm(total=total, desc=label, unit=unit, delay=PROGRESS_DELAY_SECONDS, leave=False, disable=None) as bar:
        yield _Shown(bar, many=many)


def _list(options: argparse.Namespace, library: Library) -> int:
    for document in library.documents():
        print(
            f"{document.id}  {document.title}  {document.n_characters}字  {document.n_passages}段"
            f"  {document.added[:19]}Z  {document.path}"
        )
    return 0


def _remove(options: argparse.Namespace, library: Library) -> int:
    # All of them before anything is removed, and once each: two names may be of one document.
    found = {document.id: document for document in (_named(name, library) for name in options.names)}
    try:
        for document in found.values():
            library.remove(document.id, sweep=False)
            print(f"已移除  {document.id}  {document.title}")
    finally:
        library.sweep()
    return 0


def _named(name: str, library: Library) -> Document:
    document_id = library.document_at(Path(name).expanduser())
    if document_id is None and any(document.id == name for document in library.documents()):
        document_id = name
    if document_id is None:
        raise LibraryError(f"资料库里没有编号或路径为 {name} 的文档，可用 python -m index list 查看")
    return library.document(document_id)


def _search(options: argparse.Namespace, library: Library) -> int:
    named = None if options.names is None else [_named(name, library).id for name in options.names]
    within = Scope(named, options.sections, options.since, options.until)
    for rank, hit in enumerate(library.search(options.query, k=options.k, within=within), start=1):
        document = library.document(hit.passage.document_id)
        first, last = document.page_at(hit.passage.start), document.page_at(hit.passage.end - 1)
        pages = "" if first is None else f" · 第{first}页" if first == last else f" · 第{first}–{last}页"
        print(
            f"{rank}. [{hit.score:.4f}] {document.title} · {hit.passage.section}{pages}\n   {' '.join(hit.passage.text.split())}"
        )
    return 0


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").astimezone()  # midnight where the user is
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期要写成 2024-05-01 的样子，得到 {text}") from None


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"需要大于零的整数，得到 {text}")
    return number


if __name__ == "__main__":
    sys.exit(main())
