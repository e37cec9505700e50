"""Findings -> one HTML page that needs nothing else: style, script and plots inside, no request to anywhere.

Everything that came from a file or a document goes through `escape`; the page's own policy refuses any other host.
"""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from qa.evaluation.charts import reliability_chart, risk_coverage_chart, times_chart
from qa.evaluation.comparing import Comparison
from qa.evaluation.findings import Cause, Findings, Slice, Wrong
from qa.evaluation.labels import STAGES, cells, share
from qa.evaluation.provenance import Provenance
from qa.evaluation.records import Quote, Record
from qa.evaluation.scoring import Figure

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_HEADLINE = ("right", "f1", "citation_recall", "true_abstention", "false_abstention")
_SORTS = (
    ("order rising", "文件里的顺序"),
    ("confidence falling", "置信度从高到低"),
    ("confidence rising", "置信度从低到高"),
    ("f1 rising", "F1 从低到高"),
    ("seconds falling", "用时从长到短"),
)


def page_html(findings: Findings, provenance: Provenance) -> str:
    title = escape(f"评测：{provenance.questions}")
    parts = [
        f"<h1>{title}</h1>",
        f'<p class="pale">{escape(provenance.line)}</p><p class="pale"><code>{escape(provenance.command)}</code></p>',
        _headline(findings),
        _section("指标", "点击列名排序；区间是 95 % 自助法区间", _figures(findings.figures)),
        _comparison(findings.comparison) if findings.comparison else "",
        _charts(findings),
        _section("按题型", f"{len(findings.slices)} 类", _slices(findings.slices)),
        _wrong(findings.wrong),
        _section("没能提问的行", f"{len(findings.bad)} 行", _bad(findings)) if findings.bad else "",
    ]
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>\n{style}</style></head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + f"\n<script>\n{script}</script></body></html>\n"
    )


def _section(title: str, note: str, inside: str) -> str:
    return f"<section><h2>{title}<small>{note}</small></h2>{inside}</section>"


def _headline(findings: Findings) -> str:
    by_key = {figure.key: figure for figure in findings.figures}
    boxes = [f"<div><b>{findings.n:,}</b><span>题</span></div>"]
    boxes += [
        f"<div><b>{share(by_key[key].value)}</b><span>{by_key[key].label.split('（')[0]}</span></div>"
        for key in _HEADLINE
        if key in by_key
    ]
    return f'<div class="headline">{"".join(boxes)}</div>'


def _figures(figures: Iterable[Figure]) -> str:
    rows = []
    for one in figures:
        low, value, high = (100 * min(max(x, 0.0), 1.0) for x in (one.low, one.value, one.high))
        bar = (
            f'<span class="range"><i style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'
            f'<em style="left:{value:.1f}%"></em></span>'
        )
        name, n, shown, interval = cells(one)
        rows.append(
            f"<tr><td>{name}</td>{_number(n, one.n)}{_number(shown, one.value)}<td>{interval}</td><td>{bar}</td></tr>"
        )
    return _table(("指标", "题数", "值", "95 % 区间", ""), rows)


def _slices(slices: Iterable[Slice]) -> str:
    rows = [
        f"<tr><td>{escape(one.kind)}</td>{_number(f'{one.n:,}', one.n)}{_number(share(one.right), one.right)}"
        f"<td>[{share(one.low)}, {share(one.high)}]</td>{_number(share(one.f1), one.f1)}"
        f"{_number(share(one.citation_recall), one.citation_recall)}{_number(share(one.abstained), one.abstained)}</tr>"
        for one in slices
    ]
    return _table(("题型", "题数", "答对", "95 % 区间", "F1", "引用召回", "拒答"), rows)


def _comparison(one: Comparison) -> str:
    classes = {"变好": "better", "变差": "worse", "分不出": "pale"}
    rows = [
        f"<tr><td>{change.label}</td>{_number(f'{change.n:,}', change.n)}"
        f"{_number(f'{change.difference.value:+.4f}', change.difference.value)}"
        f"<td>[{change.difference.low:+.4f}, {change.difference.high:+.4f}]</td>"
        f'<td class="{classes[change.verdict]}">{change.verdict}</td></tr>'
        for change in one.changes
    ]
    note = f"{one.n:,} 道同样的题；新答对 {len(one.won):,}，新答错 {len(one.lost):,}"
    ids = "".join(
        f'<p class="pale">{name}：{escape("、".join(some[:50]))}{" …" if len(some) > 50 else ""}</p>'
        for name, some in (("新答对", one.won), ("新答错", one.lost))
        if some
    )
    warning = f"<p>{escape(one.warning)}。</p>" if one.warning else ""
    table = _table(("指标", "题数", "变化", "95 % 区间", "结论"), rows) if rows else ""
    return _section(f"与 {escape(one.name)} 相比", note, warning + table + ids)


