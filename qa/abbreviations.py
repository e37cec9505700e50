"""GDP and 地区生产总值: a question in the one wording, put in the other where that is what the document says.

A table, since neither has a character of the other. Only what stands for the very same thing is in it.
"""

import re
from collections.abc import Iterable

from index.words import normalised

# The abbreviation in small letters, and what texts write in its place, the most exact first.
_WRITTEN = {
    "gdp": ("地区生产总值", "国内生产总值", "生产总值"),
    "cpi": ("居民消费价格指数", "消费者物价指数", "居民消费价格"),
    "ppi": ("工业生产者出厂价格指数", "工业生产者出厂价格"),
    "pmi": ("采购经理指数", "采购经理人指数"),
    "ceo": ("首席执行官", "行政总裁"),
    "cfo": ("首席财务官", "财务总监"),
    "cto": ("首席技术官", "技术总监"),
    "coo": ("首席运营官", "运营总监"),
    "ipo": ("首次公开发行", "首次公开募股"),
    "hr": ("人力资源部", "人力资源", "人事部"),
    "ai": ("人工智能",),
    "vr": ("虚拟现实",),
    "app": ("手机应用", "客户端", "应用程序"),
    "wifi": ("无线网络", "无线网"),
    "wto": ("世界贸易组织", "世贸组织"),
    "who": ("世界卫生组织", "世卫组织"),
    "un": ("联合国",),
    "eu": ("欧盟", "欧洲联盟"),
    "imf": ("国际货币基金组织",),
    "icu": ("重症监护室", "重症监护病房", "重症医学科"),
    "ct": ("计算机断层扫描",),
    "mri": ("磁共振", "核磁共振"),
    "bmi": ("体重指数", "体质指数"),
    "mba": ("工商管理硕士",),
    "gps": ("全球定位系统", "卫星定位"),
    "vip": ("贵宾",),
    "wc": ("卫生间", "洗手间", "厕所"),
    "ktv": ("卡拉OK", "歌厅"),
    "esg": ("环境、社会和治理", "环境、社会及治理"),
}
_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]{2,5}(?![A-Za-z])")


def in_their_wording(question: str, texts: Iterable[str]) -> str:
    """The question with an abbreviation written out, or the other way round, where the texts have only the other wording.

    >>> in_their_wording("去年GDP是多少", ["地区生产总值86.3亿元"])
    '去年地区生产总值是多少'
    """
    said = "\n".join(map(normalised, texts))

    def written(match: re.Match[str]) -> str:
        short = normalised(match.group())
        if _stands_in(short, said):
            return match.group()
        return next((one for one in _WRITTEN.get(short, ()) if normalised(one) in said), match.group())

    question = _LATIN.sub(written, question)
    for short, wordings in _WRITTEN.items():
        asked = next((one for one in wordings if one in question), "")
        if asked and _stands_in(short, said) and not any(normalised(one) in said for one in wordings):
            question = question.replace(asked, short.upper(), 1)
    return question


def _stands_in(short: str, said: str) -> bool:
    return re.search(rf"(?<![a-z]){short}(?![a-z])", said) is not None
