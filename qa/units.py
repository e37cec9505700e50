"""What things are counted and measured in: 亿元 and 元 are one unit, 小时 and 分钟 another, 栋 and 座 count the same."""

import re
from decimal import Decimal

# Unit -> the unit that its quantities are compared in, and how many of those it is.
SCALED: dict[str, tuple[str, int | Decimal]] = {
    **dict.fromkeys(("元", "块钱", "人民币"), ("元", 1)),
    **dict.fromkeys(("美元", "美金"), ("美元", 1)),
    **dict.fromkeys(("日元", "日圆"), ("日元", 1)),
    **dict.fromkeys(("港元", "港币"), ("港元", 1)),
    **dict.fromkeys(("%", "个百分点", "百分点"), ("%", 1)),
    "‰": ("%", Decimal("0.1")),
    "成": ("%", 10),
    **dict.fromkeys(("米", "公尺"), ("米", 1)),
    **dict.fromkeys(("公里", "千米", "km", "KM"), ("米", 1000)),
    **dict.fromkeys(("厘米", "公分", "cm", "CM"), ("米", Decimal("0.01"))),
    **dict.fromkeys(("毫米", "mm", "MM"), ("米", Decimal("0.001"))),
    **dict.fromkeys(("平方米", "㎡", "m²", "m2"), ("平方米", 1)),
    **dict.fromkeys(("平方公里", "平方千米", "km²", "km2"), ("平方米", 1_000_000)),
    "公顷": ("平方米", 10_000),
    **dict.fromkeys(("毫克", "mg"), ("克", Decimal("0.001"))),
    **dict.fromkeys(("克", "g"), ("克", 1)),
    **dict.fromkeys(("公斤", "千克", "kg", "KG"), ("克", 1000)),
    "斤": ("克", 500),
    "吨": ("克", 1_000_000),
    **dict.fromkeys(("升", "公升", "L"), ("升", 1)),
    **dict.fromkeys(("毫升", "ml", "mL", "ML"), ("升", Decimal("0.001"))),
    **dict.fromkeys(("瓦", "W"), ("瓦", 1)),
    **dict.fromkeys(("千瓦", "kW", "KW", "kw"), ("瓦", 1000)),
    **dict.fromkeys(("兆瓦", "MW"), ("瓦", 1_000_000)),
    **dict.fromkeys(("瓦时", "Wh"), ("瓦时", 1)),
    **dict.fromkeys(("千瓦时", "度电", "kWh", "KWh", "KWH", "kwh"), ("瓦时", 1000)),
    **dict.fromkeys(("兆瓦时", "MWh"), ("瓦时", 1_000_000)),
    **dict.fromkeys(("毫安时", "mAh", "mah", "MAH"), ("毫安时", 1)),
    **dict.fromkeys(("安时", "Ah"), ("毫安时", 1000)),
    **dict.fromkeys(("伏", "V"), ("伏", 1)),
    **dict.fromkeys(("千伏", "kV", "KV"), ("伏", 1000)),
    **dict.fromkeys(("分贝", "dB", "db", "DB"), ("分贝", 1)),
    **dict.fromkeys(("℃", "°C", "摄氏度"), ("℃", 1)),
    **dict.fromkeys(("秒", "秒钟"), ("秒", 1)),
    **dict.fromkeys(("分钟", "min"), ("秒", 60)),
    **dict.fromkeys(("小时", "个小时", "钟头", "个钟头", "h"), ("秒", 3600)),
    **dict.fromkeys(("天", "日"), ("天", 1)),
    **dict.fromkeys(("周", "星期", "个星期"), ("天", 7)),
    **dict.fromkeys(("月", "个月"), ("月", 1)),
    **dict.fromkeys(("年", "周年"), ("月", 12)),
    **dict.fromkeys(("人", "名", "位", "人次"), ("人", 1)),
    **dict.fromkeys(("岁", "周岁"), ("岁", 1)),
    **dict.fromkeys(("座", "栋", "幢"), ("座", 1)),
}
# What these measure is often told without the unit: 电池容量 5200.
_MEASURES = {base for base, _ in SCALED.values()} - set("人 岁 座 升 瓦 瓦时 毫安时 伏 分贝 ℃".split())
_PLAIN = (
    "立方米|英里|海里|欧元|英镑|加元|澳元|韩元|卢布|卢比|越南盾|泰铢|世纪|年代|个|家|项|条|倍|次|种|所|区|级|章|册|部|集|首|度|号|票|分|队|支|场|届|间"
    "|层|张|台|辆|架|艘|只|头|匹|户|字|页|版|县|市|省|国|类|款|套|份|组|亩|里|尺|股|楼|站|处|起|例|件|封|幅|根|块|片|株|棵|粒|对|双|列|排|段|篇|轮|期|代|批|笔|门|节"
    "|架次|班次|车次|趟|点|折|番|步|方面|者"
    "|枚|本|车道|瓶|箱|袋|颗|桶|杯|盒|口|道|卷|餐"
).split("|")
# 3升级 counts nothing, and E5代表 names no generation.
_OF_A_WORD = {"升": "级高至到格温值任降", "代": "表码理价替言办", "度": "假"}


def _pattern(unit: str) -> str:
    if re.search("[A-Za-z]$", unit):
        return rf"{re.escape(unit)}(?![A-Za-z0-9])"
    return re.escape(unit) + (f"(?![{_OF_A_WORD[unit]}])" if unit in _OF_A_WORD else "")


_LONGEST_FIRST = sorted((*SCALED, *_PLAIN), key=len, reverse=True)
UNITS = "|".join(map(_pattern, _LONGEST_FIRST))
LATIN_UNITS = "|".join(_pattern(unit) for unit in _LONGEST_FIRST if re.match("[A-Za-z]", unit))
# A sign before a number names what it is counted in: ¥80, $1.5.
SIGNS = {"¥": "元", "￥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
# 80块 is money; 三块土地 and 两块屏幕 are things.
THINGS = (
    "[大小长方圆厚薄新旧]?(?:[土石地牌木板屏砖田区肉糖豆玻饼布冰铁钢金银铜铝电瓷煤矿皮骨碑匾拼]"
    "|手表|空地|场地|草[坪地]|水田|农田|菜[地园]|蛋糕|香皂|展[板区]|显示|广告|太阳能)"
)


def same_unit(claimed: str, said: str) -> bool:
    """Whether a claim may count in this unit what the source counts in that.

    个 goes with whatever is counted, and a bare number with anything but a share; 406元 is not 406个. 四块 may be money, or
    the 石碑 before it; firms are counted in 家 or in 户.
    """
    if claimed == said or {claimed, said} in ({"元", "块"}, {"℃", "度"}, {"家", "户"}):
        return True
    if claimed == "":
        return said != "%"
    return bool({claimed, said} & {"", "个"}) and not {claimed, said} & _MEASURES
