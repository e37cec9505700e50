"""Cut the vocabulary to the pieces that Chinese documents use, and the embedding to their rows.

Everything else of the model stays as it is, so a text whose pieces all stay keeps its vector. Which bits the
weights are stored in belongs to `quantise`.
"""

import copy
import json
import re
import unicodedata
from collections.abc import Iterable

import torch
from tokenizers import Tokenizer

from training.embedder.base import SPECIAL_TOKENS, Encoder, unigram_tokenizer

# e5 was trained with one of these before every text. A prompt cut into other pieces moves every vector.
PROMPTS = {"query": "query: ", "passage": "passage: "}
N_LATIN_PIECES = 8_000
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
KANA_OR_HANGUL = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\uac00-\ud7af\uff66-\uffdc]")


def kept_ids(pieces: list[str], always: Iterable[int] = (), n_latin: int = N_LATIN_PIECES) -> list[int]:
    """The ids that stay, rising: `always`, the special tokens, and the pieces that Chinese documents use.

    Those are pieces with a Han character and no kana or hangul; pieces without a letter, such as 2014 or 》、《;
    the first `n_latin` pieces of unaccented Latin letters, which stand in the order of their frequency; and single
    symbols of every script, so that a name in another script is spelt out and not unknown.
    """
    kept = {*always, *(i for i, piece in enumerate(pieces) if piece in SPECIAL_TOKENS)}
    bare = [piece.removeprefix("▁") for piece in pieces]
    kept |= {i for i, piece in enumerate(bare) if len(piece) <= 1 or _is_chinese(piece) or not _has_letter(piece)}
    latin = [i for i, piece in enumerate(bare) if piece.isascii() and _has_letter(piece) and i not in kept]
    return sorted(kept.union(latin[:n_latin]))


def _is_chinese(piece: str) -> bool:
    return HAN.search(piece) is not None and KANA_OR_HANGUL.search(piece) is None


def _has_letter(piece: str) -> bool:
    """Whether it holds a letter, or a mark that belongs to one."""
    return any(unicodedata.category(character)[0] in "LM" for character in piece)


def prune(encoder: Encoder, n_latin: int = N_LATIN_PIECES) -> Encoder:
    """The encoder over `kept_ids`; the given one is left as it was."""
    pieces = vocabulary(encoder.tokenizer)
    of_prompts = {i for prompt in PROMPTS.values() for i in encoder.tokenizer.encode(prompt).ids}
    kept = kept_ids([piece for piece, _ in pieces], of_prompts, n_latin)
    model = copy.deepcopy(encoder.model)
    rows = model.get_input_embeddings().weight.detach()[kept].clone()
    model.resize_token_embeddings(len(kept), mean_resizing=False)
    with torch.no_grad():
        model.get_input_embeddings().weight.copy_(rows)
    return Encoder(model.eval(), unigram_tokenizer([pieces[i] for i in kept]))


def vocabulary(tokenizer: Tokenizer) -> list[tuple[str, float]]:
    """The pieces of a Unigram tokenizer with their scores, in the order of their ids."""
    return [(piece, score) for piece, score in json.loads(tokenizer.to_str())["model"]["vocab"]]
