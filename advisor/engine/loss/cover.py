"""Which parts of an accident are covered at all, before any arithmetic."""

from advisor.domain.accident import Kind
from advisor.domain.case import Case
from advisor.domain.terms.core import CoverNeeded, CoverTerms, Standing
from advisor.domain.values import frozen
from advisor.engine.reading import Reading

SINGLE_VEHICLE_EXCLUDED = "single-vehicle-excluded"
KIND_NOT_COVERED = "kind-not-covered"
DRIVER_NOT_COVERED = "driver-not-covered"
NO_OWN_DAMAGE_COVER = "no-own-damage-cover"
DESIGNATED_DRIVER_PAYS = "designated-driver-pays"

BLOCKERS = (
    SINGLE_VEHICLE_EXCLUDED,
    KIND_NOT_COVERED,
    DRIVER_NOT_COVERED,
    NO_OWN_DAMAGE_COVER,
    DESIGNATED_DRIVER_PAYS,
)


@frozen
class Cover:
    """Why the own part and the other party's part are not covered; empty if they are."""

    own: tuple[str, ...]
    other: tuple[str, ...]
    recourse: bool
    driver_pays: bool


def cover(reading: Reading) -> Cover:
    """Return what the policy covers, by the rules of the accident's day."""
    terms = reading.rulebook.cover.on(reading.case.accident.day).terms
    return cover_by(terms, reading.case, single_vehicle=reading.single_vehicle)


def cover_by(terms: CoverTerms, case: Case, *, single_vehicle: bool) -> Cover:
    """Return what is covered under the given terms, with or without single-vehicle cover."""
    accident = case.accident
    needed, standing = terms.kinds[accident.kind], terms.drivers[accident.driver]
    has_cover = case.policy.own_damage is not None
    refused = {
        SINGLE_VEHICLE_EXCLUDED: needed is CoverNeeded.SINGLE_VEHICLE
        and has_cover
        and not single_vehicle,
        KIND_NOT_COVERED: needed is CoverNeeded.NEVER,
        DRIVER_NOT_COVERED: standing is Standing.NOT_COVERED,
        NO_OWN_DAMAGE_COVER: not has_cover,
        DESIGNATED_DRIVER_PAYS: standing is Standing.PAYS,
    }
    for_driver = {DRIVER_NOT_COVERED, DESIGNATED_DRIVER_PAYS}
    if accident.kind is Kind.INTENTIONAL:
        for_driver.add(KIND_NOT_COVERED)
    return Cover(
        own=tuple(code for code in BLOCKERS if refused[code]),
        other=tuple(code for code in BLOCKERS if refused[code] and code in for_driver),
        recourse=standing is Standing.RECOURSE,
        driver_pays=standing is Standing.PAYS,
    )
