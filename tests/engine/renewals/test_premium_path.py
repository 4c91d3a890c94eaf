from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from engine.sample import SAMPLE, assuming, decide, rulebook, with_accident, with_bill, with_policy

from advisor.domain.accident import Estimate, Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim
from advisor.domain.terms.core import CountProfileTerms
from advisor.engine.advise import advise
from advisor.engine.renewals.policy_years import next_grade
from advisor.engine.renewals.record import Count

CLEAN = evolve(SAMPLE, claims=())
MOVES = rulebook().grade_moves.on(date(2026, 3, 2)).terms


def counted(points: str, accidents: int) -> Count:
    return Count(Decimal(points), accidents, accidents, holds=bool(accidents))


@pytest.mark.parametrize(
    ("grade", "points", "accidents", "expected"),
    [
        (16, "0", 0, 17),
        (28, "0", 0, 29),
        (29, "0", 0, 29),
        (16, "0", 1, 16),
        (16, "0.5", 1, 16),
        (16, "1", 1, 15),
        (16, "1.5", 2, 15),
        (15, "2", 1, 13),
        (16, "6", 1, 10),
        (3, "6", 1, 1),
        (1, "1", 1, 1),
        (29, "0.5", 1, 29),
        (29, "1.5", 2, 29),
        (29, "2", 1, 28),
        (29, "6", 1, 28),
        (28, "1", 1, 27),
    ],
)
def test_one_renewal_moves_the_grade(
    grade: int, points: str, accidents: int, expected: int
) -> None:
    """Grade 15 to 13 for two points is the regulator's example; 29 is the protected grade 29P."""
    assert next_grade(grade, counted(points, accidents), MOVES) == expected


def test_two_halves_in_one_window_make_a_point() -> None:
    """The sample's claim and another half point of the same year lower grade 16 to 15."""
    half = Claim(date(2026, 6, 1), Won(500_000), SAMPLE.accident.fault)
    path = decide(evolve(with_bill(1_000_000), claims=(half,))).outcome(Option.CLAIM).path
    assert [year.grade for year in path[:5]] == [16, 15, 15, 15, 16]


def test_half_a_point_freezes_the_grade_for_three_renewals() -> None:
    """ "No surcharge below the threshold" is a myth: promotion stops, and the count rises."""
    claim = decide(CLEAN).outcome(Option.CLAIM)
    clean = decide(CLEAN).outcome(Option.SELF_PAY)
    assert [year.grade for year in claim.path[:6]] == [16, 16, 16, 16, 17, 18]
    assert [year.grade for year in clean.path[:6]] == [16, 17, 18, 19, 20, 21]
    assert [str(year.count_factor) for year in claim.path[:5]] == [
        "1.00",
        "1.12",
        "1.12",
        "1.12",
        "1.00",
    ]


def test_a_premium_is_rounded_down_to_ten_won_once() -> None:
    """820,000 × 47/54 × 1.00/1.00 = 713,703.7…, so the clean renewal is 713,700."""
    path = decide(CLEAN).outcome(Option.SELF_PAY).path
    assert path[1].premium == 713_700
    odd = decide(with_policy(CLEAN, premium=Won(820_007)))
    assert odd.outcome(Option.SELF_PAY).path[0].premium == 820_007


def test_factors_multiply_as_in_print() -> None:
    """A trade paper of 2017 multiplies 100 × 0.50 (grade) × 1.10 (accidents) = 55."""
    rules = rulebook()
    table = rules.grade_tables["mg-2024"]
    percent = tuple(Decimal(100 if grade == 16 else 50) for grade in range(1, 30))
    now = table.on(SAMPLE.policy.start)
    priced = evolve(table, versions=(evolve(now, terms=evolve(now.terms, relativities=percent)),))
    profile = rules.count_profiles["steps"]
    steps = CountProfileTerms(((Decimal("1.00"),), (Decimal("1.10"),)))
    rise = evolve(profile, versions=(evolve(profile.on(SAMPLE.policy.start), terms=steps),))
    case = with_policy(with_bill(5_000_000, CLEAN), premium=Won(1_000_000))
    changed = evolve(rules, grade_tables={"mg-2024": priced}, count_profiles={"steps": rise})
    year = advise(case, changed).outcome(Option.CLAIM).path[1]
    assert (year.grade, year.premium) == (15, 550_000)


