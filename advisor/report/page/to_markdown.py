"""A report as Markdown: readable as it stands, charts drawn in text, all text escaped."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless, harmless_lines
from advisor.report.drawing.chart_rows import without_roles
from advisor.report.drawing.chart_text import draw
from advisor.report.page.blocks import (
    Block,
    BulletList,
    CaseFileText,
    Cell,
    Paragraph,
    Picture,
    Section,
    Subtitle,
    Table,
)
from advisor.report.page.document import Report

_CELLS, _ROWS = 72, 18
_SPECIAL = re.compile(r"([\\`*_\[\]|~#$])")
_FENCE = "```"
_BEST = "**"


def to_markdown(report: Report, texts: Texts) -> str:
    """Return the text; `texts` holds the words of the charts, in the report's language."""
    return harmless_lines("\n\n".join(part for part in _parts(report, texts) if part) + "\n")


def escaped(text: str) -> str:
    r"""Return a text as one line, escaped so that Markdown shows it unchanged.

    >>> escaped("<b>1*2</b>")
    '&lt;b&gt;1\\*2&lt;/b&gt;'
    """
    shown = (
        harmless(text, len(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    return _SPECIAL.sub(r"\\\1", shown)


def _parts(report: Report, texts: Texts) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield f"{_BEST}{escaped(report.name)}{_BEST}" if report.name.strip() else ""
    yield escaped(report.about)
    yield _table(Table((), report.facts))
    yield f"> {_BEST}{escaped(report.headline)}{_BEST}"
    yield from map(escaped, report.summary)
    yield from _sections(report.first, texts)
    yield escaped(report.holds)
    yield escaped(report.office)
    yield escaped(report.disclaimer)
    if report.details:
        yield "---"
        yield from _sections(report.details, texts)


def _sections(sections: Iterable[Section], texts: Texts) -> Iterator[str]:
    for section in sections:
        yield f"## {escaped(section.title)}"
        for block in section.blocks:
            yield _block(block, texts)


def _block(block: Block, texts: Texts) -> str:
    match block:
        case Paragraph():
            return escaped(block.text)
        case Subtitle():
            return f"### {escaped(block.text)}"
        case BulletList():
            start = "- [ ] " if block.to_do else "- "
            return "\n".join(start + escaped(item) for item in block.items)
        case Table():
            return _table(block)
        case Picture():
            drawn = "\n".join(without_roles(draw(block.chart, texts, _CELLS, _ROWS)))
            said = f"{_BEST}{escaped(block.title)}{_BEST} {escaped(block.about)}"
            return f"{said}\n\n{_fenced(drawn, 'text')}"
        case CaseFileText():
            return _fenced(block.text.rstrip("\n"), "toml")
        case _:
            assert_never(block)


def _fenced(text: str, kind: str) -> str:
    """Put text between fences that are longer than any row of backticks in it."""
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = _FENCE + "`" * max(0, longest - len(_FENCE) + 1)
    return f"{fence}{kind}\n{text}\n{fence}"


def _table(table: Table) -> str:
    columns = max(sum(cell.span for cell in row.cells) for row in table.rows)
    head = table.head or tuple(type(table.rows[0].cells[0])("") for _ in range(columns))
    rule = "|".join("---:" if cell.figure else "---" for cell in head)
    lines = [_line(head, best=False), f"|{rule}|"]
    lines += [_line(row.cells, best=row.best) for row in table.rows]
    return "\n".join(lines)


def _line(cells: tuple[Cell, ...], *, best: bool) -> str:
    """Return a row; a cell that spans several columns is put in the last of them."""
    mark = _BEST if best else ""
    found: list[str] = []
    for cell in cells:
        said = escaped(cell.text)
        if cell.link:
            said = f"[{said}](<{cell.link.translate(_IN_LINK)}>)"
        found += [""] * (cell.span - 1) + [f"{mark}{said}{mark}" if said else ""]
    return f"| {' | '.join(found)} |"


_IN_LINK = {ord("<"): "%3C", ord(">"): "%3E", ord("|"): "%7C", ord("\n"): "%0A", ord(" "): "%20"}
