"""GDP and 地区生产总值: a question in the one wording, put in the other where that is what the document says.

Two tables: of Latin letters, and of Chinese short forms. Only what stands for the very same thing is in it.
"""

import re
from collections.abc import Iterable

from index.words import normalised

# The abbreviation in small letters, and what texts write in its place, the most exact first.
_WRITTEN = {
    "gdp": ("地区生产总值", "国内生产总值", "本地生产总值", "生产总值"),
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
# Chinese short forms, with what must not stand around them: 经营收入 has no 营收 in it.
_HAN = tuple(
    (re.compile(short), wordings)
    for short, wordings in (
        ("(?<!经)营收(?!入)", ("营业收入", "营业总收入")),
        ("董秘", ("董事会秘书",)),
        ("法人代表", ("法定代表人",)),
        ("(?<![执司立])法人(?![员代股单治资独机])", ("法定代表人",)),
        ("(?<!提)高管(?![理线道])", ("高级管理人员",)),
        ("社保(?![卡局])", ("社会保险",)),
        ("环评(?!价)", ("环境影响评价",)),
        ("发改委", ("发展和改革委员会", "发展改革委员会")),
        ("发改局", ("发展和改革局", "发展改革局")),
        ("国资委", ("国有资产监督管理委员会",)),
        ("卫健委", ("卫生健康委员会",)),
        ("住建局", ("住房和城乡建设局",)),
        ("物业费", ("物业服务费", "物业管理费")),
        ("邮编", ("邮政编码",)),
        ("保修期", ("质保期", "质量保证期")),
        ("质保期", ("保修期", "质量保证期")),
        ("中标价(?!格)", ("中标金额", "中标价格")),
    )
)
_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]{2,5}(?![A-Za-z])")
# What names of offices and countries are written with, at length and in short.
_NAMES_IN_SHORT = tuple(
    (re.compile(long), short)
    for long, short in (
        ("住房和?城乡建设(?=[厅局委部])", "住建"),
        ("发展和?改革(?=[厅局委])", "发改"),
        ("人力资源(?:和|与)?社会保障(?=[厅局部])", "人社"),
        ("交通运输(?=[厅局委部])", "交通"),
        ("文化和?(?:广电|广播电视)?和?旅游(?:体育)?(?=[厅局部委])", "文旅"),
        ("卫生健康(?=[局委])", "卫健"),
        ("工业(?:和|与)信息化(?=[厅局委部])", "工信"),
        ("市场监督管理(?=局)|市场监管(?=局)", "市监"),
        ("国有资产监督管理(?=委)", "国资"),
        ("应急管理(?=[厅局部])", "应急"),
        ("退役军人事务(?=[厅局部])", "退役军人"),
        ("委员会", "委"),
        ("经济(?:技术)?开发区", "经开区"),
        ("高新技术(?:产业)?(?:开发)?区", "高新区"),
        ("自由贸易(?:试验)?区", "自贸区"),
        ("人民代表大会", "人大"),
        ("政治协商会议", "政协"),
        ("印度尼西亚", "印尼"),
        ("沙特阿拉伯", "沙特"),
        ("阿拉伯联合酋长国", "阿联酋"),
        ("俄罗斯联邦", "俄罗斯"),
    )
)


def in_their_wording(question: str, texts: Iterable[str]) -> str:
    """The question with an abbreviation written out, or one of Latin letters put for what is, where the texts have only that.

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
    for form, wordings in _HAN:
        written_out = next((one for one in wordings if one in said), "")
        if written_out and not form.search(said):
            question = form.sub(written_out, question)
    return question


def with_wordings(question: str) -> str:
    """The question to search with: behind it what its abbreviations stand for.

    >>> with_wordings("公司董秘是谁")
    '公司董秘是谁 董事会秘书'
    """
    also = [wordings[0] for form, wordings in _HAN if form.search(question) and wordings[0] not in question]
    return " ".join((question, *dict.fromkeys(also)))


def is_written(word: str, text: str) -> bool:
    """Whether a text has an abbreviation of Latin letters in another wording.

    >>> is_written("gdp", "地区生产总值86.3亿元")
    True
    """
    return any(normalised(one) in normalised(text) for one in _WRITTEN.get(normalised(word), ()))


def shortened(text: str) -> str:
    """The text with the long names of offices and countries in short, so that either wording is one.

    >>> shortened("省住房和城乡建设厅"), shortened("澄湖经济开发区")
    ('省住建厅', '澄湖经开区')
    """
    for long, short in _NAMES_IN_SHORT:
        text = long.sub(short, text)
    return text


def _stands_in(short: str, said: str) -> bool:
    return re.search(rf"(?<![a-z]){short}(?![a-z])", said) is not None
