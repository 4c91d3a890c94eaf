"""What the store keeps, as values, and how a draft is written as text for one column."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from advisor.domain.values import frozen
from advisor.explain.untrusted_text import is_harmful
from advisor.intake.case.draft import Draft
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import BY_PATH, COVER


@frozen
class Aside:
    """The mark of a case that holds unsaved work on another case.

    `of` is the number of that other case, None if it was never saved or is not known.
    """

    of: int | None


@frozen
class SavedCase:
    """A case that was saved under a name; `revision` tells its saved states apart."""

    number: int
    name: str
    draft: Draft
    ticked: frozenset[str]
    saved_on: date
    revision: int
    aside: Aside | None = None


@frozen
class LeftDraft:
    """What a window was working on when it ended; `crashed` if it did not end normally.

    `number` is the saved case that the draft was opened from, None if it was never saved.
    """

    draft: Draft
    ticked: frozenset[str]
    number: int | None
    kept_on: date
    crashed: bool


@frozen
class LastAnswer:
    """The main values of the last answer given with a case, with codes as in its JSON.

    Values that an answer of another version lacks are empty or None. `margin` is in won, and
    `headline` is the code of the answer's first line, and `plan_by` the last day to pay
    back the earlier claims that the answer says to pay back too.
    """

    advised_on: date
    verdict: str
    recommended: str
    margin: int | None
    refund_by: date | None
    headline: str = ""
    plan_by: date | None = None


class CaseState(StrEnum):
    """What became of the accident of a case."""

    OPEN = "open"
    CLAIMED = "claimed"
    SELF_PAID = "self-paid"
    PAID_BACK = "paid-back"


@frozen
class Progress:
    """What became of a case; an archived case is no longer on the desk, but is kept."""

    state: CaseState = CaseState.OPEN
    archived_on: date | None = None


@frozen
class Renewed:
    """What a renewal of a case really cost, in won, for the policy year that began on `renewed_on`.

    `clean` is what the insurer would have charged without the accident, None if not known.
    """

    number: int
    renewed_on: date
    premium: int
    clean: int | None
    noted_on: date


UNKNOWN_TABLE = "unknown"
"""The name given to a table whose own name is damaged."""


@frozen
class Damaged:
    """A row that was set aside because it can no longer be read: its table, key and name."""

    table: str
    row: str
    name: str


def folded(text: str) -> str:
    """Return a text for comparison, without differences of composition, case and unseen signs.

    >>> folded("\u1100\u1161 X") == folded("가\u200b x")
    True
    """
    seen = text
    if not text.isprintable():
        seen = "".join(sign for sign in text if not is_harmful(sign))
    return unicodedata.normalize("NFKC", seen).casefold()


def draft_text(draft: Draft) -> str:
    """Return a draft as JSON text, with every value as it was typed."""
    lists = {listed.plural: [dict(row) for row in draft.rows(listed)] for listed in ListKey}
    return json.dumps({"values": dict(draft.values), **lists})


def read_draft_text(text: str) -> Draft:
    """Read a draft from `draft_text`; fields that this program does not know are left out."""
    found = json.loads(text)
    values = {
        path: str(typed)
        for path, typed in _table(found.get("values")).items()
        if path == COVER or path in BY_PATH
    }
    return Draft(values, **{listed.plural: _rows(found, listed) for listed in ListKey})


def _rows(found: Mapping[str, Iterable[object]], listed: ListKey) -> tuple[dict[str, str], ...]:
    return tuple(
        {key: str(typed) for key, typed in row.items() if f"{listed}[].{key}" in BY_PATH}
        for row in map(_table, found.get(listed.plural, ()))
    )


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def storable(name: str) -> str:
    """Return a name that a database can hold: composed (NFC), without lone surrogates."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
