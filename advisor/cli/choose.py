"""`advisor choose`: which threshold, deductible and single-vehicle cover to buy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from advisor import on_demand
from advisor.cli import output
from advisor.cli.case_input import asked_case, decided
from advisor.cli.commands import Command, case_or_sample, json_option, page, wrong
from advisor.cli.retention import accidents_a_year
from advisor.explain.outside import LONGEST_TYPED, harmless
from advisor.intake.problems import Unreadable
from advisor.intake.typed.offer import Offer, parse_offer
from advisor.intake.typed.rate import parse_share
from advisor.report.answer.to_json import SCHEMA_VERSION, to_json
from advisor.report.choosing import choice_document, choice_text
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from advisor.domain.decision import Decision
    from advisor.domain.policy_choice import PolicyChoice
    from advisor.explain.texts import Texts


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        *case_or_sample(),
        click.Option(["--offer", "offers"], multiple=True),
        click.Option(["--accident-rate", "rate"]),
        click.Option(["--single-share", "share"]),
        json_option(),
    ]
    return Command("choose", partial(_run, texts), params, page(texts, "choose.help.text"))


def _run(
    texts: Texts,
    *,
    case: str | None,
    use_sample: bool,
    offers: tuple[str, ...],
    as_json: bool,
    **driving: str | None,
) -> int:
    asked = [_offer(text, texts) for text in offers]
    stated = _driving(driving, texts)
    document = asked_case(case, texts, use_sample=use_sample, as_json=as_json)
    decision = decided(document, texts, as_json=as_json)
    found = _choose(decision, list(zip(offers, asked, strict=True)), stated, texts)
    output.write(_json(found) if as_json else _words(found, texts))
    return output.DONE


def _offer(text: str, texts: Texts) -> Offer:
    offer = parse_offer(text)
    if isinstance(offer, Unreadable):
        raise wrong(texts("choose.problem.offer", value=harmless(text, LONGEST_TYPED)))
    return offer


def _driving(
    typed: Mapping[str, str | None], texts: Texts
) -> tuple[Decimal | None, Decimal | None]:
    rate, share = typed["rate"], typed["share"]
    return (
        None if rate is None else accidents_a_year(rate, texts),
        None if share is None else _share(share, texts),
    )


def _share(text: str, texts: Texts) -> Decimal:
    share = parse_share(text)
    if isinstance(share, Unreadable) or not 0 <= share <= 1:
        raise wrong(texts("choose.problem.share", value=harmless(text, LONGEST_TYPED)))
    return share


def _choose(
    decision: Decision,
    offers: Sequence[tuple[str, Offer]],
    driving: tuple[Decimal | None, Decimal | None],
    texts: Texts,
) -> PolicyChoice:
    if decision.case.policy.own_damage is None:
        for text, offer in offers:
            if (offer.deductible_rate, offer.single_vehicle) != (None, None):
                value = harmless(text, LONGEST_TYPED)
                raise wrong(texts("choose.problem.no-own-damage", value=value))
    return on_demand.choose(
        decision.case, load_rulebook(), [offer for _, offer in offers], on_demand.Driving(*driving)
    )


def _json(found: PolicyChoice) -> str:
    return to_json({"schema_version": SCHEMA_VERSION, **choice_document(found)})


def _words(found: PolicyChoice, texts: Texts) -> str:
    accent, faint = output.accent(), output.faint()
    return choice_text(found, texts, cells=output.cells(), accent=accent, faint=faint)
