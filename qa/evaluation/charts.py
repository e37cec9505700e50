"""Plots as SVG for the report, in its own style; nothing here names a font file or another host.

Every number is drawn from a list of our own floats: no text of a document comes near.
"""

from collections.abc import Sequence
from html import escape

from qa.evaluation.measures.times import StageTime

_WIDTH, _HEIGHT = 350, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 18, 14, 46
_LONGEST_BAR = 150
_MAX_POINTS = 400  # a longer curve looks no different


def risk_coverage_chart(curve: Sequence[tuple[float, float]]) -> str:
    """Share wrong over share answered."""
    if not curve:
        return _empty("没有作答的题")
    step = -(-len(curve) // _MAX_POINTS)
    shown = [*curve[:-1:step], curve[-1]]
    top = _ceiling(max(risk for _, risk in shown))
    points = " ".join(f"{_x(coverage):.1f},{_y(risk / top):.1f}" for coverage, risk in shown)
    end, risk = curve[-1]
    side, anchor = (-1, "end") if end > 0.5 else (1, "start")  # where there is room
    return _chart(
        "风险-覆盖曲线",
        [
            *_axes("回答的比例", "其中答错的比例", top),
            f'<polyline class="curve" points="{points}"/>',
            f'<circle class="dot" cx="{_x(end):.1f}" cy="{_y(risk / top):.1f}" r="4"/>',
            f'<text class="note" x="{_x(end) + side * 9:.1f}" y="{_y(risk / top) - 8:.1f}" text-anchor="{anchor}">'
            f"现在的门槛：答 {end:.0%}，错 {risk:.0%}</text>",
        ],
    )


def reliability_chart(bins: Sequence[tuple[float, float, int]]) -> str:
    """Share right over confidence: a dot a bin, larger where there are more answers; on the dotted line all is well."""
    if not bins:
        return _empty("没有作答的题")
    most = max(count for *_, count in bins)
    dots = [
        f'<circle class="dot" cx="{_x(mean):.1f}" cy="{_y(share):.1f}" r="{3 + 8 * (count / most) ** 0.5:.1f}">'
        f"<title>置信度 {mean:.2f}：{count} 题，答对 {share:.0%}</title></circle>"
        for mean, share, count in bins
    ]
    line = " ".join(f"{_x(mean):.1f},{_y(share):.1f}" for mean, share, _ in bins)
    return _chart(
        "可靠性图",
        [
            *_axes("置信度", "答对的比例", 1.0),
            f'<line class="even" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>',
            f'<polyline class="curve thin" points="{line}"/>',
            *dots,
        ],
    )


def times_chart(times: Sequence[StageTime], names: Sequence[str]) -> str:
    """A bar a stage: the median filled, the 95th percentile as a line."""
    if not times:
        return _empty("没有计时")
    longest = max(time.p95 for time in times) or 1.0
    height = min(44, (_HEIGHT - 40) / len(times))
    bars = []
    for number, (time, name) in enumerate(zip(times, names, strict=True)):
        y = 24 + number * height
        median, p95 = (_LONGEST_BAR * seconds / longest for seconds in (time.median, time.p95))
        bars += [
            f'<text class="label" x="44" y="{y + 15:.1f}" text-anchor="end">{escape(name)}</text>',
            f'<line class="whisker" x1="52" y1="{y + 11:.1f}" x2="{52 + p95:.1f}" y2="{y + 11:.1f}"/>',
            f'<rect class="bar" x="52" y="{y:.1f}" width="{max(median, 1):.1f}" height="22" rx="2"/>',
            f'<text class="note" x="{60 + max(p95, median):.1f}" y="{y + 15:.1f}">{_seconds(time.median)} / '
            f"{_seconds(time.p95)}</text>",
        ]
    return _chart("各步用时", [*bars])


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} 毫秒" if value < 1 else f"{value:.1f} 秒"


def _chart(title: str, parts: Sequence[str]) -> str:
    inside = "".join(parts)
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}">{inside}</svg>'


def _empty(why: str) -> str:
    return f'<p class="empty">{why}</p>'


def _axes(x_label: str, y_label: str, top: float) -> list[str]:
    parts = []
    for tick in range(5):
        share = tick / 4
        y, x = _y(share), _x(share)
        parts += [
            f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>',
            f'<text class="label" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{share * top:.0%}</text>',
            f'<text class="label" x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{share:.0%}</text>',
        ]
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    return [
        *parts,
        f'<text class="label" x="{_x(0.5):.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{x_label}</text>',
        f'<text class="label" x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">{y_label}</text>',
    ]


def _ceiling(largest: float) -> float:
    """The top of an axis that starts at 0: the next of 20 %, 40 % … 100 %."""
    return min(next((top for top in (0.2, 0.4, 0.6, 0.8) if largest <= top), 1.0), 1.0)


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)
