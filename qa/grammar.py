"""The parts of a question: what it is about, what it states, the words that ask, and whether it names a subject at all.

Rules over its words and their parts of speech (`names.tagged`); no document and no earlier turn is looked at here.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from qa.names import ORGANISATION, PERSON, PLACE, Name, names, tagged
from qa.numbers import to_ascii

# 近几年, 十几个 and 几十万 ask nothing, nor do 几乎 and 茶几; 提前几天 does, 前几天 does not.
_SOME = "(?<![近十百千万好这那头茶无])(?<!最后)几(?![乎何率内经十百千万亿])(?!(?<=前几)(?<!提前几)[天年])"
_WHETHER = "能不能|会不会|要不要|该不该|用不用|算不算|可不可以|需不需要|是不是|[能可]否"
ASKING = re.compile(
    rf"为什么|为何|什么时候|何时|多少|{_SOME}|哪些|哪个|哪里|哪儿|哪家|哪位|哪年|哪天|哪一[年天月个]|哪(?![怕吒])|是谁|谁|是什么|什么|怎么样?|如何|有没有|是否|吗|呢|多[大长高远久]|(?<![很许好更最])多[重宽深厚快](?=$|[？?呢啊呀，,。了才能])|{_WHETHER}"
)
TAIL = re.compile(r"[？?。！!，, ]+$")

# Units that may follow 多少, where they begin no longer word: 项 of 多少项目 is none.
UNIT = "个百分点|个月|个小时|个|座|栋|幢|艘|张|台|辆|所|条|名|位|项(?!目)|家(?![庭长属])|户(?!籍)|件|次|人次|人(?![员口才均们气民])|[万亿]?元|块?钱|块|亩|公里|米|吨|公斤|公顷|平方米|平方公里|岁|倍|分钟|天(?![气然])|套|种(?![植类子])|间|层|瓶|盒|页|例|斤|厘米|毫米|千瓦|度|分(?![数布配])|点(?![心评位击])|款(?!项)"
# The verb before and the unit behind go with the words that ask: 石家庄有多少个项目 states 石家庄项目.
_ASKING_PHRASE = re.compile(
    rf"(?:一共|总共|共|大概|大约|约)?(?:是|有|为|达到?|(?<![现存])在)?(?:多少|{_SOME})(?:{UNIT})?|[是有]?(?:位于|在)?哪[一二两三四五几\d]?(?:{UNIT})(?=[\u4e00-\u9fff])|(?:是|有(?=多[大长高远久重宽深厚快]))?(?:位于|设在|(?<![现存])在|(?<![由对关等])于)?(?:{ASKING.pattern})|[是有](?=[？?]|$)"
)
# What says when, where, why or how, and may stand in another's place.
WHEN_OR_WHERE = re.compile(
    r"(?:在|于)?(?:什么时候|什么时间|何时|哪一?[年天月日]|几月几[日号]|几[月号]|几点钟?|哪里|哪儿|何地|什么地方)|为什么|为何|怎么|如何"
)
# A of A套餐, 3号 of 3号方案.
LABEL = "(?:[A-Za-z][A-Za-z0-9-]{0,7}|[A-Za-z0-9-]{1,8}[号型]|[甲乙丙丁])"
BY_WHOM = re.compile(r"是?由(?:谁|哪一?[个家位](?:公司|单位|部门|企业|机构)?)")
_DONE_BY_WHOM = re.compile(rf"{BY_WHOM.pattern}来?[\u4e00-\u9fff]{{1,4}}的?$")
_NOUNS = frozenset("n nz nw nt ns nr an vn s f PER LOC ORG".split())
_BEFORE_NOUNS = frozenset(("a", "m", "b"))  # 总 of 总投资, 八个 of 八个专项行动
_VERBS = frozenset(("v", "vd", "vn"))
_SKIPPED = frozenset("TIME t d ad p u w c xc r m q".split())
_BEARER = re.compile(
    "(?:[厂场馆站店社团队校院所局园桥港矿塔]|隧道|铁路|公路|高速|小区|院区|校区|景区|大厦|大楼|广场|码头|食品|药业|实业|公司|科技|集团|中心|项目|工程|合作社|协会|大学|银行|医院|学校|工厂|水库|基地|委员会)$"
)
_SAYING_NOTHING = frozenset(("时候", "时间", "原因"))


def own_names(text: str) -> list[Name]:
    """The people, places and organisations that a question names."""
    return [name for name in names(text) if name.kind in (PERSON, PLACE, ORGANISATION)]


def widened(name: Name, question: str) -> str:
    """The name with the nouns behind it that say what bears it: 石谷冶炼厂, where only 石谷 was taken for a name.

    >>> widened(Name(PLACE, "石谷", 0, 2), "石谷冶炼厂的投资是多少")
    '石谷冶炼厂'
    """
    end = name.end
    place = 0
    for word, tag in _words(question):
        start, place = place, place + len(word)
        if start < name.end:
            continue
        if tag not in _NOUNS:
            break
        if _BEARER.search(word):
            end = place
    return question[name.start : end]


def statement(question: str) -> str:
    """A question without the words that ask, and their unit.

    >>> statement("香蕉的被害面积是多少公顷？")
    '香蕉的被害面积'
    """
    stated = _DONE_BY_WHOM.sub("", TAIL.sub("", question))
    stated = TAIL.sub("", _ASKING_PHRASE.sub("", stated))
    return re.sub(r"(?<=[\u4e00-\u9fff])[是的]$", "", stated.strip("，, ")).removeprefix("是")


def phrases(question: str) -> list[str]:
    """Its noun phrases in order, without names and words that ask: 香蕉, 被害面积."""
    found: list[str] = []
    joined: list[tuple[str, str]] = []
    for word, tag in [*_words(_ASKING_PHRASE.sub("，", BY_WHOM.sub("，", question))), ("", "w")]:
        if tag in _NOUNS | _BEFORE_NOUNS:
            joined.append((word, tag))
            continue
        while joined and joined[-1][1] in _BEFORE_NOUNS:
            joined.pop()
        phrase = "".join(word for word, _ in joined)
        if len(phrase) > 1 and any(tag not in ("m", "f", "s") for _, tag in joined):
            found.append(phrase)
        joined = []
    return [one for one in found if one not in _SAYING_NOTHING]


def is_noun_phrase(text: str) -> bool:
    """Whether the text names something and says nothing of it: 建筑面积."""
    tags = [tag for _, tag in _words(text)]
    return bool(tags) and set(tags) <= _NOUNS | _BEFORE_NOUNS and tags[-1] in _NOUNS


def bears_a_name(text: str) -> bool:
    """Whether the text ends with what may have a name of its own: 隧道, and not 用途."""
    return _BEARER.search(text) is not None


def happens(text: str) -> bool:
    """Whether the text says what is done, and names nothing that does it: 报名缴费, 军训."""
    return all(tag in _VERBS for _, tag in _words(text))


def lacks_subject(question: str) -> bool:
    """Whether nothing in a question says who or what it is about: 什么时候启动的？ 赚了多少钱？"""
    asked = False  # whether the words that ask were just read: 部门 of 哪个部门 is no subject
    read = [*_asking_words(question), ("", "w", False)]
    for (word, tag, asks), (_, following, _) in pairwise(read):
        if asks:
            asked = True
        elif tag in _VERBS and not (tag == "vn" and following in ("n", "nz")):  # 救援队伍 is a subject
            if word not in ("是", "为", "叫"):
                return True
            asked = False
        elif tag in _SKIPPED or (asked and tag in ("n", "q")):
            continue
        else:
            return False
    return asked


def _asking_words(question: str) -> Iterator[tuple[str, str, bool]]:
    """Each word with its tag, and whether it asks."""
    asking = [match.span() for match in ASKING.finditer(question)]
    place = 0
    for word, tag in _words(question):
        end = place + len(word)
        yield word, tag, any(start < end and stop > place for start, stop in asking)
        place = end


def _words(text: str) -> list[tuple[str, str]]:
    return list(tagged(to_ascii(text)))
