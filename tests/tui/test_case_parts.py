"""The parts that the case screen holds, each tried without the screen."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")
BILL = "accident.own_damage"
NEVER_A_PAGE = 6
