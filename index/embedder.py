"""Texts -> unit vectors: the bundled model through onnxruntime, or any sentence-transformers model that is named.

The bundled model needs neither torch nor transformers, which take seconds to import; they are imported only where
another model is named. Which texts are embedded, and where vectors are kept, is left to `library`.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

MODEL_FOLDER = Path(__file__).parent / "model"
# Texts are sorted by length within a window, so that a batch holds texts of like length and little padding.
WINDOW_TEXTS = 1024
BATCH_TOKENS = 512


class EmbedderError(Exception):
    """A model that cannot be opened. The message says, in Chinese, what was asked for and what to do."""


class Embedder(Protocol):
    """Turns texts into unit vectors whose inner product is their similarity.

    `name` stands for the exact model: vectors of embedders with different names must not be compared.
    """

    @property
    def name(self) -> str: ...

    @property
    def dim(self) -> int: ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """(n, dim) float32 unit rows, in the order of `texts`, for what is searched with."""
        ...

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        """(n, dim) float32 unit rows, in the order of `texts`, for what is searched in.

        After each batch, `progress` is told how many of the texts are done.
        """
        ...


def load_embedder(model: str | Path | None = None, *, threads: int | None = None) -> Embedder:
    """The bundled embedder, or with `model` the sentence-transformers model in that folder or of that hub name.

    `threads` limits the processor threads; None leaves the choice to the library underneath. The network is used only
    for a hub name that is not in the local cache. Raises EmbedderError where the model cannot be opened.
    """
    if threads is not None and threads < 1:
        raise ValueError(f"threads must be at least 1, not {threads}")
    if model is None:
        return OnnxEmbedder(MODEL_FOLDER, threads=threads)
    return NamedEmbedder(model, threads=threads)


class OnnxEmbedder:
    """The bundled model: mean-pooled hidden states of an ONNX encoder. Texts are cut off after 512 tokens."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        missing = [
            file for file in ("model.onnx", "model.safetensors", "tokenizer.json") if not (folder / file).is_file()
        ]
        if missing:
            raise EmbedderError(f"内置的向量模型不完整：{folder} 里缺少 {'、'.join(missing)}。请重新安装本程序。")
        settings = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
        self.name: str = settings["wenju"]["name"]
        self._prompts: dict[str, str] = settings["prompts"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        if threads is not None:
            options.intra_op_num_threads = threads
        # Threads that wait by turning in a circle take the processor from the reader, which is the next to work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
        self.dim: int = self._session.get_outputs()[0].shape[-1]

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """(n, dim) float32 unit rows, in the order of `texts`."""
        return self._embed("query", texts, None)

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        """(n, dim) float32 unit rows, in the order of `texts`; `progress` hears how many are done."""
        return self._embed("passage", texts, progress)

    def _embed(self, kind: str, texts: Sequence[str], progress: Callable[[int], None] | None) -> Vectors:
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        done = 0
        for start in range(0, len(texts), WINDOW_TEXTS):
            prompted = [self._prompts[kind] + _readable(text) for text in texts[start : start + WINDOW_TEXTS]]
            tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(prompted)]
            for batch in _batches([len(ids) for ids in tokens]):
                vectors[[start + i for i in batch]] = self._run([tokens[i] for i in batch])
                done += len(batch)
                if progress is not None:
                    progress(done)
        return vectors

    def _run(self, tokens: list[list[int]]) -> Vectors:
        """Token ids of each text -> (n, dim) unit rows."""
        ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, text_ids in enumerate(tokens):
            ids[row, : len(text_ids)] = text_ids
            mask[row, : len(text_ids)] = 1
        (states,) = self._session.run(["last_hidden_state"], {"input_ids": ids, "attention_mask": mask})
        # A unit vector does not change when the mean is replaced by the sum.
        return _unit_rows(np.einsum("nth,nt->nh", states, mask.astype(np.float32)))


class NamedEmbedder:
    """Any model that sentence-transformers opens, with the prompts of its own settings."""

    def __init__(self, model: str | Path, *, threads: int | None = None) -> None:
        self._model, self.name = _open_model(model)
        if threads is not None:
            import torch

            torch.set_num_threads(threads)
        self.dim: int = self._model.encode([""]).shape[1]

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """(n, dim) float32 unit rows, in the order of `texts`."""
        if not texts:
            return np.empty((0, self.dim), dtype=np.float32)
        return _unit_rows(self._model.encode_query([_readable(text) for text in texts], show_progress_bar=False))

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        """(n, dim) float32 unit rows, in the order of `texts`; `progress` hears how many are done."""
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), WINDOW_TEXTS):
            window = [_readable(text) for text in texts[start : start + WINDOW_TEXTS]]
            found = self._model.encode_document(window, show_progress_bar=False)
            vectors[start : start + len(window)] = _unit_rows(found)
            if progress is not None:
                progress(start + len(window))
        return vectors


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Indexes into `lengths` from short to long, in batches of at most BATCH_TOKENS, padding counted.

    >>> list(_batches([300, 4000, 200]))
    [[2, 0], [1]]
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        # The newcomer is the longest yet: all texts before it are padded to its length.
        if batch and (len(batch) + 1) * lengths[index] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _unit_rows(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _readable(text: str) -> str:
    """The text without halves of surrogate pairs, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _open_model(model: str | Path) -> tuple["SentenceTransformer", str]:
    """The model and the name that stands for exactly it: what it is called, and a hash or the commit of its files."""
    folder = Path(model).expanduser()
    if folder.is_dir():
        return _open(str(folder.resolve()), local=True), f"{folder.resolve().name}@{_fingerprint(folder)}"
    if isinstance(model, Path) or folder.is_absolute() or model.startswith(("~", ".")) or model.count("/") != 1:
        raise EmbedderError(f"找不到向量模型的文件夹：{model}。请检查路径；模型中心的模型要写成“机构/名称”。")
    try:
        found = _open(model, local=True)
    except EmbedderError:
        _ask_hub(model)
        found = _open(model, local=False)
    commit = getattr(getattr(found.transformers_model, "config", None), "_commit_hash", None)
    return found, f"{model}@{commit[:12]}" if commit else model


def _ask_hub(model: str) -> None:
    """Raise EmbedderError unless the hub answers and knows the model. Opening it would retry for a minute first."""
    from huggingface_hub import model_info
    from huggingface_hub.utils import httpx  # type: ignore[attr-defined]  # exported for others at run time

    try:
        model_info(model, timeout=10)
    except (OSError, ValueError, httpx.HTTPError) as error:
        raise _cannot_open(model, error) from error


def _open(model: str, *, local: bool) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(model, device="cpu", local_files_only=local)
    except (OSError, ValueError) as error:
        raise _cannot_open(model, error) from error


def _cannot_open(model: str, error: Exception) -> EmbedderError:
    reason = str(error).strip().split("\n", 1)[0] or type(error).__name__
    return EmbedderError(f"打不开向量模型 {model}。请检查名称和网络，或改用本机上的模型文件夹。（{reason}）")


def _fingerprint(folder: Path) -> str:
    """12 hex digits over the names and bytes of a model folder's weights and settings."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".safetensors", ".bin", ".onnx", ".json", ".txt", ".model"):
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
