"""`advisor choose`: which threshold, deductible and single-vehicle cover to buy."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

import click

from advisor import on_demand
from advisor.cli import output
from advisor.cli.commands import Command, case_or_sample, json_option, page, wrong
from advisor.cli.completion import files
from advisor.cli.problems import tell_doubts
from advisor.cli.quotes import settings_in, typed_quotes
from advisor.cli.retention import accidents_a_year
from advisor.cli.stated_case import OF_POLICY, stated_case, stated_options
from advisor.domain.decision import Decision
from advisor.domain.policy_choice import PolicyChoice
from advisor.engine.reading import read
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import LONGEST_TYPED, harmless
from advisor.intake.problems import Problem, Unreadable
from advisor.intake.typed.offer import Offer, parse_offer
from advisor.intake.typed.rate import parse_share, rate_up_to
from advisor.report.answer.to_json import problem_text, to_json
from advisor.report.choosing import choice_document, choice_text, flaw_words
from advisor.rules.rulebook import load_rulebook
from advisor.whatif.on_sale import OnSale, premium_flaw


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        *case_or_sample(),
        click.Option(["--offer", "offers"], multiple=True, shell_complete=files),
        click.Option(["--accident-rate", "rate"]),
        click.Option(["--single-share", "share"]),
        click.Option(["--full", "in_full"], is_flag=True),
        json_option(),
        *stated_options(OF_POLICY),
    ]
    return Command("choose", partial(_run, texts), params, page(texts, "choose.help.text"))


def _run(
    texts: Texts,
    *,
    case: str | None,
    use_sample: bool,
    offers: tuple[str, ...],
    as_json: bool,
    in_full: bool,
    **given: object,
) -> int:
    typed = [*typed_quotes(offers, settings_in, "choose.problem.empty", texts)]
    asked = [_offer(text, texts) for text in typed]
    stated = _driving(given, texts)
    policy = stated_case(
        case, given, OF_POLICY, texts, use_sample=use_sample, as_json=as_json
    ).on_policy_alone()
    decision = policy.decided(texts, as_json=as_json)
    if policy.by_options and decision.case.policy.own_damage is None:
        output.tell(texts("choose.no-cover"))
    tell_doubts((decision,), texts)
    offered = list(zip(typed, asked, strict=True))
    found = _choose(decision, offered, stated, texts, in_full=in_full or as_json)
    if as_json:
        return output.write(to_json(choice_document(found)))
    return output.write(choice_text(found, output.paper(texts)))


def _offer(text: str, texts: Texts) -> Offer:
    offer = parse_offer(text)
    if isinstance(offer, Unreadable):
        why = problem_text(Problem("", offer.code, facts=offer.facts), "rule", texts)
        raise wrong(texts("choose.problem.offer", value=harmless(text, LONGEST_TYPED), why=why))
    return offer


def _driving(given: Mapping[str, object], texts: Texts) -> tuple[Decimal | None, Decimal | None]:
    rate, share = given["rate"], given["share"]
    a_year = None if rate is None else accidents_a_year(str(rate), texts)
    alone = None if share is None else rate_up_to(1, str(share), parse_share)
    if alone is None and share is not None:
        raise wrong(texts("choose.problem.share", value=harmless(str(share), LONGEST_TYPED)))
    return a_year, alone


def _choose(
    decision: Decision,
    offers: Sequence[tuple[str, Offer]],
    driving: tuple[Decimal | None, Decimal | None],
    texts: Texts,
    *,
    in_full: bool,
) -> PolicyChoice:
    case, rulebook = decision.case, load_rulebook()
    on_sale = OnSale.at_renewal(read(case, rulebook))
    typed = [offer for _, offer in offers]
    for text, offer in offers:
        is_meant = typed.count(offer) > 1  # typing an odd premium twice confirms it
        flaw = on_sale.flaw_of(offer) or premium_flaw(
            offer.premium, rulebook, case.policy.start, None if is_meant else case.policy.premium
        )
        if flaw is not None:
            value = harmless(text, LONGEST_TYPED)
            raise wrong(texts("choose.problem.flaw", value=value, why=flaw_words(flaw, texts)))
    return on_demand.choose(case, rulebook, typed, on_demand.Driving(*driving), in_full=in_full)