def _charts(findings: Findings) -> str:
    names = [STAGES.get(time.stage, time.stage) for time in findings.times]
    figures = (
        ("风险-覆盖", "越低越好", risk_coverage_chart(findings.curve)),
        ("可靠性", "点在虚线上最好", reliability_chart(findings.bins)),
        ("用时", "中位数 / 95 % 分位", times_chart(findings.times, names)),
    )
    inside = "".join(
        f"<figure><figcaption>{name} <small>{note}</small></figcaption>{chart}</figure>"
        for name, note, chart in figures
    )
    return _section("曲线", "", f'<div class="charts">{inside}</div>')


def _wrong(wrong: Sequence[Wrong]) -> str:
    if not wrong:
        return _section("答错的题", "没有", "")
    causes = {cause.value: sum(one.cause is cause for one in wrong) for cause in Cause}
    kinds = dict.fromkeys(one.kind for one in wrong)
    tools = (
        '<div class="tools"><label>排序 <select id="sort">'
        + "".join(f'<option value="{value}">{name}</option>' for value, name in _SORTS)
        + '</select></label><label>原因 <select id="cause"><option value="">全部</option>'
        + "".join(f'<option value="{name}">{name}（{n}）</option>' for name, n in causes.items() if n)
        + '</select></label><label>题型 <select id="kind"><option value="">全部</option>'
        + "".join(f'<option value="{escape(kind)}">{escape(kind)}</option>' for kind in kinds)
        + '</select></label><label>含有 <input id="words" type="search"></label>'
        + f'<span id="count">{len(wrong)} 题</span></div>'
    )
    cards = "".join(_card(number, one) for number, one in enumerate(wrong))
    note = f"{len(wrong):,} 题：" + "，".join(f"{name} {n:,}" for name, n in causes.items() if n)
    return _section("答错的题", note, f'{tools}<div id="wrong">{cards}</div>')


def _card(number: int, one: Wrong) -> str:
    record, row = one.record, one.record.row
    seconds = sum(record.seconds.values())
    gold = "；".join(dict.fromkeys(row.answers)) or "（文档没有答案）"
    cited = "".join(f"<dt>引用</dt><dd>{_marked(quote, record)}{_place(quote)}</dd>" for quote in record.citations)
    said = f"（拒答）{record.reason}" if record.abstained else record.said
    evidence = "".join(f"<li>{escape(text)}</li>" for text in (row.evidence[0] if row.evidence else ()))
    hits = "".join(f"<li>{escape(hit.text)}{_place(hit)}</li>" for hit in record.hits)
    return (
        f'<article class="wrong" data-order="{number}" data-confidence="{record.confidence:.4f}" data-f1="{one.f1:.4f}" '
        f'data-seconds="{seconds:.4f}" data-cause="{one.cause.value}" data-kind="{escape(one.kind)}">'
        f'<span class="tags"><b>{one.cause.value}</b> {escape(one.kind)} · 置信度 {record.confidence:.2f} · '
        f"F1 {one.f1:.2f} · {escape(row.id)}</span><h3>{escape(row.question)}</h3>"
        f'<dl><dt>标准答案</dt><dd class="gold">{escape(gold)}</dd><dt>回答</dt><dd>{escape(said)}</dd>{cited}</dl>'
        + (
            f"<details><summary>标准证据（{len(row.evidence[0])}）</summary><ol>{evidence}</ol></details>"
            if evidence
            else ""
        )
        + f"<details><summary>读到的段落（{len(record.hits)}）</summary><ol>{hits}</ol></details></article>"
    )


def _marked(quote: Quote, record: Record) -> str:
    """The quote, with the exact words marked where they stand in it."""
    at = quote.text.find(record.span) if record.span else -1
    if at < 0:
        return escape(quote.text)
    end = at + len(record.span)
    return f"{escape(quote.text[:at])}<mark>{escape(quote.text[at:end])}</mark>{escape(quote.text[end:])}"


def _place(quote: Quote) -> str:
    names = " · ".join(name for name in (quote.document, quote.section) if name)
    return f' <span class="pale">《{escape(names)}》</span>' if names else ""


def _bad(findings: Findings) -> str:
    rows = [f"<tr><td>{escape(one.place)}</td><td>{escape(one.why)}</td></tr>" for one in findings.bad]
    return _table(("位置", "原因"), rows)


def _number(shown: str, value: float | None) -> str:
    return f'<td data-value="{"" if value is None else value}">{shown}</td>'


def _table(columns: Sequence[str], rows: Iterable[str]) -> str:
    head = "".join(f"<th><button type='button'>{name}</button></th>" if name else "<th></th>" for name in columns)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
