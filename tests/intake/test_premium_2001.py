"""A question for a premium of 2001 is read from flags and a file, with all problems at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from intake.saying import said

from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, Violation
from advisor.domain.premium_2001 import CarOf2001, InsuredCar, Owner, Premium2001Question
from advisor.intake.case.field import ListKey
from advisor.intake.premium_2001 import PREMIUM_2001_FIELDS, read_premium_2001, with_rows
from advisor.intake.typed.command_line import with_flags

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

TODAY = date(2026, 11, 22)
START = date(2001, 9, 1)
SIGNAL = "signal-centre-line-speeding"
PLAIN: dict[str, Any] = {"rules_of": START, "base": 300_000}
FLAGS = {
    "rules-of": "2001-09-01", "base": "30만", "car": "van", "owner": "company",
    "car-value": "800만", "own-damage-rate": "0.02", "sum-insured": "600만",
    "model-year": "1998", "insured-since": "1999-03-01", "percentage": "100", "parts": "2",
    "consecutive": "yes",
}  # fmt: skip
ROWS = {
    "riders": ["family", "from-age-26"],
    "causes": ["special-act-or-unlicensed"],
    "special": ["B1"],
    ListKey.CLAIM: ["2001-02-01:70만"],
    ListKey.VIOLATION: [f"2000-08-01:{SIGNAL}"],
}


def read(rulebook: Rulebook, **stated: object) -> Premium2001Question:
    found = read_premium_2001({**PLAIN, **stated}, rulebook)
    assert isinstance(found, Premium2001Question), found
    return found


def problems(rulebook: Rulebook, **stated: object) -> list[tuple[str, str, object, dict[str, Any]]]:
    found = read_premium_2001({**PLAIN, **stated}, rulebook)
    assert isinstance(found, tuple)
    assert all(map(said, found))
    return [(one.path, one.code, one.value, dict(one.facts)) for one in found]


def test_flags_and_rows_make_a_whole_question(rulebook: Rulebook) -> None:
    document, wrong = with_flags({}, PREMIUM_2001_FIELDS, FLAGS, TODAY)
    assert wrong == ()
    document, wrong = with_rows(document, ROWS, TODAY)
    assert wrong == ()
    assert read_premium_2001(document, rulebook) == Premium2001Question(
        start=START,
        base=Won(300_000),
        car=CarOf2001.VAN,
        owner=Owner.COMPANY,
        own_damage=InsuredCar(Won(8_000_000), Rate(Decimal("0.02")), 1998, Won(6_000_000)),
        insured_since=date(1999, 3, 1),
        percentage=100,
        parts=2,
        consecutive=True,
        riders=("family", "from-age-26"),
        causes=("special-act-or-unlicensed",),
        special=("B1",),
        claims=(Claim(date(2001, 2, 1), Won(700_000), Rate(Decimal(1))),),
        violations=(Violation(date(2000, 8, 1), SIGNAL),),
    )


def test_flags_go_over_a_file_and_rows_are_added_to_its_own() -> None:
    file = {**PLAIN, "parts": 4, "riders": ["family"], "claim": [{"day": date(2000, 1, 1)}]}
    document, _ = with_flags(file, PREMIUM_2001_FIELDS, {"parts": "2"}, TODAY)
    assert file["parts"] == 4
    document, wrong = with_rows(
        document, {"riders": ["from-age-26"], ListKey.CLAIM: ["2001-02-01:much"]}, TODAY
    )
    assert [(one.path, one.value) for one in wrong] == [("claim[1].property_paid", "much")]
    assert document["parts"] == 2
    assert document["riders"] == ["family", "from-age-26"]


def test_texts_that_cannot_be_read_are_told_with_their_keys() -> None:
    document, wrong = with_flags(
        PLAIN, PREMIUM_2001_FIELDS, {"base": "much", "parts": "two", "car": "van"}, TODAY
    )
    assert [(one.path, one.value) for one in wrong] == [("base", "much"), ("parts", "two")]
    assert all(map(said, wrong))
    assert document == {**PLAIN, "car": "van"}


def test_without_own_damage_there_is_no_insured_car(rulebook: Rulebook) -> None:
    assert read(rulebook).own_damage is None
    whole = read(rulebook, car_value=8_000_000, own_damage_rate=Decimal("0.02"))
    assert whole.own_damage == InsuredCar(Won(8_000_000), Rate(Decimal("0.02")))


@pytest.mark.parametrize(
    ("stated", "missing"),
    [
        ({"car_value": 8_000_000}, ["own_damage_rate"]),
        ({"own_damage_rate": Decimal("0.02")}, ["car_value"]),
        ({"sum_insured": 8_000_000}, ["car_value", "own_damage_rate"]),
    ],
)
def test_a_part_of_an_insured_car_asks_for_the_others(
    rulebook: Rulebook, stated: dict[str, object], missing: list[str]
) -> None:
    assert problems(rulebook, **stated) == [
        (key, "own-damage-incomplete", None, {"key": key}) for key in missing
    ]


def test_the_least_that_a_car_may_be_insured_for(rulebook: Rulebook) -> None:
    """The minimum is the greater of a share of the value and a sum, or a cheap car's full value."""
    terms = rulebook.used_car_factor.on(START).terms
    car = {"car_value": 10_000_000, "own_damage_rate": Decimal("0.02")}
    least = max(int(10_000_000 * terms.least_insured_share), terms.least_insured)
    assert read(rulebook, **car, sum_insured=least).own_damage is not None
    assert problems(rulebook, **car, sum_insured=least - 1) == [
        ("sum_insured", "insured-too-low", least - 1, {"least": least})
    ]
    cheap = {**car, "car_value": terms.least_insured - 1}
    assert read(rulebook, **cheap, sum_insured=terms.least_insured - 1).own_damage is not None


