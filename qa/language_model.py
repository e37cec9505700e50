"""A language model of the user's choice: messages in, its text out as it is written. LangChain talks to the providers.

Everything that can go wrong with a server becomes a LanguageModelError of one line that says what to do. What the text
is worth is not looked at here.
"""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from qa.settings import DEFAULT_SECONDS, Settings
from qa.thoughts import said

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

MAX_REPLY_TOKENS = 4000  # with what a model thinks first
MAX_REPLY_CHARS = 3000  # of what it says after that
MAX_UNENDED_CHARS = 12_000  # a longer text may be a thought as long as its end may come; nothing of it is shown
# The provider that most servers speak like: a model without a provider's name, at an address of its own, is one.
_DEFAULT_PROVIDER = "openai"
_EMPTY = "回答是空的，请再试一次，或换一个模型"
_OVERFLOW = re.compile(r"context|token|too long|too large|length|上下文|过长|超长", re.IGNORECASE)
_UNKNOWN_PROVIDER = "Unsupported provider"


class LanguageModelError(Exception):
    """The language model gave no answer; the message is one line that says why and what to do."""


class _UnknownProviderError(LanguageModelError):
    """LangChain knows no provider of that name."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A chat model, its name, and how long one answer of it may take; deadline: by time.monotonic(), once it has begun."""

    name: str
    chat: "BaseChatModel"
    url: str | None = None
    timeout_seconds: float = DEFAULT_SECONDS
    deadline: float | None = None

    def begun(self) -> "LanguageModel":
        """The same for one answer that begins now: all its replies together take no longer than one may."""
        return replace(self, deadline=time.monotonic() + self.timeout_seconds)

    def stream(self, messages: "Sequence[BaseMessage]") -> Iterator[str]:
        """The reply so far; without what a model thinks aloud before it.

        Each is longer than the one before, but where what came before turns out to have been a thought.

        Raises:
            LanguageModelError: it does not answer, not in time, without end, or with nothing.
        """
        reply, shown = "", ""
        ended = None  # why the model stopped, as its server says
        for chunk in self._chunks(messages):
            reply += str(chunk.text)
            ended = chunk.response_metadata.get("finish_reason") or ended
            text = said(reply, whole=False)
            if len(text) > MAX_UNENDED_CHARS:
                break
            if text != shown and len(text) <= MAX_REPLY_CHARS:
                shown = text
                yield shown
        text = said(reply, whole=True)
        if len(text) > MAX_REPLY_CHARS:
            raise LanguageModelError(f"回答超过 {MAX_REPLY_CHARS} 个字还没有结束，已停止接收")
        if not text.strip():
            raise LanguageModelError(
                _EMPTY if ended != "length" else "还没有作答就到了长度上限，请换一个想得少些的模型"
            )
        if ended == "length":
            raise LanguageModelError("回答太长，被截断了")
        if ended is None and self.name.startswith(f"{_DEFAULT_PROVIDER}:"):
            raise LanguageModelError(f"{self.url or '服务'} 的回答中途断了，请再试一次")
        if text != shown:
            yield text

    def _chunks(self, messages: "Sequence[BaseMessage]") -> "Iterator[AIMessageChunk]":
        """What the server sends, until the deadline, whether anything comes until then or not.

        The server is read in a thread of its own: waiting for its next word is nothing that can be broken off. The thread
        ends with the next word that comes.
        """
        deadline = self.deadline if self.deadline is not None else time.monotonic() + self.timeout_seconds
        chunks: SimpleQueue[AIMessageChunk | Exception | None] = SimpleQueue()
        given_up = Event()
        Thread(target=_read, args=(self.chat, list(messages), chunks, given_up), daemon=True).start()
        came = False
        try:
            while (chunk := chunks.get(timeout=max(0.0, deadline - time.monotonic()))) is not None:
                # Each provider's package raises exceptions of its own; what they mean is read off their status and name.
                if isinstance(chunk, Exception):
                    raise LanguageModelError(self._meaning(chunk)) from chunk
                if time.monotonic() > deadline:
                    raise Empty
                came = True
                yield chunk
        except Empty:
            what = "答完" if came else "回应"
            raise LanguageModelError(
                f"{self.timeout_seconds:.0f} 秒内没有{what}，请稍后再试，或调大 WENJU_LLM_SECONDS"
            ) from None
        finally:
            given_up.set()

    def _meaning(self, error: BaseException) -> str:
        chain: list[BaseException] = []
        link: BaseException | None = error
        while link is not None and link not in chain:
            chain.append(link)
            link = link.__cause__ or link.__context__
        status = next((s for one in chain if isinstance(s := getattr(one, "status_code", None), int)), 0)
        said = " ".join(str(error).split())[:200]
        kinds = " ".join(type(one).__name__ for one in chain)
        where = self.url or "服务"
        if "No generation chunks" in said:
            return _EMPTY
        if status in (401, 403):
            return f"密钥不对或没有权限（HTTP {status}），请检查 WENJU_LLM_KEY"
        if status == 404:
            return f"{where} 上没有模型 {self.name}（HTTP 404），请检查模型名和地址"
        if status == 429:
            return "请求太频繁或额度已用完（HTTP 429），请稍后再试"
        if status in (400, 413, 422) and _OVERFLOW.search(said):
            return f"问题和段落超出了模型的上下文长度（HTTP {status}），请换上下文更长的模型"
        if status:
            return f"{where} 出错（HTTP {status}）：{said}"
        if "Timeout" in kinds:
            return f"{self.timeout_seconds:.0f} 秒内没有回应，请稍后再试，或调大 WENJU_LLM_SECONDS"
        if "RemoteProtocolError" in kinds or "ReadError" in kinds or "IncompleteRead" in kinds:
            return f"{where} 的回答中途断了，请再试一次"
        if "Connect" in kinds or "Connection" in kinds:
            return f"连不上 {where}，请检查地址，以及服务是否已启动"
        return f"{where} 的回应读不懂（{type(error).__name__}）：{said}"


