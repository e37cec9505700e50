"""小型 and 大型, 收入 and 支出: where a text has one of two such words, it does not say the other.

Only a clause of the source that is about the same is held against a claim; a question, against all that is cited.
"""

from collections.abc import Iterator, Sequence

from qa.evidence import Evidence
from qa.statements import statements

MIN_SHARED = 0.5  # of the words of the claim's clause, with the source's clause; the opposite is one that is not shared

OPPOSITES = tuple(
    pair
    for one in (
        "大型 小型|最大 最小|最高 最低|最多 最少|最早 最晚|最长 最短|最好 最差|上半年 下半年|上午 下午|早上 晚上|上旬 下旬|月初 月末|年初 年末|白天 夜间"
        "|父亲 母亲|儿子 女儿|丈夫 妻子|哥哥 弟弟|姐姐 妹妹|男性 女性|男生 女生|男子 女子|成人 儿童|东部 西部|南部 北部|东岸 西岸|南岸 北岸|左侧 右侧|上游 下游"
        "|进口 出口|出生 去世|出生 逝世|冠军 亚军|城镇 农村|城市 农村|国内 国外|境内 境外|夏季 冬季|春季 秋季|室内 室外|工作日 周末|应届 往届|全职 兼职|本科 专科"
        "|线上 线下|开工 完工|开工 竣工|开馆 闭馆|开盘 收盘|买入 卖出|涨幅 跌幅|收入 支出|优点 缺点|正面 反面|上册 下册|入学 毕业|入职 离职|首次 再次|现金 刷卡"
    ).split("|")
    for a, b in [one.split()]
    for pair in ((a, b), (b, a))
)
# A question may ask for one of these by the other: 扣多少 of what is paid.
_OF_CLAIMS = (*OPPOSITES, ("扣除", "发放"), ("发放", "扣除"), ("收取", "免收"), ("原告", "被告"), ("被告", "原告"))


def opposite_words(claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """Which word of the claim stands where the source has its opposite, a line each."""
    source = [said for one in evidence for said in statements(one.text)]
    around = "\n".join(f"{one.before}\n{one.text}\n{one.around}" for one in evidence)
    for ours in statements(claim):
        for word, other in _OF_CLAIMS:
            if word not in ours.text or other in ours.text or word in around:
                continue
            nearest = max((len(said.words & ours.words) for said in source), default=0)
            same = [said for said in source if len(said.words & ours.words) == nearest]
            if nearest >= max(2, MIN_SHARED * len(ours.words)) and all(other in said.text for said in same):
                yield f"出处说的是“{other}”，不是“{word}”"
