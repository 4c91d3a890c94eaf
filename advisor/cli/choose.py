"""`advisor choose`: which threshold, deductible and single-vehicle cover to buy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from advisor import on_demand
from advisor.cli import output
from advisor.cli.case_input import asked_case, decided
from advisor.cli.commands import Command, case_or_sample, json_option, page, wrong
from advisor.cli.field_options import field_options, flags_by_path, repeated, typed_flags
from advisor.cli.problems import tell_doubts
from advisor.cli.retention import accidents_a_year
from advisor.domain.accident import Kind
from advisor.engine.reading import read
from advisor.explain.outside import LONGEST_TYPED, harmless
from advisor.intake.case.fields import FLAGS, Listed
from advisor.intake.problems import Unreadable
from advisor.intake.typed.insurer import with_insurer_code
from advisor.intake.typed.offer import Offer, parse_offer
from advisor.intake.typed.rate import parse_share
from advisor.report.answer.to_json import SCHEMA_VERSION, to_json
from advisor.report.choosing import choice_document, choice_text, flaw_words
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.whatif.on_sale import OnSale, premium_flaw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from advisor.domain.decision import Decision
    from advisor.domain.policy_choice import PolicyChoice
    from advisor.explain.texts import Texts

_ROWS = (Listed.CLAIM, Listed.VIOLATION)

_OF_AN_ACCIDENT = ("accident.", "client.")

_STATED = tuple(field for field in FLAGS.values() if not field.path.startswith(_OF_AN_ACCIDENT))
"""The keys of a case that a policy can be bought by; none of them is about an accident."""


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        *case_or_sample(),
        click.Option(["--offer", "offers"], multiple=True),
        click.Option(["--accident-rate", "rate"]),
        click.Option(["--single-share", "share"]),
        click.Option(["--full", "in_full"], is_flag=True),
        json_option(),
        *field_options(_STATED),
        *(click.Option([f"--{listed}", listed], multiple=True) for listed in _ROWS),
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
    asked = [_offer(text, texts) for text in offers]
    stated = _driving(given, texts)
    flags = typed_flags(_STATED, given)
    rows = {listed: repeated(given[listed]) for listed in _ROWS}
    document: Mapping[str, object] | None = None
    if case or use_sample or not (flags or any(rows.values())):
        document = asked_case(case, texts, use_sample=use_sample, as_json=as_json)
    else:
        flags = {**on_demand.filled_and_told(flags, texts), **flags}
    decision = _decided(document, flags, rows, texts, as_json=as_json)
    tell_doubts((decision,), texts)
    found = _choose(decision, list(zip(offers, asked, strict=True)), stated, texts)
    output.write(_json(found) if as_json else _words(found, texts, in_full=in_full))
    return output.DONE


def _offer(text: str, texts: Texts) -> Offer:
    offer = parse_offer(text)
    if isinstance(offer, Unreadable):
        raise wrong(texts("choose.problem.offer", value=harmless(text, LONGEST_TYPED)))
    return offer


def _driving(given: Mapping[str, object], texts: Texts) -> tuple[Decimal | None, Decimal | None]:
    rate, share = given["rate"], given["share"]
    return (
        None if rate is None else accidents_a_year(str(rate), texts),
        None if share is None else _share(str(share), texts),
    )


def _decided(
    document: Mapping[str, object] | None,
    flags: Mapping[str, str],
    rows: Mapping[Listed, tuple[str, ...]],
    texts: Texts,
    *,
    as_json: bool,
) -> Decision:
    """Answer a case with the flags laid over it, or what the flags alone say of a policy.

    Raises:
        EndedError: there are problems.
        AdvisorError: no rule governs one of the days.
    """
    day = today()
    rulebook = load_rulebook()
    coded = with_insurer_code(flags, rulebook.insurers)
    laid, unread = on_demand.apply_flags(document, coded, rows, day)
    if document is None:
        laid["accident"] = _no_accident(laid.get("as_of", day))
    decision = decided(
        laid, texts, as_json=as_json, unread=unread, flags=flags_by_path(flags, whole=not document)
    )
    if document is None and decision.case.policy.own_damage is None:
        output.tell(texts("choose.no-cover") + "\n")
    return decision


def _no_accident(day: object) -> dict[str, object]:
    """Return an accident that did no damage, for a case has to hold one."""
    return {"day": day, "kind": str(Kind.COLLISION), "other_property": 0}


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
    case, rulebook = decision.case, load_rulebook()
    on_sale = OnSale.beside(read(case, rulebook))
    for text, offer in offers:
        flaw = on_sale.flaw_of(offer) or premium_flaw(offer.premium, rulebook, case.policy.start)
        if flaw is not None:
            value = harmless(text, LONGEST_TYPED)
            raise wrong(texts("choose.problem.flaw", value=value, why=flaw_words(flaw, texts)))
    return on_demand.choose(
        case, rulebook, [offer for _, offer in offers], on_demand.Driving(*driving)
    )


def _json(found: PolicyChoice) -> str:
    return to_json({"schema_version": SCHEMA_VERSION, **choice_document(found)})


def _words(found: PolicyChoice, texts: Texts, *, in_full: bool) -> str:
    accent, faint = output.accent(), output.faint()
    shown = found if in_full else found.in_short()
    return choice_text(shown, texts, cells=output.cells(), accent=accent, faint=faint)
