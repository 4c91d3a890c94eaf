"""What to do after an accident of a designated driver, and where to turn if nobody settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.accident import Driver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Facts
    from advisor.engine.reading import Reading


def designated_driver_steps(reading: Reading) -> Iterator[tuple[str, Facts]]:
    """Return the steps by the dispute standard of the accident's day.

    Damage by the driver's fault is for the company to bear, with cover or without; a driver
    without cover leaves others to the owner's insurer, up to a sum for property.
    """
    accident = reading.case.accident
    insured = accident.driver is Driver.DESIGNATED
    yield "designated-proof", {"day": accident.day}
    if insured:
        yield "designated-file", {"day": accident.day}
    version = reading.rulebook.designated_driver.find(accident.day)
    if version is None:
        return
    terms = version.terms
    if terms.company_bears_own_car:
        code = "designated-refused" if insured else "designated-company"
        yield code, {"counselling": terms.counselling}
        yield "designated-police", {}
    if not insured and terms.owner_property is not None:
        yield "designated-owner-pays", {"amount": terms.owner_property}
    if terms.not_covered:
        yield "designated-not-covered", {}
