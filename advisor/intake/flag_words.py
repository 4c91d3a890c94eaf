"""Finding the flag or key that an unknown word means: a synonym, or a part of its name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from advisor.intake.case.fields import FIELDS, FLAGS
from advisor.intake.unknown_keys import nearest_word

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
"""Other words that people use for each flag."""

MEANT = {word: flag for flag, words in _CALLED.items() for word in words}
_BY_PART = {
    word: flag
    for word, flag in MEANT.items()
    if {other for longer, other in MEANT.items() if word in longer.split("-")} == {flag}
}
"""The words that mean one flag also as part of a longer word, unlike cost and date."""

_KEYS = {field.key.replace("_", "-"): name for name, field in FLAGS.items()}
"""The flags by the keys of the case file, because people type keys as flags too."""


def nearest_flag(typed: str, known: Iterable[str]) -> str:
    """Return the known flag that was probably meant, with its dashes; empty if none is near.

    >>> nearest_flag("--other-damage", ["--own-damage", "--other-property"])
    '--other-property'
    >>> nearest_flag("--surcharge-threshold", ["--threshold", "--start"])
    '--threshold'
    """
    names = {flag.removeprefix(_DASHES): flag for flag in known if flag.startswith(_DASHES)}
    word = typed.lstrip("-").casefold().replace("_", "-")
    for meant in (MEANT.get(word), _KEYS.get(word)):
        if meant in names:
            return names[meant]
    known_words = tuple(names)
    found = (
        nearest_word(word, known_words, alike=80)
        or _by_parts(word, known_words)
        or next((one for one in _called(word) if one in names), "")
        or nearest_word(word, known_words, alike=60)
    )
    return names[found] if found else ""


def nearest_key(key: str, known: tuple[str, ...]) -> str:
    """Return the key of a table that was probably meant, else the path of one in another table.

    It is empty if none is near, because a wrong guess costs more than the list of all keys.

    >>> nearest_key("threshold", ("grade", "surcharge_threshold")), nearest_key("premium", ("day",))
    ('surcharge_threshold', 'policy.premium')
    """
    word = key.casefold().replace("_", "-")
    called = (FLAGS[flag].key for flag in _called(word) if flag in FLAGS)
    names = {one.replace("_", "-"): one for one in known}
    elsewhere = (one.path.replace("[]", "") for one in FIELDS if one.key == key)
    return (
        nearest_word(key, known, alike=80)
        or next((one for one in called if one in known), "")
        or names.get(_by_parts(word, tuple(names)), "")
        or next(elsewhere, "")
        or next((one for one in known if word and one.startswith(word)), "")
    )


def _called(word: str) -> Iterator[str]:
    """Yield the flags for which people use a word, or a part of it."""
    if word in MEANT:
        yield MEANT[word]
    yield from (_BY_PART[part] for part in word.split("-") if part in _BY_PART)


def _by_parts(word: str, names: Sequence[str]) -> str:
    """Return the name that shares the rarest part with `word`; empty if none does, or two tie.

    >>> _by_parts("other-thing", ["other-property", "other-rental"])
    ''
    """
    parts = {*word.split("-")}
    often = Counter(part for name in names for part in {*name.split("-")})
    shared = {name: parts.intersection(name.split("-")) for name in names}
    ranks = {
        name: (min(often[part] for part in found), -len(found))
        for name, found in shared.items()
        if found
    }
    best = [name for name, rank in ranks.items() if rank == min(ranks.values())]
    return best[0] if len(best) == 1 else ""
