"""News articles broken as page layouts break them, with the true paragraphs kept.

Real articles, made-up breaks: articles come without paragraphs, so they get some, with a title and headings. The layouts:

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

# Even places are for development, odd ones for the held-out seed.
# fmt: off
HEADINGS = (
    "推动产业协同发展", "基层治理有了新变化", "守护一江碧水，擦亮生态底色", "数字赋能 乡村振兴的新路子",
    "从“有没有”到“好不好”", "下一步怎么走", "科技创新，点燃发展引擎", "一、基本情况", "二、主要做法",
    "三、存在的困难和问题", "（一）加强组织领导", "（二）压实各方责任", "1.项目背景", "2.风险提示",
    "青年人才为何愿意留下来？", "市场监管再发力 让群众少跑腿", "聚焦民生实事，提升幸福指数", "走进田间地头",
    "专家：短期波动不改长期趋势", "老旧小区改造进行时", "文化遗产“活”起来", "外贸企业信心足、订单多",
    "A股三大指数集体收涨", "第二章 安全生产", "交通更便利，出行更舒心", "一条路带富一方人", "多措并举保供稳价",
    "机遇与挑战并存", "五、保障措施", "第一节 总体要求", "让老字号焕发新活力", "养老服务送到家门口",
    "不负青山，方得金山", "“双减”之后的校园", "谁来为数据安全负责", "消费复苏势头强劲", "在传承中创新",
    "为企业纾困解难", "扩大内需战略深入实施", "把论文写在大地上", "夜经济点亮城市烟火气", "关于下半年的预期",
    "从制造到智造", "4 结论与讨论", "办好群众的身边事", "一家企业的突围之路", "业绩承压，转型求变", "多方回应",
)
TITLES = (
    "全市上半年经济运行情况发布 高质量发展取得新成效", "多部门联合开展夏季安全检查", "一座老工业城市的绿色转型之路",
    "暑期旅游市场持续升温，各地推出多项惠民措施", "记者手记：在村里的第一百天", "新规来了！这些变化与你有关",
    "三部门：加强汛期农业生产指导", "百年老街“变形记”", "我国科学家在深海发现新物种，为研究生命演化提供线索",
    "以高水平开放推动高质量发展",
)
CAPTIONS = (
    "图为施工人员在项目现场作业。", "7月28日拍摄的产业园区一角。", "志愿者在社区服务站整理物资。本报记者 王强 摄",
    "（资料图片）", "游客在古城内参观游览。新华社记者 李明摄", "图片来源：视觉中国",
    "8月3日，村民在田间采摘成熟的葡萄。（无人机照片）", "市民在图书馆阅读。受访者供图", "上图：改造后的滨河步道。",
    "新落成的体育馆外景 张华 摄", "这是8月10日拍摄的大桥合龙段。", "医生为老人测量血压。（通讯员 赵敏 摄）",
    "救援队员转移被困群众。 陈涛摄/光明图片",
)
UNCREDITED = (
    "在车间里，工人正在检查零部件。", "学生展示自己的剪纸作品", "游客在古城内参观游览。", "新落成的体育馆外景",
)
# fmt: on


_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）】》]*|[^。！？]+$")
_NOT_FIRST = frozenset("，。、；：？！”’」』）】》…%")
_NOT_LAST = frozenset("“‘「『（【《")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page breaks its text; `separation` is blank, indent or nothing, and only for wrapped layouts."""

    name: str
    separation: str = "blank"
    wrapped: bool = True
    closing_marks_stay: bool = False
    captions: Sequence[str] = ()


LAYOUTS = (
    *(
        Layout(f"wrapped, {separation}, {'marks kept' if stay else 'exact'}", separation, closing_marks_stay=stay)
        for separation in ("blank", "indent", "nothing")
        for stay in (False, True)
    ),
    Layout("columns", wrapped=False),
    Layout("columns, caption between", wrapped=False, captions=CAPTIONS),
    Layout("columns, caption that names no picture", wrapped=False, captions=UNCREDITED),
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


def with_paragraphs(article: str, rng: random.Random, parity: int) -> tuple[list[str], list[bool]]:
    """Paragraphs of one to four sentences, cut where no quotation or bracket is open; a title, headings."""
    sentences = _SENTENCE.findall(re.sub(r"\s+", " ", article)[:_MAX_CHARS])
    paragraphs, is_heading, current, room = [rng.choice(TITLES[parity::2])], [True], "", rng.randint(1, 4)
    for n, sentence in enumerate(sentences):
        current += sentence
        room -= 1
        balanced = all(current.count(a) == current.count(b) for a, b in ("“”", "（）", "《》"))
        if (room <= 0 and balanced) or n == len(sentences) - 1:
            if rng.random() < 0.2:
                paragraphs.append(rng.choice(HEADINGS[parity::2]))
                is_heading.append(True)
            paragraphs.append(current.strip())
            is_heading.append(False)
            current, room = "", rng.randint(1, 4)
    return paragraphs, is_heading


def broken(article: str, layout: Layout, rng: random.Random, *, parity: int) -> Case:
    """The article as the layout leaves it."""
    paragraphs, is_heading = with_paragraphs(article, rng, parity)
    if not layout.wrapped:
        return _cut_by_columns(paragraphs, is_heading, layout, rng, layout.captions[parity::2])
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
