"""Write a pruned encoder as the folder that the program ships: one file of weights, two ways to run it.

`model.safetensors` holds the int8 weights. `model.onnx` is the graph over them for onnxruntime; `config.json` and
`modules.json` let transformers and sentence-transformers open the same folder. The card and the licence are written
by hand and left alone.
"""

import json
from pathlib import Path

import onnx
from safetensors.torch import save_file
from tokenizers import Tokenizer

from training.embedder.base import MAX_TOKENS, Encoder
from training.embedder.graph import encoder_graph
from training.embedder.prune import PROMPTS
from training.embedder.quantise import LARGEST, QUANTIZATION_CONFIG, quantise

# A library remembers the name of the model that made its vectors. Raise the number whenever the vectors change.
NAME = "wenju-embedder-1"


def export(encoder: Encoder, folder: Path, *, largest: int = LARGEST) -> None:
    """Write the files into `folder`, which is made if it is missing. Weights lie within ±largest steps."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / "model.safetensors"
    save_file(quantise(encoder.model, largest), weights, metadata={"format": "pt"})
    weights.chmod(0o644)
    # The weights are checked where they lie, so the graph must stand beside them first.
    onnx.save(encoder_graph(encoder.model.config, weights), folder / "model.onnx")
    onnx.checker.check_model(folder / "model.onnx")
    write_tokenizer(encoder.tokenizer, folder)
    _write_config(encoder, folder)
    _write_modules(encoder, folder)


def write_tokenizer(tokenizer: Tokenizer, folder: Path) -> None:
    """tokenizer.json, and the settings that transformers reads beside it."""
    state = json.loads(tokenizer.to_str())
    # Pieces are compared by sums of scores; four digits tell them apart and halve the file.
    state["model"]["vocab"] = [[piece, round(score, 4)] for piece, score in state["model"]["vocab"]]
    (folder / "tokenizer.json").write_text(
        json.dumps(state, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "clean_up_tokenization_spaces": False,
        },
    )


def _write_config(encoder: Encoder, folder: Path) -> None:
    config = encoder.model.config.to_diff_dict()
    config |= {"architectures": ["BertModel"], "dtype": "float32", "quantization_config": QUANTIZATION_CONFIG}
    write_json(folder / "config.json", config)


def _write_modules(encoder: Encoder, folder: Path) -> None:
    package = "sentence_transformers"
    modules = {
        "": f"{package}.base.modules.transformer.Transformer",
        "1_Pooling": f"{package}.sentence_transformer.modules.pooling.Pooling",
        "2_Normalize": f"{package}.base.modules.normalize.Normalize",
    }
    listed = [{"idx": i, "name": str(i), "path": path, "type": kind} for i, (path, kind) in enumerate(modules.items())]
    write_json(folder / "modules.json", listed)
    # The base weights have no pooler: without this, transformers would make up one and warn.
    reading = {"max_seq_length": MAX_TOKENS, "do_lower_case": False, "model_kwargs": {"add_pooling_layer": False}}
    write_json(folder / "sentence_bert_config.json", reading)
    pooling = {"embedding_dimension": encoder.model.config.hidden_size, "pooling_mode": "mean", "include_prompt": True}
    write_json(folder / "1_Pooling" / "config.json", pooling)
    write_json(folder / "2_Normalize" / "config.json", {})
    # sentence-transformers asks for the prompt of a "document" first.
    prompts = PROMPTS | {"document": PROMPTS["passage"]}
    settings = {"model_type": "SentenceTransformer", "prompts": prompts, "default_prompt_name": None}
    write_json(
        folder / "config_sentence_transformers.json",
        settings | {"similarity_fn_name": "cosine", "wenju": {"name": NAME}},
    )


def write_json(path: Path, value: object) -> None:
    """Indented, in a folder that is made if it is missing."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
