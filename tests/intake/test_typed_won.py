"""Every usual way of writing an amount is read, and nothing is guessed."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.intake.case.field import LARGEST_AMOUNT
from advisor.intake.problems import Unreadable
from advisor.intake.typed.won import parse_won

UNITS = ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))


def spoken(amount: int) -> str:
    """Return an amount in units, as a Korean page writes it: 1억 2,345만 6,789원."""
    parts = []
    for size, unit in UNITS:
        count, amount = divmod(amount, size)
        parts += [f"{count:,}{unit}"] if count else []
    return f"{' '.join(parts) or '0'}원"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2300000", 2_300_000),
        ("2,300,000", 2_300_000),
        ("2 300 000", 2_300_000),
        ("2_300_000", 2_300_000),
        ("230만", 2_300_000),
        ("230만원", 2_300_000),
        ("230 만 원", 2_300_000),
        ("  230만  ", 2_300_000),
        ("230만5천", 2_305_000),
        ("230만 5,000원", 2_305_000),
        ("230만500", 2_300_500),
        ("1억2천만", 120_000_000),
        ("1억 2천 3백만 4천원", 123_004_000),
        ("2천350만원", 23_500_000),
        ("2.3백만", 2_300_000),
        ("1.5만", 15_000),
        ("2.5천만", 25_000_000),
        ("1억2.5천만", 125_000_000),
        ("２３０만", 2_300_000),
        ("₩50,000", 50_000),
        ("￦ 50,000", 50_000),
        ("\\50,000", 50_000),
        ("50,000 KRW", 50_000),
        ("200만원정", 2_000_000),
        ("금 200만 원정", 2_000_000),
        ("만원", 10_000),
        ("백만원", 1_000_000),
        ("천만", 10_000_000),
        ("2백3십", 230),
        ("5천300", 5_300),
        ("5천30원", 5_030),
        ("1만5원", 10_005),
        ("12345만", 123_450_000),
        ("1조2천억", 1_200_000_000_000),
        ("1억2천원", 100_002_000),
        ("1억 2천3백만", 123_000_000),
        ("1억 2만5천", 100_025_000),
        ("230ㅁㅏㄴ", 2_300_000),
        ("1ㅇㅓㄱ2천ㅁㅏㄴ", 120_000_000),
        ("0.6 Million won", 600_000),
        ("1.1 million", 1_100_000),
        ("2 Million KRW", 2_000_000),
        ("₩1.8million", 1_800_000),
        ("600k", 600_000),
        ("600 K", 600_000),
        ("1,800k", 1_800_000),
        ("900 thousand", 900_000),
        ("1.25 million won", 1_250_000),
        ("약 60만", 600_000),
        ("약60만원", 600_000),
        ("대략 60만", 600_000),
        ("한 60만", 600_000),
        ("60만 정도", 600_000),
        ("60만원정도", 600_000),
        ("45만쯤", 450_000),
        ("45만 가량", 450_000),
        ("60만 내외", 600_000),
        ("about 600,000", 600_000),
        ("around 60만", 600_000),
        ("roughly 600k", 600_000),
        ("approx. 1.1 million", 1_100_000),
        ("ca. 600,000 won", 600_000),
        ("약 백만 원", 1_000_000),
        ("0", 0),
        ("0만", 0),
        ("10조", LARGEST_AMOUNT),
        ("이백만", 2_000_000),
        ("칠십만 원", 700_000),
        ("이백삼십만", 2_300_000),
        ("천오백만", 15_000_000),
        ("일금 이백만원정", 2_000_000),
    ],
)
def test_amounts_as_people_write_them(text: str, amount: int) -> None:
    assert parse_won(text) == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5천3만", "units-do-not-fall"),
        ("3천5천", "units-do-not-fall"),
        ("230만5만", "units-do-not-fall"),
        ("1만2억", "units-do-not-fall"),
        ("1억12345만", "units-do-not-fall"),
        ("230만12345", "units-do-not-fall"),
        ("5천30", "units-do-not-fall"),
        ("만만", "units-do-not-fall"),
        ("1만5", "rest-without-unit"),
        ("230만50", "rest-without-unit"),
        ("1억5000", "rest-without-unit"),
        ("1억2천", "rest-skips-a-unit"),
        ("1억 5백", "rest-skips-a-unit"),
        ("1조2천", "rest-skips-a-unit"),
        ("일억이천", "rest-skips-a-unit"),
        ("1.8m", "letter-for-a-unit"),
        ("74M won", "letter-for-a-unit"),
        ("1.8ㅡ", "letter-for-a-unit"),
        ("600ㅏ", "letter-for-a-unit"),
        ("2 mil", "letter-for-a-unit"),
        ("1.2345678 million", "fraction-of-a-won"),
        ("0.0005k", "fraction-of-a-won"),
        ("20000000 million", "amount-too-large"),
        ("1million 5만", "unreadable-amount"),
        ("5만k", "unreadable-amount"),
        ("5천million", "unreadable-amount"),
        ("m", "unreadable-amount"),
        ("1,8k", "unreadable-amount"),
        ("-1.1 million", "signed-amount"),
        ("230ㅠ", "unreadable-amount"),
        ("-5만", "signed-amount"),
        ("+5만", "signed-amount"),
        ("−5만", "signed-amount"),
        ("₩-5", "signed-amount"),
        ("1.5", "fraction-of-a-won"),
        ("1800000.5", "fraction-of-a-won"),
        ("1.23456만", "fraction-of-a-won"),
        ("1.5만3천", "unreadable-amount"),
        ("", "unreadable-amount"),
        ("  ", "unreadable-amount"),
        ("원", "unreadable-amount"),
        ("abc", "unreadable-amount"),
        ("1,23", "unreadable-amount"),
        ("12 34", "unreadable-amount"),
        ("1e5", "unreadable-amount"),
        ("0x10", "unreadable-amount"),
        ("10²만", "unreadable-amount"),
        ("①만", "unreadable-amount"),
        ("٣", "unreadable-amount"),
        ("60만 이상", "unreadable-amount"),
        ("60만 이하", "unreadable-amount"),
        ("60만 넘게", "unreadable-amount"),
        ("60만 조금 안 됨", "unreadable-amount"),
        ("at least 600,000", "unreadable-amount"),
        ("약", "unreadable-amount"),
        ("정도", "unreadable-amount"),
        ("한60", "unreadable-amount"),
        ("1" * 300, "unreadable-amount"),
        ("10조1", "rest-without-unit"),
        ("11조", "amount-too-large"),
        ("1" * 60, "amount-too-large"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(text: str, code: str) -> None:
    read = parse_won(text)
    assert isinstance(read, Unreadable)
    assert read.code == code


@given(st.integers(0, LARGEST_AMOUNT))
def test_each_habit_reads_back_what_it_writes(amount: int) -> None:
    habits = [str(amount), f"{amount:,}", f"{amount:_}", f"{amount:,}".replace(",", " ")]
    habits += [spoken(amount), spoken(amount).replace(",", "").replace(" ", "")]
    for text in habits:
        for form in ("NFC", "NFD", "NFKD"):
            assert parse_won(normalize(form, text)) == amount, text


@given(st.text(max_size=80) | st.text("0123456789,. _-+~만억천백십조원정₩", max_size=20))
def test_any_text_is_an_amount_in_bounds_or_unreadable(text: str) -> None:
    read = parse_won(text)
    assert isinstance(read, Unreadable) or 0 <= read <= LARGEST_AMOUNT


@pytest.mark.parametrize("text", ["이삼만", "이백오", "오", "이", "2백삼십만", "만이백만"])
def test_a_spelled_number_is_never_guessed(text: str) -> None:
    assert isinstance(parse_won(text), Unreadable)
