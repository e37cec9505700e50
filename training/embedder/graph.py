"""The BERT encoder as an ONNX graph that holds no weights: each initializer points into `model.safetensors`.

So the folder holds every weight once, and onnxruntime and sentence-transformers read the same bytes. Linear layers
are quantised dynamically: activations to 8 bits as they come, weights as int8 rows with a step for each output.
onnxruntime turns the matrices and folds the constants when it opens the graph. Pooling is left to whoever runs it.
"""

import json
import struct
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import TensorProto, helper
from transformers import BertConfig

from training.embedder.quantise import WORD_EMBEDDING

OPSET = 20
INPUTS = ("input_ids", "attention_mask")
# onnxruntime cannot gather 8-bit floats: they are read as bytes, and looked up in a table of their 256 values.
DATA_TYPES = {"F32": TensorProto.FLOAT, "I8": TensorProto.INT8, "F8_E4M3": TensorProto.UINT8}


def stored_tensors(weights: Path) -> dict[str, onnx.TensorProto]:
    """Every tensor of a safetensors file as an initializer without data: its type, its shape, where its bytes lie."""
    with weights.open("rb") as file:
        (header_bytes,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(header_bytes))
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        tensor = TensorProto(name=name, data_type=DATA_TYPES[entry["dtype"]], dims=entry["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        place = {"location": weights.name, "offset": 8 + header_bytes + start, "length": end - start}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        tensors[name] = tensor
    return tensors


class Graph:
    """Collects nodes and the initializers that they use. Values are known by the name of their output."""

    def __init__(self, weights: Path) -> None:
        self.stored = stored_tensors(weights)
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        """Append a node; its first output is `name`, the others `name.1`, `name.2`."""
        name = f"{operator}_{len(self.nodes)}"
        names = [name, *(f"{name}.{i}" for i in range(1, outputs))]
        self.nodes.append(helper.make_node(operator, inputs, names, name, **attributes))
        return name

    def weight(self, name: str) -> str:
        """Use a stored tensor as it is."""
        self.initializers[name] = self.stored[name]
        return name

    def steps(self, name: str) -> str:
        """Use the steps of int8 rows, stored as (n, 1), as (n,): a step for each column of the turned matrix."""
        tensor = TensorProto()
        tensor.CopyFrom(self.stored[name])
        del tensor.dims[1:]
        self.initializers[name] = tensor
        return name

    def integers(self, name: str, *values: int) -> str:
        self.initializers[name] = helper.make_tensor(name, TensorProto.INT64, [len(values)], values)
        return name

    def number(self, name: str, value: float) -> str:
        self.initializers[name] = helper.make_tensor(name, TensorProto.FLOAT, [], [value])
        return name

    def numbers(self, name: str, values: list[float]) -> str:
        self.initializers[name] = helper.make_tensor(name, TensorProto.FLOAT, [len(values)], values)
        return name

    def quantised(self, value: str) -> str:
        """Activations in 8 bits; `.1` is their step and `.2` their zero point."""
        return self.add("DynamicQuantizeLinear", value, outputs=3)

    def linear(self, value: str, layer: str) -> str:
        """`value` is what `quantised` gave: times the layer's weights, plus its bias, as float."""
        matrix = self.add("Transpose", self.weight(f"{layer}.weight"), perm=[1, 0])
        product = self.add("MatMulInteger", value, matrix, f"{value}.2")
        scale = self.add("Mul", f"{value}.1", self.steps(f"{layer}.weight_scale"))
        scaled = self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), scale)
        return self.add("Add", scaled, self.weight(f"{layer}.bias"))

    def layer_norm(self, value: str, layer: str, epsilon: float) -> str:
        weight, bias = self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")
        return self.add("LayerNormalization", value, weight, bias, axis=-1, epsilon=epsilon)


