"""What stands before every route of the page: the login, where there is one, and the largest request.

Gradio's own login leaves some routes open (its assets, the MCP endpoint); here nothing answers without it. HTTP's Basic
scheme: the browser asks for name and password, and any client can send them.
"""

import base64
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

MAX_REQUEST_BYTES = 4 * 1024 * 1024  # of anything but an upload; a conversation of 60 turns is a tenth of it
_UPLOAD = "/gradio_api/upload"
_STARTUP = "/gradio_api/startup-events"  # Gradio asks itself for it while it starts

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]


class Guard:
    """ASGI middleware. login: "name:password", or None for a page that is open to all."""

    def __init__(self, app: Any, *, login: str | None, max_upload_bytes: int) -> None:
        self._app = app
        self._expected = b"Basic " + base64.b64encode(login.encode()) if login else None
        self._max_upload_bytes = max_upload_bytes

    async def __call__(self, scope: MutableMapping[str, Any], receive: _Receive, send: _Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if not self._is_known(scope, headers.get(b"authorization", b"")):
            await _refuse(scope, send, 401, b"login", [(b"www-authenticate", b'Basic realm="Wenju", charset="UTF-8"')])
            return
        limit = self._max_upload_bytes if scope["path"].startswith(_UPLOAD) else MAX_REQUEST_BYTES
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > limit:
            await _refuse(scope, send, 413, b"too large", [])
            return
        await self._app(scope, _counted(receive, limit), send)

    def _is_known(self, scope: MutableMapping[str, Any], given: bytes) -> bool:
        if self._expected is None or hmac.compare_digest(self._expected, given):
            return True
        client = scope.get("client") or ("",)
        return scope["path"] == _STARTUP and client[0] in ("127.0.0.1", "::1")


class _TooLargeError(Exception):
    """A body without a length went on past the limit; its connection is closed."""


def _counted(receive: _Receive, limit: int) -> _Receive:
    seen = 0

    async def counting() -> _Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise _TooLargeError
        return message

    return counting


async def _refuse(
    scope: MutableMapping[str, Any], send: _Send, status: int, why: bytes, headers: list[tuple[bytes, bytes]]
) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain"), *headers]}
    )
    await send({"type": "http.response.body", "body": why})
