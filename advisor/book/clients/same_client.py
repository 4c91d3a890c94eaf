"""Whether two cases are of one client, judged by what both say of the client."""

from __future__ import annotations

from datetime import date

from advisor.book.for_client import client_of
from advisor.domain.case import Client
from advisor.domain.values import frozen
from advisor.intake.case.draft import Draft
from advisor.storage.records import folded

_TELLING = ("name", "plate", "policy_number")
"""If both cases state one of these and they differ, they are of two people, or two cars."""

NAMING = ("plate", "policy_number", "telephone", "email")
"""If one of these is the same, so is the client; several people may have one name."""

_SURE = (*_TELLING, "telephone")


@frozen
class ClientMarks:
    """The marks of a case: its client, its name, and the days of its policy and accident."""

    client: Client
    name: str
    start: date | None
    accident_day: date | None

    def may_be_of(self, other: ClientMarks) -> bool:
        """Return whether two cases may be of one client, as far as can be seen."""
        if any(self._differs(other, key) for key in _TELLING):
            return False
        if self.is_named_as(other):
            return True
        reached = any(self._differs(other, key) for key in NAMING)
        alike = bool(self.name) and folded(self.name) == folded(other.name)
        return alike and not reached and self.start == other.start

    def is_named_as(self, other: ClientMarks) -> bool:
        """Return whether more than a name says that both are of one client."""
        pairs = ((bare(self.client, key), bare(other.client, key)) for key in NAMING)
        return any(one and one == another for one, another in pairs)

    def is_surely_of(self, other: ClientMarks) -> bool:
        """Return whether both share a plate or a policy number, or both name and telephone.

        They do not if anything else tells two clients apart.
        """
        if any(self._differs(other, key) for key in _TELLING):
            return False
        same = {key for key in _SURE if self._is_same(other, key)}
        return bool(same & {"plate", "policy_number"}) or {"name", "telephone"} <= same

    def _is_same(self, other: ClientMarks, key: str) -> bool:
        one = bare(self.client, key)
        return bool(one) and one == bare(other.client, key)

    def _differs(self, other: ClientMarks, key: str) -> bool:
        one, another = bare(self.client, key), bare(other.client, key)
        return bool(one and another) and one != another


def marks_of(draft: Draft, day: date, name: str) -> ClientMarks:
    """Return the marks of a case; `day` is the day on which its days were typed."""
    client = client_of(draft)
    days = (draft.day(path, day) for path in ("policy.start", "accident.day"))
    return ClientMarks(client, client.name or name, *days)


def bare(client: Client, key: str) -> str:
    """Return a text about a client as it is compared: folded, without blanks and other signs."""
    return "".join(sign for sign in folded(getattr(client, key)) if sign.isalnum())
