"""A small server on loopback that speaks the protocol of OpenAI's chat completions, and misbehaves where it is told to.

What it streams is given; each way to fail is one of `FAILURES`. It keeps what it was sent.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FAILURES = {
    "bad key": (401, "Incorrect API key provided"),
    "no such model": (404, "The model does not exist"),
    "rate limit": (429, "Rate limit reached for requests"),
    "context overflow": (400, "This model's maximum context length is 512 tokens"),
    "broken": (500, "internal error"),
}


class ChatServer(ThreadingHTTPServer):
    """reply: the pieces that are streamed. failure: a way to fail, one of FAILURES or "hangs", "pings", "endless", "breaks off", "garbage"."""

    daemon_threads = True

    def __init__(self, reply: Sequence[str] = (), failure: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply, self.failure = reply, failure
        self.sent: list[dict[str, Any]] = []
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def chat_server(reply: Sequence[str] = (), failure: str = "") -> Iterator[ChatServer]:
    """The server, answering while the context lasts."""
    server = ChatServer(reply, failure)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.sent.append(json.loads(body))
        failure = self.server.failure
        if failure in FAILURES:
            status, message = FAILURES[failure]
            self._whole(status, json.dumps({"error": {"message": message}}).encode())
        elif failure == "garbage":
            self._whole(200, b"<html>not what you asked for")
        elif failure == "hangs":
            self.server.stopped.wait(30)
        else:
            self._stream(failure)

    def _whole(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, failure: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in self.server.reply:
            self._piece(piece)
        while failure == "pings" and not self.server.stopped.wait(0.1):
            # A comment, as servers send it to keep a connection open.
            try:
                self.wfile.write(b": ping\n\n")
                self.wfile.flush()
            except OSError:
                return
        while failure == "endless" and not self.server.stopped.is_set():
            try:
                self._piece("还有还有还有还有还有还有还有还有还有还有")
            except OSError:
                return
        if failure == "breaks off":
            # Half an event, and no end.
            self.wfile.write(b'data: {"choices": [{"delta": {"con')
            return
        self._piece("", "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def _piece(self, text: str, ended: str | None = None) -> None:
        event = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "small",
            "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": ended}],
        }
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""
