"""Making the bundled embedder, on models of a few hundred weights."""

import struct
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from sentence_transformers import SentenceTransformer
from transformers import BertConfig, BertModel

from index.embedder import OnnxEmbedder
from training.embedder.base import BaseWeightsError, Encoder, dequantise, load_base, unigram_tokenizer, unpack
from training.embedder.export import export
from training.embedder.prune import kept_ids, prune, vocabulary
from training.embedder.quantise import LARGEST, quantise_rows
from training.embedder.reference import ReferenceEmbedder

SPECIAL = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
PIECES = [*SPECIAL, ("▁", -3.0), (":", -3.0), ("▁que", -4.0), ("ry", -4.0), ("▁passage", -5.0), ("石家庄", -6.0)]
PIECES += [("石", -7.0), ("家", -7.0), ("庄", -7.0), ("多少", -7.0), ("～", -8.0), ("の", -8.0), ("です", -8.0)]
PIECES += [
    ("tion", -8.0),
    ("ing", -9.0),
    ("été", -9.0),
    ("2014", -9.0),
    ("》、《", -9.0),
    ("국어", -9.0),
    ("日の", -9.0),
]


@pytest.fixture(scope="module")
def small() -> Encoder:
    """Two layers over PIECES, with weights that are random but always the same."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=512,
        pad_token_id=1,
        initializer_range=0.2,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.train(False)
    return Encoder(model, unigram_tokenizer(PIECES))


def test_a_block_of_4_bit_weights_is_nibbles_less_8_times_its_step() -> None:
    block = struct.pack("<e16B", 0.5, *[0x9A] * 15, 0x0F)
    assert dequantise(block).tolist() == [1.0] * 15 + [3.5] + [0.5] * 15 + [-4.0]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(BaseWeightsError, match="E5S1"):
        unpack(tmp_path / "model.bin")
    with pytest.raises(BaseWeightsError, match="missing"):
        unpack(tmp_path / "none.bin")


def test_a_checkpoint_folder_is_read_where_one_is_given(small: Encoder, tmp_path: Path) -> None:
    export(small, tmp_path)
    (tmp_path / "config.json").write_text(small.model.config.to_json_string(use_diff=False), encoding="utf-8")
    small.model.save_pretrained(tmp_path)
    read = load_base(str(tmp_path))
    expected = ReferenceEmbedder(small).embed_queries(["石家庄多少"])
    assert ReferenceEmbedder(read).embed_queries(["石家庄多少"]) == pytest.approx(expected, abs=1e-6)


def test_the_tokenizer_frames_a_text_and_normalises_all_but_the_full_width_tilde() -> None:
    tokens = unigram_tokenizer(PIECES).encode("query:  石家庄～２０１４").tokens
    assert tokens == ["<s>", "▁que", "ry", ":", "▁", "石家庄", "～", "2014", "</s>"]


def test_a_piece_stays_if_chinese_documents_use_it() -> None:
    pieces = [piece for piece, _ in PIECES]
    gone = {"です", "ing", "été", "국어", "日の"}
    assert {pieces[i] for i in kept_ids(pieces, n_latin=4)} == set(pieces) - gone


def test_pieces_that_are_asked_for_stay() -> None:
    pieces = [piece for piece, _ in PIECES]
    assert pieces.index("です") in kept_ids(pieces, always=[pieces.index("です")])


def test_a_text_whose_pieces_all_stay_keeps_its_vector(small: Encoder) -> None:
    pruned = prune(small, n_latin=0)
    assert 0 < len(vocabulary(pruned.tokenizer)) < len(PIECES)
    before, after = (ReferenceEmbedder(e).embed_passages(["石家庄多少", "2014"]) for e in (small, pruned))
    assert after == pytest.approx(before, abs=1e-6)


def test_pruning_keeps_the_pieces_of_the_prompts(small: Encoder) -> None:
    kept = [piece for piece, _ in vocabulary(prune(small, n_latin=0).tokenizer)]
    assert {"▁que", "ry", "▁passage", ":"} <= set(kept)
    assert "tion" not in kept


def test_rows_are_rounded_to_steps_of_their_own() -> None:
    rows, steps = quantise_rows(torch.tensor([[0.5, -1.0], [0.0, 0.0], [8.0, 2.06]]), largest=64)
    assert rows.tolist() == [[32, -64], [0, 0], [64, 16]]
    assert steps[:, 0].tolist() == pytest.approx([1 / 64, 0, 1 / 8], abs=1e-9)


def test_two_products_of_largest_values_fit_in_16_bits() -> None:
    most = 2 * 255 * LARGEST
    assert most <= np.iinfo(np.int16).max


def test_an_exported_folder_gives_the_vectors_of_its_float_model(small: Encoder, tmp_path: Path) -> None:
    export(small, tmp_path)
    texts = ["石家庄多少", "2014～", "", "多少" * 400]
    expected = ReferenceEmbedder(small).embed_passages(texts)
    ours = OnnxEmbedder(tmp_path).embed_passages(texts)
    theirs = SentenceTransformer(str(tmp_path), device="cpu", local_files_only=True).encode_document(texts)
    assert (ours * expected).sum(axis=1).min() > 0.99
    assert (theirs * expected).sum(axis=1).min() > 0.99


def test_the_graph_holds_no_weights_of_its_own(small: Encoder, tmp_path: Path) -> None:
    export(small, tmp_path)
    graph = onnx.load(tmp_path / "model.onnx", load_external_data=False).graph
    stored = {tensor.name for tensor in graph.initializer if tensor.external_data}
    assert {"embeddings.word_embeddings.weight", "encoder.layer.1.output.dense.weight"} <= stored
    assert max(np.prod(tensor.dims) for tensor in graph.initializer if not tensor.external_data) == 256
