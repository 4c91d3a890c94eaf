"""One driver at several insurers: the cost at each over the renewals ahead, and how it is known."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve

from advisor.domain.comparison import Change, InsurerCost, InsurerOffer, nothing_happened
from advisor.domain.decision import Decision
from advisor.domain.policy_choice import OfferFlaw
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.intake.nested import copied_document, remove_value, set_value, value_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed.amounts_in_text import parse_won_in_words
from advisor.intake.typed.insurer import is_present_insurer, parse_insurer
from advisor.whatif.compare import Refused, variants
from advisor.whatif.on_sale import premium_flaw

_INSURER, _PREMIUM = "policy.insurer", "policy.premium"
_CLEAN, _CLAIM = "assumptions.quote_clean", "assumptions.quote_claim"
_OF_ONE_INSURER = ("assumptions.grade_table", "assumptions.count_profile", _CLEAN, _CLAIM)
"""The keys of a case that hold for its own insurer only."""

_PARTS = (1, 3)
"""The numbers of amounts in an offer: a premium, or a premium and both quotes."""


@frozen
class UnreadableOffer:
    """A text that is no offer, and why; the text of the reason is `compare.offer.<code>`."""

    text: str
    code: str


def read_offer(text: str) -> InsurerOffer | UnreadableOffer:
    """Read `NAME=PREMIUM`, or `NAME=PREMIUM:CLEAN:CLAIM` with the quotes of the coming renewal.

    >>> read_offer("KB=82만:76만:90만").quote_claim, read_offer("KB").code
    (900000, 'no-equals')
    """
    name, equals, rest = text.partition("=")
    if not (name.strip() and equals):
        return UnreadableOffer(text, "no-equals")
    parts = rest.split(":")
    if len(parts) not in _PARTS:
        return UnreadableOffer(text, "one-quote")
    amounts = [parse_won_in_words(part) for part in parts]
    known = [amount for amount in amounts if not isinstance(amount, Unreadable) and amount > 0]
    if len(known) < len(amounts):
        return UnreadableOffer(text, "no-amount")
    return InsurerOffer(name.strip(), *known)


def flaws_of(
    offer: InsurerOffer,
    rulebook: Rulebook,
    day: date,
    document: Mapping[str, object],
    *,
    is_meant: bool = False,
) -> dict[str, OfferFlaw]:
    """Return the flaws in the amounts of an offer for a case, by the names of its attributes.

    With `is_meant`, because it was typed twice, an amount may be far from this year's premium.
    """
    this_year = None if is_meant else value_at(document, _PREMIUM)
    amounts = {key: getattr(offer, key) for key in ("premium", "quote_clean", "quote_claim")}
    found = {
        key: premium_flaw(amount, rulebook, day, this_year)
        for key, amount in amounts.items()
        if amount is not None
    }
    return {key: flaw for key, flaw in found.items() if flaw is not None}


def insurer_costs(
    document: Mapping[str, object],
    offers: Iterable[InsurerOffer],
    rulebook: Rulebook,
    today: date,
) -> tuple[InsurerCost, ...] | Refused:
    """Decide a case at its own insurer and at each insurer with an offer, cheapest first.

    An offer of the case's own insurer, by its name or as that of today, takes the place of what the
    case says. Tables and quotes in the case are those of its own insurer and are not used for
    another. If no accident happened, an offer is for the coming renewal, so its premium is both of
    that renewal's quotes.
    """
    found: list[InsurerCost] = []
    base, _ = variants(document, (), rulebook, today)
    if isinstance(base, Refused):
        return base
    own = base.case.policy.insurer
    at_renewal = nothing_happened(base)
    for typed in dict.fromkeys(offers):
        named = evolve(typed, name=own or "") if is_present_insurer(typed.name) else typed
        offer = _for_renewal(named, base) if at_renewal else named
        code = parse_insurer(offer.name, rulebook.insurers)
        insurer = code if code in rulebook.insurers else None
        decided, _ = variants(_at_insurer(document, offer, insurer), (), rulebook, today)
        if isinstance(decided, Refused):
            return Refused(Change({_INSURER: offer.name}), decided.problems, decided.error)
        is_own = (own or "") in {insurer, offer.name}
        found.append(_cost(offer, insurer, decided, rulebook, current=is_own))
    if not any(one.current for one in found):
        stated = base.case.assumptions
        offer = InsurerOffer(
            own or "", base.case.policy.premium, stated.quote_clean, stated.quote_claim
        )
        insurer = own if own in rulebook.insurers else None
        found.append(_cost(offer, insurer, base, rulebook, current=True))
    return tuple(sorted(found, key=lambda one: (one.outlay, not one.current)))


def _for_renewal(offer: InsurerOffer, base: Decision) -> InsurerOffer:
    """Return an offer as one for the coming renewal; this year's premium stays the case's."""
    this_year = base.case.policy.premium
    if offer.quote_clean is None or offer.quote_claim is None:
        return InsurerOffer(offer.name, this_year, offer.premium, offer.premium)
    unused = (offer.premium, offer.quote_claim)
    quotes = (offer.quote_clean, offer.quote_clean)
    return InsurerOffer(offer.name, this_year, *quotes, unused=unused)


def _at_insurer(
    document: Mapping[str, object], offer: InsurerOffer, insurer: str | None
) -> dict[str, object]:
    changed = copied_document(document)
    for path in (_INSURER, *_OF_ONE_INSURER):
        remove_value(changed, path)
    stated = {_INSURER: insurer, _PREMIUM: int(offer.premium)}
    if offer.quote_clean is not None and offer.quote_claim is not None:
        stated |= {_CLEAN: int(offer.quote_clean), _CLAIM: int(offer.quote_claim)}
    for path, value in stated.items():
        if value is not None:
            set_value(changed, path, value)
    return changed


def _cost(
    offer: InsurerOffer,
    insurer: str | None,
    decision: Decision,
    rulebook: Rulebook,
    *,
    current: bool,
) -> InsurerCost:
    """Return the cost at an insurer, naming which of its tables and quotes are known."""
    start = decision.case.policy.start
    tables = {
        "grade-table": rulebook.own_grade_table(insurer, start),
        "count-profile": rulebook.own_count_profile(insurer, start),
        "quotes": offer.quote_clean,
    }
    known = tuple(name for name, own in tables.items() if own is not None)
    return InsurerCost(offer, insurer, decision, known, current=current)
