"""Writes a run's findings into its folder: report.html, its twin report.md, and report.json for programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa.evaluation.findings import Cause, Findings
from qa.evaluation.folder import RunError
from qa.evaluation.labels import STAGES, cells, share
from qa.evaluation.page import page_html
from qa.evaluation.provenance import Provenance

HTML, MARKDOWN, JSON = "report.html", "report.md", "report.json"
_MAX_CELL_CHARS = 120


def write_report(findings: Findings, provenance: Provenance, folder: Path) -> Path:
    """Writes the three files, and gives the path of the page.

    Raises:
        RunError: the folder cannot be written.
    """
    try:
        for name, text in (
            (HTML, page_html(findings, provenance)),
            (MARKDOWN, markdown(findings, provenance)),
            (JSON, json.dumps(_plain(findings, provenance), ensure_ascii=False, indent=1) + "\n"),
        ):
            (folder / name).write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise RunError(f"{folder}：报告写不进去（{error.strerror}）") from error
    return folder / HTML


def markdown(findings: Findings, provenance: Provenance) -> str:
    """The page without its plots and passages."""
    lines = [
        f"# 评测：{_cell(provenance.questions)}",
        "",
        provenance.line,
        "",
        f"`{provenance.command}`",
        "",
        *figures_table(findings),
    ]
    if (one := findings.comparison) is not None:
        lines += ["", f"## 与 {_cell(one.name)} 相比", ""]
        lines += [f"{one.n:,} 道同样的题；新答对 {len(one.won):,}，新答错 {len(one.lost):,}。", ""]
        lines += [f"{one.warning}。", ""] if one.warning else []
        lines += _table(
            ("指标", "题数", "变化", "95 % 区间", "结论"),
            (
                (
                    c.label,
                    c.n,
                    f"{c.difference.value:+.4f}",
                    f"[{c.difference.low:+.4f}, {c.difference.high:+.4f}]",
                    c.verdict,
                )
                for c in one.changes
            ),
        )
    lines += ["", "## 按题型", "", *slices_table(findings), "", "## 用时", ""]
    lines += _table(
        ("步骤", "中位数（秒）", "95 % 分位（秒）"),
        ((STAGES.get(t.stage, t.stage), f"{t.median:.3f}", f"{t.p95:.3f}") for t in findings.times),
    )
    lines += ["", f"## 答错的题：{len(findings.wrong):,}", "", *causes_table(findings), ""]
    lines += _table(
        ("编号", "题型", "原因", "问题", "标准答案", "回答", "引用", "置信度"),
        (
            (
                w.record.row.id,
                w.kind,
                w.cause.value,
                w.record.row.question,
                "；".join(dict.fromkeys(w.record.row.answers)) or "（没有）",
                "（拒答）" if w.record.abstained else w.record.said,
                " ".join(c.text for c in w.record.citations),
                f"{w.record.confidence:.2f}",
            )
            for w in findings.wrong
        ),
    )
    if findings.bad:
        lines += ["", f"## 没能提问的行：{len(findings.bad):,}", ""]
        lines += [f"- {_cell(bad.place)}：{_cell(bad.why)}" for bad in findings.bad]
    return "\n".join(lines) + "\n"


def figures_table(findings: Findings) -> list[str]:
    return _table(("指标", "题数", "值", "95 % 区间"), map(cells, findings.figures))


def slices_table(findings: Findings) -> list[str]:
    return _table(
        ("题型", "题数", "答对", "95 % 区间", "F1", "引用召回", "拒答"),
        (
            (
                s.kind,
                s.n,
                share(s.right),
                f"[{share(s.low)}, {share(s.high)}]",
                share(s.f1),
                share(s.citation_recall),
                share(s.abstained),
            )
            for s in findings.slices
        ),
    )


def causes_table(findings: Findings) -> list[str]:
    counted = ((cause.value, sum(w.cause is cause for w in findings.wrong)) for cause in Cause)
    return _table(("原因", "题数"), (pair for pair in counted if pair[1]))


def _plain(findings: Findings, provenance: Provenance) -> dict[str, Any]:
    """In values of JSON; the answers themselves are in answers.jsonl."""
    wrong = [
        {
            "id": w.record.row.id,
            "kind": w.kind,
            "cause": w.cause.name.lower(),
            "f1": w.f1,
            "confidence": w.record.confidence,
        }
        for w in findings.wrong
    ]
    return {
        **asdict(provenance),
        "n": findings.n,
        "figures": [asdict(one) for one in findings.figures],
        "slices": [asdict(one) for one in findings.slices],
        "times": [asdict(one) for one in findings.times],
        "risk_coverage": findings.curve,
        "reliability": findings.bins,
        "wrong": wrong,
        "bad": [asdict(one) for one in findings.bad],
        "comparison": asdict(findings.comparison) if findings.comparison else None,
    }


def _table(columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> list[str]:
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    return [*lines, *(f"| {' | '.join(_cell(str(cell)) for cell in row)} |" for row in rows)]


def _cell(text: str) -> str:
    """On one line, without what Markdown would take for markup, and not too long."""
    text = " ".join(text.split())
    text = text if len(text) <= _MAX_CELL_CHARS else text[: _MAX_CELL_CHARS - 1] + "…"
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#!" else c for c in text)
