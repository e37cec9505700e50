"""python -m qa draft DOCUMENT --out FILE.jsonl: a document in, a file of questions for a person to accept out."""

import argparse
import json
import tempfile
from pathlib import Path

from tqdm import tqdm

from index.library import Library
from index.loading import load
from index.settings import read_settings
from qa.evaluation.drafting import Candidate, drafted, is_found
from qa.evaluation.folder import RunError


def add_draft_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "draft",
        help="从一份文档起草评测题，由人取舍",
        description="由文档里的句子起草问题、答案和证据，只留下 ask 能在原句里答出的；请逐行看过，删去不好的，补上答不出的和没有答案的，再用 evaluate 评测。",
    )
    command.add_argument("document", type=Path, metavar="文档")
    command.add_argument("--out", type=Path, required=True, metavar="文件.jsonl")
    command.set_defaults(alone=draft_command)


def draft_command(options: argparse.Namespace) -> int:
    """Raises RunError, or what loading or the library raises."""
    if options.out.exists():
        raise RunError(f"{options.out} 已经在了，请换一个名字，或先移走它")
    if not options.out.absolute().parent.is_dir():
        raise RunError(f"{options.out}：没有这个文件夹，请先建好")
    document = load(options.document)
    candidates = drafted(document)
    with tempfile.TemporaryDirectory() as home:
        library = Library(home, model=read_settings().model)
        try:
            library.add(document)
            kept = [one for one in tqdm(candidates, desc="起草", unit="题", disable=None) if is_found(one, library)]
        finally:
            library.close()
    if not kept:
        raise RunError(
            f"{options.document}：没有起草出题目（试了 {len(candidates)} 个），文档里可能没有数量、时间、人物或列举"
        )
    _write(kept, options.document, options.out)
    print(f"试了 {len(candidates)} 个问题，留下 {len(kept)} 个：{options.out}")
    print("请逐行看过，删去不好的；这些都是现在答得出的题，请再补上答不出的和文档没有答案的，评测才有意义")
    return 0


def _write(kept: list[Candidate], document: Path, out: Path) -> None:
    """Never over a file that is there: a person may have worked on it."""
    beside = document.absolute().parent == out.absolute().parent
    named = document.name if beside else str(document.absolute())
    try:
        with out.open("x", encoding="utf-8") as file:
            for number, one in enumerate(kept, start=1):
                row = {
                    "id": f"{document.stem}-{number:03}",
                    "kind": one.kind,
                    "question": one.question,
                    "answers": [one.answer],
                    "evidence": [one.evidence],
                    "document": named,
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except FileExistsError:
        raise RunError(f"{out} 已经在了，请换一个名字，或先移走它") from None
    except OSError as error:
        raise RunError(f"{out}：写不进去（{error.strerror}）") from error
