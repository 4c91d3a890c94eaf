"""Whether the app is to draw with ASCII signs only, as far as that is known before it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTING = "ADVISOR_ASCII"
"""`1` draws ASCII signs only, `0` never; without it the terminal is asked."""

_POOR = {"linux", "dumb", "vt100", "vt220"}
"""Terminals, as `TERM` names them, that have few signs."""


def stated(environment: Mapping[str, str], encoding: str) -> bool | None:
    """Tell whether only ASCII signs are wanted; None where the terminal itself should be asked.

    An encoding that is not of Unicode cannot name the others.

    >>> stated({"ADVISOR_ASCII": "1"}, "utf-8"), stated({"TERM": "linux"}, "utf-8")
    (True, True)
    >>> stated({"TERM": "xterm"}, "euc-kr"), stated({"TERM": "xterm"}, "utf-8")
    (True, None)
    """
    said = environment.get(SETTING, "").strip().lower()
    if said:
        return said not in {"0", "no", "false", "off"}
    if environment.get("TERM", "") in _POOR:
        return True
    return None if encoding.lower().startswith("utf") else True
