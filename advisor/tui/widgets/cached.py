"""Widgets that do no work twice: they keep what they have drawn, and are laid out once.

At every change on the screen Textual asks each visible widget for its lines. A widget that has
not changed should cost nothing then.
"""

from typing import Self

from textual._widget_navigation import Direction
from textual.actions import SkipAction
from textual.color import Color
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList

from advisor.tui.terminal.character_filters import HarmlessFilter

_GATE, _ANY = HarmlessFilter(), Color(0, 0, 0)


class CachedWidget(Widget):
    """Redraws only after a refresh, or for another part or size of itself."""

    _drawn: tuple[Region, Size, list[Strip]] | None = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Forget the drawn lines, and refresh as Textual does."""
        self._drawn = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Forget the lines drawn in the old styles."""
        self._drawn = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part, newly drawn or as kept."""
        if self._drawn is None or self._drawn[:2] != (crop, self.outer_size):
            # What a widget adds around Textual's drawing has not passed the app's filter yet.
            lines = [strip.apply_filter(_GATE, _ANY) for strip in self.draw_lines(crop)]
            self._drawn = (crop, self.outer_size, lines)
        return self._drawn[2]

    def draw_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a part."""
        return super().render_lines(crop)


def virtual_size() -> Reactive[Size]:
    """Return a reactive virtual size whose changes cause no new layout."""
    return Reactive(Size(0, 0))


class SteadyScroll(VerticalScroll):
    """A vertical list of widgets that scrolls."""

    virtual_size = virtual_size()


class Page(VerticalScroll, can_focus=False):
    """A page that scrolls; when its lines are wrapped anew, the text being read stays in view."""

    def watch_virtual_size(self, before: Size, after: Size) -> None:
        """Scroll the new page as far down, in proportion, as the old one was."""
        if before.height and before.width != after.width:
            down = round(self.scroll_y * after.height / before.height)
            self.call_after_refresh(self.scroll_to, y=down, animate=False)


class BoundedOptionList(OptionList):
    """A list of options whose cursor stops at the ends, and which pages only once it has lines."""

    def action_select(self) -> None:
        """Choose the line under the cursor; while there is none, leave the key to the screen.

        Raises:
            SkipAction: the cursor is on no line.
        """
        if self.highlighted is None:
            raise SkipAction
        super().action_select()

    def action_cursor_up(self) -> None:
        """Go up one line, if there is one."""
        if self.highlighted != 0:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Go down one line, if there is one."""
        if self.highlighted != self.option_count - 1:
            super().action_cursor_down()

    def _move_page(self, direction: Direction) -> None:
        if self._index_to_line:
            super()._move_page(direction)
