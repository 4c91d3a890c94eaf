"""What is typed about a renewal, read: the premium charged, the clean one, and the day."""

from collections.abc import Mapping
from datetime import date

from advisor.book.clients.client_case import ClientCase
from advisor.domain.values import frozen
from advisor.engine.findings.plausible import far_apart
from advisor.explain.texts import Texts
from advisor.intake.problems import Unreadable
from advisor.intake.typed.amounts_in_text import parse_won_in_words
from advisor.intake.typed.day import parse_day
from advisor.storage.records import Renewed

_LEAST = 10_000
"""The least amount in won; a smaller number was meant in units of 10,000 won."""

_MOST_AHEAD = 60
"""The most days before a renewal at which an insurer names its premium."""


@frozen
class RenewalNoteProblem:
    """What is wrong with one of the texts: `field` is premium, clean or day."""

    field: str
    code: str
    typed: str
    day: date | None = None

    def words(self, texts: Texts) -> str:
        """Return the problem as a sentence."""
        named = texts(f"desk.renewed.{self.field}")
        return texts(f"desk.renewed.{self.code}", field=named, typed=self.typed, day=self.day)


def read_renewal_note(
    case: ClientCase, typed: Mapping[str, str], today: date
) -> Renewed | RenewalNoteProblem:
    """Read what was typed as `premium`, `clean` and `day`; the last two may be empty.

    Without a day, the `usual_day` is meant.
    """
    amounts: dict[str, int | None] = {}
    for field in ("premium", "clean"):
        text = typed.get(field, "").strip()
        if not text and field == "clean":
            amounts[field] = None
            continue
        amount = parse_won_in_words(text)
        if isinstance(amount, Unreadable):
            return RenewalNoteProblem(field, "no-amount", text)
        if amount < _LEAST:
            return RenewalNoteProblem(field, "too-small", text)
        amounts[field] = amount
    day = _day(case, typed.get("day", "").strip(), today)
    if isinstance(day, RenewalNoteProblem):
        return day
    return Renewed(case.number, day, amounts["premium"] or 0, amounts["clean"], today)


def far_off(case: ClientCase, noted: Renewed, texts: Texts) -> str:
    """Return what to ask if a premium is so far from the present one that it may be a slip."""
    now = parse_won_in_words(case.saved.draft.text("policy.premium"))
    if isinstance(now, Unreadable):
        return ""
    for field, amount in (("premium", noted.premium), ("clean", noted.clean)):
        if amount is not None and far_apart(amount, now):
            named = texts(f"desk.renewed.{field}")
            return texts("desk.renewed.far-off", field=named, amount=amount, now=now)
    return ""


def usual_day(case: ClientCase, today: date) -> date | None:
    """Return the day of the renewal that is meant if no day is typed; None if it is not known.

    It is the next renewal of which nothing is noted. While that is too far away to have a price, it
    is the last one that was noted, which is then corrected.
    """
    coming, noted = case.coming_renewal, [one.renewed_on for one in case.renewed]
    is_early = coming is not None and (coming - today).days > _MOST_AHEAD
    return noted[-1] if is_early and noted else coming


def _day(case: ClientCase, text: str, today: date) -> date | RenewalNoteProblem:
    day = parse_day(text, today) if text else usual_day(case, today)
    if not isinstance(day, date):
        return RenewalNoteProblem("day", "no-day" if text else "which-day", text)
    if case.renewal and day < case.renewal:
        return RenewalNoteProblem("day", "before-renewal", day.isoformat(), case.renewal)
    if (day - today).days > _MOST_AHEAD:
        return RenewalNoteProblem("day", "too-early", day.isoformat(), day)
    return day
