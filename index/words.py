"""Words of Chinese text, by jieba's dictionary. The one place that imports jieba.

The dictionary is read from the package at the first call, in about 0.6 s. jieba's own start would leave a copy in
the temporary folder and trust the one it finds there, and would write its progress to the error stream.
"""

import math
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import jieba

from index.script import simplified_characters

_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz"})  # people, places, institutions, other names
_DEPUTY = "副"
_SIDE_CHARS = 8  # how far around a word its neighbours are cut with it
_LONGEST_WORD_CHARS = 5  # one in a hundred is longer


def cut(text: str) -> list[str]:
    """Cut text into words, dictionary words only: "实现优化营商环境" -> 实现, 优化, 营商, 环境. Lossless."""
    return list(_tokenizer().cut(text, HMM=False))


def frequency(word: str) -> int:
    """How often the dictionary counts a word among 60 million; 0 for a word it does not hold."""
    return int(_tokenizer().FREQ.get(word, 0))


def normalised(text: str) -> str:
    """Width, case and Traditional script taken away, length kept: what two texts are compared by. "ＧＤＰ總量" -> "gdp总量"."""
    return "".join(map(_folded, text))


def letters(text: str) -> str:
    """The letters and digits of the normalised text alone: what two wordings are compared by.

    >>> letters("“ＧＤＰ”，增长 5%。")
    'gdp增长5'
    """
    return "".join(filter(str.isalnum, normalised(text)))


def occurs(word: str, text: str) -> bool:
    """Whether the text has the word, and not only its characters: 保定 is in 保定市, but not in 医保定点.

    Characters are no word where the text's own words run across the beginning or the end of them, and a deputy's title
    is not the title: 局长 is not in 副局长.
    """
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if text[start - 1 : start] != _DEPUTY and not _is_crossed(
            text[max(0, start - _SIDE_CHARS) : end + _SIDE_CHARS], min(start, _SIDE_CHARS), len(word)
        ):
            return True
        start = text.find(word, start + 1)
    return False


@lru_cache(maxsize=10_000)
def _is_crossed(text: str, start: int, length: int) -> bool:
    end, position = start + length, 0
    for token in cut(text):
        token_end = position + len(token)
        if position < start < token_end < end or start < position < end < token_end:
            return True
        position = token_end
    return False


@lru_cache(maxsize=10_000)
def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return (folded if len(folded) == 1 else character).translate(simplified_characters())


def is_name(word: str) -> bool:
    """Whether the dictionary calls the word a person, a place, an institution or another name, or lacks it.

    Most of what it lacks are names: "唐山" and "雄安新区" are, "项目" is not.
    """
    return word in _dictionary().names or frequency(word) == 0


def first_word(text: str) -> str:
    """The longest dictionary word that the text begins with, else its first character."""
    counts = _tokenizer().FREQ
    ends = range(min(_LONGEST_WORD_CHARS, len(text)), 1, -1)
    return next((text[:end] for end in ends if counts.get(text[:end])), text[:1])


def last_word(text: str) -> str:
    """The longest dictionary word that the text ends with, else its last character."""
    counts = _tokenizer().FREQ
    lengths = range(min(_LONGEST_WORD_CHARS, len(text)), 1, -1)
    return next((text[-length:] for length in lengths if counts.get(text[-length:])), text[-1:])


def crossing_gain(left: str, right: str) -> float:
    """How much likelier, in nats, the text reads when a word may stand across the seam of left and right.

    The best unigram segmentation of the whole, less the best of the two apart: 0.0 when no word crosses, 14.2 for
    石家|庄教育. A few characters on each side decide; pass no more than that.
    """
    counts = _tokenizer().FREQ
    crossing = (
        left[-before:] + right[:after]
        for before in range(1, min(_LONGEST_WORD_CHARS, len(left) + 1))
        for after in range(1, min(_LONGEST_WORD_CHARS - before, len(right)) + 1)
    )
    if not any(map(counts.get, crossing)):
        return 0.0
    together = _best_log_probability(left + right)
    return max(0.0, together - _best_log_probability(left) - _best_log_probability(right))


def _best_log_probability(text: str) -> float:
    """The log probability of the likeliest segmentation; an unknown character counts as one of 60 million."""
    tokenizer = _tokenizer()
    log_total = math.log(tokenizer.total)
    best = [0.0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        best[end] = best[end - 1] + math.log(tokenizer.FREQ.get(text[end - 1], 0) or 1) - log_total
        for start in range(max(0, end - _LONGEST_WORD_CHARS), end - 1):
            if count := tokenizer.FREQ.get(text[start:end], 0):
                best[end] = max(best[end], best[start] + math.log(count) - log_total)
    return best[-1]


def _tokenizer() -> jieba.Tokenizer:
    return _dictionary().tokenizer


@dataclass(frozen=True, slots=True)
class _Dictionary:
    tokenizer: jieba.Tokenizer
    names: frozenset[str]


@cache
def _dictionary() -> _Dictionary:
    """jieba's dictionary: a line a word, with how often it occurs and its part of speech."""
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        entries = [line.split(" ") for line in file.read().decode().splitlines()]
    tokenizer.total = sum(int(count) for _, count, _ in entries)
    counts = {word: int(count) for word, count, _ in entries}
    # jieba looks words up through their beginnings, which count nothing where they are no words.
    for word in list(counts):
        for end in range(1, len(word)):
            if word[:end] not in counts:
                counts[word[:end]] = 0
    tokenizer.FREQ = counts
    tokenizer.initialized = True
    return _Dictionary(tokenizer, frozenset(word for word, _, tag in entries if tag in _NAME_TAGS))
