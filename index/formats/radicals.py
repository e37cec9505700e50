"""Radicals that a PDF's fonts put in place of characters -> the characters: ⽯ -> 石, ⻰ -> 龙.

Unicode's compatibility forms cover the Kangxi radicals (U+2F00-2FD5) and the ideographs of U+F900-FAFF; of the
supplement (U+2E80-2EF3) they cover two, so that the others stand here, each as the character in common use.
"""

import re
import unicodedata

_FIRST = 0x2E80
# In the order of the code points; U+2E9A is not assigned.
_SUPPLEMENT = (
    "冫厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尢巳幺彑彐忄心扌攵 旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒网网网羊羊羊"
    "耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_RADICAL = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufaff]")


def common_characters(text: str) -> str:
    """The text with its radicals as characters; its length stays.

    >>> common_characters("⽯家庄的⻰门")
    '石家庄的龙门'
    """
    return _RADICAL.sub(lambda match: _common(match.group()), text)


def _common(character: str) -> str:
    index = ord(character) - _FIRST
    if 0 <= index < len(_SUPPLEMENT) and _SUPPLEMENT[index] != " ":
        return _SUPPLEMENT[index]
    return unicodedata.normalize("NFKC", character)
