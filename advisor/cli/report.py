"""`advisor report`: a page to hand over, and the details behind it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor.cli import output
from advisor.cli.case_input import case_or_sample
from advisor.cli.commands import Command, page
from advisor.cli.completion import files
from advisor.cli.problems import tell_problems
from advisor.domain.decision import Decision
from advisor.extras import install_command
from advisor.intake.problems import Problem
from advisor.report.page.first_page import Letterhead
from advisor.report.page.to_pdf import NoPdfError, PdfLibraryError
from advisor.report.page.written import written_report
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer
from advisor.settings import read_settings
from advisor.storage.whole_file import is_stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.explain.texts import Texts

_HTML = ".html"
_ENDINGS = (_HTML, ".md", ".pdf")


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["case"], required=False, shell_complete=files),
        click.Option(["--sample"], is_flag=True),
        click.Option(["-o", "--output", "out"], shell_complete=files),
        click.Option(["--name"], default=""),
        click.Option(["--page-one"], is_flag=True),
        click.Option(["--with-client"], is_flag=True),
        click.Option(["--office"], default=None),
    ]
    return Command("report", partial(_run, texts), params, page(texts, "report.help"))


def _run(
    texts: Texts, *, case: str | None, sample: bool, out: str | None, **wanted: str | bool | None
) -> int:
    if not out:
        raise _wrong(texts("report.usage.no-output"))
    if _ending(out) not in _ENDINGS:
        raise _wrong(texts("report.usage.ending", path=out))
    try:
        document = case_or_sample(case, texts, use_sample=sample)
    except OSError as error:
        return output.tell_unreadable(case, error, texts)
    if isinstance(document, Problem):
        return tell_problems((document,), texts, as_json=False)
    return _report(document, out, wanted, texts)


def _wrong(words: str) -> click.UsageError:
    return click.UsageError(words, click.get_current_context())


def _report(
    document: Mapping[str, object], out: str, wanted: Mapping[str, str | bool | None], texts: Texts
) -> int:

    rulebook = load_rulebook()
    found = answer(document, rulebook)
    if not isinstance(found, Decision):
        return tell_problems(found, texts, as_json=False)
    office = wanted["office"]
    head = Letterhead(
        name=str(wanted["name"] or ""),
        office=read_settings().office if office is None else str(office),
        with_client=bool(wanted["with_client"]),
    )
    try:
        content = written_report(
            found, rulebook, texts,
            head=head, ending=_ending(out), page_one=bool(wanted["page_one"]),
        )  # fmt: skip
    except (NoPdfError, PdfLibraryError) as error:
        said = texts(f"cli.error.{error.code}", command=install_command("pdf"), **error.facts)
        output.tell(said + "\n")
        return output.USAGE
    try:
        with output.writing(out) as file:
            file.write(content)
    except OSError as error:
        return output.tell_unwritable(out, error, texts)
    if _is_file(out):
        output.tell(texts("report.written", path=out) + "\n")
    return output.DONE


def _ending(out: str) -> str:
    """Return the ending that tells the format; a stream without one gets a page of HTML."""
    ending = Path(out).suffix.lower()
    return ending if ending in _ENDINGS or _is_file(out) else _HTML


def _is_file(out: str) -> bool:
    return out != output.STANDARD_STREAM and not is_stream(out)
