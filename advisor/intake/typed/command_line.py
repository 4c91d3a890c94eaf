"""Texts of the command line: one value, or one table of a list such as `2024-05-10:900000`.

They are read as people type them, and a refusal quotes what was typed.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve, field

from advisor.domain.values import frozen
from advisor.intake.case.field import Field, FieldKind, ListKey
from advisor.intake.case.fields import BY_PATH
from advisor.intake.plain_text import plain_characters
from advisor.intake.problems import Problem, Unreadable, shown
from advisor.intake.typed.field_value import leaves_open, parse_field
from advisor.intake.values import read_value


@frozen
class _Parts:
    """The names of the parts of a flag.

    `keys` maps the names of the parts to the keys that they stand for, `first` are the parts that
    need no name in their place, `bare` are words that are a whole part by themselves.
    """

    keys: Mapping[str, str]
    first: tuple[str, str]
    bare: Mapping[str, str] = field(factory=dict)


_PARTS = {
    ListKey.CLAIM: _Parts(
        keys={
            "day": "day",
            "paid": "property_paid",
            "fault": "fault",
            "threshold": "surcharge_threshold",
            "injury": "injury_grade",
            "own-injury": "own_injury",
            "status": "status",
        },
        first=("day", "paid"),
        bare={"refundable": "status=refundable", "own-injury": "own-injury=true"},
    ),
    ListKey.OTHER_CAR: _Parts(
        keys={
            "start": "start",
            "premium": "premium",
            "grade": "grade",
            "same-policy": "same_policy",
        },
        first=("start", "premium"),
        bare={"same-policy": "same-policy=true"},
    ),
    ListKey.VIOLATION: _Parts(keys={"day": "day", "kind": "kind"}, first=("day", "kind")),
}


def placed_keys(listed: ListKey) -> tuple[str, ...]:
    """Return the keys that the parts without a name stand for, in their places."""
    known = _PARTS[listed]
    return tuple(known.keys[name] for name in known.first)


def read_flag(key: Field, path: str, text: str, today: date) -> object | Problem:
    """Read a text for the key at `path` and return its value or a Problem.

    A rate out of bounds is refused here already, because the document would show 5 if 500% was
    typed.
    """
    value = parse_field(key, text, today, percent=False)
    if isinstance(value, Unreadable):
        return value.problem_at(path, text)
    if key.kind is FieldKind.RATE:
        reading = read_value(key, value, path)
        if isinstance(reading, tuple):
            problem: Problem = reading[0]
            return evolve(problem, value=shown(text))
    return value


def with_flags(
    document: Mapping[str, object], fields: Iterable[Field], flags: Mapping[str, str], today: date
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return a document without tables, changed by flags, and a problem for each unreadable one."""
    changed, problems = dict(document), list[Problem]()
    for key in fields:
        text = flags.get(key.flag)
        if text is None:
            continue
        value = parse_field(key, text, today, percent=False)
        if isinstance(value, Unreadable):
            problems.append(value.problem_at(key.path, text))
        else:
            changed[key.path] = value
    return changed, tuple(problems)


def read_row(
    listed: ListKey, text: str, path: str, today: date
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Read a row's first two parts by their places, and further parts by name in any order."""
    known = _PARTS[listed]
    table: dict[str, object] = {}
    problems: list[Problem] = []
    for name, part in _named(text, known):
        key = known.keys.get(name)
        if key is None:
            allowed = ", ".join([*(f"{one}=" for one in known.keys), *known.bare])
            whole = f"{name}={part}" if name else part
            problems.append(Problem(path, "unknown-part", shown(whole), {"allowed": allowed}))
            continue
        stated = BY_PATH[f"{listed}[].{key}"]
        if leaves_open(stated, part):
            continue
        value = read_flag(stated, f"{path}.{key}", part, today)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            table[key] = value
    return table, tuple(problems)


def _named(text: str, known: _Parts) -> Iterator[tuple[str, str]]:
    """Yield name and text of each part; a part without name or place has an empty name."""
    for place, part in enumerate(plain_characters(text).split(":")):
        stripped = part.strip()
        named = known.bare.get(stripped, stripped)
        if "=" in named:
            name, _, value = named.partition("=")
            yield name.strip(), value
        elif place < len(known.first):
            if stripped:
                yield known.first[place], stripped
        elif stripped:
            yield "", stripped