def test_codes_are_those_of_the_rules_of_that_day(rulebook: Rulebook) -> None:
    """A code that the rules of that day do not know is refused, and the known ones are listed."""
    found = problems(
        rulebook, riders=["flying"], causes=["meteor"], special=["Z9"],
        violation=[{"day": date(2000, 8, 1), "kind": "whistling"}],
    )  # fmt: skip
    assert [one[:3] for one in found] == [
        ("riders", "not-choice", "flying"),
        ("causes", "not-choice", "meteor"),
        ("special", "not-choice", "Z9"),
        ("violation[0].kind", "not-choice", "whistling"),
    ]
    allowed = [set(one[3]["allowed"].split(", ")) for one in found]
    assert {"family", "from-age-26"} <= allowed[0]
    assert "special-act-or-unlicensed" in allowed[1]
    assert {"A4", "B1", "C2"} <= allowed[2]
    assert SIGNAL in allowed[3]


def test_codes_stand_in_a_list(rulebook: Rulebook) -> None:
    assert problems(rulebook, riders="family") == [
        ("riders", "not-codes", "family", {"key": "riders"})
    ]


@pytest.mark.parametrize("riders", [["family", "family"], ["from-age-21", "from-age-26"]])
def test_riders_that_exclude_each_other(rulebook: Rulebook, riders: list[str]) -> None:
    assert problems(rulebook, riders=riders) == [
        ("riders", "riders-collide", ", ".join(riders), {})
    ]


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 5, 6])
def test_a_premium_is_paid_in_one_part_or_in_those_offered(rulebook: Rulebook, parts: int) -> None:
    assert read(rulebook, parts=parts).parts == parts
    assert problems(rulebook, parts=7) == [
        ("parts", "parts-not-offered", 7, {"allowed": "1, 2, 3, 4, 5, 6"})
    ]


def test_nothing_stated_lies_after_the_first_day(rulebook: Rulebook) -> None:
    """A day after the one whose rules apply is refused; that day itself is allowed."""
    claim, seen = {"property_paid": 1}, {"kind": SIGNAL}
    late = date(2001, 9, 2)
    for day, paths in (
        (START, []),
        (late, ["insured_since", "violation[0].day", "claim[0].day"]),
    ):
        found = read_premium_2001(
            {
                **PLAIN,
                "insured_since": day,
                "claim": [{**claim, "day": day}],
                "violation": [{**seen, "day": day}],
            },
            rulebook,
        )
        if not paths:
            assert isinstance(found, Premium2001Question)
            continue
        assert isinstance(found, tuple)
        assert {(one.path, one.code, one.value) for one in found} == {
            (path, "after-rules-of", late) for path in paths
        }
        assert all(one.facts == {"start": START} for one in found)


def test_problems_stand_in_the_order_of_the_keys(rulebook: Rulebook) -> None:
    """Problems between several keys are reported only once each key by itself is right."""
    found = problems(rulebook, parts="two", base=0, car="tank", colour="red", percentage=201)
    assert [one[0] for one in found] == ["base", "car", "percentage", "parts", "colour"]
    both = problems(rulebook, parts=7, special=["Z9"], car_value=1, percentage=44)
    assert [one[0] for one in both] == ["own_damage_rate", "percentage", "parts", "special"]


@pytest.mark.parametrize("key", ["car_value", "sum_insured", "base"])
def test_an_amount_of_zero_is_out_of_range(rulebook: Rulebook, key: str) -> None:
    assert (key, "won-out-of-range") in {one[:2] for one in problems(rulebook, **{key: 0})}
