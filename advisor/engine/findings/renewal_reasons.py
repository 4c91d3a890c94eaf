"""Why the renewals ahead cost what they do: grade, count, quotes, other cars and the horizon."""

from collections.abc import Iterator
from decimal import Decimal

from advisor.domain.findings import Fact, Facts, Reason
from advisor.domain.money import total
from advisor.domain.outcome import Option, PremiumYear
from advisor.domain.terms.core import GradeMoveTerms
from advisor.engine.options.fleet import OWN_CAR
from advisor.engine.renewals.driver_factors import career_left_out, driver_changes
from advisor.engine.situation import Situation


def renewal_reasons(situation: Situation) -> Iterator[Reason]:
    """Explain how a claim, quotes, other cars and the driver's own factors change the renewals."""
    yield from _about_claim(situation)
    yield from _about_quotes(situation)
    yield from _about_other_cars(situation)
    yield from driver_changes(situation.reading, situation.path_without_accident)
    yield from career_left_out(situation.reading, situation.path_without_accident)


def horizon_reasons(situation: Situation) -> Iterator[Reason]:
    """Say what depends on how long the car is kept, and on rules for years to come."""
    yield from _about_horizon(situation)
    yield from _about_years_ahead(situation)


def _about_claim(situation: Situation) -> Iterator[Reason]:
    """Explain what changes at the first renewal that counts a claim."""
    if not situation.claim.available or not situation.claim.entry:
        return
    reading, first = situation.reading, situation.first_counted
    path = situation.claimed_path
    if first >= len(path):
        return
    if first > 1:
        basis = (reading.rulebook.evaluation_window.on(reading.case.policy.start).ref,)
        yield Reason("late-accident", {"renewal": first, "day": path[first].day}, basis)
    low_fault = reading.rulebook.low_fault.find(reading.case.accident.day)
    if low_fault:
        count = situation.paths.counts_after(situation.claim)[first]
        out = count.left_out
        if out is not None and out.claim is None and out.counted:
            yield Reason("low-fault-left-out", {"fault": out.fault}, (low_fault.ref,))
    yield from _about_points(situation, path[first])
    yield from _about_grade(situation, path[first - 1], path[first])
    if situation.paths.quoted is None:
        yield from _about_count(situation)


def _about_count(situation: Situation) -> Iterator[Reason]:
    """Explain the first renewal at which a claim changes the count factor."""
    paths, pricing = situation.paths, situation.paths.pricings[OWN_CAR]
    claimed, clean = paths.counts_after(situation.claim), paths.counts(paths.baseline)
    for renewal, (count, other) in enumerate(zip(claimed, clean, strict=True)):
        if count is other:
            continue
        after, before = (pricing.count_factor(one, renewal) for one in (count, other))
        if after != before:
            facts: Facts = {
                "before": other.accidents_3y,
                "after": count.accidents_3y,
                "factor_before": before,
                "factor_after": after,
                "renewal": renewal,
            }
            yield Reason("count-factor", facts, (pricing.profiles[renewal].ref,))
            return


def _about_points(situation: Situation, year: PremiumYear) -> Iterator[Reason]:
    """Say that points add to those of other accidents, and that the cars of a policy share them."""
    reading, own = situation.reading, situation.claim.score
    count = situation.paths.counts_after(situation.claim)[year.renewal]
    cars = situation.paths.pricings[OWN_CAR].car.cars
    whole = round(year.points * cars, 1)
    if count.left_out is None and 0 < own < whole:
        facts: Facts = {"own": own, "others": whole - own, "points": whole}
        basis = (reading.rulebook.evaluation_window.on(reading.case.policy.start).ref,)
        yield Reason("points-meet", facts, basis)
    if cars > 1 and whole:
        shared: Facts = {"cars": cars, "whole": whole, "points": _points(year)}
        rule = reading.rulebook.others.get("other_cars")
        version = rule.find(reading.case.accident.day) if rule else None
        yield Reason("points-shared", shared, (version.ref,) if version else ())


def _points(year: PremiumYear) -> Decimal:
    """Return the points of a year, to two decimals, because several cars may share them."""
    return round(year.points, 2)


