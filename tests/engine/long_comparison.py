"""Compare thousands of random cases with the second computation, field by field.

This is not a test: it runs for as many cases as it is given.

    PYTHONPATH=.:tests python tests/engine/long_comparison.py --first 0 --cases 5000

Each difference is shown with the smallest case that still has it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from copy import deepcopy
from pprint import pformat
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from engine.answered import RefusedError, compared
from engine.documents import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.documents import Table

SHOWN = 3
"""How many cases are shown of each kind of difference."""


def field_of(difference: str) -> str:
    """Name the field that differs, without its option or amount."""
    return difference.partition(":")[0]


def found_in(doc: Table) -> tuple[list[str], Counter[str]]:
    """Return what differs, and how often each field was compared.

    A case that is refused or fails differs as a whole.
    """
    try:
        found = compared(doc)
    except RefusedError as refused:
        return [f"refused: {refused}"], Counter()
    except Exception as error:  # noqa: BLE001 - whatever fails is what we look for
        return [f"{type(error).__name__}: {error}"], Counter()
    return found.differences, found.compared


def smaller(doc: Table) -> Iterator[Table]:
    """Yield the case with one key or one entry of a list left out, each in turn."""
    for key in list(doc):
        value = doc[key]
        without = {k: v for k, v in doc.items() if k != key}
        if key not in {"format", "as_of", "policy", "accident", "start", "day", "kind", "premium"}:
            yield without
        if isinstance(value, dict) and "likely" in value:
            yield doc | {key: value["likely"]}
        elif isinstance(value, dict):
            yield from (doc | {key: part} for part in smaller(value))
        elif isinstance(value, list):
            rest = range(len(value))
            yield from (doc | {key: value[:i] + value[i + 1 :]} for i in rest if len(value) > 1)
            for i in rest:
                parts = smaller(value[i])
                yield from (doc | {key: [*value[:i], part, *value[i + 1 :]]} for part in parts)


def smallest(doc: Table, name: str) -> Table:
    """Return the case without whatever the difference does not need."""
    current, changed = deepcopy(doc), True
    while changed:
        changed = False
        for candidate in smaller(current):
            if any(field_of(one) == name for one in found_in(candidate)[0]):
                current, changed = candidate, True
                break
    return current


def main() -> int:
    """Compare the cases, and print how often each field was compared and where it differed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--cases", type=int, default=1000)
    chosen = parser.parse_args()
    fields: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    since = monotonic()
    for seed in range(chosen.first, chosen.first + chosen.cases):
        doc = document(Random(seed))  # noqa: S311 - a case that can be made again by its number
        found, of_case = found_in(doc)
        fields += of_case
        for name in dict.fromkeys(map(field_of, found)):
            differing[name] += 1
            if differing[name] <= SHOWN:
                small = smallest(doc, name)
                said = [one for one in found_in(small)[0] if field_of(one) == name]
                sys.stdout.write(f"\ncase {seed}: {pformat(said)}\n{pformat(small)}\n")
                sys.stdout.flush()
    sys.stdout.write(f"\n{chosen.cases} cases in {monotonic() - since:.0f} s\n")
    for name, count in sorted(fields.items()):
        sys.stdout.write(f"{count:9} {name}: {differing.pop(name, 0)} cases differ\n")
    for name, count in sorted(differing.items()):
        sys.stdout.write(f"          {name}: {count} cases\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
