"""Whole pages of the catalogs, in plain files because help must not wait for a parser."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from advisor.explain.texts import Language

_FOLDER = __file__.removesuffix("pages.py")


def help_page(language: Language) -> str:
    """Return the help of the whole command."""
    path = f"{_FOLDER}{language}/help.txt"
    with open(path, encoding="utf-8") as page:  # noqa: PTH123 - pathlib takes longer than the rest
        return page.read()