def _about_grade(situation: Situation, before: PremiumYear, year: PremiumYear) -> Iterator[Reason]:
    reading = situation.reading
    version = reading.moves(year.renewal)
    terms = version.terms
    basis = (version.ref, reading.table.ref)
    facts: dict[str, Fact] = {"from": before.grade, "to": year.grade, "points": _points(year)}
    held: dict[str, Fact] = {"grade": year.grade, "years": _years_held(situation, year)}
    moved = year.grade not in (before.grade, situation.path_without_accident[year.renewal].grade)
    if not isinstance(terms, GradeMoveTerms):
        if moved or _is_held(situation):
            yield Reason("percentage-rises" if moved else "percentage-held", facts | held, basis)
        added = year.special - situation.path_without_accident[year.renewal].special
        if added:
            rule = reading.rulebook.special_surcharge.on(reading.case.policy.start)
            yield Reason("special-surcharge", {"rate": added}, (rule.ref,))
    elif moved and year.grade < before.grade:
        yield Reason("grade-falls", facts, basis)
    elif year.grade >= terms.protected:
        yield Reason("grade-protected", {"grade": before.grade}, basis)
    elif year.grade <= before.grade and _is_held(situation):
        yield Reason("grade-held", held, basis)


def _is_held(situation: Situation) -> bool:
    """Return whether this accident changes the driver's place on the scale at any renewal."""
    claimed, clean = situation.claimed_path, situation.path_without_accident
    return any(one.grade != other.grade for one, other in zip(claimed, clean, strict=True))


def _years_held(situation: Situation, year: PremiumYear) -> int:
    """Count the renewals from a year on for which a claim keeps the driver in the same place."""
    paths = situation.paths
    later = paths.track(paths.trail(situation.claim)).grades[year.renewal :]
    return next((k for k, grade in enumerate(later) if grade != year.grade), len(later))


def _about_quotes(situation: Situation) -> Iterator[Reason]:
    """State the insurer's two quotes and their difference, if the case has them."""
    quoted = situation.paths.quoted
    if quoted is None:
        return
    facts: Facts = {
        "clean": quoted.clean,
        "claim": quoted.claim,
        "difference": quoted.claim - quoted.clean,
    }
    yield Reason("quotes", facts, ("assumptions.quote_clean", "assumptions.quote_claim"))


def _about_other_cars(situation: Situation) -> Iterator[Reason]:
    """Say what the accident's points cost on the other cars of the same insured."""
    paths, claim = situation.paths, situation.outcomes[Option.CLAIM]
    for place in range(len(situation.reading.case.other_cars)):
        key = f"other_car[{place}]"
        lines = [line for line in claim.lines if key in line.basis]
        if not lines:
            continue
        renewal = lines[0].renewal
        ours = paths.track(paths.trail(situation.claim), place + 1)
        theirs = paths.track(paths.baseline, place + 1)
        facts: Facts = {
            "car": place + 1,
            "day": lines[0].day,
            "from": theirs.grades[renewal],
            "to": ours.grades[renewal],
            "amount": total(line.amount for line in lines),
        }
        yield Reason("other-car", facts, lines[0].basis)


def _about_horizon(situation: Situation) -> Iterator[Reason]:
    """Say when the answer would change if the car were given up earlier, or kept for longer."""
    reading, claims = situation.reading, situation.headline.recommended.is_claim
    other = [one for one in situation.stretches if one.best.is_claim is not claims]
    basis = ("assumptions.renewals",)
    for stretch in other[::-1]:
        if stretch.last < reading.renewals:
            shorter: Facts = {
                "renewals": stretch.last,
                "day": reading.renewal_day(stretch.last + 1),
                "best": stretch.best.value,
            }
            yield Reason("horizon-shorter", shorter, basis)
            break
    for stretch in other:
        if stretch.first > reading.renewals:
            longer: Facts = {
                "renewals": stretch.first,
                "day": reading.renewal_day(stretch.first),
                "best": stretch.best.value,
            }
            yield Reason("horizon-longer", longer, basis)
            break


def _about_years_ahead(situation: Situation) -> Iterator[Reason]:
    """Say that the newest version of a rule is used for the years after it was last checked."""
    last = situation.reading.renewal_day(situation.reading.renewals)
    version = situation.reading.profile.on(last)
    if last > version.checked_on:
        yield Reason("newest-rules", {"day": last}, (version.ref,))
