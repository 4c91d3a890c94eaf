"""Keys that the case file does not have, each with the one that was probably meant."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from advisor import on_demand
from advisor.domain.findings import Fact
from advisor.intake.problems import Problem, shown

_MOST_NAMED = 100
"""The most unknown keys of one table that are named: nobody reads more, and each costs a search."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_KEY = 40


def unknown_keys(
    path: str,
    table: Mapping[object, object],
    known: tuple[str, ...],
    left_out: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield a problem for each key of a table that is neither known there nor in `left_out`."""
    strange = (key for key in table if key not in known and key not in left_out)
    for key in islice(strange, _MOST_NAMED):
        place = f"{path}.{_key_name(key)}" if path else _key_name(key)
        value = shown(table[key])
        facts: dict[str, Fact] = {"allowed": ", ".join(known)}
        if nearest := on_demand.nearest_key(str(key)[:_LONGEST_KEY], known):
            yield Problem(place, "unknown-key", value, facts | {"nearest": nearest})
        else:
            yield Problem(place, "no-such-key", value, facts)


def nearest_word(word: str, known: tuple[str, ...], alike: int = 40) -> str:
    """Return the known word most like `word`; empty if none is like it by `alike` percent."""

    def likeness(other: str) -> int:
        matcher = on_demand.SequenceMatcher(None, other, word.casefold(), autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        return 200 * same // max(1, len(other) + len(word))

    best = max(known, key=likeness, default="")
    return best if best and likeness(best) >= alike else ""


def _key_name(key: object) -> str:
    """Return a key as a path shows it: quoted if TOML would quote it, cut if it is too long."""
    text = str(key)
    text = text if len(text) <= _LONGEST_KEY else f"{text[:_LONGEST_KEY]}…"
    if _BARE_KEY.fullmatch(text):
        return text
    return on_demand.dumps(text, ensure_ascii=False)
