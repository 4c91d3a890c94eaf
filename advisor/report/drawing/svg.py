"""The few SVG elements that charts are made of: all text escaped, coordinates in whole numbers."""

from html import escape

FONTS = (
    "system-ui, -apple-system, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', "
    "'Noto Sans CJK KR', NanumGothic, sans-serif"
)
"""Fonts that machines usually have; none is fetched."""


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """Return an element; `stroke_width` is the attribute `stroke-width`, `class_` is `class`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(x: int, y: int, words: str, **attributes: object) -> str:
    """Return a text element with `words`, escaped."""
    return element("text", escape(words), x=x, y=y, **attributes)


def segment(x1: int, y1: int, x2: int, y2: int, **attributes: object) -> str:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def polyline(points: list[tuple[int, int]], **attributes: object) -> str:
    """Return a line through some points."""
    written = " ".join(f"{x},{y}" for x, y in points)
    return element("polyline", points=written, fill="none", **attributes)


def marker(shape: int, x: int, y: int, colour: str) -> str:
    """Return a small sign at a place; its shape tells lines apart without colour."""
    points = [tuple((x + dx, y + dy) for dx, dy in way) for way in _SHAPES]
    shape %= len(_SHAPES) + 1
    if not shape:
        return element("circle", cx=x, cy=y, r=4, fill=colour)
    written = " ".join(f"{px},{py}" for px, py in points[shape - 1])
    return element("polygon", points=written, fill=colour)


_SHAPES = (
    ((-4, -4), (4, -4), (4, 4), (-4, 4)),
    ((0, -5), (5, 4), (-5, 4)),
    ((0, -5), (5, 0), (0, 5), (-5, 0)),
    ((0, 5), (5, -4), (-5, -4)),
    ((-5, -2), (-2, -5), (5, 2), (2, 5)),
)
"""Square, triangle, diamond, upside-down triangle and bar: their corners, as offsets."""


def picture(width: int, height: int, title: str, about: str, content: str) -> str:
    """Return a whole picture, with a title and a description of what it shows."""
    return element(
        "svg",
        element("title", escape(title)) + element("desc", escape(about)) + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=title,
        font_family=FONTS,
        font_size=13,
        fill="#1a1a1a",
    )
