"""A comparison as text for a terminal: side by side, with as many columns as fit."""

from collections.abc import Iterator, Sequence

from advisor.domain.comparison import TYPED, Change, SettingWorth, Variant, outlay_change
from advisor.domain.decision import Decision
from advisor.explain.paper import Paper
from advisor.explain.tables import table_within, whole_amounts
from advisor.explain.texts import Texts
from advisor.explain.width import align_left, align_right, joined_lines, width, wrap
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import DEDUCTIBLE
from advisor.report.comparing.change_words import change_words
from advisor.report.comparing.comparison import (
    ComparedCell,
    ComparedRow,
    best_name,
    comparison_rows,
    shown_cell,
    shown_difference,
)

_THRESHOLD = "policy.surcharge_threshold"
_FEWER, _LATER = "claim-fewer", "later"

_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COLUMN = 12
_GAP = 1
_MARK, _NO_MARK = "* ", "  "
_INDENT = "  "


def comparison_text(base: Decision, variants: Sequence[Variant], paper: Paper) -> str:
    """Return columns for the case and its variants, in as many blocks as the width requires.

    Rows in which a variant differs begin with a star; the difference of an amount is below it.
    """
    texts = paper.texts
    names = [column_name(index) for index in range(len(variants))]
    lines = [*_legend(base, variants, paper)]
    rows = comparison_rows([base, *(variant.decision for variant in variants)])
    label = max(width(texts(f"compare.row.{row.code}")) for row in rows) + len(_MARK)
    column = _column(rows, texts)
    fitting = max(1, (paper.cells - label) // (column + _GAP) - 1)
    for first in range(0, max(1, len(variants)), fitting):
        shown_columns = range(first + 1, min(first + fitting, len(variants)) + 1)
        heads = [texts("compare.head.base"), *names[first : first + fitting]]
        lines += ["", paper.faint(_line("", heads, label, column))]
        for row in rows:
            columns = [row.cells[index] for index in (0, *shown_columns)]
            lines += _row(row, columns, label, column, texts)
    return joined_lines(lines)


def overview_text(base: Decision, variants: Sequence[Variant], paper: Paper) -> str:
    """Return a line for each variant: the recommended option, its outlay, and the change of that.

    A star marks a variant that keeps the premium although the insurer would charge another one.
    """
    texts = paper.texts
    names = ("change", "best", "cost", "difference")
    rows = [tuple(texts(f"compare.overview.head-{name}") for name in names)]
    rows.append(_overview_row(texts("compare.change.none"), base, base, texts))
    for variant in variants:
        star = f" {_MARK.strip()}" if variant.premium_unchanged else ""
        said = change_words(variant.change, texts, variant.decision) + star
        rows.append(_overview_row(said, variant.decision, base, texts))
    head, *lines = table_within(rows, paper.cells)
    lines = [paper.faint(head), *lines]
    if any(variant.premium_unchanged for variant in variants):
        lines += paper.wrapped(texts("compare.overview.note"))
    for variant in variants:
        for why in _because(base, variant, texts):
            change = change_words(variant.change, texts, variant.decision)
            lines += paper.wrapped(f"{change}: {why}")
    return joined_lines(lines)


def worths_text(base: Decision, worths: Sequence[SettingWorth], paper: Paper) -> str:
    """Return the table of policy settings: what this accident costs under each, and its worth.

    Empty if there is only one setting.
    """
    if not worths[1:]:
        return ""
    texts = paper.texts
    names = ("setting", "best", "cost", "a-year")
    rows = [tuple(texts(f"compare.worth.head-{name}") for name in names)]
    rows += [_worth_row(worth, base, texts) for worth in worths]
    _, *lines = paper.title("compare.worth.title")
    if not any(worth.a_year for worth in worths):
        return joined_lines([*lines, *paper.wrapped(texts("compare.worth.all-same"))])
    lines += table_within(rows, paper.cells)
    lines += paper.wrapped(texts("compare.worth.note", years=worths[0].years))
    return joined_lines(lines)


def _worth_row(worth: SettingWorth, base: Decision, texts: Texts) -> tuple[str, ...]:
    """Return a setting, its best option, the cost, and the yearly premium that would offset it."""
    asked = bool(worth.change.settings)
    said = change_words(worth.change, texts) if asked else texts("compare.worth.base")
    side = "less" if worth.a_year > 0 else "more" if worth.a_year < 0 else "same"
    a_year = texts(f"compare.worth.{side}", amount=abs(worth.a_year)) if asked else ""
    return said, best_name(base, worth.best, texts), f"{worth.cost:,}", a_year


def _overview_row(said: str, decision: Decision, base: Decision, texts: Texts) -> tuple[str, ...]:
    change = outlay_change(base, decision)
    moved = texts("compare.overview.other-years") if change is None else ""
    if change:
        moved = f"{change:+,}"
    name = best_name(decision, decision.recommended, texts)
    return said, name, f"{decision.best.outlay:,}", moved


def column_name(index: int) -> str:
    """Return the short name of a variant's column: A to Z, then by number."""
    return _NAMES[index] if index < len(_NAMES) else str(index + 1)


def _legend(base: Decision, variants: Sequence[Variant], paper: Paper) -> Iterator[str]:
    texts, cells = paper.texts, paper.cells
    yield f"{texts('compare.head.base')}: {texts('compare.change.none')}"
    for index, variant in enumerate(variants):
        name = column_name(index)
        said = change_words(variant.change, texts, variant.decision)
        first, *rest = whole_amounts(said, cells - width(name) - 2)
        yield f"{name}: {first}"
        yield from (" " * (width(name) + 2) + line for line in rest)
        notes = _because(base, variant, texts)
        if variant.premium_unchanged:
            notes = (texts("compare.premium-unchanged"), *notes)
        for note in notes:
            yield from (_INDENT + line for line in wrap(note, cells - len(_INDENT)))


def _column(rows: Sequence[ComparedRow], texts: Texts) -> int:
    """Return the width of the columns: words may be wrapped, but amounts must fit on one line."""
    shown = (
        said
        for row in rows
        for cell in row.cells
        for said in (shown_cell(row, cell, texts), shown_difference(cell))
    )
    amounts = (said for said in shown if said.lstrip("+-").replace(",", "").isdecimal())
    return max(_COLUMN, *map(width, amounts))


def _row(
    row: ComparedRow, columns: Sequence[ComparedCell], label: int, column: int, texts: Texts
) -> Iterator[str]:
    """Yield the lines of a row: the wrapped values, then the differences of amounts."""
    values = [wrap(shown_cell(row, cell, texts), column) for cell in columns]
    name = (_MARK if any(c.differs for c in columns) else _NO_MARK) + texts(
        f"compare.row.{row.code}"
    )
    for index in range(max(map(len, values))):
        parts = [value[index] if index < len(value) else "" for value in values]
        yield _line("" if index else name, parts, label, column)
    differences = [shown_difference(cell) for cell in columns]
    if any(differences):
        yield _line("", differences, label, column)


def _line(name: str, parts: Sequence[str], label: int, column: int) -> str:
    return align_left(name, label) + "".join(
        " " * _GAP + align_right(part, column) for part in parts
    )


def _because(base: Decision, variant: Variant, texts: Texts) -> tuple[str, ...]:
    """Return the sentences that explain a surprising variant; usually there are none."""
    return tuple(texts(f"compare.because.{code}") for code in _codes(base, variant))


def _codes(base: Decision, variant: Variant) -> Iterator[str]:
    change = variant.change
    moved = variant.decision.best.total - base.best.total
    if moved > 0 and (change.code == _FEWER or _drops_claim(change)):
        yield "cleaner-record"
    if moved < 0 and change.code == _LATER:
        yield "later"
    elif outlay_change(base, variant.decision) is None:
        yield "other-years"
    if change.code == TYPED and _keeps_deductible(base, change):
        yield "deductible-kept"


def _drops_claim(change: Change) -> bool:
    return any(
        path.startswith(f"{ListKey.CLAIM}[") and path.endswith("]") and not text.strip()
        for path, text in change.settings.items()
    )


def _keeps_deductible(base: Decision, change: Change) -> bool:
    """Return whether a change sets a threshold but keeps a stated minimum that depends on it."""
    cover = base.case.policy.own_damage
    alone = not any(path.startswith(DEDUCTIBLE) for path in change.settings)
    stated = cover is not None and cover.deductible.minimum is not None
    return _THRESHOLD in change.settings and alone and stated
