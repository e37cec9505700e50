"""A language model of the user's choice: messages in, its text out as it is written. LangChain talks to the providers.

Everything that can go wrong with a server becomes a LanguageModelError of one line that says what to do. What the text
is worth is not looked at here.
"""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.settings import DEFAULT_SECONDS, Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

MAX_REPLY_TOKENS = 800
MAX_REPLY_CHARS = 3000
# The provider that most servers speak like: a model without a provider's name, at an address of its own, is one.
_DEFAULT_PROVIDER = "openai"
_EMPTY = "回答是空的，请再试一次，或换一个模型"
_OVERFLOW = re.compile(r"context|token|too long|too large|length|上下文|过长|超长", re.IGNORECASE)
_THOUGHT = re.compile(r"<think>.*?(?:</think>\s*|\Z)", re.DOTALL)


class LanguageModelError(Exception):
    """The language model gave no answer; the message is one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A chat model, its name, and how long one answer of it may take."""

    name: str
    chat: "BaseChatModel"
    url: str | None = None
    timeout_seconds: float = DEFAULT_SECONDS

    def stream(self, messages: "Sequence[BaseMessage]") -> Iterator[str]:
        """The reply so far, longer each time; without what a model thinks aloud before it.

        Raises:
            LanguageModelError: it does not answer, not in time, without end, or with nothing.
        """
        reply, shown, deadline = "", "", time.monotonic() + self.timeout_seconds
        ended = None  # why the model stopped, as its server says
        try:
            for chunk in self.chat.stream(list(messages)):
                reply += str(chunk.text)
                ended = chunk.response_metadata.get("finish_reason") or ended
                if time.monotonic() > deadline:
                    raise LanguageModelError(
                        f"{self.timeout_seconds:.0f} 秒内没有答完，请稍后再试，或调大 WENJU_LLM_SECONDS"
                    )
                if len(reply) > MAX_REPLY_CHARS:
                    raise LanguageModelError(f"回答超过 {MAX_REPLY_CHARS} 个字还没有结束，已停止接收")
                text = _without_thought(reply)
                if text != shown:
                    shown = text
                    yield shown
        except LanguageModelError:
            raise
        # Each provider's package raises exceptions of its own; what they mean is read off their status and name.
        except Exception as error:
            raise LanguageModelError(self._meaning(error)) from error
        if not shown.strip():
            raise LanguageModelError(_EMPTY)
        if ended == "length":
            raise LanguageModelError("回答太长，被截断了")
        if ended is None and self.name.startswith(f"{_DEFAULT_PROVIDER}:"):
            raise LanguageModelError(f"{self.url or '服务'} 的回答中途断了，请再试一次")

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

    name: `provider:model` as LangChain's init_chat_model takes it, or a model's name alone for a server that speaks
        OpenAI's protocol. url: the server's address, where it is not the provider's own.

    Raises:
        LanguageModelError: the provider is not known, its package is not installed, or it needs a key.
    """
    from langchain.chat_models import init_chat_model

    provider, _, model = name.rpartition(":")
    if not model.strip():
        raise LanguageModelError(f"语言模型的名字是“{name}”，应写成“提供方:模型”，例如 openai:qwen-plus")
    options: dict[str, Any] = {"temperature": 0}
    if (provider or _DEFAULT_PROVIDER) == "openai":
        options |= {"timeout": timeout_seconds, "max_retries": 1, "max_tokens": MAX_REPLY_TOKENS}
        # A server at home asks for no key, but the package does.
        key = key or ("none" if url else None)
    if url:
        options["base_url"] = url
    if key:
        options["api_key"] = key
    try:
        chat = init_chat_model(model, model_provider=provider or _DEFAULT_PROVIDER, **options)
    except ImportError as error:
        raise LanguageModelError(f"还没有安装 {provider} 的接口：{error}".replace("\n", " ")) from error
    # What a provider's package makes of a missing key or an unknown option is its own.
    except Exception as error:
        said = " ".join(str(error).split())[:200]
        raise LanguageModelError(f"打不开语言模型 {name}：{said}") from error
    return LanguageModel(name if provider else f"{_DEFAULT_PROVIDER}:{name}", chat, url, timeout_seconds)


def chosen_model(settings: Settings) -> LanguageModel | None:
    """The language model that the settings name; None where they name none.

    Raises LanguageModelError as `open_language_model` does.
    """
    if settings.llm is None:
        return None
    return open_language_model(
        settings.llm, url=settings.llm_url, key=settings.llm_key, timeout_seconds=settings.llm_seconds
    )


def _without_thought(reply: str) -> str:
    if "<think>".startswith(reply.lstrip()):
        return ""
    return _THOUGHT.sub("", reply)
