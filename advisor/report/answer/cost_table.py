"""The options side by side as text: what each costs now, at the next renewals, and in total."""

from collections.abc import Iterator, Sequence
from itertools import product

from attrs import evolve

from advisor.domain.decision import Decision
from advisor.domain.money import Won, total
from advisor.explain.columns import TextRow, fitted, laid_out
from advisor.explain.formats import grouped
from advisor.explain.names import option_name
from advisor.explain.texts import Texts
from advisor.explain.width import width, wrap
from advisor.report.answer.costs import Costs, costs, later_total, years

_NOTHING = "-"
_MARK = "> "
_FEW = 2
"""With this many columns or fewer, there is no room for the day of a refund."""


def cost_table(
    decision: Decision, texts: Texts, cells: int, mark: str = _MARK, nothing: str = _NOTHING
) -> list[tuple[str, bool]]:
    """Return the lines of the table, each with whether it is that of the recommended option.

    To fit into `cells`, the next renewals have a column each, or share one, or share one with all
    later ones, or are left out; in each form, short names of the options are tried too.
    """
    found = costs(decision)
    lines: list[str] = []
    sections = ("option", "app.option")
    for figures, section in product((_by_renewal, _by_stretch, _in_sum, _ends), sections):
        names = [
            (mark if row.recommended else " " * width(mark))
            + option_name(decision, row.option, texts, section)
            for row in found.rows
        ]
        named = [" " * width(mark) + texts("table.unit"), *names]
        laid = zip(figures(found, texts, nothing), named, strict=True)
        rows = [evolve(row, name=name) for row, name in laid]
        lines = fitted(rows, cells) or laid_out(rows, 1)
        if max(map(width, lines)) <= cells:
            break
    shown = list(zip(lines, (False, *(row.recommended for row in found.rows)), strict=True))
    shown += [(line, False) for line in _refund_note(found, texts, cells, lines)]
    return shown


def _by_renewal(found: Costs, texts: Texts, nothing: str) -> list[TextRow]:
    return _rows(found, years(found, texts), [row.by_column for row in found.rows], texts, nothing)


def _by_stretch(found: Costs, texts: Texts, nothing: str) -> list[TextRow]:
    """Return rows with the next renewals in one column, beside one for the later renewals."""
    heads = years(found, texts)
    next_ones = texts("table.years", first=heads[0], last=str(found.days[-1].year)[-2:])
    later = heads[len(found.days) :]
    amounts = [(total(row.renewals), *row.by_column[len(found.days) :]) for row in found.rows]
    return _rows(found, (next_ones, *later), amounts, texts, nothing)


def _rows(
    found: Costs,
    heads: Sequence[str],
    amounts: Sequence[Sequence[Won]],
    texts: Texts,
    nothing: str,
) -> list[TextRow]:
    rows = [TextRow("", (texts("table.now"), *heads, texts("table.total")))]
    for row, columns in zip(found.rows, amounts, strict=True):
        across = ""
        if row.repaid and not any(columns):
            code = "table.refund" if len(heads) > _FEW else "table.refund-short"
            across = texts(code, amount=row.repaid.amount, day=row.repaid.day)
        later = (_more(amount, nothing) for amount in columns)
        rows.append(TextRow("", (grouped(row.now), *later, grouped(row.total)), across))
    return rows


def _in_sum(found: Costs, texts: Texts, nothing: str) -> list[TextRow]:
    heads = (texts(f"table.{column}") for column in ("now", "later", "total"))
    return [
        TextRow("", tuple(heads)),
        *(
            TextRow("", (grouped(row.now), _sum(later_total(row), nothing), grouped(row.total)))
            for row in found.rows
        ),
    ]


def _ends(found: Costs, texts: Texts, _nothing: str) -> list[TextRow]:
    """Return rows with only what is paid now and the total, for the narrowest width."""
    heads = (texts(f"table.{column}") for column in ("now", "total"))
    return [
        TextRow("", tuple(heads)),
        *(TextRow("", (grouped(row.now), grouped(row.total))) for row in found.rows),
    ]


def _refund_note(found: Costs, texts: Texts, cells: int, lines: Sequence[str]) -> Iterator[str]:
    """Yield by when a payout is to be paid back, if the table has no room for that."""
    for row in found.rows:
        if row.repaid and not any(str(row.repaid.day) in line for line in lines):
            said = texts("table.refund-note", amount=row.repaid.amount, day=row.repaid.day)
            yield from (f"  {line}" for line in wrap(said, cells - 2))


def _sum(amount: int, nothing: str) -> str:
    return grouped(amount) if amount else nothing


def _more(amount: int, nothing: str) -> str:
    return f"{amount:+,}" if amount else nothing
