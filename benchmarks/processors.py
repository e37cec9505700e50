"""Does the reader say the same on a processor without VNNI, whose 8-bit products can saturate?

    python -m benchmarks.processors

Reads the same passages on this processor and on an emulated Haswell (AVX2, no AVX-512, no VNNI), which needs qemu's
user emulation: on Debian and Ubuntu, apt-get install qemu-user. A few minutes.
"""

import json
import subprocess
import sys

from benchmarks.report import write
from qa.reader import MODEL_FOLDER, Reader

EMULATOR = ("qemu-x86_64", "-cpu", "Haswell")
READ_HERE = "--read"
PASSAGES = (
    ("长河大桥有多长？", "长河大桥全长3240米，桥面宽32.5米，总投资约12亿元，由工程师周海平设计，2019年6月建成通车。"),
    ("大桥的设计者是谁？", "长河大桥全长3240米，桥面宽32.5米，总投资约12亿元，由工程师周海平设计，2019年6月建成通车。"),
    ("图书馆周末几点关门？", "从周一到周五，图书馆早上八点半开门，晚上九点关门；周末提前到下午六点关门。"),
    ("水稻为什么要晒田？", "晒田可以让土壤透气，使根系扎得更深，还能抑制无效分蘖，因此水稻在分蘖末期要排水晒田。"),
    ("谁发明了电话？", "从周一到周五，图书馆早上八点半开门，晚上九点关门；周末提前到下午六点关门。"),
)


def main() -> None:
    if READ_HERE in sys.argv:
        print(json.dumps(_read()))
        return
    command = [*EMULATOR, sys.executable, "-m", "benchmarks.processors", READ_HERE]
    try:
        emulated = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    except FileNotFoundError:
        sys.exit("qemu-x86_64 is not installed: on Debian and Ubuntu, apt-get install qemu-user")
    lines = ["| question | words here | words on Haswell | log-odds here | on Haswell |", "|---|---|---|---|---|"]
    for (question, _), (words, odds), (their_words, their_odds) in zip(PASSAGES, _read(), emulated, strict=True):
        lines.append(f"| {question} | {words} | {their_words} | {odds:.3f} | {their_odds:.3f} |")
    write("processors", "The best span of each passage, and the log-odds that it answers.", lines)


def _read() -> list[tuple[str, float]]:
    reader = Reader(MODEL_FOLDER, threads=1)
    found = []
    for question, passage in PASSAGES:
        (reading,) = reader.read(question, [("", passage)])
        best = reading.spans[0]
        found.append((passage[best.start : best.end], round(reading.answered, 3)))
    return found


if __name__ == "__main__":
    main()
