"""`advisor compare`: a case and its variants side by side."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import click

from advisor.cli import output
from advisor.cli.choose_words import instead_of_compare
from advisor.cli.commands import Command, json_option, page, wrong
from advisor.cli.completion import files, settings
from advisor.cli.field_options import repeated
from advisor.cli.insurers import compare_insurers, offers
from advisor.cli.problems import tell_doubts, tell_problems
from advisor.cli.stated_case import EVERY_FIELD, StatedCase, stated_case, stated_options
from advisor.domain.comparison import Change, Variant
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.intake.case.fields import FLAGS
from advisor.intake.plain_text import without_invisible
from advisor.report.answer.to_json import to_json
from advisor.report.comparing.comparison import comparison_document
from advisor.report.comparing.comparison_text import comparison_text, overview_text, worths_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.whatif.compare import Refused, set_values, setting_worths, variants
from advisor.whatif.quick_changes import quick_changes


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["case"], required=False, shell_complete=files),
        click.Argument(["more"], nargs=-1),
        click.Option(["--sample"], is_flag=True),
        click.Option(["--set", "settings"], multiple=True, shell_complete=settings),
        click.Option(["--insurers"], multiple=True, shell_complete=files),
        json_option(),
        *stated_options(EVERY_FIELD),
    ]
    return Command("compare", partial(_run, texts), params, page(texts, "compare.help"))


def read_change(text: str, texts: Texts) -> Change:
    """Read one `--set`: `KEY=VALUE`, or several joined by `;`; a key is a path or a flag.

    Raises:
        UsageError: a part has no `=`, or a key is given twice.
    """
    settings: dict[str, str] = {}
    for part in (part.strip() for part in without_invisible(text).split(";") if part.strip()):
        path, equals, value = part.partition("=")
        path = _path(path.strip())
        if not (path and equals):
            raise wrong(texts("compare.usage.no-equals", text=part))
        if path in settings:
            raise wrong(texts("compare.usage.twice", path=path))
        settings[path] = value.strip()
    if not settings:
        raise wrong(texts("compare.usage.no-equals", text=text))
    return Change(settings)


def _path(name: str) -> str:
    """Return the path of a key, which may be given as its flag, with or without dashes."""
    field = FLAGS.get(name.removeprefix("--"))
    return field.path if field else name


def _run(
    texts: Texts,
    *,
    case: str | None,
    sample: bool,
    as_json: bool,
    **given: object,
) -> int:
    settings, insurers, more = (repeated(given[key]) for key in ("settings", "insurers", "more"))
    if insurers and case is not None and (sample or "=" in case):
        more, case = (case, *more), None  # click took an offer of `--insurers` for the case
    if settings and insurers:
        raise wrong(texts("compare.offer.with-set"))
    if more and not insurers:
        raise wrong(texts("compare.offer.extra", text=more[0]))
    changes = [read_change(text, texts) for text in settings]
    stated = stated_case(case, given, EVERY_FIELD, texts, use_sample=sample, as_json=as_json)
    if insurers:
        asked = offers((*insurers, *more), texts)
        return compare_insurers(stated.on_policy_alone(), asked, texts, as_json=as_json)
    if stated.has_accident:
        return _compare(stated, changes, texts, as_json=as_json)
    instead = instead_of_compare(case, given, changes, texts)
    if case is None:
        raise wrong(instead)
    refused = _compare(stated, changes, texts, as_json=as_json)
    output.tell(f"\n{instead}")
    return refused


def _compare(stated: StatedCase, changes: Sequence[Change], texts: Texts, *, as_json: bool) -> int:
    document, flags = stated.readable(texts, as_json=as_json), stated.flags
    rulebook, day = load_rulebook(), today()
    base, found = variants(document, changes, rulebook, day)
    if isinstance(base, Refused):
        return _refuse(base, texts, as_json=as_json, flags=flags)
    if not changes:
        base, found = variants(document, quick_changes(base, rulebook), rulebook, day)
        found = tuple(one for one in found if isinstance(one, Variant))
    for one in found:
        if isinstance(one, Refused):
            return _refuse(one, texts, as_json=as_json, flags=flags)
    kept = [one for one in found if isinstance(one, Variant)]
    assert not isinstance(base, Refused)  # noqa: S101 - it was decided above
    tell_doubts((base, *(one.decision for one in kept)), texts)
    if as_json:
        return output.write(_json(base, kept, document, day))
    drawn = comparison_text if changes else overview_text
    table = drawn(base, kept, output.paper(texts))
    return output.write(table + _worths(base, document, rulebook, day, texts))


def _refuse(refused: Refused, texts: Texts, *, as_json: bool, flags: Mapping[str, str]) -> int:
    """Report why a case or a variant has no answer; return the exit code.

    Raises:
        AdvisorError: no rule governs one of its days.
    """
    if refused.error is not None:
        raise refused.error
    if refused.change.settings:
        settings = (f"{path}={text}" for path, text in refused.change.settings.items())
        output.tell(f"--set {';'.join(settings)}")
    return tell_problems(refused.problems, texts, as_json=as_json, flags=flags)


def _json(
    base: Decision, found: Sequence[Variant], document: Mapping[str, object], day: date
) -> str:
    pairs = [(variant, set_values(document, variant.change, day)) for variant in found]
    return to_json(comparison_document(base, pairs))


def _worths(
    base: Decision, document: Mapping[str, object], rulebook: Rulebook, day: date, texts: Texts
) -> str:
    """Return the table of policy settings after a blank line; empty if only one is possible."""
    table = worths_text(base, setting_worths(document, rulebook, day), output.paper(texts))
    return f"\n{table}" if table else ""
