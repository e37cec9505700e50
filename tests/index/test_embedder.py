"""The bundled embedder, and the same folder opened by sentence-transformers."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedder import MODEL_FOLDER, Embedder, EmbedderError, load_embedder

TEXTS = [
    "石家庄承接了多少项目",
    "2014年以来，累计承接京津转移项目406个，总投资2106.18亿元。",
    "臺北的捷運與公車共用一張卡片，學生與長者另有優惠。",
    "“这座桥用了三年才修好。”他说，“今后过江只要十分钟。”",
    "雨",
    "",
    "   ",
    "The library opens at 8:30 on weekdays.",
    "育秧、移栽、灌溉、收割😀🌾",
    "龘靐齉爩㐂𠮷野家",
    "第一行\n\n第二行\t制表\u3000全角空格",
    "从周一到周五，图书馆每天早上八点半开门，晚上九点关门。" * 8,
    "5～10天，ＡＢＣ，①②③，㎡，½",
    "한국어と日本語のテキスト",
]


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    return load_embedder(threads=1)


@pytest.fixture(scope="module")
def named() -> Embedder:
    return load_embedder(MODEL_FOLDER, threads=1)


def test_a_question_is_nearest_to_the_passage_that_answers_it(bundled: Embedder) -> None:
    passages = ["图书馆早上八点半开门。", "石家庄累计承接项目406个。", "这座桥修了三年。"]
    similarities = bundled.embed_queries(["石家庄承接了多少项目"]) @ bundled.embed_passages(passages).T
    assert similarities.argmax() == 1


def test_sentence_transformers_opens_the_folder_and_gives_the_same_vectors(bundled: Embedder, named: Embedder) -> None:
    for ours, theirs in (
        (bundled.embed_queries(TEXTS), named.embed_queries(TEXTS)),
        (bundled.embed_passages(TEXTS), named.embed_passages(TEXTS)),
    ):
        assert (ours * theirs).sum(axis=1).min() > 0.99


def test_vectors_are_unit_rows_of_float32(bundled: Embedder, named: Embedder) -> None:
    for embedder in (bundled, named):
        vectors = embedder.embed_passages(TEXTS[:6])
        assert vectors.shape == (6, embedder.dim) == (6, 384)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(bundled: Embedder, named: Embedder) -> None:
    for embedder in (bundled, named):
        assert embedder.embed_queries([]).shape == embedder.embed_passages([]).shape == (0, 384)


def test_a_text_keeps_its_place_and_its_vector_whatever_its_batch(
    bundled: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = np.concatenate([bundled.embed_passages([text]) for text in TEXTS])
    for window, tokens in ((1024, 4096), (4, 4096), (1024, 1), (3, 64)):
        monkeypatch.setattr("index.embedder.WINDOW_TEXTS", window)
        monkeypatch.setattr("index.embedder.BATCH_TOKENS", tokens)
        assert bundled.embed_passages(TEXTS) == pytest.approx(alone, abs=1e-4)


def test_words_after_512_tokens_do_not_count(bundled: Embedder) -> None:
    long = "图书馆每天早上八点半开门。" * 200
    first, second = bundled.embed_passages([long, long + "石家庄累计承接项目406个。"])
    assert first == pytest.approx(second, abs=1e-6)


def test_a_text_has_one_vector_as_a_query_and_another_as_a_passage(bundled: Embedder) -> None:
    query, passage = bundled.embed_queries(["石家庄"]), bundled.embed_passages(["石家庄"])
    assert 0.5 < (query @ passage.T).item() < 0.99


def test_progress_counts_up_to_all_texts(bundled: Embedder, named: Embedder) -> None:
    for embedder in (bundled, named):
        done: list[int] = []
        embedder.embed_passages(TEXTS[:6], progress=done.append)
        assert done == sorted(done)
        assert done[-1] == 6


def test_half_a_surrogate_pair_is_no_reason_to_fail(bundled: Embedder) -> None:
    assert bundled.embed_queries(["石家庄\ud83d"]).shape == (1, 384)


def test_names_tell_models_apart(bundled: Embedder, named: Embedder) -> None:
    assert bundled.name == "wenju-embedder-1"
    assert named.name.startswith("model@")


@pytest.mark.parametrize(
    "model",
    [Path("没有这个文件夹"), "/没有/这个/文件夹", "./没有", "没有"],
    ids=["path", "absolute", "relative", "word"],
)
def test_a_missing_folder_is_named_in_the_error(model: str | Path) -> None:
    with pytest.raises(EmbedderError, match=r"找不到向量模型的文件夹：.*没有"):
        load_embedder(model)


def test_a_folder_without_a_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"\A打不开向量模型 .*\Z"):
        load_embedder(tmp_path)


def test_no_threads_are_refused() -> None:
    with pytest.raises(ValueError, match="not 0"):
        load_embedder(threads=0)


# Runs in a fresh process: every attempt to look up or reach another machine ends it.
OFFLINE = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        print(event, arguments, file=sys.stderr, flush=True)
        import os
        os._exit(9)

sys.addaudithook(refuse)
from index.embedder import MODEL_FOLDER, load_embedder
embedder = load_embedder({model})
assert embedder.embed_queries(["石家庄"]).shape == (1, 384)
assert embedder.embed_passages(["石家庄"]).shape == (1, 384)
print(*(name for name in ("torch", "transformers", "sentence_transformers", "huggingface_hub") if name in sys.modules))
"""


def run_offline(model: str, monkeypatch: pytest.MonkeyPatch) -> subprocess.CompletedProcess[str]:
    for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(variable, raising=False)
    root = MODEL_FOLDER.parents[1]
    command = [sys.executable, "-c", OFFLINE.replace("{model}", model)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_the_bundled_model_needs_neither_torch_nor_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_offline("", monkeypatch)
    assert (run.returncode, run.stdout.strip()) == (0, ""), run.stderr


def test_sentence_transformers_opens_a_folder_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_offline("MODEL_FOLDER", monkeypatch)
    assert run.returncode == 0, run.stderr


def test_the_network_is_refused_in_that_process(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_offline("__import__('socket').create_connection(('127.0.0.1', 9))", monkeypatch)
    assert run.returncode == 9


def test_the_folder_holds_one_copy_of_the_weights_in_less_than_40_megabytes() -> None:
    sizes = {path.name: path.stat().st_size for path in MODEL_FOLDER.rglob("*") if path.is_file()}
    assert sum(sizes.values()) < 40_000_000
    assert sizes["model.onnx"] < 200_000
    assert {"LICENSE", "README.md"} <= sizes.keys()
