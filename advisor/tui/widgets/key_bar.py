"""The bar of keys on one line, as many as fit."""

from textual.content import Content

from advisor.domain.values import frozen
from advisor.tui.keys import PALETTE_KEY, Key
from advisor.tui.widgets.cached import CachedWidget
from advisor.tui.widgets.translated import Translated

_GAP, _TIGHT = 2, 1
_MORE = "…"


@frozen
class _Bar:
    """Keys at the left, keys that are always shown at the right, and the gap between two keys."""

    keys: list[Content]
    always: list[Content]
    gap: int

    @property
    def cells(self) -> int:
        """The width in cells that all keys need."""
        parts = (*self.keys, *self.always)
        return sum(part.cell_length for part in parts) + self.gap * (len(parts) - 1)

    def drawn(self, width: int) -> Content:
        """Return the line: as many of the left keys as fit, and all keys of the right end.

        A mark behind the last key says that some did not fit, set apart if there is room for that.
        """
        between = Content(" " * self.gap)
        always = between.join(self.always)
        more = _MORE if self.cells > width else ""
        room = width - (always.cell_length + self.gap if self.always else 0) - len(more)
        keys = Content("")
        for at, part in enumerate(self.keys):
            longer = keys + between + part if at else part
            if longer.cell_length > room:
                break
            keys = longer
        keys += f" {more}" if more and keys.cell_length < room else more
        return keys + " " * max(0, width - keys.cell_length - always.cell_length) + always


class KeyBar(CachedWidget, Translated):
    """Shows as many keys as fit, in their order; a click on one does what the key does.

    The keys in `always` stand at the right end and are never left out. If room is short, first the
    gaps shrink, and then these keys lose their names. If a key is still left out, the key of the
    palette joins them. Behind a dialog the bar is empty: the dialog shows its own keys, and these
    do nothing.
    """

    def __init__(self, keys: tuple[Key, ...], always: tuple[Key, ...] = ()) -> None:
        super().__init__()
        self.keys = [key for key in keys if key.in_bar]
        self.always = [key for key in always if key.in_bar]

    def show(self, keys: tuple[Key, ...]) -> None:
        """Show other keys at the left."""
        shown = [key for key in keys if key.in_bar]
        if shown != self.keys:
            self.keys = shown
            self.refresh()

    def on_mount(self) -> None:
        """Redraw when the screen goes behind another one or comes back."""
        self.watch(self.screen, "stack_updates", self.retranslate, init=False)

    def retranslate(self) -> None:
        """Redraw the names of the keys."""
        self.refresh()

    def render(self) -> Content:
        """Draw the keys that fit."""
        if self.screen is not self.app.screen:
            return Content("")
        width = self.size.width
        keys, always = self._parts(self.keys), self._parts(self.always)
        bare = self._parts(self.always, named=False)
        all_commands = self._part(PALETTE_KEY, named=False)
        bars = (
            _Bar(keys, always, _GAP),
            _Bar(keys, always, _TIGHT),
            _Bar(keys, bare, _TIGHT),
            _Bar(keys, [all_commands, *bare] if bare else [], _TIGHT),
        )
        return next((bar for bar in bars if bar.cells <= width), bars[-1]).drawn(width)

    def _parts(self, keys: list[Key], *, named: bool = True) -> list[Content]:
        return [self._part(key, named=named) for key in keys]

    def _part(self, key: Key, *, named: bool) -> Content:
        label = f" {self.texts(key.text)}" if named else ""
        action = key.action if "." in key.action else f"screen.{key.action}"
        part = Content.assemble((key.shown, "bold $text-accent"), label)
        return part.stylize(f"@click={action!r}")
