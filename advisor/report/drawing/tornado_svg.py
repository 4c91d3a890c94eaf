"""The tornado as SVG: bars around today's lead, hatched for lower values and solid for higher."""

from collections.abc import Iterator

from advisor.domain.findings import Sensitivity
from advisor.explain.texts import Texts
from advisor.report.drawing.charts import Tornado
from advisor.report.drawing.svg import element, picture, segment, text
from advisor.report.drawing.tornado_text import bar_words

_WIDTH = 760
_LEFT, _RIGHT, _TOP, _ROW, _BAR = 170, 530, 54, 38, 18
_HIGH, _GREY, _INK = "#0072B2", "#595959", "#1a1a1a"
_HATCH = (
    '<defs><pattern id="low" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
    '<rect width="3" height="6" fill="#E69F00"/></pattern></defs>'
)
"""The fill pattern of the part of a bar that a lower value of the input causes."""


def tornado_svg(chart: Tornado, texts: Texts) -> str:
    """Return the bars, each followed by its range of values and where the answer flips."""
    height = _TOP + _ROW * len(chart.bars) + 44
    scale = _Scale(*chart.lead_range)
    parts = [_HATCH, *_axes(chart, scale, height, texts)]
    for row, bar in enumerate(chart.bars):
        parts += _bar(bar, _TOP + _ROW * row, chart.lead, scale, texts)
    parts += _legend(height - 14, texts)
    title, about = texts("chart.title.tornado"), texts(chart.code("chart.about.tornado"))
    return picture(_WIDTH, height, title, about, "".join(parts))


class _Scale:
    """The horizontal scale, which maps a lead to an x coordinate."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._span = least, max(1, most - least)

    def __call__(self, lead: int) -> int:
        return _LEFT + (lead - self._least) * (_RIGHT - _LEFT) // self._span


def _axes(chart: Tornado, scale: _Scale, height: int, texts: Texts) -> Iterator[str]:
    zero, now, end = scale(0), scale(chart.lead), height - 40
    yield segment(zero, _TOP - 14, zero, end, stroke=_INK, stroke_width=2)
    yield segment(now, _TOP - 14, now, end, stroke=_GREY, stroke_dasharray="3 3")
    if zero > _LEFT:
        said = texts(chart.code("chart.tornado.self-pay"))
        yield text(zero - 6, _TOP - 34, said, text_anchor="end", fill=_GREY)
    if zero < _RIGHT:
        said = texts(chart.code("chart.tornado.claim"))
        yield text(zero + 6, _TOP - 34, said, fill=_GREY)
    yield text(zero, _TOP - 18, "0", text_anchor="middle")
    said = texts("chart.now", value=f"{chart.lead:+,}")
    anchor = "end" if now > (_LEFT + _RIGHT) // 2 else "start"
    yield text(now, _TOP - 18, said, text_anchor=anchor, fill=_GREY)


def _bar(bar: Sensitivity, y: int, lead: int, scale: _Scale, texts: Texts) -> Iterator[str]:
    yield text(_LEFT - 10, y + 14, texts(f"field.{bar.path}"), text_anchor="end")
    for end, fill, shift in ((bar.lead_at_low, "url(#low)", 0), (bar.lead_at_high, _HIGH, 2)):
        first, last = sorted((scale(lead), scale(end)))
        if last > first:
            yield element(
                "rect", x=first, y=y + shift, width=last - first, height=_BAR - 2 * shift,
                fill=fill, stroke=_GREY, stroke_width=0.6,
            )  # fmt: skip
    moved, flips = bar_words(bar, texts)
    yield text(_RIGHT + 12, y + 7, moved, font_size=12)
    weight = "normal" if bar.flips_at is None else "bold"
    yield text(_RIGHT + 12, y + 23, flips, font_size=12, font_weight=weight)


def _legend(y: int, texts: Texts) -> Iterator[str]:
    for x, fill, code in ((_LEFT, "url(#low)", "low"), (_LEFT + 130, _HIGH, "high")):
        yield element("rect", x=x, y=y - 11, width=14, height=12, fill=fill, stroke=_GREY)
        yield text(x + 20, y, texts(f"chart.tornado.{code}"), fill=_GREY)
