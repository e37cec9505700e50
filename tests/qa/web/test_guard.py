"""The guard before every route, on the real page: a login where there is one, and the largest request."""

import base64
import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from index.library import Library
from qa.settings import SettingsError
from qa.web.guard import MAX_REQUEST_BYTES
from qa.web.page import build_page
from qa.web.serving import Access, open_page, read_access

_LOGIN = "读者:密-码"
_ROUTES = [
    "",
    "config",
    "gradio_api/info",
    "gradio_api/queue/join",
    "gradio_api/call/ask",
    "gradio_api/mcp/",
    "gradio_api/upload",
    "theme.css",
    "assets/index.js",
    "no/such/route",
]


@pytest.fixture(scope="module")
def guarded(article_library: Library) -> Iterator[str]:
    page = build_page(article_library)
    yield open_page(page, Access(_LOGIN))
    page.close()


def basic(login: str) -> str:
    return "Basic " + base64.b64encode(login.encode()).decode()


def status(address: str, *, login: str | None = None) -> int:
    request = urllib.request.Request(address)
    if login:
        request.add_header("Authorization", basic(login))
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("route", _ROUTES, ids=lambda route: route or "/")
@pytest.mark.parametrize("login", [None, "读者:错", "读者"], ids=["none", "wrong", "half"])
def test_nothing_answers_without_the_login(guarded: str, route: str, login: str | None) -> None:
    assert status(guarded + route, login=login) == 401


def test_with_the_login_the_page_answers(guarded: str) -> None:
    assert status(guarded, login=_LOGIN) == 200
    assert status(guarded + "config", login=_LOGIN) == 200


def test_a_request_that_is_too_large_is_refused(guarded: str) -> None:
    parts = urlsplit(guarded)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.putrequest("POST", "/gradio_api/call/ask")
    connection.putheader("Authorization", basic(_LOGIN))
    connection.putheader("Content-Length", str(MAX_REQUEST_BYTES + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize(("value", "login"), [("", None), ("a:b", "a:b"), ("a:b:c", "a:b:c")])
def test_reads_the_login(monkeypatch: pytest.MonkeyPatch, value: str, login: str | None) -> None:
    monkeypatch.setenv("WENJU_LOGIN", value)
    assert read_access() == Access(login)


@pytest.mark.parametrize("value", ["name", "name:", ":password"])
def test_half_a_login_is_an_error(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WENJU_LOGIN", value)
    with pytest.raises(SettingsError):
        read_access()
