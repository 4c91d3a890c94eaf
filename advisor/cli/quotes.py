"""Quotes given to an option: typed one by one, or in files with one quote a line or row."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from advisor.book.cells import as_text
from advisor.book.heading_words import begins_totals
from advisor.book.headings import BRACKETS, Headings, HeadingWords
from advisor.book.tables import TableError, open_table
from advisor.cli import output
from advisor.cli.commands import wrong
from advisor.explain.texts import Texts
from advisor.extras import install_command
from advisor.intake.problems import Unreadable
from advisor.intake.typed.estimate import in_won, parse_unit
from advisor.intake.typed.offer import OFFERED, setting_named

Rows = Sequence[Sequence[str]]

_COMMENT = "#"
PREMIUM = "policy.premium"


def typed_quotes(
    words: Sequence[str], of_file: Callable[[Rows], Iterator[str]], empty: str, texts: Texts
) -> Iterator[str]:
    """Yield each quote in its typed form; a word that names a file stands for the quotes in it.

    Args:
        words: what was typed: quotes and names of files.
        of_file: returns the quotes in the rows of a file, in their typed form.
        empty: the code of the message for a file without quotes.
        texts: the texts of the language to use.

    Raises:
        EndedError: a file cannot be read.
        UsageError: a file holds no table, or no quote.
    """
    for word in words:
        if "=" in word or not Path(word).is_file():
            yield word
            continue
        try:
            with open_table(word) as table:
                rows = [[as_text(cell) for cell in row] for row in (table.headings, *table.rows)]
        except TableError as error:
            facts = {"path": word, "command": install_command("excel"), **error.facts}
            raise wrong(texts(f"cli.error.{error.code}", **facts)) from error
        except (OSError, UnicodeDecodeError) as error:
            failed = error if isinstance(error, OSError) else OSError(str(error))
            raise output.CommandEndedError(output.tell_unreadable(word, failed, texts)) from error
        kept = [*of_file(rows)]
        if not kept:
            raise wrong(texts(empty, path=word))
        yield from kept


def quote_rows(rows: Rows) -> Iterator[Sequence[str]]:
    """Yield the rows that may hold a quote, without empty rows, comments and totals."""
    for row in rows:
        first = next(filter(None, row), "")
        if first and not first.startswith(_COMMENT) and not begins_totals(first):
            yield row


def price_column(found: Headings) -> int | None:
    """Return the place of the prices in a table of quotes, which may say whose or when they are.

    "Renewal premium" is none of this year's in a table of cases, but here it is the price.
    """
    nearly = (one.place for one in found.bearing if one.near == PREMIUM)
    place = found.place_of(PREMIUM)
    return next(nearly, None) if place is None else place


def in_stated_unit(cell: str, heading: str) -> str:
    """Return an amount in won where its heading says that it counts something else."""
    named = BRACKETS.fullmatch(heading)
    unit = parse_unit(named["unit"]) if named else None
    won = in_won(cell, unit or 1)
    return cell if isinstance(won, Unreadable) else won


def settings_in(rows: Rows) -> Iterator[str]:
    """Yield the offers of a file as `--offer` takes them: one for each line or table row.

    The columns of a table are found by their headings; those not about an offer are ignored.
    """
    words, price = HeadingWords.of(), None
    named: dict[str, int] = {}
    heading = ""
    for row in quote_rows(rows):
        found = words.read(row)
        if price is None and "=" not in "".join(row) and (price := price_column(found)) is not None:
            heading = row[price]
            known = {found.place_of(path): name for path, name in OFFERED.items()}
            names = ((setting_named(head) or known.get(at), at) for at, head in enumerate(row))
            named = {name: at for name, at in names if name}
        elif price is None:
            yield ",".join(row).rstrip(",")
        else:
            cells = dict(enumerate(row))
            stated = (f"{name}={cells[at]}" for name, at in named.items() if cells.get(at))
            yield ":".join(
                filter(None, (",".join(stated), in_stated_unit(cells.get(price, ""), heading)))
            )
