"""A report as one self-contained page: no script, no network, fit for A4, all text escaped."""

from html import escape
from pathlib import Path
from string import Template
from typing import assert_never

from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless_lines
from advisor.report.drawing.chart_svg import to_svg
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
    TableRow,
)
from advisor.report.page.document import Report

_FOLDER = Path(__file__).parent


def to_html(report: Report, texts: Texts) -> str:
    """Return the page; `texts` holds the words of the charts, in the report's language."""
    page = Template((_FOLDER / "page.html").read_text(encoding="utf-8"))
    name = harmless_lines(report.name)
    whole = page.substitute(
        language=report.language,
        title=escape(f"{report.title} - {name}" if name else report.title),
        style=(_FOLDER / "page.css").read_text(encoding="utf-8"),
        heading=escape(report.title),
        name=f'<p class="name">{escape(name)}</p>' if name else "",
        about=escape(report.about),
        facts=_table(Table((), report.facts)),
        holds=escape(report.holds),
        office=f'<p class="office">{escape(harmless_lines(report.office))}</p>'
        if report.office
        else "",
        verdict=escape(report.verdict),
        headline=escape(report.headline),
        summary="\n".join(f"<p>{escape(said)}</p>" for said in report.summary),
        first="\n".join(_section(section, texts) for section in report.first),
        disclaimer=escape(report.disclaimer),
        details=_details(report, texts),
    )
    return harmless_lines(whole)


def _details(report: Report, texts: Texts) -> str:
    if not report.details:
        return ""
    sections = "\n".join(_section(section, texts) for section in report.details)
    return f'<div class="details" id="details">\n{sections}\n</div>\n'


def _section(section: Section, texts: Texts) -> str:
    blocks = "\n".join(_block(block, texts) for block in section.blocks)
    title = escape(section.title)
    return f'<section class="{escape(section.code)}">\n<h2>{title}</h2>\n{blocks}\n</section>'


def _block(block: Block, texts: Texts) -> str:
    match block:
        case Paragraph():
            kind = ' class="faint"' if block.faint else ""
            return f"<p{kind}>{escape(block.text)}</p>"
        case Subtitle():
            return f"<h3>{escape(block.text)}</h3>"
        case BulletList():
            items = "\n".join(f"<li>{escape(item)}</li>" for item in block.items)
            return f'<ol class="to-do">\n{items}\n</ol>' if block.to_do else f"<ul>\n{items}\n</ul>"
        case Table():
            return _table(block)
        case Picture():
            title, about = escape(block.title), escape(block.about)
            caption = f"<figcaption><b>{title}</b> {about}</figcaption>"
            return f"<figure>\n{caption}\n{to_svg(block.chart, texts)}\n</figure>"
        case CaseFileText():
            return f"<pre>{escape(block.text)}</pre>"
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    if not table.head:
        pairs = "\n".join(_pair(row) for row in table.rows)
        return f'<dl class="pairs">\n{pairs}\n</dl>'
    head = "".join(_cell(cell, "th", ' scope="col"') for cell in table.head)
    rows = "\n".join(_row(row) for row in table.rows)
    above = f"<thead><tr>{head}</tr></thead>"
    whole = f"<table>\n{above}\n<tbody>\n{rows}\n</tbody>\n</table>"
    return f'<div class="wide" tabindex="0">\n{whole}\n</div>'


def _pair(row: TableRow) -> str:
    """Return a name and its value, which may take up several cells."""
    name, *values = row.cells
    return f"<div>{_cell(name, 'dt')}{''.join(_cell(value, 'dd') for value in values)}</div>"


def _row(row: TableRow) -> str:
    first, *others = row.cells
    cells = _cell(first, "th", ' scope="row"') + "".join(_cell(cell, "td") for cell in others)
    return f'<tr class="best">{cells}</tr>' if row.best else f"<tr>{cells}</tr>"


def _cell(cell: Cell, tag: str, more: str = "") -> str:
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    kind = ' class="figure"' if cell.figure else ""
    said = escape(cell.text)
    if cell.link:
        said = f'<a href="{escape(cell.link)}" rel="noreferrer">{said}</a>'
    return f"<{tag}{more}{span}{kind}>{said}</{tag}>"
