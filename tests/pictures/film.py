"""Film the app's own screens for the READMEs: see the guide for contributors.

The film is one SVG without scripts. A row that several frames share is drawn once, to keep the
file small.
"""

from __future__ import annotations

import asyncio
import html
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from tui.driver import sample_opening

from advisor.explain.texts import LANGUAGES, Language
from advisor.tui.app import AdvisorApp
from advisor.tui.screens.case import CaseScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.color import Color
    from rich.segment import Segment
    from rich.style import Style
    from textual.app import App
    from textual.pilot import Pilot

PICTURES = Path(__file__).parents[2] / ".github" / "pictures"
SIZE = (100, 30)
WIDE, HIGH, BASELINE, LETTER = 9.6, 20, 15, 16
"""Width and height of a cell, baseline and size of its letters, in the units of the drawing."""

GROUND, INK = "#121212", "#e0e0e0"
FONTS = (
    "'Fira Code','DejaVu Sans Mono',Menlo,Consolas,"
    "'D2Coding','NanumGothicCoding','Noto Sans Mono CJK KR',monospace"
)

SHORT, LONG = 0.25, 2.6
"""Seconds for which a typed digit is shown, and those for any other frame."""

BILL = "accident.own_damage"
SCENES: tuple[tuple[tuple[str, ...], float], ...] = (
    ((), LONG),
    (("9",), SHORT),
    (("0",), SHORT),
    (("m",), LONG),
    (("ctrl+z",), LONG),
    (("f9",), LONG),
    (("escape", "f2"), LONG),
    (("escape", "f10"), LONG),
    (("escape", "ctrl+k"), LONG),
)
"""The keys before each frame, and its seconds. The smaller repair bill changes the answer."""


def rows(app: App[None]) -> list[str]:
    """Draw each row of the current screen, each as if it were the first row."""
    strips = app.screen._compositor.render_strips()
    return ["".join(_row(list(strip))) for strip in strips]


def _row(segments: list[Segment]) -> Iterator[str]:
    column = 0
    letters: list[str] = []
    for segment in segments:
        style, width = segment.style, cell_len(segment.text)
        ink, ground = _colours(style)
        if ground != GROUND and width:
            yield (
                f'<rect x="{column * WIDE:g}" width="{width * WIDE:g}" height="{HIGH}" '
                f'fill="{ground}"/>'
            )
        letters += _letters(segment.text, column, ink, bold=bool(style and style.bold))
        column += width
    yield from letters


def _letters(text: str, column: int, ink: str, *, bold: bool) -> Iterator[str]:
    """Place each run of narrow or wide characters by itself: fonts differ in their widths."""
    for _, run in groupby(text, key=lambda sign: (cell_len(sign), sign == " ")):
        words = "".join(run)
        width = cell_len(words)
        if words.strip():
            heavy = ' class="b"' if bold else ""
            fill = "" if ink == INK else f' fill="{ink}"'
            yield (
                f'<text x="{column * WIDE:g}" y="{BASELINE}" textLength="{width * WIDE:g}"'
                f"{fill}{heavy}>{html.escape(words, quote=False)}</text>"
            )
        column += width


def _colours(style: Style | None) -> tuple[str, str]:
    ink = _colour(style.color if style else None, INK)
    ground = _colour(style.bgcolor if style else None, GROUND)
    return (ground, ink) if style and style.reverse else (ink, ground)


def _colour(found: Color | None, usual: str) -> str:
    return usual if found is None or found.is_default else found.get_truecolor().hex


async def frames(language: Language) -> list[list[str]]:
    """Play the scenes and return the drawn rows of the screen after each."""
    app = AdvisorApp(sample_opening(), language)
    found = []
    async with app.run_test(size=SIZE) as pilot:
        await _settled(pilot)
        assert isinstance(app.screen, CaseScreen)
        app.screen._focus(BILL)
        await _settled(pilot)
        for keys, _ in SCENES:
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            if len(keys) != 1 or not keys[0].isdigit():
                await _settled(pilot)
            found.append(rows(app))
    return found


async def _settled(pilot: Pilot[None]) -> None:
    await pilot.pause(1)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def film(shown: list[list[str]]) -> str:
    """Combine the frames into one SVG that shows them one after the other, in an endless loop."""
    names: dict[str, str] = {}
    groups, rules = [], []
    whole = sum(seconds for _, seconds in SCENES)
    begun = 0.0
    for at, (frame, (_, seconds)) in enumerate(zip(shown, SCENES, strict=True)):
        uses = "".join(
            f'<use href="#{names.setdefault(row, f"r{len(names)}")}" y="{place * HIGH}"/>'
            for place, row in enumerate(frame)
            if row
        )
        groups.append(f'<g class="f" style="animation-name:f{at}">{uses}</g>')
        start, end = (100 * moment / whole for moment in (begun, begun + seconds))
        rules.append(
            f"@keyframes f{at}{{0%{{opacity:{int(not begun)}}}{start:.3f}%{{opacity:1}}"
            f"{end:.3f}%,100%{{opacity:0}}}}"
        )
        begun += seconds
    width, height = SIZE[0] * WIDE, SIZE[1] * HIGH
    defs = "".join(f'<g id="{name}">{row}</g>' for row, name in names.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 {width + 16:g} {height + 16:g}">'
        f"<style>text{{font:{LETTER}px {FONTS};white-space:pre}}"
        f"svg{{fill:{INK}}}rect{{shape-rendering:crispEdges}}"
        ".b{font-weight:bold}"
        f".f{{opacity:0;animation:{whole:g}s step-end infinite}}{''.join(rules)}</style>"
        f"<defs>{defs}</defs>"
        f'<rect x="-8" y="-8" width="{width + 16:g}" height="{height + 16:g}" rx="8" '
        f'fill="{GROUND}"/>{"".join(groups)}</svg>\n'
    )


if __name__ == "__main__":
    for language in LANGUAGES:
        drawn = film(asyncio.run(frames(language)))
        (PICTURES / f"film-{language}.svg").write_text(drawn, "utf-8")
