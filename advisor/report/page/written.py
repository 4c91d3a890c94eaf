"""A report as the bytes of a file, in the format that the file's name asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.report.page.document import report
from advisor.report.page.to_html import to_html
from advisor.report.page.to_markdown import to_markdown

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts

_FORMATS = {".html": to_html, ".md": to_markdown}


def written_report(
    decision: Decision, rulebook: Rulebook, texts: Texts, *, name: str = "", ending: str = ".html"
) -> bytes:
    """Give the report on a decision; `name` is what the case is called, shown as it was typed.

    Raises:
        KeyError: no format has this ending; `.html` and `.md` have one.
    """
    write = _FORMATS[ending.lower()]
    return write(report(decision, rulebook, texts, name), texts).encode("utf-8")
