"""The calendar file is one that calendars take: RFC 5545, clause by clause."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from advisor.book.clients.calendar import calendar
from advisor.book.clients.client_case import ClientCase, client_case
from advisor.book.clients.due import Due, DueKind
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.draft import Draft
from advisor.rules.rulebook import load_rulebook
from advisor.storage.records import Renewed, SavedCase

TODAY = date(2026, 11, 22)
RULEBOOK = load_rulebook()


def case(name: str = "김민수", **client: str) -> ClientCase:
    values = {"policy.start": "2026-03-02", "accident.day": "2026-11-19", "client.name": name}
    draft = Draft(values | {f"client.{key}": text for key, text in client.items()})
    return client_case(SavedCase(7, "기둥", draft, frozenset(), TODAY, 1), RULEBOOK)


def refund(about: ClientCase) -> Due:
    return Due(DueKind.REFUND, date(2027, 3, 1), date(2027, 3, 1), about)


def quote(about: ClientCase) -> Due:
    return Due(DueKind.QUOTE, date(2027, 1, 31), date(2027, 3, 1), about)


def unfolded(content: bytes) -> list[str]:
    """Read the lines as RFC 5545 (3.1) has them: an end before a blank is no end."""
    return content.decode("utf-8").replace("\r\n ", "").split("\r\n")


def values(content: bytes, name: str) -> list[str]:
    found = (line.partition(":") for line in unfolded(content))
    return [value for key, _, value in found if key.partition(";")[0] == name]


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


@given(st.text(max_size=120))
def test_lines_end_in_crlf_and_hold_75_octets_at_most(name: str) -> None:
    content = calendar([refund(case(name, note=name))], Texts("ko"), TODAY, with_client=True)
    *lines, last = content.split(b"\r\n")
    assert last == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    for line in lines:
        line.decode("utf-8")  # no sign is cut in two


@pytest.mark.parametrize("name", ["Kim, Lee; Park", "back\\slash", "한글 " * 40, "a:b", '"quoted"'])
def test_a_name_comes_back_as_it_was(name: str) -> None:
    content = calendar([refund(case(name))], Texts("en"), TODAY)
    (summary,) = values(content, "SUMMARY")
    assert unescaped(summary).endswith(name.strip())


def test_a_name_that_would_end_the_line_begins_no_property() -> None:
    content = calendar([refund(case("x\r\nATTACH:http://evil"))], Texts("en"), TODAY)
    assert values(content, "ATTACH") == []


def test_days_are_days_and_the_end_is_the_day_after() -> None:
    lines = unfolded(calendar([refund(case()), quote(case())], Texts("ko"), TODAY))
    assert [line for line in lines if line.startswith("DT")] == [
        "DTSTAMP:20261122T000000Z", "DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270302",
        "DTSTAMP:20261122T000000Z", "DTSTART;VALUE=DATE:20270131", "DTEND;VALUE=DATE:20270201",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (TODAY, "20270131"),
        (date(2027, 2, 14), "20270214"),
        (date(2027, 3, 1), "20270301"),
        (date(2027, 3, 9), "20270301"),
    ],
)
def test_a_time_of_weeks_is_an_event_of_its_first_day_that_is_still_to_come(
    today: date, day: str
) -> None:
    """Of hundreds of clients, events of weeks would hide every other one of a month."""
    content = calendar([quote(case())], Texts("en"), today)
    assert values(content, "DTSTART") == [day]
    (said,) = values(content, "DESCRIPTION")[:1]
    assert "until Mon 1 March 2027" in unescaped(said)


def test_what_a_renewal_cost_is_asked_today_not_on_a_day_that_nobody_looks_at() -> None:
    asked = Due(DueKind.COST, date(2026, 3, 2), date(2026, 3, 2), case())
    assert values(calendar([asked], Texts("en"), TODAY), "DTSTART") == ["20261122"]


def test_nobody_is_woken_at_midnight() -> None:
    """An event of all day begins at midnight; its alarm rings when an office opens."""
    triggers = values(calendar([refund(case()), quote(case())], Texts("ko"), TODAY), "TRIGGER")
    offsets = []
    for one in triggers:
        found = re.fullmatch(r"(-?)P(?:(\d+)D)?T(\d+)H", one)  # a duration by 3.3.6
        assert found
        length = timedelta(days=int(found[2] or 0), hours=int(found[3]))
        offsets.append(-length if found[1] else length)
    nine = timedelta(hours=9)
    assert offsets == [nine - timedelta(days=7), nine]


def test_an_event_keeps_its_uid_while_it_is_about_the_same() -> None:
    """A calendar moves or renames an event that it knows; it makes none a second time."""
    here = refund(case())
    moved = evolve(here, day=date(2027, 2, 1), case=case("박영희"))
    uids = [values(calendar([due], Texts("ko"), TODAY), "UID") for due in (here, moved)]
    assert uids[0] == uids[1]
    assert values(calendar([quote(case())], Texts("ko"), TODAY), "UID") != uids[0]


def test_the_next_year_is_another_event() -> None:
    noted = (Renewed(7, date(2027, 3, 2), 980_000, None, TODAY),)
    here = quote(case())
    later = evolve(here, day=date(2028, 2, 1), case=evolve(case(), renewed=noted))
    uids = {values(calendar([due], Texts("ko"), TODAY), "UID")[0] for due in (here, later)}
    assert len(uids) == 2


def test_every_part_that_begins_ends() -> None:
    lines = unfolded(calendar([refund(case()), quote(case())], Texts("ko"), TODAY))
    open_parts: list[str] = []
    for line in lines:
        if line.startswith("BEGIN:"):
            open_parts.append(line.partition(":")[2])
        elif line.startswith("END:"):
            assert open_parts.pop() == line.partition(":")[2]
    assert open_parts == []
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[1:4:2] == ["VERSION:2.0", "CALSCALE:GREGORIAN"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_name_is_told_unless_more_is_asked_for(language: str) -> None:
    about = case(telephone="010-1", plate="12가 3456", policy_number="P", email="e@x", note="n!")
    texts = Texts("ko" if language == "ko" else "en")
    silent, told = (
        unescaped(" ".join(unfolded(calendar([refund(about)], texts, TODAY, with_client=asked))))
        for asked in (False, True)
    )
    assert "김민수" in silent
    for text in ("010-1", "12가 3456", "e@x", "n!"):
        assert text not in silent
        assert text in told


def test_without_anything_due_it_is_a_calendar_all_the_same() -> None:
    assert unfolded(calendar([], Texts("ko"), TODAY))[-2] == "END:VCALENDAR"
