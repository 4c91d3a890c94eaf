"""Which flag is meant by a word that none has: what people call its key, or a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor import on_demand
from advisor.intake.case.fields import FLAGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_DASHES = "--"

_CALLED = {
    "own-damage": (
        "repair", "bill", "estimate", "damage", "repair-bill", "repair-cost", "repair-estimate",
        "car-damage", "my-damage", "my-car",
    ),
    "other-property": (
        "other-damage", "other-car-damage", "other-repair", "their-damage", "their-car",
        "their-bill", "third-party", "third-party-damage", "opponent", "property-damage",
    ),
    "cash-repair": ("cash", "cash-price", "cash-estimate"),
    "injury-grade": ("injury", "hurt", "injured", "injuries"),
    "injury-settlement": ("settlement", "settle"),
    "paid": ("already-paid", "payout", "claimed"),
    "fault": ("my-fault", "own-fault", "fault-share", "blame", "negligence", "liability"),
    "kind": ("type", "accident-kind", "accident-type", "cause", "what"),
    "day": ("date", "accident-day", "accident-date", "when"),
    "start": ("policy-start", "start-date", "from"),
    "premium": ("price", "cost", "policy-premium"),
    "grade": ("level", "class", "bonus-grade", "discount-grade"),
    "deductible-fixed": ("deductible", "excess"),
    "renewals": ("years", "horizon", "years-ahead"),
    "insurer": ("company", "insurance", "insurance-company"),
    "as-of": ("today", "on"),
    "claim": ("past-claim", "accident", "past-accident", "previous-claim", "history"),
    "other-car": ("second-car", "another-car"),
    "json": ("as-json", "format"),
    "full": ("all", "details", "verbose"),
}  # fmt: skip
"""What else people call a flag."""

_MEANT = {word: flag for flag, words in _CALLED.items() for word in words}
_KEYS = {field.key.replace("_", "-"): name for name, field in FLAGS.items()}
"""The flags by the keys of the case file, which are also typed as flags."""


def nearest_flag(typed: str, known: Iterable[str]) -> str:
    """Return the known flag that is meant most likely, with its dashes; empty where none is near.

    >>> nearest_flag("--other-damage", ["--own-damage", "--other-property"])
    '--other-property'
    >>> nearest_flag("--surcharge-threshold", ["--threshold", "--start"])
    '--threshold'
    """
    names = {flag.removeprefix(_DASHES): flag for flag in known if flag.startswith(_DASHES)}
    word = typed.lstrip("-").casefold().replace("_", "-")
    for meant in (_MEANT.get(word), _KEYS.get(word)):
        if meant in names:
            return names[meant]
    similar = on_demand.get_close_matches(word, names, 1, 0.8)
    found = similar or _by_parts(word, names) or on_demand.get_close_matches(word, names, 1)
    return names[found[0]] if found else ""


def _by_parts(word: str, names: Collection[str]) -> list[str]:
    """Return the name that shares most of its words with another one, its first word above all."""
    parts = word.split("-")

    def shared(name: str) -> tuple[int, bool, int]:
        own = name.split("-")
        return len({*own}.intersection(parts)), own[0] == parts[0], -len(own)

    best = max(names, key=shared, default="")
    return [best] if best and shared(best)[0] else []
