"""What a question asks: whether it can be asked at all, its content words, and the kind of answer it wants.

Rules over the words of a question only; no document is looked at here.
"""

import math
import re
from enum import Enum
from itertools import chain

from index.loading import visible_text
from index.words import cut, frequency, normalised, occurs
from qa.names import PERSON, names, titles

MAX_QUESTION_CHARS = 1000

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# How large, long, high …, and not 很多大学.
_HOW_MUCH = r"多[大长高远宽重久深厚](?=$|\W|[的了呢啊呀吗]|时间|岁|年[纪龄])"
_ASKING = re.compile(
    rf"请问|什么时候|啥时候|什么|多少钱|多少时间|多少|多长时间|多久|{_HOW_MUCH}|为什么|为啥|啥|怎么样|怎么办|怎么|怎样|咋样?|如何|为何|何时|何地|哪些|哪一?[个家年月天位]|哪里|哪儿|哪|是否|是不是"
    r"|([要能会行好用需算该让])不\1(?:要|得)?|可不可以|有没有|谁|几[个天年月日点次人名位种项条家台辆所座块张只份间层岁届](?!的)|几|何|吗|呢|啊|吧|呀|总共|一共|最多|至少|最少|告诉我|我想知道|想问一下"
)
_QUANTITY_ASKED = re.compile(rf"多少|几|{_HOW_MUCH}")
_STOP_WORDS = frozenset(
    "的 了 是 在 有 和 与 及 其 于 由 被 把 从 到 对 为 以 上 中 下 里 个 些 那 这 你 我 他 她 它 们 之 么 都 也 还 就 将 向 等 并 或"
    " 则 而 一 叫 做 又 所 才 现 每 却 最 更 很 不 没 只 曾 已 再 该 此 各 来 去 时 着 过 得 地 能 会 要 可以 给 让 跟 到底 究竟 大概 大约 那边 这边 这个 那个 他们 我们 来着 名叫 现在 目前 文中 文章 文里"
    " 本文 这篇 那篇 这份 那份 这张 那张 那天 那位 这位 还有 搞 咱们 今年".split()
)
# 打造成什么 is not 造成.
_MADE_INTO = re.compile("(?<=打造|建设|发展|改造|培育|改建|升级|转变)成为?(?=什么|啥|怎样|怎么样|哪)")
# Where one word ends, though the next character makes another with its last: 甲方|法人, 2023年|营收, 四个月|龙垌, 扩建后|年产能.
_EDGE = re.compile(
    r"(?<=[甲乙丙丁]方)(?=[\u4e00-\u9fff])|(?<=公司)(?=法人)|(?<=[^\W\d到在于是至从等大和][后前])(?=[年天日])|(?:(?<=[0-9][年月日号])|(?<=个月)|(?<=[一二三四五六七八九十]月))(?![楼线院门馆厅房份级期代底初末度])"
    r"(?=[\u4e00-\u9fff])|(?<=[0-9])(?=年(?:[^代级期]|$))"
)
# 1,234 is one word, and 3.15 too.
_GROUPED = r"(?<![\d,.])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d,]|\.\d)"
_FULL_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_COURTESY = re.compile("(?:老师|医生|大夫|护士|师傅|先生|女士|小姐|同志|警官|阿姨|叔叔|奶奶|爷爷)$")
# Single characters that end and begin words beside others: 签约额占总额, 3号线设21站.
_ENDING, _BEGINNING = frozenset("额号局"), frozenset("占设")
_TOTAL_WORDS = 6e7  # what the dictionary's frequencies count


