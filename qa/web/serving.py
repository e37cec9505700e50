"""Puts the page on an address: the theme, the limits, the login, and nothing from any other host."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from starlette.middleware import Middleware

from qa.settings import SettingsError
from qa.web.guard import Guard
from qa.web.words import labels

_HERE = Path(__file__).parent
MAX_UPLOAD_BYTES = 64 * 1024 * 1024
# Nothing on the page names another host; with this policy the browser would refuse to go there.
_POLICY = "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'"
_HEAD = f"""
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<script>document.documentElement.lang = /^zh\\b/i.test(navigator.language) ? "zh-CN" : "en";</script>
"""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the page. login: "name:password", or None for everyone who reaches it."""

    login: str | None = None


def read_access() -> Access:
    """WENJU_LOGIN, as "name:password".

    Raises SettingsError for anything else.
    """
    login = os.environ.get("WENJU_LOGIN", "").strip()
    name, _, password = login.partition(":")
    if login and not (name and password):
        raise SettingsError("WENJU_LOGIN 应写成“用户名:密码”")
    return Access(login or None)


def open_page(page: gr.Blocks, access: Access = Access()) -> str:
    """Serve the page, from a thread of its own, at GRADIO_SERVER_NAME and GRADIO_SERVER_PORT; its address.

    Opens it in the browser where someone sits at a screen. Raises OSError where no port is free.
    """
    guard = Middleware(Guard, login=access.login, max_upload_bytes=MAX_UPLOAD_BYTES)
    _, address, _ = page.launch(
        theme=_theme(),
        css_paths=_HERE / "style.css",
        head=_HEAD,
        i18n=labels(),
        favicon_path=_HERE / "favicon.svg",
        footer_links=[],
        share=False,
        ssr_mode=False,
        run_history=False,
        mcp_server=True,
        max_file_size=MAX_UPLOAD_BYTES,
        app_kwargs={"middleware": [guard]},
        quiet=True,
        prevent_thread_lock=True,
        inbrowser=_someone_at_a_screen(),
    )
    return address


def _someone_at_a_screen() -> bool:
    has_screen = sys.platform in ("darwin", "win32") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return has_screen and sys.stdout.isatty() and "SSH_CONNECTION" not in os.environ


def _theme() -> gr.themes.Base:
    """Fonts that a Chinese system has, by name: the defaults of Gradio's themes come from a font server."""
    return gr.themes.Base(
        font=["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif"],
        font_mono=["ui-monospace", "Consolas", "monospace"],
    ).set(
        body_background_fill="#f6f3ec",
        body_background_fill_dark="#161513",
        body_text_color="#24211c",
        body_text_color_dark="#e8e3d8",
        background_fill_primary="#fffdf8",
        background_fill_primary_dark="#1e1c19",
        background_fill_secondary="#f1ede3",
        background_fill_secondary_dark="#262420",
        border_color_primary="#e0d9ca",
        border_color_primary_dark="#38342d",
        color_accent="#a8381f",
        link_text_color="#a8381f",
        button_primary_background_fill="#a8381f",
        button_primary_background_fill_hover="#8f2d17",
        button_primary_text_color="#ffffff",
    )
