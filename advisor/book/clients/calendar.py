"""What is due as an iCalendar file (RFC 5545), which the calendars of phones and offices take."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256

from advisor import __version__
from advisor.book.clients.due import Due, DueKind
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless, harmless_lines

_LONGEST_LINE = 75
"""The most octets of a line without its end; the rest goes on after a blank on the next (3.1)."""

_ALARMS = {DueKind.REFUND: 7, DueKind.QUOTE: 0, DueKind.RENEWAL: 3}
"""What a calendar reminds of, and how many days before."""

_OPENS = 9
"""The hour of the day at which a calendar reminds; an all-day event begins at midnight."""

_CONTACT = ("telephone", "plate", "policy_number", "email", "note")


def calendar(dues: Iterable[Due], texts: Texts, today: date, *, with_client: bool = False) -> bytes:
    """Return an iCalendar file of all-day events, one for each thing that is due.

    What may be done over weeks is an event on the first of its days that is not past, and its text
    says until when: with hundreds of clients, longer events would fill every day of a month. What a
    renewal cost can be noted at any time after it, so that is an event of today.

    An event keeps its UID as long as it is about the same policy year of the same case, so a
    calendar that reads a newer file moves it. Only the client's name is said, unless `with_client`
    asks for the rest.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//advisor//advisor {__version__}//{texts.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for due in dues for line in _event(due, texts, today, with_client=with_client)),
        "END:VCALENDAR",
    ]
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _event(due: Due, texts: Texts, today: date, *, with_client: bool) -> Iterator[str]:
    name = harmless(due.case.display_name) or texts("storage.unnamed")
    summary = texts(f"due.event.{due.code}", name=name)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(due)}"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    last = today if due.kind is DueKind.COST else due.last
    day = max(due.day, min(today, last))
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(_description(due, texts, with_client=with_client))}"
    yield "TRANSP:TRANSPARENT"
    if due.kind in _ALARMS:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:{_trigger(_ALARMS[due.kind])}"
        yield f"DESCRIPTION:{_escaped(summary)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _trigger(days: int) -> str:
    """Return the duration (3.3.6) from the start of an event to its alarm, some days before.

    >>> _trigger(0), _trigger(7)
    ('PT9H', '-P6DT15H')
    """
    return f"-P{days - 1}DT{24 - _OPENS}H" if days else f"PT{_OPENS}H"


def _description(due: Due, texts: Texts, *, with_client: bool) -> str:
    said = [texts(f"due.what.{due.code}", day=due.last)]
    if with_client:
        said += [
            texts("due.contact", key=texts(f"field.client.{key}"), value=value)
            for key in _CONTACT
            if (value := str(getattr(due.case.client, key)).strip())
        ]
    return "\n".join(said)


def _uid(due: Due) -> str:
    start, coming = due.case.start, due.case.coming_renewal
    year = coming.year - start.year if start and coming else 0
    about = (due.case.number, due.kind, due.case.accident_day, year)
    return f"{sha256(' '.join(map(str, about)).encode()).hexdigest()[:32]}@advisor"


def _escaped(text: str) -> str:
    r"""Return a text as a value of the format (3.3.11).

    >>> _escaped("a, b; c\\d\ne")
    'a\\, b\\; c\\\\d\\ne'
    """
    escaped = harmless_lines(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """Yield the parts of a line, each of at most 75 octets and never cut within a character.

    All but the first begin with a blank.
    """
    part = b""
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        if len(part) + len(octets) > _LONGEST_LINE:
            yield part
            part = b" "
        part += octets
    yield part