def encoder_graph(config: BertConfig, weights: Path) -> onnx.ModelProto:
    """input_ids and attention_mask (batch, tokens) int64 -> last_hidden_state (batch, tokens, hidden) float32.

    The model refers to `weights` by its name alone: it must be saved in the same folder.
    """
    graph = Graph(weights)
    bias = _attention_bias(graph)
    value = _embeddings(graph, config)
    for layer in range(config.num_hidden_layers):
        value = _layer(graph, config, f"encoder.layer.{layer}", value, bias)
    graph.nodes[-1].output[0] = "last_hidden_state"
    ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in INPUTS]
    shape: list[str | int | None] = ["batch", "tokens", config.hidden_size]
    states = [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape)]
    body = helper.make_graph(graph.nodes, "encoder", ids, states, list(graph.initializers.values()))
    return helper.make_model(body, producer_name="wenju", ir_version=10, opset_imports=[helper.make_opsetid("", OPSET)])


def _attention_bias(graph: Graph) -> str:
    """(batch, 1, 1, tokens): 0 for a token to look at, a number like minus infinity for padding."""
    seen = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    hidden = graph.add("Sub", graph.number("one", 1.0), seen)
    bias = graph.add("Mul", hidden, graph.number("never", -1e9))
    return graph.add("Unsqueeze", bias, graph.integers("middle_axes", 1, 2))


def _embeddings(graph: Graph, config: BertConfig) -> str:
    codes = graph.add("Gather", graph.weight(WORD_EMBEDDING), "input_ids")
    float8_values = torch.arange(256, dtype=torch.uint8).view(torch.float8_e4m3fn).float()
    table = graph.numbers("float8_values", float8_values.nan_to_num().tolist())
    words = graph.add("Gather", table, graph.add("Cast", codes, to=TensorProto.INT32))
    types = graph.add(
        "Gather", graph.weight("embeddings.token_type_embeddings.weight"), graph.integers("type", 0), axis=0
    )
    positions = graph.add("Add", graph.weight("embeddings.position_embeddings.weight"), types)
    tokens = graph.add("Shape", "input_ids", start=1, end=2)
    places = graph.add("Slice", positions, graph.integers("first", 0), tokens)
    return graph.layer_norm(graph.add("Add", words, places), "embeddings.LayerNorm", config.layer_norm_eps)


def _layer(graph: Graph, config: BertConfig, layer: str, value: str, bias: str) -> str:
    attended = _attention(graph, config, f"{layer}.attention.self", value, bias)
    attended = graph.linear(graph.quantised(attended), f"{layer}.attention.output.dense")
    epsilon = config.layer_norm_eps
    value = graph.layer_norm(graph.add("Add", attended, value), f"{layer}.attention.output.LayerNorm", epsilon)
    inner = graph.add("Gelu", graph.linear(graph.quantised(value), f"{layer}.intermediate.dense"))
    outer = graph.linear(graph.quantised(inner), f"{layer}.output.dense")
    return graph.layer_norm(graph.add("Add", outer, value), f"{layer}.output.LayerNorm", epsilon)


def _attention(graph: Graph, config: BertConfig, layer: str, value: str, bias: str) -> str:
    heads, width = config.num_attention_heads, config.hidden_size // config.num_attention_heads
    by_head = graph.integers("by_head", 0, 0, heads, width)
    joined = graph.integers("joined", 0, 0, config.hidden_size)
    value = graph.quantised(value)

    def split(name: str, order: list[int]) -> str:
        return graph.add("Transpose", graph.add("Reshape", graph.linear(value, f"{layer}.{name}"), by_head), perm=order)

    query, key, content = split("query", [0, 2, 1, 3]), split("key", [0, 2, 3, 1]), split("value", [0, 2, 1, 3])
    scores = graph.add("Mul", graph.add("MatMul", query, key), graph.number("attention_scale", width**-0.5))
    shares = graph.add("Softmax", graph.add("Add", scores, bias), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", shares, content), perm=[0, 2, 1, 3])
    return graph.add("Reshape", mixed, joined)
