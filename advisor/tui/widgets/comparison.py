"""The case and its variants side by side, and the list of changes to choose from."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.reactive import var
from textual.widgets.option_list import Option

from advisor.domain.comparison import Variant
from advisor.domain.decision import Decision
from advisor.explain.paper import Paper
from advisor.explain.texts import Texts
from advisor.explain.width import right
from advisor.explain.width import width as cells
from advisor.report.comparing.comparison_text import comparison_text
from advisor.tui.widgets.kept import Options
from advisor.tui.widgets.lines import Line, Spoken, line, text_lines
from advisor.tui.widgets.row import filled

_DIFFERS = "*"


class ChangeList(Options):
    """A change a line, with what it moves at the right; Space and Enter choose."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", show=False)]

    def __init__(self, *, compact: bool) -> None:
        super().__init__(compact=compact)
        self._rows: list[tuple[Content, str]] = []

    def show(self, rows: list[tuple[Content, str]]) -> None:
        """Show rows in place of those before; the cursor stays where it is."""
        self._rows = rows
        here = self.highlighted
        self.clear_options()
        self.add_options([Option(self._laid_out(*row)) for row in rows])
        self.highlighted = here if here is not None and here < len(rows) else None

    def on_resize(self, _event: Resize) -> None:
        """Lay the rows out for the new width."""
        self.show(self._rows)

    def _laid_out(self, words: Content, moved: str) -> Content:
        room = max(1, self.scrollable_content_region.width - cells(moved) - 1)
        left = words.truncate(room, ellipsis=True, pad=True)
        return Content.assemble(left, " ", (moved, "$foreground-muted"))


class ColumnHead(Spoken):
    """Says what the figures at the right of the changes are."""

    def said(self, texts: Texts, width: int) -> list[Line]:
        """Return the name of the figures, above them."""
        words = texts("app.what-if.moved")
        return [line(right(filled(words, min(cells(words), width)), width), "muted")]


class Comparison(Spoken):
    """The table of the case and the chosen variants; rows that differ are marked and stand out."""

    variants: var[tuple[Variant, ...]] = var((), init=False)
    working: var[bool] = var(default=True, init=False)

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self._decision = decision

    def said(self, texts: Texts, width: int) -> list[Line]:
        """Lay the table out, in blocks where it is too wide."""
        if not self.variants:
            said = texts("app.what-if.working" if self.working else "app.what-if.none")
            pages = texts("pages.from-what-if")
            return [*text_lines(pages, width), *text_lines(said, width, "muted")]
        table = comparison_text(self._decision, self.variants, Paper(texts, width))
        return [
            line(row, "strong" if row.startswith(_DIFFERS) else "plain")
            for row in table.splitlines()
        ]
