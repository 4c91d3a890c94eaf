"""What a page of text is written with: its language, its width, and how it highlights words."""

from collections.abc import Callable, Iterable

from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.explain.width import hanging, item, wrap


@frozen
class Paper:
    """A page of text for a terminal, or for a part of the screen.

    `accent` highlights what to read first, `faint` plays down titles; neither changes the width of
    a text. Without `fine`, charts are drawn in signs that any terminal has.
    """

    texts: Texts
    cells: int = 80
    accent: Callable[[str], str] = str
    faint: Callable[[str], str] = str
    fine: bool = True

    def wrapped(self, *sentences: str) -> list[str]:
        """Return sentences broken into lines, each sentence on lines of its own.

        >>> Paper(Texts("en"), 10).wrapped("claim it", "pay the repair")
        ['claim it', 'pay the', 'repair']
        """
        return [line for said in sentences for line in wrap(said, self.cells)]

    def items(self, sentences: Iterable[str]) -> list[str]:
        """Return the lines of sentences, each sentence behind a bullet."""
        return [line for said in sentences for line in item(said, self.cells)]

    def hanging(self, sentences: Iterable[str]) -> list[str]:
        """Return the lines of sentences, the first line of each indented less than the rest."""
        return [line for said in sentences for line in hanging(said, self.cells)]

    def title(self, code: str, **facts: object) -> list[str]:
        """Return a title with a blank line before it."""
        return ["", *map(self.faint, self.wrapped(self.texts(code, **facts)))]
