"""`advisor compare`: a case and its variants, or one driver at several insurers, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

import click

from advisor.book.heading_words import KEY_OF
from advisor.book.headings import HeadingWords
from advisor.cli import output
from advisor.cli.choose_words import instead_of_compare
from advisor.cli.commands import Command, json_option, page, wrong
from advisor.cli.completion import files, settings
from advisor.cli.field_options import repeated
from advisor.cli.problems import tell_doubts, tell_problems
from advisor.cli.quotes import Rows, in_stated_unit, price_column, quote_rows, typed_quotes
from advisor.cli.stated_case import EVERY_FIELD, StatedCase, stated_case, stated_options
from advisor.domain.comparison import Change, InsurerOffer, Variant
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import DEDUCTIBLE, FLAGS
from advisor.intake.plain_text import without_invisible
from advisor.intake.problems import Unreadable
from advisor.intake.typed.deductible import parse_deductible
from advisor.intake.typed.offer import OFFERED, setting_named
from advisor.report.answer.to_json import to_json
from advisor.report.choosing import flaw_words
from advisor.report.comparing.comparison import comparison_document
from advisor.report.comparing.comparison_text import comparison_text, overview_text, worths_text
from advisor.report.comparing.insurers import insurers_document, insurers_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.whatif.compare import Refused, set_values, setting_worths, variants
from advisor.whatif.insurers import UnreadableOffer, flaws_of, insurer_costs, read_offer
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
    """Read one `--set`: `KEY=VALUE`, or several joined by `;`; a key is a path, a flag or a word.

    Raises:
        UsageError: a part has no `=`, or a key is given twice.
    """
    settings: dict[str, str] = {}
    for part in (part.strip() for part in without_invisible(text).split(";") if part.strip()):
        name, equals, value = part.partition("=")
        path = _path(name.strip())
        if not (path and equals):
            raise wrong(texts("compare.usage.no-equals", text=part))
        for key, one in _parts(path, value.strip()).items():
            if key in settings:
                raise wrong(texts("compare.usage.twice", path=key))
            settings[key] = one
    if not settings:
        raise wrong(texts("compare.usage.no-equals", text=text))
    return Change(settings)


def _path(name: str) -> str:
    """Return the path of a key, which may be its flag, or a word for it in offers and tables."""
    if field := FLAGS.get(name.removeprefix("--")):
        return field.path
    if offered := setting_named(name):
        return next(path for path, named in OFFERED.items() if named == offered)
    headed = None if name in set(ListKey) else HeadingWords.of().path(name)
    return headed if headed and "[" not in headed and headed not in KEY_OF else name


def _parts(path: str, value: str) -> Mapping[str, str]:
    """Return the settings that one is made of; only a deductible as a whole (`30%`) has several."""
    found = parse_deductible(value) if path == DEDUCTIBLE else Unreadable("")
    if isinstance(found, Unreadable):
        return {path: value}
    texts = {key: f"{one:%}" if key == "rate" else f"{one}" for key, one in found.items()}
    return {f"{path}.{key}": text for key, text in texts.items()}


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


_INSURER = "policy.insurer"
_QUOTES = ("assumptions.quote_clean", "assumptions.quote_claim")


def offers(words: Sequence[str], texts: Texts) -> tuple[InsurerOffer, ...]:
    """Read the words after `--insurers`: offers, and files with one offer a line or row.

    Raises:
        EndedError: a file cannot be read.
        UsageError: a word is not an offer.
    """
    found: list[InsurerOffer] = []
    for text in typed_quotes(words, _offers_in, "compare.offer.empty", texts):
        offer = read_offer(text)
        if isinstance(offer, UnreadableOffer):
            words_of = texts(f"compare.offer.{offer.code}", text=offer.text)
            raise wrong(words_of)
        found.append(offer)
    return tuple(found)


def compare_insurers(
    stated: StatedCase, asked: Sequence[InsurerOffer], texts: Texts, *, as_json: bool
) -> int:
    """Print what each insurer costs; return the exit code.

    Raises:
        AdvisorError: no rule governs one of the days.
        EndedError: an option could not be read.
        UsageError: an amount is implausible for a premium.
    """
    rulebook, day = load_rulebook(), today()
    document = stated.readable(texts, as_json=as_json)
    for offer in asked:
        is_meant = asked.count(offer) > 1
        for flaw in flaws_of(offer, rulebook, day, document, is_meant=is_meant).values():
            raise wrong(texts("compare.offer.flaw", name=offer.name, why=flaw_words(flaw, texts)))
    found = insurer_costs(document, asked, rulebook, day)
    if isinstance(found, Refused):
        if found.error is not None:
            raise found.error
        for name in found.change.settings.values():
            output.tell(f"--insurers {name}")
        return tell_problems(found.problems, texts, as_json=as_json, flags=stated.flags)
    tell_doubts((one.decision for one in found), texts)
    if as_json:
        return output.write(to_json(insurers_document(found)))
    return output.write(insurers_text(found, rulebook, output.paper(texts)))


def _offers_in(rows: Rows) -> Iterator[str]:
    """Yield the offers of a file in the form of typed ones: one for each line or table row.

    The columns of a table are found by their headings, or else are in the order of a typed offer.
    """
    places, heads = _places(rows)
    for row in quote_rows(rows):
        if "=" in next(filter(None, row), ""):
            yield ",".join(row).rstrip(",")
            continue
        name, *cells = (row[at] if at < len(row) else "" for at in places)
        amounts = [*map(in_stated_unit, cells, heads)]
        if any(map(str.isdigit, "".join(amounts))):
            yield f"{name}={':'.join(amounts).rstrip(':')}"


def _places(rows: Rows) -> tuple[Sequence[int], Sequence[str]]:
    """Return the columns of a table with insurer, premium and two quotes, and these headings."""
    words, beyond = HeadingWords.of(), max(map(len, rows), default=0)
    for row in rows:
        found = words.read(row)
        if _INSURER in found.paths and (price := price_column(found)) is not None:
            places = [found.place_of(_INSURER), price, *map(found.place_of, _QUOTES)]
            return (
                [beyond if place is None else place for place in places],
                ["" if place is None else row[place] for place in places[1:]],
            )
    return range(2 + len(_QUOTES)), [""] * (1 + len(_QUOTES))