def open_language_model(
    name: str,
    *,
    url: str | None = None,
    key: str | None = None,
    timeout_seconds: float = DEFAULT_SECONDS,
) -> LanguageModel:
    """The chat model of that name; nothing is sent yet.

    name: `provider:model` as LangChain's init_chat_model takes it, or a model's name alone, such as qwen2.5:7b, for a
        server that speaks OpenAI's protocol. url: the server's address, where it is not the provider's own.

    Raises:
        LanguageModelError: the provider is not known, its package is not installed, or it needs a key.
    """
    provider, _, model = name.partition(":") if ":" in name else ("", "", name)
    if not model.strip():
        raise LanguageModelError(f"语言模型的名字是“{name}”，应写成“提供方:模型”，例如 openai:qwen-plus")
    provider = provider or _DEFAULT_PROVIDER
    try:
        chat = _chat(provider, model, url, key, timeout_seconds)
    except _UnknownProviderError as error:
        # qwen2.5:7b on a server of its own: what stands before the colon is part of the model's name.
        if not url:
            raise LanguageModelError(
                f"没有名为“{provider}”的提供方；应写成“提供方:模型”，例如 openai:qwen-plus；自己的服务请设 WENJU_LLM_URL"
            ) from error
        provider, model = _DEFAULT_PROVIDER, name
        chat = _chat(provider, model, url, key, timeout_seconds)
    return LanguageModel(f"{provider}:{model}", chat, url, timeout_seconds)


def chosen_model(settings: Settings) -> LanguageModel | None:
    """The language model that the settings name; None where they name none.

    Raises LanguageModelError as `open_language_model` does.
    """
    if settings.llm is None:
        return None
    return open_language_model(
        settings.llm, url=settings.llm_url, key=settings.llm_key, timeout_seconds=settings.llm_seconds
    )


def _chat(provider: str, model: str, url: str | None, key: str | None, timeout_seconds: float) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0}
    if provider == _DEFAULT_PROVIDER:
        # The deadline bounds both tries together.
        options |= {"timeout": timeout_seconds, "max_retries": 1, "max_tokens": MAX_REPLY_TOKENS}
        # A server at home asks for no key, but the package does.
        key = key or ("none" if url else None)
    if url:
        options["base_url"] = url
    if key:
        options["api_key"] = key
    try:
        chat: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        raise LanguageModelError(f"还没有安装 {provider} 的接口：{error}".replace("\n", " ")) from error
    except AttributeError as error:
        # Without the provider's own package, LangChain looks in its community's, which has the class no more.
        raise LanguageModelError(
            f"还没有安装 {provider} 的接口，请先运行 pip install langchain-{provider.replace('_', '-')}"
        ) from error
    # What a provider's package makes of a missing key or an unknown option is its own.
    except Exception as error:
        said = " ".join(str(error).split())[:200]
        kind = _UnknownProviderError if said.startswith(_UNKNOWN_PROVIDER) else LanguageModelError
        raise kind(f"打不开语言模型 {provider}:{model}：{said}") from error
    return chat


def _read(
    chat: "BaseChatModel",
    messages: "list[BaseMessage]",
    chunks: "SimpleQueue[AIMessageChunk | Exception | None]",
    given_up: Event,
) -> None:
    """Puts what the server sends into the queue, then None, or the exception that ended it; stops once it is given up."""
    try:
        for chunk in chat.stream(messages):
            chunks.put(chunk)
            if given_up.is_set():
                return
        chunks.put(None)
    except Exception as error:
        chunks.put(error)
