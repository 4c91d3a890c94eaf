"""An empty table to fill: headings with their units, and two rows that can be run as they are."""

from datetime import date, timedelta
from typing import BinaryIO

from advisor.book.cells import Cell
from advisor.book.headings import holds_won
from advisor.book.writers import writer
from advisor.domain.days import renewal_day
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.intake.case.field import FieldKind
from advisor.intake.case.fields import COVER, DEDUCTIBLE, SINGLE_VEHICLE, field_at

_NAME, _PLATE, _NOTE = "client.name", "client.plate", "client.note"


@frozen
class _Example:
    """The two example values of one column; choices and flags are written in the app's words."""

    path: str
    first: Cell
    second: Cell


def _examples(today: date) -> tuple[_Example, ...]:
    """Return the examples as of a day; both drivers are in the middle of their policy year."""
    start = today - timedelta(days=200)
    other = renewal_day(today - timedelta(days=90), 0)
    return (
        _Example(_NAME, "first", "second"),
        _Example("client.telephone", "010-1234-5678", "010-8765-4321"),
        _Example(_PLATE, "first", "second"),
        _Example("client.policy_number", None, None),
        _Example("policy.insurer", "hyundai", "samsung"),
        _Example("policy.start", start, other),
        _Example("policy.premium", 820_000, 1_150_000),
        _Example("policy.grade", 16, 19),
        _Example("policy.surcharge_threshold", 2_000_000, 2_000_000),
        _Example(COVER, "true", "true"),
        _Example(SINGLE_VEHICLE, "true", None),
        _Example(f"{DEDUCTIBLE}.rate", 20, 20),
        _Example(f"{DEDUCTIBLE}.minimum", 200_000, 200_000),
        _Example(f"{DEDUCTIBLE}.maximum", 500_000, 500_000),
        _Example("accident.day", today - timedelta(days=3), today - timedelta(days=12)),
        _Example("accident.kind", "object", "collision"),
        _Example("accident.fault", None, 70),
        _Example("accident.own_damage", 1_800_000, 900_000),
        _Example("accident.cash_repair", 1_500_000, None),
        _Example("accident.other_property", None, 600_000),
        _Example("claim[0].day", today - timedelta(days=900), None),
        _Example("claim[0].property_paid", 900_000, None),
        _Example("client.email", None, None),
        _Example(_NOTE, "first", "second"),
    )


def write_template(name: str, stream: BinaryIO, texts: Texts, today: date) -> None:
    """Write the table as CSV or as a workbook, by the name of its file.

    Raises:
        ExtraMissingError: the library that writes workbooks is not installed.
    """
    examples = _examples(today)
    headings = [_heading(one.path, texts) for one in examples]
    table = writer(name, stream, headings)
    for place in range(2):
        cells = ((one.first, one.second)[place] for one in examples)
        table.write(
            [_shown(one.path, cell, texts) for one, cell in zip(examples, cells, strict=True)]
        )
    table.close()


def _heading(path: str, texts: Texts) -> str:
    """Return the app's word for a key with the unit of its numbers, and a 1 for a key of a list."""
    pattern = path.replace("[0]", "[]")
    word, field = texts(f"field.{pattern}"), field_at(path)
    numbered = f"{word} 1" if pattern != path else word
    if holds_won(path):
        return f"{numbered} ({texts('batch.unit-won')})"
    is_rate = field is not None and field.kind is FieldKind.RATE
    return f"{numbered} (%)" if is_rate else numbered


def _shown(path: str, cell: Cell, texts: Texts) -> Cell:
    """Return a cell with its choice, flag or insurer as the app calls it."""
    key = path.rpartition(".")[2]
    if not isinstance(cell, str):
        return cell
    if path in {_NAME, _PLATE, _NOTE}:
        return texts(f"batch.example.{key}-{cell}")
    return texts.either(f"app.choice.{key}.{cell}", f"app.choice.{cell}", default=cell)