def test_drift_compounds_from_the_current_year() -> None:
    """A drift of 2 % gives 820,000 × 47/54 × 1.02, and a year later 820,000 × 46/54 × 1.02²."""
    path = decide(assuming(CLEAN, premium_drift=Decimal("0.02"))).outcome(Option.SELF_PAY).path
    assert [year.premium for year in path[:3]] == [820_000, 727_970, 726_730]


def test_quotes_tell_a_level_and_a_lift() -> None:
    """The level scales every renewal, the lift only those of a claim while the accident counts.

    Without a claim the model has 820,000 × 47/54 at the coming renewal, quoted as 760,001, and
    46/54 after it. With the claim it has 820,000 × 1.12 for three renewals, quoted as 905,003. Then
    the accident has left the window, and only the level remains of the quotes.
    """
    case = assuming(CLEAN, quote_clean=Won(760_001), quote_claim=Won(905_003), renewals=5)
    decision = decide(case)
    clean = [year.premium for year in decision.outcome(Option.SELF_PAY).path[:4]]
    claim = [year.premium for year in decision.outcome(Option.CLAIM).path[:6]]
    assert clean == [820_000, 760_001, 743_830, 743_830]
    assert claim == [820_000, 905_003, 905_000, 905_000, 760_000, 743_830]
    assert [y.premium for y in decision.outcome(Option.CLAIM_REFUND).path[:4]] == clean


def test_an_option_of_other_points_follows_the_model_times_level_and_lift() -> None:
    """A claim capped at the threshold has half a point, not one: the grade is held, not lowered.

    The quote for one point, 57/54 by its grade, is 1,000,000; half a point costs 54/57 of it.
    """
    case = with_bill(4_000_000, assuming(CLEAN, cap_allowed=True))
    case = assuming(case, quote_clean=Won(700_000), quote_claim=Won(1_000_000))
    decision = decide(case)
    assert decision.outcome(Option.CLAIM).path[1].premium == 1_000_000
    assert decision.outcome(Option.CLAIM_CAPPED).path[1].premium == 947_360


def test_a_quote_stands_as_it_is_on_every_path_whose_premium_it_is() -> None:
    """Claiming one part leaves the same record as claiming both, so the same quote holds."""
    case = with_accident(CLEAN, kind=Kind.COLLISION, other_property=Estimate.exactly(Won(500_000)))
    quoted = decide(assuming(case, quote_clean=Won(760_003), quote_claim=Won(905_009)))
    claims = (Option.CLAIM, Option.CLAIM_OWN, Option.CLAIM_OTHER)
    assert {quoted.outcome(claim).path[1].premium for claim in claims} == {905_009}


def test_a_coming_premium_that_nothing_moves_has_no_line() -> None:
    """No path counts an accident after the cut-off before renewal 2, even if somebody is hurt."""
    hurt = with_accident(CLEAN, kind=Kind.COLLISION, day=date(2026, 12, 5), injury_grade=12)
    case = assuming(
        evolve(hurt, as_of=date(2026, 12, 10)), quote_clean=Won(760_006), quote_claim=Won(760_006)
    )
    decision = decide(case)
    assert decision.without_accident[1].premium == 760_006
    lines = [line for outcome in decision.outcomes for line in outcome.lines]
    assert [line.amount for line in lines if line.renewal == 1] == []
    assert any(line.renewal == 2 for line in lines)


@pytest.mark.parametrize("option", [Option.CLAIM, Option.CLAIM_CAPPED])
@pytest.mark.parametrize("claimed", [700_000, 710_000])
def test_a_claimed_path_is_never_below_the_clean_one(claimed: int, option: Option) -> None:
    """After a quote that hardly rises, the model's later years would fall below the clean ones.

    With this count profile a claim costs most at the coming renewal, for which the quote is given.
    """
    case = assuming(with_bill(4_000_000, CLEAN), cap_allowed=True, count_profile="two-count-2017")
    decision = decide(assuming(case, quote_clean=Won(700_000), quote_claim=Won(claimed)))
    years = zip(decision.outcome(option).path, decision.without_accident, strict=True)
    rises = [year.premium - clean.premium for year, clean in years]
    assert rises[2:4] == [0, 0]
    assert min(rises) == 0


def test_an_accident_of_the_last_three_months_skips_the_coming_renewal() -> None:
    """The window closes on 2 December, so the accident counts in renewals 2, 3 and 4."""
    late = with_accident(evolve(CLEAN, as_of=date(2026, 12, 20)), day=date(2026, 12, 2))
    claim = decide(late).outcome(Option.CLAIM)
    assert [year.accidents_3y for year in claim.path[:6]] == [0, 0, 1, 1, 1, 0]
