"""`advisor retention`: which losses to claim when later accidents are possible."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor import on_demand
from advisor.cli import output
from advisor.cli.case_input import case_file, sample
from advisor.cli.commands import Command, page
from advisor.cli.completion import files
from advisor.cli.problems import tell_problems
from advisor.domain.decision import Decision
from advisor.domain.values import frozen
from advisor.explain.outside import LONGEST_TYPED, harmless
from advisor.intake.problems import Problem, Unreadable
from advisor.intake.typed.rate import parse_rate
from advisor.intake.typed.won import parse_won
from advisor.later.later_years import MOST_ACCIDENTS
from advisor.report.answer.to_json import SCHEMA_VERSION, to_json
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer, today

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from advisor.domain.money import Won
    from advisor.explain.texts import Texts


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["case"], required=False, shell_complete=files),
        click.Option(["--sample", "use_sample"], is_flag=True),
        click.Option(["--accident-rate", "rate"]),
        click.Option(["--losses"], shell_complete=files),
        click.Option(["--json", "as_json"], is_flag=True),
    ]
    return Command("retention", partial(_run, texts), params, page(texts, "later.help.text"))


def _run(
    texts: Texts,
    *,
    case: str | None,
    use_sample: bool,
    rate: str | None,
    losses: str | None,
    as_json: bool,
) -> int:
    if use_sample == bool(case):
        raise _wrong(texts(f"cli.usage.{'two-cases' if use_sample else 'no-case'}"))
    accident_rate = None if rate is None else accidents_a_year(rate, texts)
    reading = losses
    try:
        own_losses = () if losses is None else _losses(losses, texts)
        reading = case
        document = case_file(case, texts) if case else sample()
    except OSError as error:
        return output.tell_unreadable(reading, error, texts)
    if isinstance(document, Problem):
        return tell_problems((document,), texts, as_json=as_json)
    return _retention(document, (accident_rate, own_losses), texts, as_json=as_json)


def accidents_a_year(typed: str, texts: Texts) -> Decimal:
    """Read a number of accidents a year.

    Raises:
        UsageError: it is none.
    """
    rate = parse_rate(typed)
    if isinstance(rate, Unreadable) or not 0 <= rate <= MOST_ACCIDENTS:
        raise _wrong(texts("later.problem.rate", value=typed))
    return rate


def _wrong(words: str) -> click.UsageError:
    return click.UsageError(words, click.get_current_context())


def _losses(path: str, texts: Texts) -> tuple[Won, ...]:
    found = read_losses(Path(path).read_bytes().decode("utf-8", "replace"))
    if isinstance(found, UnreadLine):
        text = harmless(found.text, LONGEST_TYPED)
        raise _wrong(texts("later.problem.loss", line=found.line, value=text))
    if not found:
        raise _wrong(texts("later.problem.no-losses", path=path))
    return found


def _retention(
    document: Mapping[str, object],
    taken: tuple[Decimal | None, tuple[Won, ...]],
    texts: Texts,
    *,
    as_json: bool,
) -> int:
    rulebook = load_rulebook()
    found = answer(document, rulebook, today())
    if not isinstance(found, Decision):
        return tell_problems(found, texts, as_json=as_json)
    view = on_demand.later_in_full(found, rulebook, *taken)
    if as_json:
        output.write(to_json({"schema_version": SCHEMA_VERSION, **on_demand.later_document(view)}))
        return output.DONE
    paper = on_demand.Paper(
        cells=output.cells(),
        accent=output.style(fg="cyan", bold=True),
        faint=output.style(bold=True),
        fine=output.is_fine(),
    )
    output.write(on_demand.retention_text(view, found, texts, paper))
    return output.DONE


_COMMENT = "#"


@frozen
class UnreadLine:
    """A line that is no amount; lines count from 1."""

    line: int
    text: str


def read_losses(text: str) -> tuple[Won, ...] | UnreadLine:
    r"""Read the amounts of a list; empty lines, comments and amounts of 0 are left out.

    >>> read_losses("230만  # the door\n\n1,200,000 won\n")
    (2300000, 1200000)
    """
    found = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        typed = line.partition(_COMMENT)[0].strip()
        if not typed:
            continue
        amount = parse_won(typed)
        if isinstance(amount, Unreadable):
            return UnreadLine(number, typed)
        found.append(amount)
    return tuple(amount for amount in found if amount)
