"""The gate on claims that are true, and on the same claims with one number, date, name or title changed.

    python -m benchmarks.claims --data ../shared/data [--wrong]

True claims are cited sentences said another way: without their first clause, their numbers spelt another way, in full
width, or as they are. Each is cited with its sentence. What is changed is found without the tagger that the gate uses:
names are gold answers of questions on who and where (ExpMRC) or stand before 表示 and the like (news), and are exchanged for
another of their kind, one that the same text holds elsewhere where there is one; titles come from a list.
"""

import argparse
import json
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import write
from index.sections import Document, Section
from index.sentences import sentence_spans
from qa.evaluation.intervals import shown
from qa.evidence import evidence_at
from qa.questions import Kind, kind_of
from qa.verification import objection

NEWS = 3_000
_NUMBER = re.compile(r"(?<![\d.\-])\d{1,4}(?![\d.\-年月日号时分:])")
_DATE = re.compile(r"(?<!\d)(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?|(?<!\d)(\d{4})年")
_SPEAKER = re.compile(
    r"(?<=[长任记理员家授师者人，。、])([赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏姜谢邹苏潘范彭鲁马方任袁柳史唐薛雷贺倪汤罗安傅于顾孟黄萧尹姚邵汪毛米戴宋庞熊纪舒项祝董梁杜阮蓝闵季贾路江童颜郭梅林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢陆荣翁段焦侯宁甘武刘景詹龙叶黎白蒲卓蔺屠温习蒙艾向古易廖居衡步耿满匡文寇广阙沃利越申曾]\w{1,2}?)(?=表示|介绍|告诉|认为|指出|坦言)"
)
_TITLES = (
    "副局长",
    "局长",
    "副主任",
    "主任",
    "副市长",
    "市长",
    "处长",
    "院长",
    "副院长",
    "书记",
    "副书记",
    "董事长",
    "总经理",
    "副总经理",
    "校长",
    "经理",
    "教授",
    "会长",
    "秘书长",
    "部长",
)
_TITLE = re.compile("|".join(sorted(_TITLES, key=len, reverse=True)))
_HAN = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with the sentence that it cites. change: what was changed, or how a true claim is worded."""

    source: str
    change: str
    true: bool
    claim: str
    document: Document
    start: int
    end: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with expmrc-cmrc2018-dev.json and news-zh.jsonl.xz"
    )
    parser.add_argument("--each", type=int, default=60, help="false claims of each change from each source")
    parser.add_argument("--wrong", action="store_true", help="print the claims that the gate judges wrongly")
    options = parser.parse_args()
    chance = random.Random(4)
    cases = [
        *_chosen(expmrc(options.data, chance), options.each, chance),
        *_chosen(news(options.data, chance), options.each, chance),
    ]
    passed: dict[tuple[bool, str, str], list[float]] = {}
    for case in cases:
        line = objection(case.claim, [evidence_at(case.document, "", case.start, case.end)])
        passed.setdefault((case.true, case.source, case.change), []).append(float(not line))
        if options.wrong and case.true == bool(line):
            print(
                case.source,
                case.change,
                case.true,
                "|",
                line,
                "|",
                case.claim,
                "|",
                case.document.text[case.start : case.end].strip(),
            )
    rows = ["| claims | from | what was done | number | let through |", "|---|---|---|---|---|"]
    for true in (True, False):
        every = [value for key, values in passed.items() if key[0] == true for value in values]
        rows.append(f"| **{'true' if true else 'false'}** | all | | {len(every)} | **{shown(every)}** |")
        for (kind, source, change), values in sorted(passed.items()):
            if kind == true:
                rows.append(
                    f"| {'true' if true else 'false'} | {source} | {change} | {len(values)} | {sum(values) / len(values):.3f} |"
                )
    write(
        "claims", "Share of claims that the gate lets through; asked are 0.97 of the true and 0.02 of the false.", rows
    )


def _chosen(cases: Iterator[Case], each: int, chance: random.Random) -> list[Case]:
    """Up to `each` false claims of every change, and as many true ones as false, evenly over their wordings."""
    made = list(cases)
    chance.shuffle(made)
    taken: Counter[str] = Counter()
    false = [case for case in made if not case.true and (taken.update([case.change]) or taken[case.change] <= each)]
    wordings = sorted({case.change for case in made if case.true})
    share = -(-len(false) // len(wordings))
    return [
        *false,
        *(case for wording in wordings for case in [c for c in made if c.true and c.change == wording][:share]),
    ][: 2 * len(false)]


def expmrc(data: Path, chance: random.Random) -> Iterator[Case]:
    """Claims made of the sentences around the gold answers."""
    rows = []
    for article in json.loads((data / "expmrc-cmrc2018-dev.json").read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            document = _document(article.get("title", ""), paragraph["context"])
            rows += [
                (document, qa["question"], qa["answers"][0]["text"], qa["answers"][0]["answer_start"])
                for qa in paragraph["qas"]
            ]
    answers: dict[Kind, list[str]] = {}
    for _, question, answer, _ in rows:
        answers.setdefault(kind_of(question), []).append(answer)
    for document, question, answer, at in rows:
        sentence = next((s for s in sentence_spans(document.text) if s[0] <= at < s[1]), None)
        if sentence is None or at + len(answer) > sentence[1]:
            continue
        yield from _cases("expmrc", document, sentence, chance)
        kind = kind_of(question)
        if kind in (Kind.PERSON, Kind.PLACE) and len(answer) <= 8:
            others = [
                other
                for other in answers[kind]
                if other not in document.text and answer not in other and len(other) <= 8
            ]
            inside = [
                other
                for other in answers[kind]
                if other in document.text and other not in document.text[slice(*sentence)] and other not in answer
            ]
            other = chance.choice(inside or others)
            claim = document.text[slice(*sentence)].strip().replace(answer, other)
            yield Case("expmrc", "name", False, claim, document, *sentence)


def news(data: Path, chance: random.Random) -> Iterator[Case]:
    """Claims made of news sentences with a speaker, a number or a date."""
    with lzma.open(data / "news-zh.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(NEWS), strict=False)]
    speakers = [match[1] for text in texts for match in _SPEAKER.finditer(text)]
    for text in texts:
        document = _document("", text)
        spans = [span for span in sentence_spans(text) if 15 < span[1] - span[0] < 160]
        for sentence in chance.sample(spans, min(3, len(spans))):
            yield from _cases("news", document, sentence, chance)
        for sentence in spans:
            words = text[slice(*sentence)].strip()
            if match := _SPEAKER.search(words):
                own = [name for name in _SPEAKER.findall(text) if name not in words]
                other = chance.choice(own or [name for name in speakers if name not in text])
                yield Case("news", "name", False, words.replace(match[1], other), document, *sentence)


def _cases(source: str, document: Document, sentence: tuple[int, int], chance: random.Random) -> Iterator[Case]:
    words = document.text[slice(*sentence)].strip()
    changed = {
        "number": _other_number(words, chance),
        "date": _other_date(words, chance),
        "title": _other_title(words, chance),
    }
    for change, claim in changed.items():
        if claim is not None:
            yield Case(source, change, False, claim, document, *sentence)
    wordings = {
        "as it is": words,
        "spelt out": _spelt_out(words),
        "full width": _full_width(words),
        "first clause left out": _without_first(words),
    }
    for wording, claim in wordings.items():
        if claim is not None:
            yield Case(source, wording, True, claim, document, *sentence)


def _document(title: str, text: str) -> Document:
    return Document("id", title, "", "", text, (Section("", 0, len(text)),))


def _other_number(words: str, chance: random.Random) -> str | None:
    found = [m for m in _NUMBER.finditer(words) if int(m.group()) > 1]
    if not found:
        return None
    match = chance.choice(found)
    value = int(match.group())
    other = str(
        chance.choice([value + chance.randint(1, 9), value * 2, value + 100, max(2, value - 1) if value > 2 else 7])
    )
    return None if other in words else words[: match.start()] + other + words[match.end() :]


def _other_date(words: str, chance: random.Random) -> str | None:
    found = list(_DATE.finditer(words))
    if not found:
        return None
    match = chance.choice(found)
    part = chance.choice([n for n in (1, 2, 3, 4) if match[n]])
    value = int(match[part])
    other = value + chance.choice((-2, -1, 1, 2)) if part in (1, 4) else value % (12 if part == 2 else 28) + 1
    changed = words[: match.start(part)] + str(other) + words[match.end(part) :]
    return None if changed[match.start() : match.start() + len(match.group())] in words else changed


def _other_title(words: str, chance: random.Random) -> str | None:
    found = list(_TITLE.finditer(words))
    if not found:
        return None
    match = chance.choice(found)
    title = match.group()
    near = [title.removeprefix("副") if title.startswith("副") else f"副{title}"]
    other = chance.choice([*near, *near, chance.choice(_TITLES)])
    return (
        None
        if (other in words and not title.startswith("副")) or other == title
        else words[: match.start()] + other + words[match.end() :]
    )


def _spelt_out(words: str) -> str | None:
    match = re.search(r"(?<![\d.\-,])([2-9]\d?|[1-9]\d\d)(?=[个家名项人条次位])", words)
    return None if match is None else words[: match.start()] + _in_han(int(match.group())) + words[match.end() :]


def _in_han(value: int) -> str:
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    text = f"{_HAN[hundreds]}百" if hundreds else ""
    text += (
        f"{_HAN[tens]}十" if tens and (tens > 1 or hundreds) else "十" if tens else "零" if hundreds and ones else ""
    )
    return text + (_HAN[ones] if ones else "")


def _full_width(words: str) -> str | None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in words)
    return None if wide == words else wide


def _without_first(words: str) -> str | None:
    _, comma, rest = words.partition("，")
    return rest if comma and len(rest) > 8 and "”" not in rest else None


if __name__ == "__main__":
    main()
