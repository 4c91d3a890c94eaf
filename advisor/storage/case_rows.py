"""The saved cases among the rows of the store, each read with what belongs to it.

What writes belongs inside `writing` of the database.
"""

from collections.abc import Iterable
from datetime import date

from advisor.intake.case.draft import Draft
from advisor.storage.kept import Aside, SavedCase, draft_text, read_draft_text, storable
from advisor.storage.rows import CASES, LARGEST, PUT_ASIDE, SoundRow, Value
from advisor.storage.transactions import Database

_DELETED, _TURN = map(CASES.columns.index, ("deleted", "turn"))


def put_case(database: Database, name: str, draft: Draft, day: date, over: SavedCase | None) -> int:
    """Write a case, over one that nobody has changed since it was read; return its number."""
    turn = database.next_turn()
    here = database.rows(CASES, over.number) if over else []
    known = bool(over and here and here[0][_TURN] == over.turn)
    number = over.number if over and known else _new_number(database)
    row = (number, storable(name), draft_text(draft), day, turn, 0, None)
    database.put(CASES, row)
    return number


def mark_cases(
    database: Database, numbers: Iterable[int], *, deleted: bool, deleted_on: str | None
) -> bool:
    """Delete cases or bring them back; tell whether any was otherwise.

    All get the same turn: by it those that were deleted at once are known as such.
    """
    with database.writing():
        rows = [row for number in numbers for row in database.rows(CASES, number)]
        others = [row for row in rows if bool(row[_DELETED]) is not deleted]
        turn = database.next_turn() if others else None
        for row in others:
            _change(database, row, turn=turn, deleted=int(deleted), deleted_on=deleted_on)
    return bool(others)


def rename_case(database: Database, number: int, name: str) -> None:
    """Write another name of a case."""
    for row in database.rows(CASES, number):
        _change(database, row, turn=database.next_turn(), name=storable(name))


def tick_all(database: Database, number: int, ticked: Iterable[str]) -> None:
    """Write which steps of a case are done, in the place of those before."""
    database.run("DELETE FROM ticked_step WHERE number = ?", number)
    for step in sorted(ticked):
        database.run("INSERT INTO ticked_step VALUES (?, ?)", number, step)


def case_of(database: Database, number: int) -> SavedCase | None:
    """Return a case, deleted or not, or None where there is no such number."""
    return next((_with_its_own(database, row) for row in database.rows(CASES, number)), None)


def cases_here(database: Database, numbers: Iterable[int]) -> tuple[SavedCase, ...]:
    """Return those of some cases that are there and not deleted, in the same order."""
    return tuple(
        _with_its_own(database, row)
        for number in numbers
        for row in database.rows(CASES, number)
        if not row[_DELETED]
    )


def listed(database: Database, *, deleted: bool) -> tuple[SavedCase, ...]:
    """Return the cases that are whole, or the deleted ones, the one changed last first."""
    rows = [row for row in database.rows(CASES) if bool(row[_DELETED]) is deleted]
    asides = {aside[0]: aside for aside in database.rows(PUT_ASIDE)}
    in_order = sorted(rows, key=lambda row: -row[_TURN])
    ticked: dict[object, set[object]] = {}
    for number, step in database.read("SELECT * FROM ticked_step"):
        ticked.setdefault(number, set()).add(step)
    return tuple(_case(row, ticked.get(row[0], ()), asides.get(row[0])) for row in in_order)


def _with_its_own(database: Database, row: SoundRow) -> SavedCase:
    """Return the case of a row, with what the other tables have of it."""
    number = row[0]
    steps = database.read("SELECT step FROM ticked_step WHERE number = ?", number)
    return _case(row, (step for (step,) in steps), *database.rows(PUT_ASIDE, number))


def _case(row: SoundRow, steps: Iterable[object], aside: SoundRow | None = None) -> SavedCase:
    number, name, draft, saved_on, turn, *_ = row
    ticked = frozenset(step for step in steps if isinstance(step, str))
    of = Aside(aside[1]) if aside else None
    return SavedCase(number, name, read_draft_text(draft), ticked, saved_on, turn, of)


def _change(database: Database, row: SoundRow, **values: Value) -> None:
    """Write some values of a case anew."""
    was = dict(zip(CASES.columns, row, strict=True))
    database.put(CASES, tuple({**was, **values}.values()))


def _new_number(database: Database) -> int:
    """Return a number that no case ever had."""
    queries = ("SELECT max(number) FROM saved_case", "SELECT max(case_id) FROM answers",
               "SELECT seq FROM sqlite_sequence WHERE name = 'saved_case'")  # fmt: skip
    found = [value for query in queries for (value,) in database.read(query)]
    return 1 + max((n for n in found if isinstance(n, int) and n < LARGEST), default=0)
