"""2023 年 8 月 and 约 12.46 亿元 -> the same without the spaces inside, as numbers are read.

Models and PDF files print them so. The text stays as it is: with what is left comes the place of each character in it.
"""

import re
from collections.abc import Sequence

from qa.numbers import to_ascii
from qa.units import LATIN_UNITS

_KINDS_OF_SPACE = str.maketrans("\u00a0\u2009\u202f", "   ")
_HAN = r"\u3400-\u9fff"
# What stands behind a number without being its unit: the next column of a row, the words of a numbered heading.
_ANOTHER_WORD = (
    "人(?:[口均员才力事]|民(?!币))|户[数均籍]|家庭|项目|条[件款例]|部[门分署]|个[体性]|年[均龄级轻]|月均|日[均常期程志]|股[东权份]|所[有得属]|成[立本果交员]|类[别型]|级别"
    "|位[于置]|起[草始步点诉]|本[次报期公年科季]|次[数要]|台[账湾]|区[域位]|市[场值]|省[略级]|国[家内际有]|县[级域]|号码|份额|组[织成长建]|层[高次面]|点[击评]|分[别析类布工配]"
    "|间接|件数|支[出付持撑]|场[地所景]|处[理置罚]|例如|片区|对[象策于比应外]|双[方向]|段落|期[限间末初]|代[表码理]|批[准复]|节[能约]|门[槛户]|元[旦素]|天[然气津]|里程|米[面粉]|时[间期限]"
)
_GAP = re.compile(
    rf" (?:(?<=\d )(?:(?=[{_HAN}%‰℃°])(?!{_ANOTHER_WORD})|(?=(?:{LATIN_UNITS}))|(?=[-–—~] ?\d))"
    rf"|(?<=[{_HAN}¥$€£] )(?=\d)|(?:(?<=\d[-–—~] )|(?<=\d [-–—~] ))(?=\d)"
    r"|(?:(?<=\d[万亿] )|(?<=\d [万亿] ))(?=[元美港欧日人名户亩吨千公平立度]))"
)


def closed_up(text: str) -> tuple[str, Sequence[int]]:
    """The text as ASCII, without spaces inside its numbers; and where each character of that, and its end, is in the text.

    >>> closed_up("约 8 %")
    ('约8%', [0, 2, 4, 5])
    """
    plain = to_ascii(text).translate(_KINDS_OF_SPACE)
    gaps = {match.start() for match in _GAP.finditer(plain)}
    if not gaps:
        return plain, range(len(plain) + 1)
    places = [place for place in range(len(plain) + 1) if place not in gaps]
    return "".join(plain[place] for place in places[:-1]), places
