"""A table answered for `advisor batch`: opened, read, written, and what is said of it told."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.book.batch import Batch, RowCounts, ToldRow, Wishes, error_headings
from advisor.book.clients.from_table import TableCases
from advisor.book.clients.save_counts import SaveCounts
from advisor.book.messages import MessageFile
from advisor.book.tables import STANDARD_STREAM, NoSuchKeyError, TableError, open_table
from advisor.book.words import KEY_OF, headings_of
from advisor.book.writers import writer
from advisor.cases import open_cases
from advisor.cli import file_output, output
from advisor.cli.commands import wrong
from advisor.cli.problems import tell_no_table, tell_of_sheets, tell_problems
from advisor.domain.values import frozen
from advisor.explain.outside import harmless, harmless_lines
from advisor.intake.case.fields import COVER
from advisor.rules.rulebook import load_rulebook
from advisor.storage.errors import StorageError
from advisor.storage.windows import in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from advisor.book.answering import Answerer
    from advisor.book.for_client import ForClient
    from advisor.book.tables import Sheet
    from advisor.book.writers import RowWriter
    from advisor.explain.texts import Texts

_MOST_NEAR, _MOST_GIVING = 4, 8
"""So many headings are named for a column that was not read, and for a key that has none."""

_MOST_UNSAID = 20
"""So many clients are named to whom nothing new is sent."""

_ROUNDS_OF_GARBAGE = 20_000
"""So many values more than before are looked through for garbage: some ten rows leave as many."""


@frozen
class Targets:
    """Where a batch comes from and goes to; each is the name of a file or `-`."""

    table: str
    out: str | None
    errors: str | None
    messages: str | None
    sheet: str | None = None
    """The sheet of a workbook; without it the first one that holds something."""

    def open(self) -> AbstractContextManager[Sheet]:
        """Open the table."""
        return open_table(self.table, self.sheet)

    @property
    def is_file(self) -> bool:
        """Tell whether the table can be read a second time."""
        return Path(self.table).is_file()

    @property
    def written(self) -> str:
        """The names of what is written, for an error that does not say which of them it is of."""
        return ", ".join(filter(None, (self.out, self.errors, self.messages)))


def _batch(table: Sheet, wishes: Wishes, texts: Texts) -> Batch:
    """Read the headings of a table.

    Raises:
        TableError: it has none that can be read.
        UsageError: a `--default` is of no key.
    """
    try:
        return Batch.of(table, wishes)
    except NoSuchKeyError as error:
        raise wrong(texts(f"cli.error.{error.code}", **error.facts)) from error


@frozen
class _Done:
    """What came of a table: its rows, the messages, and the cases that were saved, if any."""

    rows: RowCounts
    messages: int
    cases: SaveCounts | None


def answer_table(targets: Targets, wishes: Wishes, texts: Texts) -> int:
    """Answer a table; say what is wrong with it as a whole, and return the exit code."""
    try:
        with targets.open() as table:
            batch = _batch(table, wishes, texts)
            answerer, problems = batch.answerer()
            if problems:
                return tell_problems(problems, texts, as_json=False)
            tell_of_sheets(table, texts)
            _tell_of_headings(batch, texts)
            try:
                found = _write(batch, answerer, targets, wishes, texts)
            except _NothingAnsweredError:
                raise TableError("empty-table") from None
            except OSError as error:
                return output.tell_unwritable(error.filename or targets.written, error, texts)
    except TableError as error:
        return tell_no_table(targets.table, error, texts)
    except StorageError as error:
        code = output.tell_storage(error, texts)
        if isinstance(error, _StoppedError):
            counts = error.counts
            said = texts("batch.saved.stopped", new=counts.new, changed=counts.changed)
            output.tell(said)
        return code
    except OSError as error:
        return output.tell_unreadable(targets.table, error, texts)
    return _tell_count(found, targets, texts)


class _NothingAnsweredError(Exception):
    """No row stands under the headings; what would be replaced stays."""


class _StoppedError(StorageError):
    """A case could not be saved; those before it are."""

    def __init__(self, error: StorageError, counts: SaveCounts) -> None:
        super().__init__(error.code, **error.facts)
        self.counts = counts


def _write(
    batch: Batch, answerer: Answerer, targets: Targets, wishes: Wishes, texts: Texts
) -> _Done:
    gc.enable()  # a run of many rows cannot keep what each leaves behind
    gc.freeze()
    gc.set_threshold(_ROUNDS_OF_GARBAGE)
    with ExitStack() as files:
        cases = _opened_cases(files, wishes, texts) if wishes.keeps else None
        if cases:
            _look_ahead(cases, batch, targets, wishes)
        headings = batch.own_headings
        out = _opened(targets.out, (*headings, *wishes.columns), files)
        errors = _opened(targets.errors, error_headings(headings), files)
        messages = None
        if targets.messages is not None:
            stream = files.enter_context(file_output.writing(targets.messages))
            messages = MessageFile(targets.messages, stream, texts)

        def hand_over(row: ForClient) -> ForClient:
            said = _saved(row, cases) if cases else row
            if messages and said.message:
                messages.write(said)
            return said

        tick = files.enter_context(file_output.progress(batch.table.about))
        found = batch.run(answerer, wishes.processes, out, errors, tick, hand_over)
        if not found.answered + found.refused:
            raise _NothingAnsweredError
        writers = (out, errors, messages)
        for one in writers:
            if one is not None:
                one.close()
    sent = messages.count if messages else 0
    return _Done(found, sent, cases.counts if cases else None)


def _look_ahead(cases: TableCases, batch: Batch, targets: Targets, wishes: Wishes) -> None:
    """Find out which of the cases that were saved of a table have their row in this one."""
    if batch.is_of_refused:
        cases.keep_all()
    elif cases.knows_tables and targets.is_file:
        with targets.open() as again:
            cases.look_ahead(Batch.of(again, wishes).clients())


def _saved(row: ForClient, cases: TableCases) -> ForClient:
    try:
        return cases.save(row)
    except StorageError as error:
        raise _StoppedError(error, cases.counts) from error


def _opened(name: str | None, headings: Sequence[str], files: ExitStack) -> RowWriter | None:
    """Begin a table; what a screen would run is made harmless for it."""
    if name is None:
        return None
    stream = files.enter_context(file_output.writing(name))
    on_screen = name == STANDARD_STREAM and sys.stdout.isatty()
    return writer(name, stream, headings, harmless_lines if on_screen else str)


def _opened_cases(files: ExitStack, wishes: Wishes, texts: Texts) -> TableCases:
    """Open the desk, and say what is wrong with it.

    Raises:
        StorageError: nothing can be saved there.
    """
    store = files.enter_context(open_cases())
    for notice in store.notices:
        output.tell(texts(f"storage.notice.{notice.code}", **notice.facts))
    if store.path is None or not (store.readable and store.writable):
        raise StorageError("read-only", path=store.path, why="")
    waiting = texts("batch.saved.waiting")
    files.enter_context(in_turn(store.path.parent, lambda: output.tell(waiting)))
    return TableCases(store, load_rulebook(), texts, wishes.today, wishes.office)


def _tell_of_headings(batch: Batch, texts: Texts) -> None:
    """Say which columns are no key, and which keys a case needs and no column has."""
    if batch.titles:
        output.tell(texts("batch.titles", count=batch.titles))
    if batch.headings.unread:
        output.tell(texts("batch.unread", headings=", ".join(batch.headings.unread)))
    for one in batch.headings.bearing:
        near = " · ".join(headings_of(one.near, texts)[:_MOST_NEAR])
        output.tell(texts("batch.bearing", heading=one.heading, near=near))
    if not _tells_of_cover(batch):
        named = " · ".join(headings_of(COVER, texts)[:_MOST_NEAR])
        output.tell(texts("batch.no-cover", words=named))
    for path in batch.missing:
        words = dict.fromkeys(
            word
            for one in (path, *(column for column, key in KEY_OF.items() if key == path))
            for word in headings_of(one, texts)[:_MOST_GIVING]
        )
        key = f"{texts(f'field.{path}')} ({path})"
        output.tell(texts("batch.no-column", key=key, words=" · ".join(words)))


def _tells_of_cover(batch: Batch) -> bool:
    """Tell whether a column or a default says anything of the cover of the own car."""
    given = batch.headings.paths | {column.key for column, _ in batch.job.defaults}
    return any(path == COVER or path.startswith(f"{COVER}.") for path in given)


def _tell_rows(rows: Sequence[ToldRow], count: int, texts: Texts) -> None:
    """Name the first rows of which something is said, and count the rest."""
    for one in rows:
        code = "batch.row" if one.client else "batch.row-unnamed"
        output.tell(texts(code, row=one.row, client=one.client, said=one.said))
    if count > len(rows):
        output.tell(texts("batch.rows-more", count=count - len(rows)))


def _tell_count(done: _Done, targets: Targets, texts: Texts) -> int:
    found = done.rows
    code = "refused" if found.refused else "done"
    output.tell(texts(f"batch.{code}", answered=found.answered, refused=found.refused).strip())
    _tell_rows(found.refusals, found.refused, texts)
    if found.doubtful:
        output.tell(texts("batch.doubtful", count=found.doubtful))
        _tell_rows(found.doubts, found.doubtful, texts)
    if done.cases:
        _tell_of_cases(done.cases, texts)
    if targets.messages is not None:
        said = texts("batch.message.written", count=done.messages, path=targets.messages)
        output.tell(said)
    if not found.refused:
        return output.DONE
    if targets.errors is not None:
        output.tell(texts("batch.refused-into", path=targets.errors))
    return output.SOME_REFUSED if found.answered else output.BAD_INPUT


def _tell_of_cases(counts: SaveCounts, texts: Texts) -> None:
    """Say what became of the desk: how many cases are new, and which have their own way."""
    said = texts("batch.saved.cases", new=counts.new, changed=counts.changed, same=counts.same)
    output.tell(said)
    if counts.unnamed:
        output.tell(texts("batch.saved.unnamed", count=counts.unnamed))
    for one in counts.moved:
        said = texts(
            f"batch.saved.{'moved' if one.is_same else 'maybe-moved'}",
            number=one.number, name=harmless(one.name), was=one.was, day=one.day, new=one.new,
        )  # fmt: skip
        output.tell(said)
    for said in counts.unsaid[:_MOST_UNSAID]:
        output.tell(said)
    if more := len(counts.unsaid[_MOST_UNSAID:]):
        output.tell(texts("batch.saved.unsaid-more", count=more))
    for own in counts.own:
        keys = ", ".join(texts(f"field.{path}") for path in own.paths)
        name = harmless(own.name)
        output.tell(texts("batch.saved.own", number=own.number, name=name, keys=keys))
    if more := counts.own_count - len(counts.own):
        output.tell(texts("batch.saved.own-more", count=more))
