"""What is wrong with an input: codes and facts, put into words only by the catalogs."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from attrs import field

from advisor.domain.findings import Fact
from advisor.domain.values import frozen
from advisor.intake.case.fields import order_in_file

_LONGEST_SHOWN = 80
_LARGEST_SHOWN = 10**30
_PLAIN_EXPONENTS = range(-30, 31)


@frozen
class Problem:
    """One mistake: its path in the case file, a code, and the value found there.

    The texts `problem.<code>.rule` and `problem.<code>.instead` say which rule it breaks and what
    to write instead; `facts` and `value` fill them.
    """

    path: str
    code: str
    value: Fact = None
    facts: Mapping[str, Fact] = field(factory=dict)


def merged_problems(unread: tuple[Problem, ...], found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems of typing and of the case together, in the order of the case file.

    An unreadable text leaves its key out of the case, so the case's own problems there are dropped.
    """
    paths = {problem.path for problem in unread}
    problems = [*unread, *(problem for problem in found if problem.path not in paths)]
    return tuple(sorted(problems, key=lambda problem: order_in_file(problem.path)))


@frozen
class Unreadable:
    """Typed text that has no meaning for its field, and why."""

    code: str
    facts: Mapping[str, Fact] = field(factory=dict)

    def problem_at(self, path: str, text: str) -> Problem:
        """Return the problem of this text in the field at `path`."""
        return Problem(path, self.code, shown(text), self.facts)


def shown(value: object) -> Fact:
    """Return any value of a document as a fact that is short enough to show.

    >>> shown({"low": 1}), shown("x" * 100)[-3:]
    ('{…}', 'xx…')
    """
    match value:
        case datetime():
            return value.isoformat()
        case int() if abs(value) >= _LARGEST_SHOWN:
            return _shortened(f"{value:#x}")
        case Decimal() if not _is_plain(value):
            return _shortened(str(value))
        case None | bool() | int() | Decimal() | date():
            return value
        case _:
            return _container(value) or _shortened(str(value))


def _container(value: object) -> str:
    if isinstance(value, Mapping):
        return "{…}"
    return "[…]" if isinstance(value, list | tuple) else ""


def _is_plain(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and {exponent, value.adjusted()} <= set(_PLAIN_EXPONENTS)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
