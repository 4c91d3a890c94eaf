"""Draw the pictures of the READMEs from the running app: see the guide for contributors."""

from __future__ import annotations

import asyncio
import html
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from tui.driver import sample_opening

from advisor.explain.texts import LANGUAGES, Language
from advisor.tui.app import AdvisorApp

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURES = Path(__file__).parents[2] / ".github" / "pictures"
SIZE = (100, 30)
CELL = 12.2
"""Width of a cell in Rich's drawings."""

FONTS = (
    "'Fira Code','DejaVu Sans Mono',Menlo,Consolas,"
    "'D2Coding','NanumGothicCoding','Noto Sans Mono CJK KR',monospace"
)
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
TEXT = re.compile(
    r'<text (?P<kind>class="[^"]*") x="(?P<x>[^"]*)" (?P<y>y="[^"]*") '
    r'textLength="[^"]*"(?P<rest>[^>]*)>(?P<words>[^<]*)</text>'
)


def mended(svg: str) -> str:
    """Return the drawing with each run of narrow or wide characters in its true place and width.

    Rich counts a Hangul syllable as one cell, so browsers squeeze it to half its width. Rich's font
    is replaced too, because a browser would ask the network for it.
    """
    local = FONT_FACE.sub("", svg).replace("Fira Code, monospace", FONTS)
    return TEXT.sub(lambda found: "".join(_runs(found)), local)


def _runs(found: re.Match[str]) -> Iterator[str]:
    x = float(found["x"])
    for _, run in groupby(html.unescape(found["words"]), key=cell_len):
        words = "".join(run)
        width = cell_len(words) * CELL
        shown = html.escape(words).replace(" ", "&#160;").replace("\xa0", "&#160;")
        yield (
            f'<text {found["kind"]} x="{x:g}" {found["y"]} textLength="{width:g}" '
            f'lengthAdjust="spacingAndGlyphs"{found["rest"]}>{shown}</text>'
        )
        x += width


async def picture(language: Language) -> str:
    """Draw the app as it looks when it opens."""
    app = AdvisorApp(sample_opening(), language)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1)  # the app looks ahead once nothing has been typed for a while
        await app.workers.wait_for_complete()
        await pilot.pause()
        return mended(app.export_screenshot(title="advisor"))


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for language in LANGUAGES:
        drawn = asyncio.run(picture(language))
        (PICTURES / f"case-{language}.svg").write_text(drawn, "utf-8")
