"""Paths of the tables that a case file may hold several times."""

from __future__ import annotations

import re
from functools import lru_cache

from advisor.intake.case.fields import Listed

_ROW = re.compile(rf"({'|'.join(Listed)})\[([0-9]+)\](?:\.(\w+))?")


@lru_cache(maxsize=1024)
def row_at(path: str) -> tuple[Listed, int, str] | None:
    """Return list, place and key of a path; a whole table has an empty key, other paths are none.

    >>> row_at("claim[2].day")
    (<Listed.CLAIM: 'claim'>, 2, 'day')
    """
    match = _ROW.fullmatch(path)
    return (Listed(match[1]), int(match[2]), match[3] or "") if match else None
