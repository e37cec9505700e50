"""News articles broken as page layouts break them, with the true paragraphs kept.

Real articles, made-up breaks: they come without paragraphs, so they get some, with a title and headings. The layouts:

wrapped  every line cut at one width, 15 to 45 characters, at exact characters or so that no line begins with a
         closing mark or ends with an opening one and numbers stay whole; paragraphs set apart by a blank line, by
         indentation or by nothing
columns  a paragraph a line, blank lines between, 1 to 3 paragraphs cut somewhere inside a sentence; or the same with
         a photo caption between the halves
"""

import json
import lzma
import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HELD_OUT_SEED = 2023
N_ARTICLES = 20
_MAX_CHARS = 1500


@dataclass(frozen=True, slots=True)
class Insertions:
    """Lines put into the articles."""

    titles: Sequence[str]
    headings: Sequence[str]
    captions: Sequence[str]
    uncredited: Sequence[str]  # captions that name no picture


# fmt: off
FOR_DEVELOPMENT = Insertions(
    titles=(
        "全市上半年经济运行情况发布 高质量发展取得新成效", "一座老工业城市的绿色转型之路",
        "记者手记：在村里的第一百天", "三部门：加强汛期农业生产指导",
        "我国科学家在深海发现新物种，为研究生命演化提供线索",
    ),
    headings=(
        "推动产业协同发展", "守护一江碧水，擦亮生态底色", "从“有没有”到“好不好”", "科技创新，点燃发展引擎",
        "二、主要做法", "（一）加强组织领导", "1.项目背景", "青年人才为何愿意留下来？", "聚焦民生实事，提升幸福指数",
        "专家：短期波动不改长期趋势", "文化遗产“活”起来", "A股三大指数集体收涨", "交通更便利，出行更舒心",
        "多措并举保供稳价", "五、保障措施", "让老字号焕发新活力", "不负青山，方得金山", "谁来为数据安全负责",
        "在传承中创新", "扩大内需战略深入实施", "夜经济点亮城市烟火气", "从制造到智造", "办好群众的身边事",
        "业绩承压，转型求变",
    ),
    captions=(
        "图为施工人员在项目现场作业。", "志愿者在社区服务站整理物资。本报记者 王强 摄",
        "游客在古城内参观游览。新华社记者 李明摄", "8月3日，村民在田间采摘成熟的葡萄。（无人机照片）",
        "上图：改造后的滨河步道。", "这是8月10日拍摄的大桥合龙段。", "救援队员转移被困群众。 陈涛摄/光明图片",
    ),
    uncredited=(
        "在车间里，工人正在检查零部件。", "游客在古城内参观游览。",
    ),
)
HELD_OUT = Insertions(
    titles=(
        "全省防汛抗旱工作视频会议召开", "老城改造如何留住乡愁？", "多家银行下调存款利率",
        "我市新增三处口袋公园，市民休闲又添好去处", "走近“大国工匠”", "创新药出海提速，企业如何闯关",
        "夏粮丰收 颗粒归仓",
    ),
    headings=(
        "撑起一片蓝天", "绘就美丽乡村新图景", "产销对接，助农增收", "六、下一步打算", "（三）严格考核问责",
        "3.投资建议", "第四章 附则", "第二节 主要任务", "钱从哪里来？", "小作坊“变身”大工厂", "居民家门口的幸福食堂",
        "上半年出口同比增长", "深化改革 释放活力", "守住耕地红线", "从一粒种子开始", "以赛促学，以学促教",
        "多地楼市政策调整", "让数据多跑路", "记者调查", "一封迟到的感谢信", "绿水青山间的致富经", "当事人回应",
        "建设者的中秋节", "把脉经济走势", "1.1 研究背景", "机器人上岗，效率翻番", "聚力攻坚重点项目",
        "业内：行业洗牌加速", "传统村落焕新颜", "赛事带火一座城",
    ),
    captions=(
        "图为航拍的水库大坝。", "9月2日，游客在景区内乘船游览。新华社发（刘洋 摄）", "图/受访者提供",
        "8月19日拍摄的智慧农场。", "消防员开展夜间演练 记者 周敏 摄", "（图片由主办方提供）",
        "孩子们在科技馆体验机器人。 本报通讯员供图", "资料图：港口码头。",
    ),
    uncredited=(
        "社区工作者正在入户走访。", "村民们在广场上跳舞", "工程车辆在工地上来回穿梭。",
    ),
)
# fmt: on

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）】》]*|[^。！？]+$")
_NOT_FIRST = frozenset("，。、；：？！”’」』）】》…%")
_NOT_LAST = frozenset("“‘「『（【《")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page breaks its text.

    separation  blank, indent or nothing; for wrapped layouts only
    captions    which of the insertions stand between the halves; for columns only
    """

    name: str
    separation: str = "blank"
    wrapped: bool = True
    closing_marks_stay: bool = False
    captions: str = ""


LAYOUTS = (
    *(
        Layout(f"wrapped, {separation}, {'marks kept' if stay else 'exact'}", separation, closing_marks_stay=stay)
        for separation in ("blank", "indent", "nothing")
        for stay in (False, True)
    ),
    Layout("columns", wrapped=False),
    Layout("columns, caption between", wrapped=False, captions="captions"),
    Layout("columns, caption that names no picture", wrapped=False, captions="uncredited"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A broken text, its true paragraphs, where lines were cut (in non-space characters), the captions put in."""

    text: str
    paragraphs: tuple[str, ...]
    is_heading: tuple[bool, ...]
    cuts: frozenset[int]
    captions: tuple[str, ...] = ()


