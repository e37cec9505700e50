"""The BERT encoder as an ONNX graph that holds no weights: each initializer points into `model.safetensors`.

So the folder holds every weight once, and onnxruntime and sentence-transformers read the same bytes. Linear layers
are quantised dynamically: weights are int8 rows with a step for each output, and activations are rounded to 8 bits as
they come, with a step for each token. A text's vector therefore does not depend on the batch it was embedded in, as it
would with the one step for all that DynamicQuantizeLinear takes. onnxruntime turns the matrices when it opens the
graph. Pooling is left to whoever runs it.

Between two products a value is read and written once for each operator, which takes as long as the products themselves.
onnxruntime's own operators (domain com.microsoft) do several in one pass: the steps of a product's columns with the product, a
bias with what comes behind it, all of attention at once.
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
RUNTIME = "com.microsoft"  # the domain of onnxruntime's own operators, in their first version
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
    """The names of what a float value (rows, width) became: `codes` (rows, width) uint8 with zero at 128, `steps` (rows, 1) float32."""

    codes: str
    steps: str


class Graph:
    """Collects nodes and the initializers that they use. Values are known by the name of their output."""

    def __init__(self, weights: Path) -> None:
        self.stored = stored_tensors(weights)
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Append a node; its output is named as it is."""
        name = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], name, **attributes))
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
        """(rows, width) float in 8 bits: each row's largest absolute value is 127 steps from zero."""
        last = self.integers("last", -1)
        largest = self.add("ReduceMax", self.add("Abs", value), last, keepdims=1)
        steps = self.add("Max", self.add("Div", largest, self.number("levels", 127.0)), self.number("tiny", 1e-9))
        row_steps = self.add("Squeeze", steps, last)
        zeros = self.add("Expand", self.byte("zero", 128), self.add("Shape", row_steps))
        return Activations(self.add("QuantizeLinear", value, row_steps, zeros, axis=0), steps)

    def product(self, value: Activations, layer: str) -> str:
        """(rows, outputs) float: the layer's weights times the activations, without its bias."""
        matrix = self.add("Transpose", self.weight(f"{layer}.weight"), perm=[1, 0])
        columns = self.steps(f"{layer}.weight_scale")
        one, zero = self.number("one", 1.0), self.byte("zero", 128)
        scaled = self.add("MatMulIntegerToFloat", value.codes, matrix, one, columns, zero, domain=RUNTIME)
        return self.add("Mul", scaled, value.steps)

    def model(self, name: str, outputs: Mapping[str, Sequence[str | int]]) -> onnx.ModelProto:
        """What was added, from token ids and their mask to float32 `outputs`, whose shapes are given."""
        ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in INPUTS]
        floats = [helper.make_tensor_value_info(key, TensorProto.FLOAT, list(shape)) for key, shape in outputs.items()]
        body = helper.make_graph(self.nodes, name, ids, floats, list(self.initializers.values()))
        opset = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        return helper.make_model(body, producer_name="wenju", ir_version=10, opset_imports=opset)

    def layer_norm(self, value: str, layer: str, epsilon: float) -> str:
        weight, bias = self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")
        return self.add("LayerNormalization", value, weight, bias, axis=-1, epsilon=epsilon)

    def added_norm(self, value: str, before: str, dense: str, layer: str, epsilon: float) -> str:
        """The layer norm of a product with its bias and the value before it; SkipLayerNormalization takes twice the time."""
        whole = self.add("Add", self.add("Add", value, self.weight(f"{dense}.bias")), before)
        return self.layer_norm(whole, layer, epsilon)


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
    mask = graph.add("Cast", "attention_mask", to=TensorProto.INT32)
    by_text = graph.add("Concat", graph.add("Shape", "input_ids"), graph.integers("width", config.hidden_size), axis=0)
    rows = graph.integers("rows", -1, config.hidden_size)
    value = graph.add("Reshape", _embeddings(graph, config, f"{prefix}embeddings"), rows)
    for layer in range(config.num_hidden_layers):
        value = _layer(graph, config, f"{prefix}encoder.layer.{layer}", value, mask, by_text, rows)
    return graph.add("Reshape", value, by_text)


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


def _layer(graph: Graph, config: BertConfig, layer: str, value: str, mask: str, by_text: str, rows: str) -> str:
    attended = _attention(graph, config, f"{layer}.attention.self", value, mask, by_text)
    epsilon, dense = config.layer_norm_eps, f"{layer}.attention.output.dense"
    attended = graph.product(graph.quantised(graph.add("Reshape", attended, rows)), dense)
    value = graph.added_norm(attended, value, dense, f"{layer}.attention.output.LayerNorm", epsilon)
    inner = graph.product(graph.quantised(value), f"{layer}.intermediate.dense")
    inner = graph.add("BiasGelu", inner, graph.weight(f"{layer}.intermediate.dense.bias"), domain=RUNTIME)
    outer = graph.product(graph.quantised(inner), f"{layer}.output.dense")
    return graph.added_norm(outer, value, f"{layer}.output.dense", f"{layer}.output.LayerNorm", epsilon)


def _attention(graph: Graph, config: BertConfig, layer: str, value: str, mask: str, by_text: str) -> str:
    """(batch, tokens, hidden): of all heads."""
    activations = graph.quantised(value)
    names = ("query", "key", "value")
    projected = [graph.add("Reshape", graph.product(activations, f"{layer}.{name}"), by_text) for name in names]
    biases = graph.add("Concat", *(graph.weight(f"{layer}.{name}.bias") for name in names), axis=0)
    heads = config.num_attention_heads
    return graph.add("MultiHeadAttention", *projected, biases, mask, num_heads=heads, domain=RUNTIME)
