"""A report as the bytes of a file, in the format that the ending of its name asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NoReturn

from advisor import on_demand
from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.explain.width import whole_sums
from advisor.report.page.document import Report, report
from advisor.report.page.first_page import Letterhead
from advisor.report.page.to_html import to_html
from advisor.report.page.to_markdown import to_markdown

if TYPE_CHECKING:
    from weasyprint import Document


_PART = re.compile(r"<[^>]*>|[^<]+")
_WORD = re.compile(r"\S+[\uac00-\ud7a3]\S*|[\uac00-\ud7a3]\S+")
_WHOLE = r'<span class="word">\g<0></span>'
_VERBATIM = frozenset({"pre", "style", "svg", "title"})

_SMALLER = (9, 8, 7)
"""Font sizes in points to try, one after another, if the first page takes more than one."""


class NoPdfError(AdvisorError):
    """The extra that writes PDF is not installed."""

    code = "no-pdf"


class PdfLibraryError(AdvisorError):
    """The extra is installed, but a system library that it draws text with is missing."""

    code = "pdf-library"


def to_pdf(report: Report, texts: Texts) -> bytes:
    """Return the PDF file; `texts` holds the words of the charts, in the report's language.

    Raises:
        NoPdfError: WeasyPrint is not installed.
        PdfLibraryError: it cannot be loaded; the fact `why` says what is missing.
    """
    try:
        as_html, as_css = on_demand.HTML, on_demand.CSS  # takes half a second
    except ModuleNotFoundError as error:
        raise NoPdfError from error
    except OSError as error:
        raise PdfLibraryError(why=str(error).partition("\n")[0]) from error
    page = as_html(
        string=unbroken(to_html(report, texts)), url_fetcher=_nothing, media_type="print"
    )
    sizes = (as_css(string=f".page-one {{ font-size: {size}pt !important }}") for size in _SMALLER)
    laid_out = page.render()
    while not _is_on_one(laid_out) and (smaller := next(sizes, None)):
        laid_out = page.render(stylesheets=[smaller])
    return bytes(laid_out.write_pdf())


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


def _is_on_one(laid_out: Document) -> bool:
    """Return whether the first part fits on one page; any details then begin on the second."""
    _, *others = laid_out.pages
    return not others or "details" in others[0].anchors


def unbroken(page: str) -> str:
    """Return the page with sums and Korean words protected from the line breaks of WeasyPrint."""
    left_alone = ""
    parts = []
    for part in _PART.findall(page):
        name = part[1:].partition(" ")[0].rstrip(">")
        if not part.startswith("<"):
            parts.append(part if left_alone else _WORD.sub(_WHOLE, whole_sums(part)))
            continue
        if name in _VERBATIM:
            left_alone = left_alone or name
        elif name == f"/{left_alone}":
            left_alone = ""
        parts.append(part)
    return "".join(parts)


def _nothing(url: str, *_: object, **__: object) -> NoReturn:
    """Refuse to fetch any address: a page of ours refers to nothing that has to be fetched."""
    raise PermissionError(url)
