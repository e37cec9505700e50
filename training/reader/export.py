"""Write a trained reader as the folder that the program ships.

`model.safetensors` holds the weights once, linear layers of the encoder in int8 as the embedder's are, and `model.onnx`
is the graph over them. The heads stay in float32: they are a thousandth of the work. The card and the licence are
written by hand and left alone.
"""

from collections.abc import Sequence
from pathlib import Path

import onnx
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import BertConfig

from training.embedder.export import write_json, write_tokenizer
from training.embedder.graph import Graph, encoder_states
from training.embedder.quantise import LARGEST, quantise
from training.reader.network import MAX_SPAN_TOKENS, PAIR_WIDTH, Reader

HEADS = ("edges", "left", "right", "first")


def export(reader: Reader, tokenizer: Tokenizer, folder: Path, *, name: str, largest: int = LARGEST) -> None:
    """Write the files into `folder`, which is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / "model.safetensors"
    save_file(quantise(reader, largest, whole=HEADS), weights, metadata={"format": "pt"})
    weights.chmod(0o644)
    # The weights are checked where they lie, so the graph must stand beside them first.
    onnx.save(reader_graph(reader.encoder.config, weights), folder / "model.onnx")
    onnx.checker.check_model(folder / "model.onnx")
    write_tokenizer(tokenizer, folder)
    write_json(folder / "config.json", {"name": name, "max_span_tokens": MAX_SPAN_TOKENS})


def reader_graph(config: BertConfig, weights: Path) -> onnx.ModelProto:
    """input_ids and attention_mask (batch, tokens) int64 -> the scores of `network`, float32.

    start, end (batch, tokens), pairs (batch, tokens, tokens), null and relevance (batch,): a span's score is
    start_i + end_j + pairs_ij.
    """
    graph = Graph(weights)
    states = encoder_states(graph, config, "encoder.")
    left, right = _head(graph, states, "left"), _head(graph, states, "right")
    products = graph.add("MatMul", left, graph.add("Transpose", right, perm=[0, 2, 1]))
    graph.add("Mul", products, graph.number("pair_scale", PAIR_WIDTH**-0.5))
    graph.nodes[-1].output[0] = "pairs"
    _split(graph, _head(graph, states, "edges"), ("start", "end"))
    first = graph.add("Gather", states, graph.integers("first_token", 0), axis=1)
    _split(
        graph,
        graph.add("Squeeze", _head(graph, first, "first"), graph.integers("token_axis", 1)),
        ("null", "relevance"),
    )
    shapes: dict[str, Sequence[str | int]] = {
        "start": ["batch", "tokens"],
        "end": ["batch", "tokens"],
        "pairs": ["batch", "tokens", "tokens"],
        "null": ["batch"],
        "relevance": ["batch"],
    }
    return graph.model("reader", shapes)


def _head(graph: Graph, value: str, layer: str) -> str:
    matrix = graph.add("Transpose", graph.weight(f"{layer}.weight"), perm=[1, 0])
    return graph.add("Add", graph.add("MatMul", value, matrix), graph.weight(f"{layer}.bias"))


def _split(graph: Graph, value: str, names: tuple[str, str]) -> None:
    """Two columns -> an output of each."""
    for column, name in enumerate(names):
        graph.add("Gather", value, graph.scalar(f"column_{column}", column), axis=-1)
        graph.nodes[-1].output[0] = name
