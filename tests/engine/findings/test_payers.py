from __future__ import annotations

from typing import TYPE_CHECKING

from engine.sample import collision, decide, rate, with_accident, with_policy, won

from advisor.domain.accident import Driver

if TYPE_CHECKING:
    from advisor.domain.case import Case

ALL = collision("0.7", other_property=won(500_000), injury_grade=12, own_injury=True)


def payers(case: Case) -> dict[str, tuple[str, str]]:
    return {payer.part: (payer.payer, payer.record) for payer in decide(case).payers}


def test_each_part_has_its_payer_and_its_record() -> None:
    assert payers(ALL) == {
        "own-car-their-share": ("other-liability", "theirs"),
        "own-car": ("own-damage", "own"),
        "other-property": ("property-liability", "own"),
        "other-injury": ("injury-liability", "own"),
        "own-injury": ("own-injury", "own"),
    }


def test_without_cover_one_pays_oneself_and_leaves_no_record() -> None:
    assert payers(with_policy(ALL, own_damage=None))["own-car"] == ("myself", "none")


def test_without_fault_no_record_is_touched() -> None:
    case = collision("0", own_injury=True)
    assert payers(case)["own-car-their-share"] == ("other-liability", "theirs")
    assert payers(case)["own-injury"][1] == "none"


def test_a_designated_driver_s_insurer_pays_before_the_owner_s() -> None:
    case = with_accident(ALL, fault=rate("1"), driver=Driver.DESIGNATED)
    assert set(payers(case).values()) == {("designated-driver-insurer", "theirs")}