class Kind(Enum):
    """The kind of answer that a question wants, as far as its wording tells."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    OTHER = "other"


_KINDS = (
    (Kind.REASON, re.compile(r"为什么|为何|为啥|原因|怎么会|缘何|凭什么")),
    (
        Kind.DATE,
        re.compile(
            r"[什啥]么?时候|何时|哪一?[年月日天]|几[月号日]|几几年|(?<![哪有这那好提讲谈了])几点(?!建议|意见|要求|内容|区别|不同|好处|注意|说明|理由|原因|规定|措施|希望|看法|共识|体会|启示|经验|疑问|问题|[优缺特改变])|(?:早上|上午|中午|下午|晚上|夜里|最早|最晚)几点|多久以前|日期|时间是|哪个[年月]|星期几|周几|(?:是|在)几年"
        ),
    ),
    (
        Kind.NUMBER,
        re.compile(
            rf"多少|(?<!哪)几(?!乎)|{_HOW_MUCH}|占比|比例|比率|人数|数量|金额|总额|面积|(?:销|产|交付|发行)量[？?]*$|票房[？?]*$"
        ),
    ),
    (Kind.PERSON, re.compile(r"谁|哪位|何人|哪个人|什么人|叫(?:什么|啥)名字|人名")),
    (Kind.PLACE, re.compile(r"哪里|哪儿|何地|何处|(?:什么|啥)地方|哪个(?:城市|地方|省|市|县|区|国家)|位于|在哪")),
)


class QuestionError(ValueError):
    """The question cannot be asked; the message is one line that says why and what to do."""


def checked(question: str) -> str:
    """The question without white space around it and without characters that show nothing.

    Raises:
        QuestionError: nothing in it, over `MAX_QUESTION_CHARS` characters, or no Chinese in it.
    """
    question = visible_text(question).strip()
    if not question:
        raise QuestionError("问题是空的，请输入要问的内容")
    if len(question) > MAX_QUESTION_CHARS:
        raise QuestionError(f"问题有 {len(question)} 个字，超过上限 {MAX_QUESTION_CHARS} 个字，请缩短后再问")
    if not _HAN.search(question):
        raise QuestionError("问题里没有汉字，请用中文提问")
    return question


def content_words(question: str) -> list[str]:
    """The words that say what is asked about, in order, without those that only ask.

    Single characters in a row are taken as one word: most are a name that the dictionary lacks. So is a person's name.

    >>> content_words("请问雄安新区承接了多少项目？")
    ['雄安', '新区', '承接', '项目']
    """
    words: list[str] = []
    asked = _MADE_INTO.sub("", normalised(question))
    joined = False  # whether the word at the end is made of single characters and may grow
    whole = re.compile("|".join([_GROUPED, *map(re.escape, _people(asked))]))
    parts = re.split(f"({whole.pattern})", _EDGE.sub(" ", _ASKING.sub(" ", asked)))
    for word in chain.from_iterable([part] if whole.fullmatch(part) else cut(part) for part in parts):
        if word in _STOP_WORDS or not any(c.isalnum() for c in word):
            joined = False
        elif len(word) == 1 and _HAN.match(word):
            words.append(words.pop() + word if joined and word not in _BEGINNING else word)
            joined = word not in _ENDING
        else:
            words.append(word)
            joined = False
    return list(dict.fromkeys(words))


def _people(question: str) -> list[str]:
    """The people who are named, but for those who may be named otherwise elsewhere: 王医生, 陈局长, 约翰·亚当斯."""
    people = [name.text for name in names(question) if name.kind == PERSON and _FULL_NAME.fullmatch(name.text)]
    whole = [one for one in people if len(one) > 2 or occurs(one, question)]  # not 卓建 of 卓建国
    return [one for one in whole if not (titles(one) or _COURTESY.search(one))]


def is_stop_word(word: str) -> bool:
    """Whether the word tells nothing of what a text is about."""
    return word in _STOP_WORDS


def focus(question: str) -> str:
    """The content word nearest to the word that asks: 投资 in 总投资是多少, 项目 in 承接了多少项目; or ''."""
    text = normalised(question)
    asking = _QUANTITY_ASKED.search(text) or _ASKING.search(text)
    if not asking:
        return ""
    placed = [(text.find(word), word) for word in content_words(question)]
    after = [(at - asking.end(), word) for at, word in placed if at >= asking.end()]
    before = [(asking.start() - at - len(word), word) for at, word in placed if 0 <= at < asking.start()]
    # What directly follows 多少 is what is counted; otherwise it is what stands before.
    return min(after if after and min(after)[0] <= 1 else before or after, default=(0, ""))[1]


def weight(word: str) -> float:
    """How much a word tells, in nats: -log of its probability in general Chinese; a rare word tells much."""
    return math.log(_TOTAL_WORDS / max(frequency(word), 0.5 if len(word) > 1 else 3.0))


def kind_of(question: str) -> Kind:
    """The first kind whose wording the question has."""
    for kind, wording in _KINDS:
        if wording.search(question):
            return kind
    return Kind.OTHER
