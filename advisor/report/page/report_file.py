"""A report as the bytes of a file, in the format that the ending of its name asks for."""

from collections.abc import Callable, Mapping

from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.report.page.document import Report, report
from advisor.report.page.first_page import Letterhead
from advisor.report.page.to_html import to_html
from advisor.report.page.to_markdown import to_markdown
from advisor.report.page.to_pdf import to_pdf

_FORMATS: Mapping[str, Callable[[Report, Texts], str | bytes]] = {
    ".html": to_html,
    ".md": to_markdown,
    ".pdf": to_pdf,
}
ENDINGS = tuple(_FORMATS)
"""The possible endings of a report's file name; `.pdf` needs the extra `pdf`."""


def report_file(
    decision: Decision,
    rulebook: Rulebook,
    texts: Texts,
    *,
    head: Letterhead | None = None,
    ending: str = ".html",
    page_one: bool = False,
) -> bytes:
    """Return the report on a decision; with `page_one` only its first page, without details.

    Raises:
        KeyError: there is no format for this ending; it is not one of `ENDINGS`.
        NoPdfError: PDF is asked for, and the extra that writes it is not installed.
        PdfLibraryError: the extra is installed but cannot be loaded.
    """
    write = _FORMATS[ending.lower()]
    content = write(report(decision, rulebook, texts, head, page_one=page_one), texts)
    return content.encode("utf-8") if isinstance(content, str) else content
