"""Is what a question names spoken of in a text, or is its name the tagger's mistake?

The tagger reads questions worse than texts: of 鹿门食堂多少人中毒 it makes a place 鹿门食堂, where the document has 鹿门儿童医院 and
职工食堂; of 海德多高 a person 海德多.
"""

import re

from index.words import occurs
from qa.grammar import ASKING
from qa.names import PERSON, Name, named, names

_UNNAMED = re.compile("^[在于中]|[西公]元|^(?:周|星期|礼拜)几.*")  # what the tagger takes for a part of a name
_HOW = re.compile("多[大长高远久少重深宽]")
_ADDRESSED = re.compile(
    "^[\u4e00-\u9fff](?=(?:老师|先生|女士|师傅|大爷|大妈|阿姨|医生|教授|主任|经理|老板|队长|同学)$)"
)
_BEFORE_NAMES = frozenset("买卖找给跟和让请被把对向由是问与同像说叫去到清修建管治捐偷养种拍写守救送接查批租卡炸堵")
_BETWEEN_NAMES = re.compile("[比和与跟]")
# What a text says of a country, a question may ask of its continent.
_WIDE = frozenset("欧洲 亚洲 非洲 美洲 南美 北美 拉美 南美洲 北美洲 大洋洲 中东 东南亚 西方 国外 海外".split())


def is_spoken_of(name: Name, question: str, text: str) -> bool:
    """Whether the text names the person or place that the question names at `name`."""
    own = _UNNAMED.sub("", name.text)
    for asking in (*ASKING.finditer(question), *_HOW.finditer(question)):
        if name.start < asking.start() < name.end < asking.end():  # 海德多 of 海德多高
            own = question[name.start : asking.start()]
    text = text.replace("·", "")
    own = own.replace("·", "")
    if len(own) < 2 or own in _WIDE or named(own, text):
        return True
    parts = _BETWEEN_NAMES.split(own)  # 戈德弗里德比玛蒂尔德年轻几岁 names two
    if len(parts) > 1 and all(len(part) > 1 and named(part, text) for part in parts):
        return True
    surname = _ADDRESSED.match(own) if name.kind == PERSON else None
    if surname and any(one.kind == PERSON and one.text[0] == surname.group() for one in names(text)):
        return True
    if own[0] in _BEFORE_NAMES and len(own) > 2 and occurs(own[1:], text):
        return True
    # 赫尔茨卡因 of 赫尔茨卡因何病去世; of a shorter name, the rest has to stand there too.
    return any(
        occurs(own[:place], text)
        and (
            (place > 2 and len(own) - place < 3)
            or (name.kind != PERSON and (len(own) - place == 1 or own[place:] in text))
        )
        for place in range(2, len(own))
    )
