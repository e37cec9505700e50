"""Question, heading and passage -> the token ids that the reader takes, and where each token stands in the passage.

    <s> question </s> heading </s> passage </s>

Training and reading cut text through this one function, so that both see the same tokens.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

MAX_TOKENS = 512
MAX_QUESTION_TOKENS = 96
MAX_HEADING_TOKENS = 48


@dataclass(frozen=True, slots=True)
class Tokens:
    """ids: of the whole input. first: the index of the passage's first token.

    spans: for each token of the passage, its characters in the passage, half-open.
    """

    ids: Sequence[int]
    first: int
    spans: Sequence[tuple[int, int]]


def tokenised(tokenizer: Tokenizer, inputs: Sequence[tuple[str, str, str]]) -> list[Tokens]:
    """(question, heading, passage) of each input -> its tokens; what is too long is cut off at its end."""
    begin, end = (int(tokenizer.token_to_id(mark) or 0) for mark in ("<s>", "</s>"))
    texts = [readable(text) for parts in inputs for text in parts]
    encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
    found = []
    for question, heading, passage in zip(encodings[0::3], encodings[1::3], encodings[2::3], strict=True):
        ids = [begin, *question.ids[:MAX_QUESTION_TOKENS], end, *heading.ids[:MAX_HEADING_TOKENS], end]
        room = MAX_TOKENS - len(ids) - 1
        found.append(Tokens([*ids, *passage.ids[:room], end], len(ids), passage.offsets[:room]))
    return found


def readable(text: str) -> str:
    """The text without halves of surrogate pairs, which no tokenizer takes; its length stays."""
    return text.encode("utf-8", "replace").decode("utf-8")
