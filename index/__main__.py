"""The library on the command line: python -m index add PATH… | list | remove ID|PATH… | search QUERY."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from index.embedder import EmbedderError
from index.library import DocumentSummary, Library, LibraryError, open_library
from index.loading import SUFFIXES, LoadingError
from index.settings import read_settings

PROGRESS_DELAY_SECONDS = 1.0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index", description="管理资料库里的文档")
    add_commands(parser.add_subparsers(dest="command", required=True, metavar="命令"))
    return run(parser.parse_args(arguments))


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds this room's commands, so that `wenju` has them too."""
    add = commands.add_parser("add", help="加入文件或文件夹")
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
    failed = 0
    files = list(_files(options.paths))
    if not files:
        kinds = "、".join(sorted(suffix for suffix in SUFFIXES if suffix))
        raise LoadingError(f"文件夹里没有能加入的文件，目前能读的是 {kinds}")
    for path in files:
        try:
            with progress_bar(path.name) as progress:
                added = library.add(path, progress=progress)
        except LoadingError as error:
            failed += 1
            print(f"错误：{error}", file=sys.stderr)
            continue
        note = "" if added.new else "（已在资料库中）"
        print(f"{added.document.id}  {added.document.title}{note}")
    return 1 if failed else 0


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files named, and every readable kind of file in the folders named, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix and p.suffix.lower() in SUFFIXES)
        else:
            yield path


def _list(options: argparse.Namespace, library: Library) -> int:
    for document in library.documents():
        print(
            f"{document.id}  {document.title}  {document.n_characters}字  {document.n_passages}段"
            f"  {document.added}  {document.path}"
        )
    return 0


def _remove(options: argparse.Namespace, library: Library) -> int:
    found = [_named(name, library) for name in options.names]  # all of them, before anything is removed
    for document in found:
        library.remove(document.id)
        print(f"已移除  {document.id}  {document.title}")
    return 0


def _named(name: str, library: Library) -> DocumentSummary:
    path = str(Path(name).expanduser().absolute())
    for document in library.documents():
        if name == document.id or path == document.path:
            return document
    raise LibraryError(f"资料库里没有编号或路径为 {name} 的文档，可用 python -m index list 查看")


def _search(options: argparse.Namespace, library: Library) -> int:
    for rank, hit in enumerate(library.search(options.query, k=options.k), start=1):
        print(f"{rank}. [{hit.score:.4f}] {library.document(hit.passage.document_id).title}", end="")
        print(f" · {hit.passage.section}\n   {' '.join(hit.passage.text.split())}")
    return 0


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"需要大于零的整数，得到 {text}")
    return number


if __name__ == "__main__":
    sys.exit(main())
