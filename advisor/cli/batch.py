"""`advisor batch`: many cases in one table, each answered."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor.book.answer_columns import ANSWER_COLUMNS
from advisor.book.batch import Batch, RowCounts, Wishes, error_headings
from advisor.book.tables import (
    CSV_ENDINGS,
    STANDARD_STREAM,
    WORKBOOK_ENDINGS,
    ExtraMissingError,
    TableError,
    open_table,
)
from advisor.book.template import write_template
from advisor.book.writers import WORKBOOK_ENDING, writer
from advisor.cli import output
from advisor.cli.commands import Command
from advisor.cli.completion import files
from advisor.cli.problems import tell_no_table, tell_problems
from advisor.domain.values import frozen
from advisor.explain.outside import harmless_lines
from advisor.explain.width import wrap
from advisor.intake.typed.unit import parse_unit
from advisor.service import today

if TYPE_CHECKING:
    from advisor.book.answering import Answerer
    from advisor.explain.texts import Texts

_MOST_JOBS = 64
_DEVICES = "/dev"
_CELLS = 76


@frozen
class Targets:
    """Where a batch comes from and goes to; each is the name of a file or `-`."""

    table: str
    out: str
    errors: str | None


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["table"], required=False, shell_complete=files),
        click.Option(["-o", "--output", "out"], shell_complete=files),
        click.Option(["--errors"], shell_complete=files),
        click.Option(["--default", "defaults"], multiple=True),
        click.Option(["--unit"]),
        click.Option(["--columns"]),
        click.Option(["--jobs"], type=click.IntRange(1, _MOST_JOBS), default=1),
        click.Option(["--template"], shell_complete=files),
    ]
    return Command("batch", partial(_run, texts), params, partial(_page, texts))


def _page(texts: Texts) -> str:
    columns = "\n  ".join(wrap(", ".join(ANSWER_COLUMNS), _CELLS))
    return texts("batch.help", columns=columns).strip()


def _run(
    texts: Texts,
    *,
    table: str | None,
    out: str | None,
    errors: str | None,
    template: str | None,
    **given: object,
) -> int:
    if template is not None:
        return _template(_ending(template, (WORKBOOK_ENDING, ".csv"), texts), texts)
    if table is None:
        raise _wrong(texts("batch.usage.no-input"))
    if out is None:
        raise _wrong(texts("batch.usage.no-output"))
    _ending(table, (*CSV_ENDINGS, *WORKBOOK_ENDINGS), texts)
    for name in filter(None, (out, errors)):
        _ending(name, (*CSV_ENDINGS, WORKBOOK_ENDING), texts)
    if errors is not None and _same(out, errors):
        raise _wrong(texts("batch.usage.same-file", path=out))
    return _answer(Targets(table, out, errors), _wishes(given, texts), texts)


def _ending(name: str, endings: tuple[str, ...], texts: Texts) -> str:
    path = Path(name)
    if not _is_stream(path) and path.suffix.lower() not in endings:
        raise _wrong(texts("batch.usage.ending", path=name))
    return name


def _is_stream(path: Path) -> bool:
    """Tell whether a name is that of no plain file: such a one holds CSV, whatever its ending."""
    is_other = path.exists() and not (path.is_file() or path.is_dir())
    return str(path) == STANDARD_STREAM or path.is_relative_to(_DEVICES) or is_other


def _same(one: str, other: str) -> bool:
    return one == other or (
        STANDARD_STREAM not in {one, other} and Path(one).resolve() == Path(other).resolve()
    )


def _wrong(words: str) -> click.UsageError:
    return click.UsageError(words, click.get_current_context())


def _wishes(given: dict[str, object], texts: Texts) -> Wishes:
    defaults = given["defaults"]
    assert isinstance(defaults, tuple)  # noqa: S101 - click's own for an option that may come again
    pairs = []
    for text in defaults:
        key, equals, value = text.partition("=")
        if not (key.strip() and equals):
            raise _wrong(texts("batch.usage.no-equals", text=text))
        pairs.append((key, value))
    unit = given["unit"]
    counts = 1 if unit is None else parse_unit(str(unit))
    if counts is None:
        raise _wrong(texts("batch.usage.unit", unit=unit))
    return Wishes(
        today=today(),
        language=texts.language,
        defaults=tuple(pairs),
        unit=counts,
        columns=_columns(given["columns"], texts),
        processes=int(str(given["jobs"])),
    )


def _columns(given: object, texts: Texts) -> tuple[str, ...]:
    if given is None:
        return ANSWER_COLUMNS
    names = dict.fromkeys(name.strip() for name in str(given).split(",") if name.strip())
    for name in names:
        if name not in ANSWER_COLUMNS:
            known = ", ".join(ANSWER_COLUMNS)
            raise _wrong(texts("batch.usage.column", name=name, known=known))
    return tuple(names)


def _template(path: str, texts: Texts) -> int:
    try:
        with output.writing(path) as stream:
            write_template(path, stream, texts, today())
    except ExtraMissingError as error:
        return tell_no_table(path, error, texts)
    except OSError as error:
        return output.tell_unwritable(path, error, texts)
    output.tell(texts("batch.template", path=path) + "\n")
    return output.DONE


def _answer(targets: Targets, wishes: Wishes, texts: Texts) -> int:
    """Answer a table; say what is wrong with it as a whole, and return the exit code."""
    try:
        with open_table(targets.table) as table:
            batch = Batch.of(table, wishes)
            answerer, problems = batch.answerer()
            if problems:
                return tell_problems(problems, texts, as_json=False)
            _tell_of_headings(batch, texts)
            try:
                found = _write(batch, answerer, targets, wishes)
            except _NothingAnsweredError:
                raise TableError("empty-table") from None
            except OSError as error:
                return output.tell_unwritable(error.filename or targets.out, error, texts)
    except TableError as error:
        return tell_no_table(targets.table, error, texts)
    except OSError as error:
        return output.tell_unreadable(targets.table, error, texts)
    return _tell_count(found, targets, texts)


class _NothingAnsweredError(Exception):
    """No row stands under the headings; what would be replaced stays."""


def _write(batch: Batch, answerer: Answerer, targets: Targets, wishes: Wishes) -> RowCounts:
    gc.enable()  # a run of many rows cannot keep what each leaves behind
    gc.freeze()
    with ExitStack() as files:
        headings = batch.own_headings
        stream = files.enter_context(output.writing(targets.out))
        on_screen = targets.out == STANDARD_STREAM and sys.stdout.isatty()
        shown = harmless_lines if on_screen else str
        out = writer(targets.out, stream, (*headings, *wishes.columns), shown)
        errors = None
        if targets.errors is not None:
            stream = files.enter_context(output.writing(targets.errors))
            errors = writer(targets.errors, stream, error_headings(headings))
        tick = files.enter_context(output.progress(batch.table.about))
        found = batch.run(answerer, wishes.processes, out, errors, tick)
        if not found.answered + found.refused:
            raise _NothingAnsweredError
        for one in filter(None, (out, errors)):
            one.close()
    return found


def _tell_of_headings(batch: Batch, texts: Texts) -> None:
    """Say which columns are no key, and which keys a case needs and no column has."""
    if batch.headings.unread:
        output.tell(texts("batch.unread", headings=", ".join(batch.headings.unread)) + "\n")
    if batch.missing:
        keys = ", ".join(f"{texts(f'field.{path}')} ({path})" for path in batch.missing)
        output.tell(texts("batch.no-column", keys=keys) + "\n")


def _tell_count(found: RowCounts, targets: Targets, texts: Texts) -> int:
    code = "refused" if found.refused else "done"
    output.tell(
        texts(f"batch.{code}", answered=found.answered, refused=found.refused).strip() + "\n"
    )
    if not found.refused:
        return output.DONE
    if targets.errors is not None:
        output.tell(texts("batch.refused-into", path=targets.errors) + "\n")
    return output.SOME_REFUSED if found.answered else output.BAD_INPUT
