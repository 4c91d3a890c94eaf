"""What the desk can list, side by side, each with how many there are; a click lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive

from advisor.tui.widgets.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.explain.texts import Texts
    from advisor.tui.widgets.desk_rows import DeskView

_GAP = "   "


class ViewStrip(Kept):
    """The views of the desk, the one that is shown among them."""

    shown: reactive[Content] = reactive(Content(""))

    def show(self, view: DeskView, counts: Mapping[DeskView, int], texts: Texts) -> None:
        """Name each view with its count, and mark the one that is shown."""
        parts = []
        for code, count in counts.items():
            here = code is view
            mark = "▸ " if here else "  "
            name = Content.assemble(
                (f"{mark}{texts(f'desk.view.{code}')}", "bold $text-accent" if here else ""),
                (f" {count:,}", "$text-muted"),
            )
            parts.append(name.stylize(f"@click=screen.view('{code}')"))
        self.shown = Content(_GAP).join(parts)

    def render(self) -> Content:
        """Draw the views."""
        return self.shown