def read_articles(file: Path, seed: int) -> list[str]:
    """Articles chosen by seed; never one that the held-out seed chooses, unless it is that seed."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    held_out = random.Random(HELD_OUT_SEED).sample(range(len(texts)), N_ARTICLES)
    if seed == HELD_OUT_SEED:
        return [texts[i] for i in held_out]
    rest = sorted(set(range(len(texts))) - set(held_out))
    return [texts[i] for i in random.Random(seed).sample(rest, N_ARTICLES)]


def with_paragraphs(article: str, rng: random.Random, insertions: Insertions) -> tuple[list[str], list[bool]]:
    """Paragraphs of one to four sentences, cut where no quotation or bracket is open; a title, headings."""
    sentences = _SENTENCE.findall(re.sub(r"\s+", " ", article)[:_MAX_CHARS])
    paragraphs, is_heading, current, room = [rng.choice(insertions.titles)], [True], "", rng.randint(1, 4)
    for n, sentence in enumerate(sentences):
        current += sentence
        room -= 1
        balanced = all(current.count(a) == current.count(b) for a, b in ("“”", "（）", "《》"))
        if (room <= 0 and balanced) or n == len(sentences) - 1:
            if rng.random() < 0.2:
                paragraphs.append(rng.choice(insertions.headings))
                is_heading.append(True)
            paragraphs.append(current.strip())
            is_heading.append(False)
            current, room = "", rng.randint(1, 4)
    return paragraphs, is_heading


def broken(article: str, layout: Layout, rng: random.Random, insertions: Insertions) -> Case:
    """The article as the layout leaves it."""
    paragraphs, is_heading = with_paragraphs(article, rng, insertions)
    if not layout.wrapped:
        pool = getattr(insertions, layout.captions) if layout.captions else ()
        return _cut_by_columns(paragraphs, is_heading, layout, rng, pool)
    width, by_columns = rng.randint(15, 45), rng.random() < 0.5
    lines: list[str] = []
    cuts: set[int] = set()
    position = 0
    for paragraph, heading in zip(paragraphs, is_heading, strict=True):
        indent = "" if layout.separation != "indent" or (heading and rng.random() < 0.5) else "　　"
        pieces = list(_wrapped(indent + paragraph, width, by_columns, layout.closing_marks_stay))
        for n, piece in enumerate(pieces):
            position += n_visible(piece)
            if n < len(pieces) - 1:
                cuts.add(position)
        lines += pieces
        if layout.separation == "blank":
            lines.append("")
    return Case("\n".join(lines), tuple(paragraphs), tuple(is_heading), frozenset(cuts))


def _wrapped(text: str, width: int, by_columns: bool, closing_marks_stay: bool) -> Iterator[str]:
    """Lines of at most `width` characters, or of 2 * width columns where a half-width character takes one."""
    units = re.findall(r"[A-Za-z0-9.%]+|.", text) if closing_marks_stay else list(text)
    line, used, full = "", 0, width * 2
    for n, unit in enumerate(units):
        size = sum(2 if not by_columns or unicodedata.east_asian_width(c) in "WFA" else 1 for c in unit)
        follower = units[n + 1] if n + 1 < len(units) else ""
        needs = size + (2 if closing_marks_stay and follower in _NOT_FIRST and follower else 0)
        hangs = closing_marks_stay and unit in _NOT_FIRST
        opens = closing_marks_stay and unit in _NOT_LAST and used + 4 > full
        if line and not hangs and (opens or used + needs > full):
            yield line
            line, used = "", 0
        line += unit
        used += size
    yield line


def _cut_by_columns(
    paragraphs: list[str], is_heading: list[bool], layout: Layout, rng: random.Random, pool: Sequence[str]
) -> Case:
    long = [n for n, paragraph in enumerate(paragraphs) if not is_heading[n] and len(paragraph) >= 30]
    chosen = set(rng.sample(long, min(len(long), rng.randint(1, 3))))
    lines: list[str] = []
    captions: list[str] = []
    cuts: set[int] = set()
    position = 0
    for n, paragraph in enumerate(paragraphs):
        if n in chosen:
            places = [
                i
                for i in range(2, len(paragraph) - 1)
                if paragraph[i - 1] not in "。！？…”"
                and paragraph[i] not in _NOT_FIRST
                and paragraph[i - 1] not in _NOT_LAST
            ]
            place = rng.choice(places)
            lines.append(paragraph[:place])
            cuts.add(position + n_visible(paragraph[:place]))
            if unused := [caption for caption in pool if caption not in captions]:
                captions.append(rng.choice(unused))
                lines.append(captions[-1])
            lines.append(paragraph[place:])
        else:
            lines.append(paragraph)
        position += n_visible(paragraph)
    return Case("\n\n".join(lines), tuple(paragraphs), tuple(is_heading), frozenset(cuts), tuple(captions))


def visible(text: str) -> str:
    """The text without its spaces."""
    return re.sub(r"\s", "", text)


def n_visible(text: str) -> int:
    return len(visible(text))
