"""Days, rates, ranges and short answers as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisor.domain.accident import Estimate
from advisor.domain.money import Won
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.draft import fixed_text
from advisor.intake.case.fields import BY_PATH, COVER_FLAG, FIELDS
from advisor.intake.injury import INJURY_FIELDS
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day
from advisor.intake.typed.deductible import parse_deductible
from advisor.intake.typed.estimate import in_won, parse_estimate
from advisor.intake.typed.field_value import as_typed, parse_field
from advisor.intake.typed.rate import parse_percent, parse_rate
from advisor.intake.typed.short_answers import (
    KIND,
    KOREAN_CHOICES,
    is_nobody,
    is_nothing,
    is_unknown,
    parse_choice,
    parse_flag,
    parse_grade,
    parse_injury,
    parse_name,
    parse_whole,
)
from advisor.intake.typed.won import parse_won

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

TODAY = date(2026, 11, 22)


def refusal(read: object) -> str:
    assert isinstance(read, Unreadable)
    return read.code


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22", "20261122", "2026.11.22", "2026. 11. 22.", "2026/11/22", "26.11.22",
        "261122", "11/22", "11.22", "2026년 11월 22일", "11월 22일", "오늘", "today", "TODAY",
        normalize("NFD", "오늘"), "２０２６-１１-２２",
    ],
)  # fmt: skip
def test_days_as_people_write_them(text: str) -> None:
    assert parse_day(text, TODAY) == TODAY


@pytest.mark.parametrize(
    "text", ["2026.03.14 ~ 2026.11.14", "2026.03.14 ~ 2028.03.14", "2026.03.14 ~", "~2026.03.14"]
)
def test_a_period_of_another_length_is_no_day(text: str) -> None:
    assert refusal(parse_day(text, TODAY)) == "unreadable-day"
    assert parse_day("2026.03.14 18:40~19:00", TODAY) == date(2026, 3, 14)
    assert parse_day("9999-12-31부터", TODAY) == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("방금 전", 0), ("2시간 전쯤", 0), ("한 시간쯤 전", 0), ("그끄저께", 3), ("열흘 전", 10),
        ("보름 전", 15),
    ],
)  # fmt: skip
def test_days_are_counted_back_in_words(text: str, days: int) -> None:
    assert parse_day(text, TODAY) == TODAY - timedelta(days)
    assert isinstance(parse_day("3일 전쯤", TODAY), Unreadable)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("어제", date(2026, 11, 21)), ("yesterday", date(2026, 11, 21)),
        ("그저께", date(2026, 11, 20)), ("11/23", date(2025, 11, 23)), ("1/5", date(2026, 1, 5)),
        ("2/29", date(2024, 2, 29)), ("99.1.1", date(1999, 1, 1)),
        ("46.11.22", date(2046, 11, 22)), ("47.1.1", date(1947, 1, 1)),
        ("2027-03-01", date(2027, 3, 1)), ("14 March", date(2026, 3, 14)),
        ("Mar 14", date(2026, 3, 14)), ("March 14th", date(2026, 3, 14)),
        ("14th of March 2026", date(2026, 3, 14)), ("on 14 March", date(2026, 3, 14)),
        ("작년 12월 5일", date(2025, 12, 5)), ("지난해 12.5", date(2025, 12, 5)),
        ("재작년 3월 2일", date(2024, 3, 2)), ("올해 3월 2일", date(2026, 3, 2)),
        ("금년 3/2", date(2026, 3, 2)), ("작년12월5일", date(2025, 12, 5)),
        ("이번 달 3일", date(2026, 11, 3)), ("이달 3일", date(2026, 11, 3)),
        ("지난달 28일", date(2026, 10, 28)), ("저번 달 28일에", date(2026, 10, 28)),
        ("'26.11.19", date(2026, 11, 19)), ("’26. 3. 2.", date(2026, 3, 2)),
        ("‘26년 3월 2일", date(2026, 3, 2)), ("11월 19일에", date(2026, 11, 19)),
        ("보험기간: '26.3.2 ~ '27.3.2", date(2026, 3, 2)),
    ],
)  # fmt: skip
def test_a_short_day_is_the_nearest_that_makes_sense_or_the_one_named(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


def test_the_month_before_january_lies_in_another_year() -> None:
    assert parse_day("지난달 31일", date(2027, 1, 3)) == date(2026, 12, 31)
    assert refusal(parse_day("지난달 31일", date(2026, 12, 3))) == "no-such-day"
    assert refusal(parse_day("작년 2월 29일", date(2026, 12, 3))) == "no-such-day"


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        *((word, 0) for word in ("방금", "조금 전", "좀전에", "아까", "지금", "just now", "now")),
        *(
            (word, 0)
            for word in ("한 시간 전", "한시간전", "1시간 전에", "두 시간 반 전", "30분 전")
        ),
        *((word, 0) for word in ("an hour ago", "2 hours ago", "10 minutes ago")),
        *((word, 0) for word in ("오늘 아침", "오늘 오후 3시쯤", "this morning", "earlier today")),
        *((word, 1) for word in ("어젯밤", "어제 저녁", "어제 저녁 7시", "간밤에", "last night")),
        *((word, 1) for word in ("yesterday evening", "하루 전", "1 day ago")),
        *((word, 2) for word in ("그저께 밤", "이틀 전", "2일 전", "the day before yesterday")),
        *((word, 3) for word in ("사흘 전", "3일 전에", "three days ago", "3 days ago")),
        *((word, 7) for word in ("일주일 전", "a week ago", "7 days ago")),
        ("a day ago", 1), ("one day ago", 1), ("two days ago", 2), ("four days ago", 4),
        ("five days ago", 5), ("six days ago", 6),
    ],
)  # fmt: skip
def test_days_as_people_say_them(text: str, ago: int) -> None:
    assert parse_day(text, TODAY) == TODAY - timedelta(days=ago)


@pytest.mark.parametrize(
    "text",
    ["10 Nov 2024", "10 November 2024", "Nov 10, 2024", "November 10th 2024", "nov. 10 2024"],
)
def test_a_month_may_have_its_english_name(text: str) -> None:
    assert parse_day(text, TODAY) == date(2024, 11, 10)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024년 11월", "month-alone"),
        ("2024년 11월쯤", "month-alone"),
        ("2024-11", "month-alone"),
        ("작년 11월", "month-alone"),
        ("Nov 2024", "month-alone"),
        ("November 2024", "month-alone"),
        ("2년 전", "day-open"),
        ("2년쯤 전", "day-open"),
        ("한 달 전", "day-open"),
        ("6개월 전", "day-open"),
        ("2주 전", "day-open"),
        ("작년", "day-open"),
        ("재작년", "day-open"),
        ("재작년에 한번", "day-open"),
        ("작년 여름쯤 한 번 있었어요", "day-open"),
        ("작년에 두 번", "day-open"),
        ("last year once", "day-open"),
        ("once in 2024", "day-open"),
        ("2 in 2024", "day-open"),
        ("twice in 2024", "day-open"),
        ("two claims last year", "day-open"),
        ("지난달", "day-open"),
        ("지난달 말", "day-open"),
        ("이달 초", "day-open"),
        ("며칠 전", "day-open"),
        ("the end of last month", "day-open"),
        ("a few days ago", "day-open"),
        ("2024년", "day-open"),
        ("2024", "day-open"),
        ("2 years ago", "day-open"),
        ("a month ago", "day-open"),
        ("last year", "day-open"),
        ("15시간 전", "unreadable-day"),
        ("45일 전", "unreadable-day"),
        ("지난 토요일", "day-open"),
        ("엊그제", "day-open"),
        ("31 Nov 2024", "no-such-day"),
        ("2026-02-30", "no-such-day"),
        ("2026-13-01", "no-such-day"),
        ("0000-01-01", "no-such-day"),
        ("2/30", "no-such-day"),
        ("26-11.22", "unreadable-day"),
        ("2026-11-22T10:00", "unreadable-day"),
        ("soon", "unreadable-day"),
        ("", "unreadable-day"),
        ("22", "unreadable-day"),
    ],
)
def test_what_is_no_day_is_refused(text: str, code: str) -> None:
    assert refusal(parse_day(text, TODAY)) == code


@given(st.dates(date(1000, 1, 1)))
def test_full_days_read_back(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y.%m.%d", "%Y. %m. %d.", "%Y%m%d", "%Y년 %m월 %d일"):
        assert parse_day(day.strftime(form), TODAY) == day


@given(st.integers(0, 365))
def test_a_day_without_its_year_lies_in_the_year_that_ends_today(ago: int) -> None:
    day = TODAY - timedelta(days=ago % 365)
    assert parse_day(f"{day.month}/{day.day}", TODAY) == day


@pytest.mark.parametrize(
    ("text", "rate", "percent"),
    [
        ("0.2", "0.2", "0.002"),
        (".5", "0.5", "0.005"),
        ("20%", "0.2", "0.2"),
        ("20 %", "0.2", "0.2"),
        ("20", "20", "0.2"),
        ("-3%", "-0.03", "-0.03"),
        ("−3", "-3", "-0.03"),
        ("1.5", "1.5", "0.015"),
        ("２０％", "0.2", "0.2"),
    ],
)
def test_a_rate_is_a_fraction_and_a_percent_field_holds_percent(
    text: str, rate: str, percent: str
) -> None:
    assert parse_rate(text) == Decimal(rate)
    assert parse_percent(text) == Decimal(percent)


@pytest.mark.parametrize("text", ["", "%", "1e5", "nan", "inf", "0,2", "a", "1/2", "½", "--1"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    assert refusal(parse_rate(text)) == "unreadable-rate"
    assert refusal(parse_percent(text)) == "unreadable-percent"


@pytest.mark.parametrize(
    ("text", "low", "likely", "high"),
    [
        ("150만~180만~260만", 1_500_000, 1_800_000, 2_600_000),
        ("150만-260만", 1_500_000, 2_050_000, 2_600_000),
        ("1,500,000 ~ 2,600,000", 1_500_000, 2_050_000, 2_600_000),
        ("150만원〜180만원〜260만원", 1_500_000, 1_800_000, 2_600_000),
        ("0~200만", 0, 1_000_000, 2_000_000),
        ("1~2", 1, 1, 2),
        ("100만–100만", 1_000_000, 1_000_000, 1_000_000),
    ],
)
def test_ranges_as_people_write_them(text: str, low: int, likely: int, high: int) -> None:
    assert parse_estimate(text) == Estimate(Won(low), Won(likely), Won(high))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("260~150만", "typed-estimate-not-rising"),
        ("260만~150만", "typed-estimate-not-rising"),
        ("1만~3만~2만", "typed-estimate-not-rising"),
        ("1만~2만~3만~4만", "unreadable-estimate"),
        ("1.5~2.6m", "letter-for-a-unit"),
        ("150만~", "unreadable-amount"),
        ("150만~x", "unreadable-amount"),
        ("-5만", "signed-amount"),
    ],
)
def test_what_is_no_range_is_refused(text: str, code: str) -> None:
    assert refusal(parse_estimate(text)) == code


@pytest.mark.parametrize(
    "text",
    [
        "60만에서 90만", "60만에서 90만 사이", "60만부터 90만까지", "60에서 90만",
        "60만원에서 90만원 정도",
        "약 60만~90만", "60~90만쯤", "60만 정도에서 90만 정도", "from 600k to 900k",
        "between 600,000 and 900,000", "about 600k to 900k", "600k to about 900k",
        "최소 60만 최대 90만", "최소 60만원에서 최대 90만원", "60만 ~ 최대 90만",
        "적게는 60만, 많게는 90만", "적으면 60 많으면 90만 정도", "60만에서 많으면 90만",
        "최소 60~최대 90만원",
        "at least 600k, at most 900k", "600,000 up to 900,000", "60만 − 90만",
    ],
)  # fmt: skip
def test_a_range_is_read_in_words_too(text: str) -> None:
    assert parse_estimate(text) == Estimate(Won(600_000), Won(750_000), Won(900_000))


@pytest.mark.parametrize(
    "text", ["60만에서", "60만에서 90만 빼고", "90만에서 60만", "60만이나 90만"]
)
def test_what_may_mean_two_things_is_no_range(text: str) -> None:
    assert isinstance(parse_estimate(text), Unreadable)


LABELS = (
    "예상 수리비 {}원", "예상수리비: {}", "총 {}원", "견적금액 {}원입니다",
    "수리비는 약 {}원이에요", "{}원 (부가세 포함)", "{}원(예상)", "보험료: {}원.", "KRW {}",
    "krw{} (VAT incl.)", "total: {} won", "Repair estimate {} won incl. VAT",
    "repair costs about {}",
)  # fmt: skip


@given(amount=st.integers(1, 10**9), label=st.sampled_from(LABELS))
def test_the_words_of_a_message_around_a_sum_are_left_out(amount: int, label: str) -> None:
    assert parse_won(label.format(f"{amount:,}")) == amount
    assert parse_estimate(label.format(f"{amount:,}")) == amount


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("예상수리비: 1,850,000원 (부가세 포함)", "1,850,000원"), ("총 120~150만원", "120~150만원"),
        ("약 60만 정도", "약 60만 정도"), ("230만", "230만"), ("2300000", "2300000"),
        ("자기부담금 20만원", "자기부담금 20만원"), ("범퍼 교환 85만원이래요", "85만원"),
        ("수리비 백만 이상", "수리비 백만 이상"),
    ],
)  # fmt: skip
def test_a_sum_is_kept_without_the_words_of_its_message(text: str, kept: str) -> None:
    """The field keeps the sum of a message, and shows beside it what it was read as."""
    assert fixed_text("accident.own_damage", text, TODAY) == kept
    assert fixed_text("accident.own_damage", kept, TODAY) == kept
    assert fixed_text("client.name", text, TODAY) == text


@pytest.mark.parametrize(
    "text",
    [
        "월 12만원", "자기부담금 20만원", "최소 60만", "수리비 120만원 이상",
        "최대 150만", "총각 60만", "수리비", "예상 수리비:", "monthly 60,000", "vat 60,000",
        "부품 30만 공임 20만", "수리비 120만 보험금 100만",
    ],
)  # fmt: skip
def test_words_that_change_a_sum_or_name_another_one_are_refused(text: str) -> None:
    assert refusal(parse_won(text)) == "unreadable-amount"


@pytest.mark.parametrize(
    "text",
    [
        "1,234,000원 (부가세 별도)", "150만+VAT", "150만원 부가세 별도", "150만 + 부가세",
        "견적 150만원(VAT별도)", "150만 부가세 제외", "1.5 million plus VAT", "1,500,000 excl. VAT",
        "120~150만 (부가세 별도)",
    ],
)  # fmt: skip
def test_a_price_without_its_tax_is_refused_with_what_to_do(text: str) -> None:
    """Garages quote prices without VAT; taken as they stand, they would be a tenth too low."""
    assert refusal(parse_estimate(text)) == "without-tax"


@pytest.mark.parametrize("text", ["150만,", "150만원.", "150만。", "1,500,000원, "])
def test_a_stop_behind_an_amount_is_none_of_it(text: str) -> None:
    assert parse_won(text) == 1_500_000


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("accident.paid", "수리비 견적 180만원"), ("claim[].property_paid", "예상 90만원"),
        ("policy.premium", "예상 수리비: 1,234,000원"), ("accident.own_damage", "보험료 82만원"),
        ("accident.cash_repair", "annual premium: 820,000 won"),
        ("policy.own_damage.sum_insured", "repair costs 900,000"),
    ],
)  # fmt: skip
def test_a_message_that_names_another_amount_is_refused(path: str, text: str) -> None:
    """An estimate pasted into the field for the payout would pass for a payment by the insurer."""
    assert refusal(parse_field(BY_PATH[path], text, TODAY)) == "amount-of-another"


@pytest.mark.parametrize(
    ("path", "text", "amount"),
    [
        ("accident.paid", "총 180만원", 1_800_000),
        ("policy.premium", "연간 보험료 82만원", 820_000),
        ("accident.cash_repair", "수리비 견적 150만원", 1_500_000),
        ("assumptions.quote_clean", "보험료 견적 88만", 880_000),
    ],
)  # fmt: skip
def test_a_message_that_names_the_amount_of_its_field_is_read(
    path: str, text: str, amount: int
) -> None:
    assert parse_field(BY_PATH[path], text, TODAY) == amount


def test_a_range_is_read_out_of_a_message_too() -> None:
    found = Estimate(Won(1_200_000), Won(1_350_000), Won(1_500_000))
    assert parse_estimate("예상 수리비 120~150만원 (부가세 포함)") == found
    assert parse_estimate("120~150만 사이") == parse_estimate("120만~150만 사이") == found


HEDGES = ("약 {}", "대략 {}", "{} 정도", "{}쯤", "{} 가량", "about {}", "around {}", "{} or so")


@given(
    amount=st.integers(1, 10**9),
    hedge=st.sampled_from(HEDGES),
    unit=st.sampled_from([1_000, 10_000]),
)
def test_a_hedge_changes_no_sum(amount: int, hedge: str, unit: int) -> None:
    """Words such as “about” (약) change no sum, not even in a column that counts in 만."""
    assert parse_won(hedge.format(f"{amount:,}")) == amount
    assert in_won(hedge.format(f"{amount:,}"), unit) == in_won(f"{amount:,}", unit)


@pytest.mark.parametrize("text", ["60에서 90", "60 to 90", "약 60~90", "between 60 and 90"])
def test_a_bare_range_in_words_counts_in_the_unit_of_its_column(text: str) -> None:
    assert in_won(text, 10_000) == "600000~900000"


@pytest.mark.parametrize(
    "path", ["accident.cash_repair", "policy.premium", "claim[].property_paid"]
)
@pytest.mark.parametrize("text", ["60~90만", "60만에서 90만", "600k to 900k"])
def test_a_field_of_one_amount_says_that_it_takes_no_range(path: str, text: str) -> None:
    assert refusal(parse_field(BY_PATH[path], text, TODAY)) == "range-not-taken"
    assert refusal(parse_field(BY_PATH[path], "abc", TODAY)) == "unreadable-amount"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("150만원대", 1_500_000, 1_600_000), ("약 150만 원대 초반", 1_500_000, 1_600_000),
        ("200만대", 2_000_000, 3_000_000), ("1,200,000원대", 1_200_000, 1_300_000),
    ],
)  # fmt: skip
def test_the_first_figures_of_an_amount_are_refused_with_their_range(
    text: str, least: int, most: int
) -> None:
    """The range that is proposed can be typed as it stands, in either language."""
    refused = parse_estimate(text)
    assert isinstance(refused, Unreadable)
    for texts in map(Texts, LANGUAGES):
        offered = texts(f"problem.{refused.code}.instead", **refused.facts)
        ranges = re.search(r"[0-9][^~]*~[^’]*[^’.]", offered)
        assert ranges
        assert parse_estimate(ranges[0]) == Estimate(
            Won(least), Won((least + most) // 2), Won(most)
        )


def test_a_field_of_one_amount_offers_no_range_for_its_first_figures() -> None:
    assert refusal(parse_field(BY_PATH["policy.premium"], "80만원대", TODAY)) == "range-not-taken"


def test_a_share_and_a_count_may_be_guessed_at() -> None:
    assert parse_percent("약 70%") == parse_percent("70% 정도") == Decimal("0.7")
    assert parse_whole("8년쯤") == parse_whole("약 8년") == parse_whole("8 years") == 8
    assert parse_deductible("약 20%") == {"rate": Decimal("0.2")}
    assert parse_deductible("20 정도") == parse_deductible("20")


@pytest.mark.parametrize(
    "text", ["20/20/50", "20%/20/50", "20-20-50", "20 / 20 / 50", "20/20만/50만"]
)
def test_an_agency_writes_share_least_and_most_in_a_row(text: str) -> None:
    assert parse_deductible(text) == parse_deductible("20% (20만~50만)")


@pytest.mark.parametrize("text", ["20/50/20/1", "20/20", "2026-11-03", "20/1/2"])
def test_other_numbers_in_a_row_are_no_deductible(text: str) -> None:
    assert refusal(parse_deductible(text)).startswith("unreadable")


def test_one_amount_is_an_exact_estimate() -> None:
    assert parse_estimate("180만") == 1_800_000


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("16", 16), ("11Z", 11), ("29p", 29), ("16등급", 16), ("99", 99),
        ("16등급(Z)", 16), ("16(Z)", 16), ("16Z등급", 16), ("제16등급", 16), ("29P 등급", 29),
        ("16등급이에요", 16), ("아마 16", 16), ("16급", 16), ("grade 16", 16),
        ("16등급 정도요.", 16), ("maybe 16", 16), ("probably grade 16", 16), ("약 16등급", 16),
    ],
)  # fmt: skip
def test_grades_are_read_and_their_bounds_are_left_to_the_case(text: str, grade: int) -> None:
    assert parse_grade(text) == grade


def test_short_answers() -> None:
    for text in ("3", "3년 더", "3년이요", "아마 3년", "3 more years", "another 3 years", "3 more"):
        assert parse_whole(text) == 3
    assert [parse_whole(text) for text in ("3회", "45 세", "14일", "2명")] == [3, 45, 14, 2]
    assert [parse_injury(text) for text in ("12", "12급", "death", "사망")] == [
        12, 12, "death", "death",
    ]  # fmt: skip
    assert [parse_flag(text) for text in ("yes", "예", "TRUE", "no", "아니요", "off")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert parse_name(" Falling object ") == "falling-object"


@pytest.mark.parametrize("text", ["○", "◯", "ㅇ", "V", "✓", "✔", "√", "有", "보유", "가입중"])
def test_a_mark_in_a_column_is_a_yes(text: str) -> None:
    assert parse_flag(text) is True


@pytest.mark.parametrize("text", ["×", "✕", "✗", "✘", "無", "미보유", "제외", "보상제외"])
def test_a_cross_in_a_column_is_a_no(text: str) -> None:
    assert parse_flag(text) is False


def test_a_yes_and_a_no_are_read_as_people_say_them() -> None:
    yes = ("있어요", "네, 있습니다", "응", "넵", "들었어요", "가입했어요")
    no = ("없어요", "아뇨", "아니 없어", "안 들었어요", "가입 안 함")
    assert {text: parse_flag(text) for text in (*yes, *no)} == {
        **dict.fromkeys(yes, True),
        **dict.fromkeys(no, False),
    }


def test_a_cover_is_told_as_forms_and_policies_tell_it() -> None:
    yes = ("covered", "Included", "보장함", "보장됨")
    no = ("not covered", "Not included", "excluded", "미보장", "보장 안 함", "보장 안됨")
    assert {text: parse_flag(text) for text in (*yes, *no)} == {
        **dict.fromkeys(yes, True),
        **dict.fromkeys(no, False),
    }


def test_a_filled_circle_is_neither() -> None:
    """A filled circle alone is no answer; beside empty ones it is the yes, and they are the no."""
    assert parse_flag("●") == Unreadable("unreadable-flag")


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("목", 12), ("목이 뻐근함", 12), ("허리 염좌", 12), ("타박상", 12), ("경상", 12),
        ("2주", 12), ("3주 진단", 12), ("sprain", 12), ("Neck sprain", 12), ("slight", 12),
        ("whiplash", 12), ("a stiff neck or bruises", 12), ("목이 뻐근하거나 멍든 정도", 12),
        ("골절", 7), ("뼈가 부러짐", 7), ("fracture", 7), ("목뼈 골절", 7), ("12급", 12),
        ("모름", "unknown"), ("don't know", "unknown"), ("사망", "death"),
        ("손목을 삐끗함", 12), ("상대 목 아프다고 함", 12),
        ("목 3", None), ("중상", None), ("8주", None), ("4.5", None),
        ("목격자 없음", None), ("목격자 있음", None), ("목요일 확인", None), ("feedback", None),
        ("허리 안 아픔", None), ("목 통증 없음", None), ("no neck pain", None), ("골절 의심", None),
        ("골절은 아니고 염좌", None),
    ],
)  # fmt: skip
def test_an_injury_is_read_in_words_too(text: str, grade: object) -> None:
    """The words with which the app offers a grade stand for that grade."""
    found = parse_injury(text)
    assert (None if isinstance(found, Unreadable) else found) == grade


@pytest.mark.parametrize(
    "text",
    ["모릅니다", "잘 모르겠는데요", "아직 몰라요", "글쎄요", "기억이 안 나요", "기억 못 함",
     "알 수 없음", "확인 필요", "미상", "I don’t know", "do not know", "can't remember",
     "not sure yet", "no idea", "dunno", "TBD", "??", "기억 못 하겠습니다", "생각이 안 나네요",
     "I'm not sure", "I’m not sure", "I am not sure", "I have no idea", "I forgot"],
)  # fmt: skip
def test_not_knowing_is_said_in_many_words(text: str) -> None:
    assert is_unknown(text)
    assert not is_unknown(f"{text} 120만")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("모르는 사람이 긁고 감", "parked-unknown"), ("알 수 없는 차가 박고 감", "parked-unknown"),
        ("나도 모르게 벽에 박음", "object"), ("모르고 기둥 박음", "object"),
    ],
)  # fmt: skip
def test_who_names_an_unknown_offender_says_what_happened(text: str, kind: str) -> None:
    """Such an answer begins as "don't know" does, but it must not leave the kind open."""
    assert not is_unknown(text)
    assert parse_choice(text, "accident.kind") == kind


@pytest.mark.parametrize(
    "text",
    [
        "더 없어요",
        "더 없음",
        "없네요",
        "없었습니다",
        "해당사항 없음",
        "no more",
        "that's all",
        "That’s all",
    ],
)
def test_there_is_none_or_none_more(text: str) -> None:
    """The question for a further accident itself says "none, or no more"."""
    assert is_nothing(text)
    assert is_nobody(text)


@pytest.mark.parametrize(
    "text",
    ["다친 사람은 없어요", "아무도 안 다쳤어요", "nobody was hurt", "no one was injured",
     "no injuries", "not hurt"],
)  # fmt: skip
def test_nobody_is_hurt_in_a_sentence(text: str) -> None:
    assert is_nobody(text)
    assert not is_nothing(text)


def test_short_answers_that_are_none() -> None:
    assert refusal(parse_whole("3.5")) == "unreadable-whole"
    assert refusal(parse_grade("16F")) == "unreadable-grade"
    assert refusal(parse_injury("x")) == "unreadable-injury"
    assert refusal(parse_flag("maybe")) == "unreadable-flag"
    assert refusal(parse_name(" ")) == "unreadable-text"


def test_a_rate_is_percent_in_the_form_and_a_fraction_in_a_flag() -> None:
    fault = BY_PATH["accident.fault"]
    assert parse_field(fault, "30", TODAY) == Decimal("0.3")
    assert parse_field(fault, "0.7", TODAY) == Decimal("0.7"), "nobody bears 0.7 percent"
    assert parse_field(fault, "0.7%", TODAY) == Decimal("0.007")
    assert parse_field(fault, "1", TODAY) == Decimal("0.01")
    deductible = BY_PATH["policy.own_damage.deductible.rate"]
    assert parse_field(deductible, "0.2", TODAY) == Decimal("0.2")
    assert parse_field(BY_PATH["assumptions.discount_rate"], "0.5", TODAY) == Decimal("0.005")
    assert parse_field(fault, "0.3", TODAY, percent=False) == Decimal("0.3")
    assert parse_field(fault, "30%", TODAY, percent=False) == Decimal("0.3")


@pytest.mark.parametrize(
    ("text", "share"),
    [("30", "0.3"), ("100", "1"), ("1", "1"), ("0.3", "0.3"), ("0", "0"), ("70%", "0.7"),
     ("1%", "0.01"), ("-3", "-0.03")],
)  # fmt: skip
def test_a_bare_number_above_one_is_percent_in_a_flag(text: str, share: str) -> None:
    assert parse_field(BY_PATH["accident.fault"], text, TODAY, percent=False) == Decimal(share)


@pytest.mark.parametrize("text", ["30:70", "7:3", "70 : 30", "7대3", "30%:70%", "７：３"])
def test_a_ratio_does_not_say_whose_share_is_whose(text: str) -> None:
    for percent in (True, False):
        fault = parse_field(BY_PATH["accident.fault"], text, TODAY, percent=percent)
        assert refusal(fault) == "two-shares"
        rate = parse_field(BY_PATH["assumptions.discount_rate"], text, TODAY, percent=percent)
        assert refusal(rate) == ("unreadable-percent" if percent else "unreadable-rate")


@given(st.text(max_size=40), st.sampled_from((COVER_FLAG, *FIELDS)), st.booleans())
@example("0" * 64, BY_PATH["as_of"], True)  # noqa: FBT003 - hypothesis has examples by place
def test_any_text_in_any_field_is_a_value_or_unreadable(
    text: str,
    field: object,
    percent: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    known = next(known for known in (COVER_FLAG, *FIELDS) if known == field)
    assert parse_field(known, text, TODAY, percent=percent) is not None


@pytest.mark.parametrize(
    ("path", "text", "choice"),
    [
        ("accident.kind", "기둥", "object"),
        ("accident.kind", "차대차", "collision"),
        ("accident.kind", "쌍방사고", "collision"),
        ("accident.kind", "주차 중", "parked-unknown"),
        ("accident.kind", "Falling object", "falling-object"),
        ("accident.driver", "대리", "designated"),
        ("accident.driver", "가족", "in-scope"),
        ("accident.high_value", "상대 차", "theirs"),
        ("accident.kind", "벽ㆍ기둥", "object"),
        ("accident.kind", "주차장 뺑소니", "parked-unknown"),
    ],
)
def test_choices_are_known_by_korean_words(path: str, text: str, choice: str) -> None:
    assert parse_field(BY_PATH[path], text, TODAY) == choice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["accident.kind", "accident.driver", "accident.high_value"])
def test_a_choice_may_be_typed_as_problems_list_it(path: str, language: Language) -> None:
    """Each choice is accepted as a problem lists it, in Korean also without its code."""
    texts, field = Texts(language), BY_PATH[path]
    for choice in field.choices:
        listed = texts(f"decide.choice.{choice}")
        assert parse_field(field, listed, TODAY) == choice
        gloss = listed.partition("(")[2].rstrip(")")
        if language == "ko" and gloss:
            assert parse_field(field, gloss, TODAY) == choice


def test_every_korean_word_means_one_choice_of_its_field(rulebook: Rulebook) -> None:
    fields = {**BY_PATH, **{field.path: field for field in INJURY_FIELDS}}
    for path, words in KOREAN_CHOICES.items():
        known = [word for row in words.values() for word in row.split()]
        assert len(known) == len(set(known))
        field = fields[path]
        choices = getattr(rulebook, field.names_from) if field.names_from else field.choices
        assert set(words) == set(choices) or path == KIND


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1.1~1.5 million", 1_100_000, 1_500_000),
        ("600-900k", 600_000, 900_000),
        ("1.2 to 2 million won", 1_200_000, 2_000_000),
        ("900k~1.1 million", 900_000, 1_100_000),
        ("0~1.1 million", 0, 1_100_000),
        ("500000~1.1 million", 500_000, 1_100_000),
        ("120~260만", 1_200_000, 2_600_000),
        ("120만~260만", 1_200_000, 2_600_000),
        ("120-260만", 1_200_000, 2_600_000),
        ("120 ~ 260 만원", 1_200_000, 2_600_000),
        ("120만~260", 1_200_000, 2_600_000),
        ("60만 to 260만", 600_000, 2_600_000),
        ("1~2백만", 1_000_000, 2_000_000),
        ("1천~2천만", 10_000_000, 20_000_000),
        ("1~1.5억", 100_000_000, 150_000_000),
        ("50만~1억", 500_000, 100_000_000),
        ("500000~260만", 500_000, 2_600_000),
        ("0~260만", 0, 2_600_000),
        ("1,200,000~2,600,000", 1_200_000, 2_600_000),
        ("9999~10000", 9_999, 10_000),
    ],
)
def test_one_unit_may_stand_for_a_whole_range(text: str, low: int, high: int) -> None:
    found = parse_estimate(text)
    assert isinstance(found, Estimate)
    assert (found.low, found.high) == (low, high)
    assert found.likely == (low + high) // 2


@given(st.tuples(*[st.integers(0, 400_000_000)] * 3).map(sorted), st.sampled_from((1, 10_000)))
def test_a_range_reads_back_as_it_is_shown(amounts: list[int], unit: int) -> None:
    low, likely, high = (Won(amount // unit * unit) for amount in amounts)
    if low == high:
        return
    shown = as_typed({"low": low, "likely": likely, "high": high})
    assert parse_estimate(shown) == Estimate(low, likely, high)
