"""`advisor report`: a page to hand over, followed by the details."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from advisor.cli import file_output, output
from advisor.cli.case_input import asked_case, decided
from advisor.cli.commands import Command, case_or_sample, page, wrong
from advisor.cli.completion import files
from advisor.domain.decision import Decision
from advisor.explain.texts import Texts
from advisor.extras import install_command
from advisor.report.page.first_page import Letterhead
from advisor.report.page.report_file import ENDINGS, NoPdfError, PdfLibraryError, report_file
from advisor.rules.rulebook import load_rulebook
from advisor.settings import read_settings
from advisor.storage.atomic_write import is_stream

_HTML = ".html"


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        *case_or_sample(),
        click.Option(["-o", "--output", "out"], shell_complete=files),
        click.Option(["--name"], default=""),
        click.Option(["--page-one"], is_flag=True),
        click.Option(["--with-client"], is_flag=True),
        click.Option(["--office"], default=None),
    ]
    return Command("report", partial(_run, texts), params, page(texts, "report.help"))


def _run(
    texts: Texts, *, out: str | None, case: str | None, use_sample: bool, **wanted: object
) -> int:
    if not out:
        raise wrong(texts("report.usage.no-output"))
    if _ending(out) not in ENDINGS:
        raise wrong(texts("report.usage.ending", path=out))
    document = asked_case(case, texts, use_sample=use_sample)
    return _report(decided(document, texts), out, wanted, texts)


def _report(found: Decision, out: str, wanted: Mapping[str, object], texts: Texts) -> int:
    office = wanted["office"]
    head = Letterhead(
        name=str(wanted["name"] or ""),
        office=read_settings().office if office is None else str(office),
        with_client=bool(wanted["with_client"]),
    )
    try:
        content = report_file(
            found, load_rulebook(), texts,
            head=head, ending=_ending(out), page_one=bool(wanted["page_one"]),
        )  # fmt: skip
    except (NoPdfError, PdfLibraryError) as error:
        said = texts(f"cli.error.{error.code}", command=install_command("pdf"), **error.facts)
        output.tell(said)
        return output.USAGE
    if failed := file_output.write_output(out, content, texts):
        return failed
    if _is_file(out):
        output.tell(texts("report.written", path=out))
    return output.DONE


def _ending(out: str) -> str:
    """Return the ending that decides the format; for a stream without a known one, `.html`."""
    ending = Path(out).suffix.lower()
    return ending if ending in ENDINGS or _is_file(out) else _HTML


def _is_file(out: str) -> bool:
    return out != output.STANDARD_STREAM and not is_stream(out)
