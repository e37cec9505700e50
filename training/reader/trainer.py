"""Trains the reader: AdamW, a linear rise and fall of the rate, a running mean of the weights, bfloat16.

A run stops and goes on where it was: each checkpoint holds the weights, their mean, the optimiser and the number of
the step, and the rows of a pass depend on its seed alone.
"""

import json
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.reader.batches import batches
from training.reader.network import Batch, Reader, loss
from training.reader.rows import Row

CHECKPOINT = "checkpoint.pt"
CHECKPOINT_STEPS = 100
LOG_STEPS = 20
_log = logging.getLogger("training.reader")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does. steps: in all. rate: the highest. warmup: the share of steps that it rises in."""

    steps: int
    seed: int = 1
    rate: float = 2.5e-4
    warmup: float = 0.06
    decay: float = 0.01
    mean: float = 0.997

    def rate_at(self, step: int) -> float:
        rise = self.steps * self.warmup
        return self.rate * min((step + 1) / rise, (self.steps - step) / (self.steps - rise))


def train(
    reader: Reader,
    tokenizer: Tokenizer,
    rows_of: Callable[[int], Sequence[Row]],
    plan: Plan,
    folder: Path,
    examine: Callable[[Reader, int], None] | None = None,
    examine_steps: int = 500,
) -> Reader:
    """The running mean of the reader's weights after plan.steps.

    rows_of: a pass's rows from its seed. folder: for checkpoint.pt and log.jsonl; a run that stopped there goes on.
    examine: called with the mean weights every `examine_steps`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    reader.to(device).train()
    mean: AveragedModel = AveragedModel(reader, multi_avg_fn=get_ema_multi_avg_fn(plan.mean), use_buffers=False)
    optimiser = torch.optim.AdamW([p for p in reader.parameters() if p.requires_grad], weight_decay=plan.decay)
    done = _restored(folder / CHECKPOINT, plan, reader, mean, optimiser)
    started, seen, losses = time.monotonic(), 0, []
    for step, batch in islice(enumerate(_endless(tokenizer, rows_of, plan.seed)), done, plan.steps):
        for group in optimiser.param_groups:
            group["lr"] = plan.rate_at(step)
        batch = _moved(batch, device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            scores = reader(batch.ids, batch.mask)
        value = loss(scores, batch)
        value.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        mean.update_parameters(reader)
        losses.append(value.item())
        seen += int(batch.mask.sum())
        if (step + 1) % LOG_STEPS == 0:
            entry = {"step": step + 1, "loss": round(sum(losses) / len(losses), 4), "rate": plan.rate_at(step)}
            entry |= {
                "tokens_per_second": round(seen / (time.monotonic() - started)),
                "seconds": round(time.monotonic() - started),
            }
            _log.info("%s", entry)
            with (folder / "log.jsonl").open("a") as file:
                file.write(json.dumps(entry) + "\n")
            losses.clear()
        if (step + 1) % CHECKPOINT_STEPS == 0 or step + 1 == plan.steps:
            _save(folder / CHECKPOINT, plan, step + 1, reader, mean, optimiser)
        if examine is not None and (step + 1) % examine_steps == 0:
            examine(_averaged(mean), step + 1)
    return _averaged(mean)


def load_mean(path: Path, reader: Reader) -> None:
    """The running mean of a checkpoint's weights, put into the reader."""
    state = torch.load(path, weights_only=True, mmap=True)
    prefix = "module."
    reader.load_state_dict({k.removeprefix(prefix): v for k, v in state["mean"].items() if k.startswith(prefix)})


def blend(reader: Reader, other: Mapping[str, torch.Tensor], share: float) -> None:
    """Makes the reader's weights share * its own + (1 - share) * the other's (Wortsman et al., 2022, WiSE-FT).

    Of a reader and the one that it was trained on from, a blend keeps more of what the other knew than either gives
    up. Only for weights of one line: those of two separate trainings make nothing when they are added.
    """
    mixed = {name: share * value + (1 - share) * other[name] for name, value in reader.state_dict().items()}
    reader.load_state_dict(mixed)


def _averaged(mean: AveragedModel) -> Reader:
    reader = mean.module.eval()
    assert isinstance(reader, Reader)
    return reader


def _endless(tokenizer: Tokenizer, rows_of: Callable[[int], Sequence[Row]], seed: int) -> Iterator[Batch]:
    """Batches of one pass after another."""
    while True:
        yield from batches(tokenizer, rows_of(seed), seed=seed)
        seed += 1


def _moved(batch: Batch, device: torch.device) -> Batch:
    return Batch(**{name: getattr(batch, name).to(device) for name in Batch.__slots__})


def _save(
    path: Path, plan: Plan, step: int, reader: Reader, mean: AveragedModel, optimiser: torch.optim.Optimizer
) -> None:
    state = {
        "plan": asdict(plan),
        "step": step,
        "reader": reader.state_dict(),
        "mean": mean.state_dict(),
        "optimiser": optimiser.state_dict(),
    }
    torch.save(state, path.with_suffix(".new"))
    os.replace(path.with_suffix(".new"), path)


def _restored(path: Path, plan: Plan, reader: Reader, mean: AveragedModel, optimiser: torch.optim.Optimizer) -> int:
    """Load the checkpoint into the three where there is one, and give the steps done."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    if state["plan"] != asdict(plan):
        raise ValueError(f"{path} belongs to another plan, {state['plan']}; name another folder or delete it")
    reader.load_state_dict(state["reader"])
    mean.load_state_dict(state["mean"])
    optimiser.load_state_dict(state["optimiser"])
    _log.info("going on after step %d of %s", state["step"], path)
    return int(state["step"])
