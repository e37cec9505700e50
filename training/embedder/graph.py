"""The BERT encoder as an ONNX graph that holds no weights: each initializer points into `model.safetensors`.

So the folder holds every weight once, and onnxruntime and sentence-transformers read the same bytes. Linear layers
are quantised dynamically: weights are int8 rows with a step for each output, and activations are rounded to 8 bits as
they come, with a step for each token. A text's vector therefore does not depend on the batch it was embedded in, as it
would with the one step for all that DynamicQuantizeLinear takes. onnxruntime turns the matrices when it opens the
graph. Pooling is left to whoever runs it.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import TensorProto, helper
from transformers import BertConfig

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


@dataclass(frozen=True, slots=True)
class Activations:
    """The names of what a float value (batch, tokens, width) became.

    `codes` is (batch * tokens, width) uint8 with zero at 128, `steps` (batch * tokens, 1) float32, and `shape` holds
    batch and tokens.
    """

    codes: str
    steps: str
    shape: str


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

    def scalar(self, name: str, value: int) -> str:
        self.initializers[name] = helper.make_tensor(name, TensorProto.INT64, [], [value])
        return name

    def number(self, name: str, value: float) -> str:
        self.initializers[name] = helper.make_tensor(name, TensorProto.FLOAT, [], [value])
        return name

    def byte(self, name: str, value: int) -> str:
        self.initializers[name] = helper.make_tensor(name, TensorProto.UINT8, [], [value])
        return name

    def numbers(self, name: str, values: list[float]) -> str:
        self.initializers[name] = helper.make_tensor(name, TensorProto.FLOAT, [len(values)], values)
        return name

    def quantised(self, value: str) -> Activations:
        """(batch, tokens, width) float in 8 bits: each token's largest absolute value is 127 steps from zero."""
        flat = self.add("Flatten", value, axis=2)
        last = self.integers("last", -1)
        largest = self.add("ReduceMax", self.add("Abs", flat), last, keepdims=1)
        steps = self.add("Max", self.add("Div", largest, self.number("levels", 127.0)), self.number("tiny", 1e-9))
        row_steps = self.add("Squeeze", steps, last)
        zeros = self.add("Expand", self.byte("zero", 128), self.add("Shape", row_steps))
        codes = self.add("QuantizeLinear", flat, row_steps, zeros, axis=0)
        return Activations(codes, steps, self.add("Shape", value, start=0, end=2))

    def linear(self, value: Activations, layer: str) -> str:
        """(batch, tokens, outputs) float: the layer's weights times the activations, plus its bias."""
        weight = self.weight(f"{layer}.weight")
        outputs = self.stored[weight].dims[0]
        matrix = self.add("Transpose", weight, perm=[1, 0])
        product = self.add("MatMulInteger", value.codes, matrix, self.byte("zero", 128))
        scaled = self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), value.steps)
        scaled = self.add("Mul", scaled, self.steps(f"{layer}.weight_scale"))
        flat = self.add("Add", scaled, self.weight(f"{layer}.bias"))
        shape = self.add("Concat", value.shape, self.integers(f"outputs_{outputs}", outputs), axis=0)
        return self.add("Reshape", flat, shape)

    def model(self, name: str, outputs: Mapping[str, Sequence[str | int]]) -> onnx.ModelProto:
        """What was added, from token ids and their mask to float32 `outputs`, whose shapes are given."""
        ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in INPUTS]
        floats = [helper.make_tensor_value_info(key, TensorProto.FLOAT, list(shape)) for key, shape in outputs.items()]
        body = helper.make_graph(self.nodes, name, ids, floats, list(self.initializers.values()))
        opset = [helper.make_opsetid("", OPSET)]
        return helper.make_model(body, producer_name="wenju", ir_version=10, opset_imports=opset)

    def layer_norm(self, value: str, layer: str, epsilon: float) -> str:
        weight, bias = self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")
        return self.add("LayerNormalization", value, weight, bias, axis=-1, epsilon=epsilon)


def encoder_graph(config: BertConfig, weights: Path) -> onnx.ModelProto:
    """input_ids and attention_mask (batch, tokens) int64 -> last_hidden_state (batch, tokens, hidden) float32.

    The model refers to `weights` by its name alone: it must be saved in the same folder.
    """
    graph = Graph(weights)
    encoder_states(graph, config)
    graph.nodes[-1].output[0] = "last_hidden_state"
    return graph.model("encoder", {"last_hidden_state": ["batch", "tokens", config.hidden_size]})


def encoder_states(graph: Graph, config: BertConfig, prefix: str = "") -> str:
    """Add the encoder; the value of its last layer (batch, tokens, hidden). Its tensors' names begin with `prefix`."""
    bias = _attention_bias(graph)
    value = _embeddings(graph, config, f"{prefix}embeddings")
    for layer in range(config.num_hidden_layers):
        value = _layer(graph, config, f"{prefix}encoder.layer.{layer}", value, bias)
    return value


def _attention_bias(graph: Graph) -> str:
    """(batch, 1, 1, tokens): 0 for a token to look at, a number like minus infinity for padding."""
    seen = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    hidden = graph.add("Sub", graph.number("one", 1.0), seen)
    bias = graph.add("Mul", hidden, graph.number("never", -1e9))
    return graph.add("Unsqueeze", bias, graph.integers("middle_axes", 1, 2))


def _embeddings(graph: Graph, config: BertConfig, layer: str) -> str:
    codes = graph.add("Gather", graph.weight(f"{layer}.word_embeddings.weight"), "input_ids")
    float8_values = torch.arange(256, dtype=torch.uint8).view(torch.float8_e4m3fn).float()
    table = graph.numbers("float8_values", float8_values.nan_to_num().tolist())
    words = graph.add("Gather", table, graph.add("Cast", codes, to=TensorProto.INT32))
    type_rows = graph.weight(f"{layer}.token_type_embeddings.weight")
    types = graph.add("Gather", type_rows, graph.integers("type", 0), axis=0)
    positions = graph.add("Add", graph.weight(f"{layer}.position_embeddings.weight"), types)
    tokens = graph.add("Shape", "input_ids", start=1, end=2)
    places = graph.add("Slice", positions, graph.integers("first", 0), tokens)
    return graph.layer_norm(graph.add("Add", words, places), f"{layer}.LayerNorm", config.layer_norm_eps)


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
    activations = graph.quantised(value)

    def split(name: str, order: list[int]) -> str:
        projected = graph.add("Reshape", graph.linear(activations, f"{layer}.{name}"), by_head)
        return graph.add("Transpose", projected, perm=order)

    query, key, content = split("query", [0, 2, 1, 3]), split("key", [0, 2, 3, 1]), split("value", [0, 2, 1, 3])
    scores = graph.add("Mul", graph.add("MatMul", query, key), graph.number("attention_scale", width**-0.5))
    shares = graph.add("Softmax", graph.add("Add", scores, bias), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", shares, content), perm=[0, 2, 1, 3])
    return graph.add("Reshape", mixed, joined)
