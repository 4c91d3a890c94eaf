"""A cell is read as a person typed it, or as a spreadsheet keeps it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache

import pytest

from advisor.book.cell_names import CellNames
from advisor.book.cells import Cell, ColumnReader
from advisor.book.headings import Column
from advisor.domain.days import MonthDay
from advisor.intake.problems import Problem
from advisor.rules.rulebook import load_rulebook

TODAY = date(2026, 11, 21)


@cache
def names() -> CellNames:
    return CellNames(load_rulebook())


def read(path: str, cell: Cell, *, unit: int = 1, percent: bool = False) -> object:
    found = ColumnReader(Column(0, path, path, unit, percent), names(), TODAY).read(cell)
    return found.code if isinstance(found, Problem) else found


DAY = date(2026, 11, 19)
MIDNIGHT = datetime.fromisoformat("2026-11-19")
LATE = datetime.fromisoformat("2026-11-19T23:59")


@pytest.mark.parametrize(
    "cell",
    [
        DAY, MIDNIGHT, LATE, 46345, 46345.0, 46345.75,
        "46345", "2026-11-19", "2026-11-19 00:00:00", "2026-11-19T09:00", "26.11.19", "20261119",
        20261119, "20261119.0", "2026-11-19\u200b", "\u200e46345\u200e",
        "11/19", " 2026년 11월 19일 ",
    ],
)  # fmt: skip
def test_a_day(cell: Cell) -> None:
    assert read("accident.day", cell) == DAY


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        (820_000, 820_000), (820_000.0, 820_000), (820_000.0000000001, 820_000), ("82만", 820_000),
        ("820,000", 820_000), ("₩820,000원", 820_000),
        ("820000.0", 820_000), ("820,000.00", 820_000), ("82.0만", 820_000),
        ("820.000", "fraction-of-a-won"), ("\u200b82\u200e만\ufeff", 820_000),
        ("8.2E+05", 820_000), (820_000.5, "fraction-of-a-won"),
        ("-5", "signed-amount"), ("'-5", "signed-amount"),
        ("많이", "unreadable-amount"),
    ],
)  # fmt: skip
def test_an_amount(cell: Cell, won: object) -> None:
    assert read("policy.premium", cell) == won


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        ("82", 820_000),
        ("82.0", 820_000),
        ("\u200b82", 820_000),
        (82.5, 825_000),
        ("82만", 820_000),
        ("82만 5천", 825_000),
        ("820000원", 820_000),
    ],
)
def test_a_bare_number_counts_in_the_unit_of_its_column(cell: Cell, won: int) -> None:
    assert read("policy.premium", cell, unit=10_000) == won


def test_a_range_counts_in_the_unit_of_its_column() -> None:
    assert read("accident.own_damage", "60~120", unit=10_000) == {
        "low": 600_000,
        "likely": 900_000,
        "high": 1_200_000,
    }


@pytest.mark.parametrize(
    ("cell", "percent", "share"),
    [
        (0.7, False, "0.7"), ("70%", False, "0.7"), (70, False, "0.7"), (1, False, "1"),
        (70, True, "0.7"), (1, True, "1"), (0.7, True, "0.7"), ("70%", True, "0.7"),
        (0.30000000000000004, False, "0.3"),
    ],
)  # fmt: skip
def test_a_share(cell: Cell, percent: bool, share: str) -> None:  # noqa: FBT001 - a parameter
    assert read("accident.fault", cell, percent=percent) == Decimal(share)


@pytest.mark.parametrize(
    ("cell", "own", "theirs"),
    [("70:30", "0.7", "0.3"), ("7 : 3", "0.7", "0.3"), ("0:100", "0", "1"), ("70/30", "0.7", "0.3"),
     ("100%:0%", "1", "0"), ("80", "0.8", "0.8")],
)  # fmt: skip
def test_two_shares_under_a_heading_that_says_whose_comes_first(
    cell: str, own: str, theirs: str
) -> None:
    def share(said: str, *, own_first: bool | None) -> object:
        column = Column(0, "과실", "accident.fault", own_first=own_first)
        return ColumnReader(column, names(), TODAY).read(said)

    assert share(cell, own_first=True) == Decimal(own)
    assert share(cell, own_first=False) == Decimal(theirs)
    assert isinstance(share("80:30", own_first=True), Problem)
    assert isinstance(share("70:30", own_first=None), Problem)


def test_a_yearly_rate_in_percent_may_be_small() -> None:
    assert read("assumptions.discount_rate", 0.5, percent=True) == Decimal("0.005")
    assert read("assumptions.discount_rate", "4%") == Decimal("0.04")


@pytest.mark.parametrize(
    "cell", ["", "  ", None, "모름", "unknown", "?", "-", "없음", "#N/A", "none"]
)
def test_what_states_nothing(cell: Cell) -> None:
    assert read("policy.grade", cell) is None


@pytest.mark.parametrize("cell", [True, "예", "O", "○", "yes", "가입", "covered", 1, "유"])
def test_a_yes(cell: Cell) -> None:
    assert read("policy.own_damage", cell) is True


@pytest.mark.parametrize("cell", [False, "아니오", "X", "no", "미가입", "not covered", 0, "없음"])
def test_a_no(cell: Cell) -> None:
    assert read("policy.own_damage", cell) is False


@pytest.mark.parametrize(
    ("path", "cell", "code"),
    [
        ("accident.kind", "기둥", "object"),
        ("accident.kind", "벽·기둥·물체", "object"),
        ("accident.kind", "another car", "collision"),
        ("accident.kind", "Falling-Object", "falling-object"),
        ("accident.driver", "본인", "insured"),
        ("accident.driver", "drunk", "drunk"),
        ("policy.insurer", "MG손해보험", "mg"),
        ("policy.insurer", "삼성", "samsung"),
        ("assumptions.refund_allowed", "물어봐야 함", None),
        ("claim[0].status", "아직 가능", "refundable"),
        ("claim[0].status", "환입할 수 있음", "refundable"),
        ("claim[0].status", "예", "refundable"),
        ("claim[0].status", "불가", "settled"),
        ("claim[0].status", "yes", "refundable"),
        ("claim[0].status", "○", "refundable"),
        ("claim[0].status", "No", "settled"),
        ("claim[0].status", "아니요", "settled"),
        ("policy.grade", "16등급", 16),
        ("policy.grade", 16.0, 16),
        ("policy.own_damage.deductible", "30만", {"fixed": 300_000}),
        ("policy.own_damage.deductible", "20%", {"rate": Decimal("0.20")}),
        ("policy.own_damage.deductible", "20", {"rate": Decimal("0.20")}),
        ("policy.own_damage.deductible", 0.2, {"rate": Decimal("0.2")}),
        ("policy.own_damage.deductible", "많이", "unreadable-deductible"),
        ("policy.own_damage.deductible", "20/50", "unreadable-deductible"),
        ("policy.own_damage.deductible", "20% (20~50만~9)", "unreadable-deductible"),
        ("accident.kind", "전봇대", "object"),
        ("accident.kind", "화단 충돌", "object"),
        ("accident.kind", "어쩌다", "not-kind"),
        ("accident.kind", "보행자", "person-hit"),
        ("accident.kind", "음주 기둥", "told-driver"),
        ("accident.told", "앞차 추돌", "collision"),
        ("accident.told", "조사 중", "untold-kind"),
        ("accident.told", "대리기사가 기둥에 박음", "told-driver"),
        ("accident.told", "음주 추돌", "told-driver"),
        ("accident.told", "자동차 대리점 앞 기둥", "object"),
        ("accident.injury_grade", "염좌", 12),
        ("accident.injury_grade", "경상", 12),
        ("accident.injury_grade", "경상 2명", 12),
        ("accident.injury_grade", "염좌 1명(14급)", 14),
        ("accident.injury_grade", "12급 1명, 9급 1명", 9),
        ("accident.injury_grade", "골절", 7),
        ("accident.injury_grade", "목이 뻐근하거나 멍든 정도", 12),
        ("accident.injury_grade", "염좌·타박상", 12),
        ("accident.injury_grade", "무", None),
        ("accident.injury_grade", "0명", None),
        ("accident.injury_grade", "X", None),
        ("accident.injury_grade", "×", None),
        ("accident.injury_grade", "안 다침", None),
        ("accident.injury_grade", "모름", "unknown"),
        ("accident.injury_grade", "유", "injury-grade-wanted"),
        ("accident.injury_grade", "심함", "unreadable-injury"),
        ("accident.paid", "210만", 2_100_000),
        ("accident.paid", "미접수", None),
        ("accident.paid", "아니오", None),
        ("accident.paid", "예", "paid-sum-wanted"),
        ("accident.paid", "접수완료", "paid-sum-wanted"),
        ("accident.paid", "보험금 나왔음", "paid-sum-wanted"),
        ("policy.start", "2026.3.15 ~ 2027.3.15", date(2026, 3, 15)),
        ("policy.end", "26-03-15~27-03-15", date(2027, 3, 15)),
        ("policy.start", "2026/7/1-2027/7/1", date(2026, 7, 1)),
        ("policy.end", "2026/7/1-2027/7/1", date(2027, 7, 1)),
        ("policy.start", "2026-07-01 - 2027-07-01", date(2026, 7, 1)),
        ("policy.start", "2026.7.1. – 2027.7.1.", date(2026, 7, 1)),
        ("policy.end", "20260701-20270701", date(2027, 7, 1)),
        ("policy.start", "26.7.1부터 27.7.1까지", date(2026, 7, 1)),
        ("policy.end", "2026년 7월 1일부터 2027년 7월 1일까지", date(2027, 7, 1)),
        ("policy.start", "26-07-01", date(2026, 7, 1)),
        ("policy.premium", "#N/A", "unreadable-amount"),
        ("policy.premium", "#REF!", "unreadable-amount"),
        ("accident.day", "2026.11.20 14:30", date(2026, 11, 20)),
        ("accident.day", "2026-11-20 (금)", date(2026, 11, 20)),
        ("accident.day", "26.11.20. 오후 3시", date(2026, 11, 20)),
        ("accident.day", "2026년 11월 20일 금요일", date(2026, 11, 20)),
        ("accident.fault", "무과실", Decimal(0)),
        ("accident.fault", "없음", "fault-none"),
        ("accident.fault", "미정", None),
        ("policy.insurer", "삼성화재 다이렉트", "samsung"),
        ("policy.insurer", "(주)KB손해보험", "kb"),
        ("claim[0].day", "2025년 7월", MonthDay.of(2025, 7)),
        ("accident.day", "2025년 7월", "month-alone"),
        ("claim[0]", "2024.5.2", ({"day": date(2024, 5, 2)},)),
        ("claim[0]", "없음", None),
        (
            "claim[0]",
            "2024.5.2 물적 150만원",
            ({"day": date(2024, 5, 2), "property_paid": 1_500_000},),
        ),
        (
            "claim[0]",
            "24.03.02 자차 80만 / 25.06.01 대물 120만",
            (
                {"day": date(2024, 3, 2), "property_paid": 800_000},
                {"day": date(2025, 6, 1), "property_paid": 1_200_000},
            ),
        ),
        ("claim[0]", "2024/5/2, 2025/6/1", ({"day": date(2024, 5, 2)}, {"day": date(2025, 6, 1)})),
        ("policy.own_damage.deductible", "20만원~50만원", {"minimum": 200_000, "maximum": 500_000}),
        ("accident.paid", "처리완료", "paid-sum-wanted"),
        (
            "claim[0]",
            "2025년 7월 자차 80만",
            ({"day": MonthDay.of(2025, 7), "property_paid": 800_000},),
        ),
        (
            "claim[0]",
            "24년 3월 80만",
            ({"day": MonthDay.of(2024, 3), "property_paid": 800_000},),
        ),
        (
            "claim[0]",
            "24년 3월 / 80만, 25.6.1 120만",
            (
                {"day": MonthDay.of(2024, 3), "property_paid": 800_000},
                {"day": date(2025, 6, 1), "property_paid": 1_200_000},
            ),
        ),
        ("claim[0]", "2024.3. 5만", ({"day": MonthDay.of(2024, 3), "property_paid": 50_000},)),
        ("claim[0]", "7월 자차 80만", "unreadable-past-accident"),
        ("claim[0]", "무사고", None),
        ("claim[0]", "0건", None),
        ("claim[0]", "0", None),
        ("claim[0]", "사고 없음", None),
        ("claim[0]", "1건", "past-accident-count"),
        ("claim[0]", "2", "past-accident-count"),
        (
            "claim[0]",
            "1건(24.5.10 90만)",
            ({"day": date(2024, 5, 10), "property_paid": 900_000},),
        ),
        ("claim[0]", "작년에 한 건", "day-open"),
        ("policy.own_damage.deductible", "20% 많이", "unreadable-deductible"),
    ],
)
def test_a_name(path: str, cell: Cell, code: object) -> None:
    assert read(path, cell) == code


@pytest.mark.parametrize(
    "cell",
    [
        "20% (20~50만)", "20%(20만~50만)", "20%, 최소 20만 최대 50만",
        "20%(20~50)", "20% 20-50", "20% 최소 20 최대 50",
        "20% (20만/50만)", "20%/20만~50만", "손해액의 20%(20만~50만)", "20% 최저 20만 최고 50만",
        "20% 최소 20만원, 최대 50만원",        "20% 200,000~500,000", "20 % · 20만-50만원",
    ],
)  # fmt: skip
def test_a_deductible_with_its_bounds(cell: str) -> None:
    plan = {"rate": Decimal("0.20"), "minimum": 200_000, "maximum": 500_000}
    assert read("policy.own_damage.deductible", cell) == plan


def test_a_deductible_as_the_form_shows_it() -> None:
    shown = read("policy.own_damage.deductible", "20%, 최대 50만 원")
    assert shown == {"rate": Decimal("0.20"), "maximum": 500_000}


def test_a_bare_deductible_under_a_heading_with_a_unit_is_an_amount() -> None:
    assert read("policy.own_damage.deductible", "20", unit=10_000) == {"fixed": 200_000}
