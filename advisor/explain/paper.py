"""What a page of text is written with: its language, its room, and how it sets words off."""

from collections.abc import Callable, Iterable

from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.explain.width import hanging, item, wrap


@frozen
class Paper:
    """A page for people at a terminal, or as wide as a part of the screen.

    `accent` and `faint` set off what is read first, and titles; both leave the width as it is.
    Without `fine`, charts are drawn in signs that any terminal has.
    """

    texts: Texts
    cells: int = 80
    accent: Callable[[str], str] = str
    faint: Callable[[str], str] = str
    fine: bool = True

    def wrapped(self, *sentences: str) -> list[str]:
        """Break sentences into lines, each sentence on lines of its own.

        >>> Paper(Texts("en"), 10).wrapped("claim it", "pay the repair")
        ['claim it', 'pay the', 'repair']
        """
        return [line for said in sentences for line in wrap(said, self.cells)]

    def items(self, sentences: Iterable[str]) -> list[str]:
        """Return the lines of sentences, each behind its bullet."""
        return [line for said in sentences for line in item(said, self.cells)]

    def hanging(self, sentences: Iterable[str]) -> list[str]:
        """Return the lines of sentences, the first line of each standing out."""
        return [line for said in sentences for line in hanging(said, self.cells)]

    def title(self, code: str, **facts: object) -> list[str]:
        """Return a title with a blank line before it."""
        return ["", *map(self.faint, self.wrapped(self.texts(code, **facts)))]
