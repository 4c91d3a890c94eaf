"""The parts that a report is made of: plain values that every format can show."""

from advisor.domain.values import frozen
from advisor.report.drawing.charts import Chart


@frozen
class Paragraph:
    """A paragraph; a faint one is a note."""

    text: str
    faint: bool = False


@frozen
class Subtitle:
    """A title within a section."""

    text: str


@frozen
class BulletList:
    """A list; with `to_do`, its items have boxes to tick."""

    items: tuple[str, ...]
    to_do: bool = False


@frozen
class Cell:
    """A table cell, `span` columns wide; a figure is right-aligned; `link` is a web address."""

    text: str
    span: int = 1
    figure: bool = False
    link: str = ""


@frozen
class TableRow:
    """One row; the best one is marked."""

    cells: tuple[Cell, ...]
    best: bool = False


@frozen
class Table:
    """Rows under a head; if the head is empty, each row is a name followed by its values."""

    head: tuple[Cell, ...]
    rows: tuple[TableRow, ...]


@frozen
class Picture:
    """A chart with its title and what it shows."""

    chart: Chart
    title: str
    about: str


@frozen
class CaseFileText:
    """A case file, to be copied as it stands."""

    text: str


Block = Paragraph | Subtitle | BulletList | Table | Picture | CaseFileText


@frozen
class Section:
    """Blocks under a title; `code` names the section and is the same in every language."""

    code: str
    title: str
    blocks: tuple[Block, ...]
