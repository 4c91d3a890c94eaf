"""`advisor retention`: which repair bills to claim if later accidents are counted."""

from decimal import Decimal
from functools import partial
from pathlib import Path

import click

from advisor import on_demand
from advisor.cli import output
from advisor.cli.commands import Command, case_or_sample, json_option, page, wrong
from advisor.cli.completion import files
from advisor.cli.problems import tell_doubts
from advisor.cli.stated_case import EVERY_FIELD, stated_case, stated_options
from advisor.domain.money import TEN_THOUSAND, Won
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import LONGEST_TYPED, harmless
from advisor.intake.plain_text import without_invisible
from advisor.intake.problems import Unreadable
from advisor.intake.typed.amounts_in_text import parse_won_in_words
from advisor.intake.typed.estimate import small_amount
from advisor.intake.typed.rate import rate_up_to
from advisor.later.later_years import MOST_ACCIDENTS
from advisor.report.answer.to_json import to_json
from advisor.rules.rulebook import load_rulebook


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        *case_or_sample(),
        click.Option(["--accident-rate", "rate"]),
        click.Option(["--losses"], shell_complete=files),
        json_option(),
        *stated_options(EVERY_FIELD),
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
    **given: object,
) -> int:
    accident_rate = None if rate is None else accidents_a_year(rate, texts)
    try:
        own_losses = () if losses is None else _losses(losses, texts)
    except OSError as error:
        return output.tell_unreadable(losses, error, texts)
    stated = stated_case(case, given, EVERY_FIELD, texts, use_sample=use_sample, as_json=as_json)
    decision = stated.on_policy_alone().decided(texts, as_json=as_json)
    if stated.by_options and decision.case.policy.own_damage is None:
        output.tell(texts("later.no-cover"))
    tell_doubts((decision,), texts)
    view = on_demand.later_in_full(decision, load_rulebook(), accident_rate, own_losses)
    if as_json:
        return output.write(to_json(on_demand.later_document(view)))
    return output.write(on_demand.retention_text(view, decision, output.paper(texts)))


def accidents_a_year(typed: str, texts: Texts) -> Decimal:
    """Read a number of accidents a year.

    Raises:
        UsageError: the text is not such a number.
    """
    rate = rate_up_to(MOST_ACCIDENTS, typed)
    if rate is None:
        raise wrong(texts("later.problem.rate", value=typed))
    return rate


def _losses(path: str, texts: Texts) -> tuple[Won, ...]:
    found = read_losses(Path(path).read_bytes().decode("utf-8", "replace"))
    if isinstance(found, UnreadLine):
        text = harmless(found.text, LONGEST_TYPED)
        code = "loss" if found.meant is None else "small-loss"
        raise wrong(texts(f"later.problem.{code}", line=found.line, value=text, meant=found.meant))
    if not found:
        raise wrong(texts("later.problem.no-losses", path=path))
    return found


_COMMENT = "#"


@frozen
class UnreadLine:
    """A line that is not an amount, or a small amount probably meant in 만; lines count from 1."""

    line: int
    text: str
    meant: Won | None = None


def read_losses(text: str) -> tuple[Won, ...] | UnreadLine:
    r"""Read the amounts of a list; empty lines, comments and amounts of 0 are left out.

    >>> read_losses("230만  # the door\n\n1,200,000 won\n")
    (2300000, 1200000)
    """
    found = []
    for number, line in enumerate(without_invisible(text).splitlines(), start=1):
        typed = line.partition(_COMMENT)[0].strip()
        if not typed:
            continue
        amount = parse_won_in_words(typed)
        if isinstance(amount, Unreadable):
            return UnreadLine(number, typed)
        if small := small_amount(typed):
            return UnreadLine(number, typed, Won(small * TEN_THOUSAND))
        found.append(amount)
    return tuple(amount for amount in found if amount)
