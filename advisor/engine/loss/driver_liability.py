"""What has to be borne because the policy does not fully cover the person who drove."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.domain.accident import Driver
from advisor.domain.findings import Facts, Reason
from advisor.domain.money import Won, share
from advisor.domain.rule import Version
from advisor.engine.reading import Reading

if TYPE_CHECKING:
    from advisor.domain.terms.record import RecordHolderTerms, RecordOf
    from advisor.domain.terms.settlement import DrunkDrivingTerms

_COMPULSORY_ONLY = "compulsory-injury-cover-only"


def driver_liability(reading: Reading) -> Iterator[Reason]:
    """Say what the insurer takes back, or leaves unpaid, because of who drove."""
    driver = reading.case.accident.driver
    yield from _self_payment(reading, driver)
    holder = record_holder(reading)
    if holder is None:
        return
    version, case = holder
    if case.pays == _COMPULSORY_ONLY:
        yield Reason("compulsory-injury-only", {}, (version.ref,))
    if driver is Driver.DESIGNATED:
        yield Reason("designated-repair-only", {}, (version.ref,))


def owes_insurer(reading: Reading) -> bool:
    """Return whether the insurer makes the driver contribute to what it paid to others."""
    return any(_self_payment(reading, reading.case.accident.driver))


def record_holder(reading: Reading) -> tuple[Version[RecordHolderTerms], RecordOf] | None:
    """Return who pays and whose record is affected, or None if the rule does not say.

    None too if the named insured drove, because that needs no rule.
    """
    if reading.case.accident.driver is Driver.INSURED:
        return None
    version = reading.rulebook.record_holder.find(reading.case.accident.day)
    if version is None:
        return None
    driver = reading.case.accident.driver
    found = next((case for case in version.terms.cases if case.driver == driver), None)
    return (version, found) if found else None


def _self_payment(reading: Reading, driver: Driver) -> Iterator[Reason]:
    """Yield the sums a drunk or unlicensed driver pays back, by the rule of the policy's first day.

    Nothing is due unless the insurer pays somebody else.
    """
    accident = reading.case.accident
    others = reading.other_property or accident.other_rental or accident.injury_grade is not None
    if not others or driver not in {Driver.DRUNK, Driver.UNLICENSED}:
        return
    version = reading.rulebook.drunk_driving.find(reading.case.policy.start)
    if version is None or driver not in version.terms.drivers:
        return
    terms, basis = version.terms, (version.ref,)
    whole: Facts = {"property": terms.property_compulsory}
    if terms.whole_compulsory:
        yield Reason("self-payment-whole", whole, basis)
    else:
        yield Reason("self-payment", {"injury": terms.injury_compulsory, **whole}, basis)
    if terms.injury_voluntary is not None:
        above: Facts = {"injury": terms.injury_voluntary, "property": terms.property_voluntary}
        yield Reason("self-payment-above", above, basis)
    yield from _taken(reading, terms, basis)


def _taken(reading: Reading, terms: DrunkDrivingTerms, basis: tuple[str, ...]) -> Iterator[Reason]:
    """Say what part of it the options count: all of it for property, none of it for an injury.

    If the driver bears the compulsory cover in full, the sums below and above its limit add up to
    the most that is paid back for property. Otherwise that maximum depends on the cover's own
    limit.
    """
    accident = reading.case.accident
    property_part = share(Won(reading.other_property + accident.other_rental), accident.fault)
    if property_part:
        most = (terms.property_compulsory or 0) + (terms.property_voluntary or 0)
        whole = terms.whole_compulsory and property_part <= most
        code = "self-payment-taken" if whole else "self-payment-taken-too-high"
        yield Reason(code, {"amount": property_part}, basis)
    if accident.injury_grade is not None:
        yield Reason("self-payment-injury-open", {}, basis)
