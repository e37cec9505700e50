"""Questions on the command line: python -m qa ask QUESTION [--json] | chat | evaluate QUESTIONS --out DIR | draft DOCUMENT.

`wenju` has the library's commands too.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace

from index.__main__ import add_commands, run
from index.embedder import EmbedderError
from index.library import Library, LibraryError
from index.loading import LoadingError
from qa.answers import Answer, Turn
from qa.asking import ask
from qa.evaluation.command import ERRORS, add_command
from qa.evaluation.draft_command import add_draft_command
from qa.language_model import LanguageModel, LanguageModelError, chosen_model
from qa.questions import QuestionError
from qa.reader import ReaderError
from qa.settings import SettingsError, read_settings

_ERRORS = (QuestionError, ReaderError, LanguageModelError, SettingsError)


def main(arguments: list[str] | None = None) -> int:
    """`python -m qa`."""
    parser, _ = _parser("python -m qa")
    return _carried_out(parser.parse_args(arguments))


def wenju(arguments: list[str] | None = None) -> int:
    """`wenju`: the commands of both rooms under one name."""
    parser, commands = _parser("wenju")
    add_commands(commands)
    return _carried_out(parser.parse_args(arguments))


def _carried_out(options: argparse.Namespace) -> int:
    """Most commands are given the default library; those that choose one themselves are carried out alone."""
    if "alone" not in options:
        return run(options, also=_ERRORS)
    alone: Callable[[argparse.Namespace], int] = options.alone
    said: tuple[type[Exception], ...] = (*ERRORS, *_ERRORS, LibraryError, LoadingError, EmbedderError)
    try:
        return alone(options)
    except said as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        goes_on = "；再运行同一条命令，会从停下的地方接着做" if options.command == "evaluate" else "，什么也没有写"
        print(f"已停下{goes_on}", file=sys.stderr)
        return 130


def _parser(name: str) -> "tuple[argparse.ArgumentParser, argparse._SubParsersAction[argparse.ArgumentParser]]":
    parser = argparse.ArgumentParser(prog=name, description="问据：问一份中文文档，得到原文里的答案和出处")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    question = commands.add_parser("ask", help="问一个问题")
    question.add_argument("question", metavar="问题")
    question.add_argument("--json", action="store_true", help="以 JSON 输出答案的全部字段")
    question.set_defaults(run=_ask)
    chat = commands.add_parser("chat", help="连续提问，空行结束")
    chat.set_defaults(run=_chat)
    for command in (question, chat):
        command.add_argument("--llm", metavar="模型", help="由语言模型作答，如 openai:qwen-plus（默认：WENJU_LLM）")
        command.add_argument("--llm-url", metavar="地址", help="语言模型的服务地址（默认：WENJU_LLM_URL）")
    add_command(commands)
    add_draft_command(commands)
    return parser, commands


def _ask(options: argparse.Namespace, library: Library) -> int:
    answer = ask(options.question, library=library, llm=_language_model(options))
    print(json.dumps(asdict(answer), ensure_ascii=False, indent=2) if options.json else shown(answer))
    return 0


def _chat(options: argparse.Namespace, library: Library) -> int:
    llm = _language_model(options)
    history: list[Turn] = []
    while question := _typed():
        try:
            answer = ask(question, history=history, library=library, llm=llm)
            history.append(answer.turn)
            print(shown(answer), end="\n\n")
        except QuestionError as error:
            print(error)
    return 0


def _language_model(options: argparse.Namespace) -> LanguageModel | None:
    settings = read_settings()
    return chosen_model(replace(settings, llm=options.llm or settings.llm, llm_url=options.llm_url or settings.llm_url))


def _typed() -> str:
    try:
        return input("问：" if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""


def shown(answer: Answer) -> str:
    """An answer as lines of text: the exact words, the sentence that holds them, where it stands."""
    understood = [f"按“{answer.understood}”理解"] if answer.understood else []
    if answer.abstained:
        return "\n".join([*understood, f"没有答案。{answer.reason}{answer.notice}"])
    lines = [*understood, *([answer.notice] if answer.notice else [])]
    lines += [answer.span] if answer.span else []
    lines.append(answer.text)
    lines += [f"（未采用：{claim.text} {claim.reason}）" for claim in answer.claims if not claim.supported]
    lines += [f"[{n}] 《{c.document}》· {c.section}" for n, c in enumerate(answer.citations, start=1)]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
