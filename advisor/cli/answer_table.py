"""Answering a table for `advisor batch`: opening, reading and writing it, and reporting on it."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from advisor.book.answering import Answerer, BatchOptions
from advisor.book.batch import Batch, error_headings
from advisor.book.clients.from_table import TableCases
from advisor.book.for_client import ForClient
from advisor.book.heading_lines import holds_cases
from advisor.book.messages import MessageFile
from advisor.book.tables import NoSuchKeyError, Sheet, TableError, open_table
from advisor.book.writers import RowWriter, writer
from advisor.cases import open_cases
from advisor.cli import file_output, output
from advisor.cli.batch_report import BatchResult, tell_done, tell_of_headings, tell_stopped
from advisor.cli.commands import wrong
from advisor.cli.problems import tell_no_table, tell_of_sheets, tell_problems
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless_lines
from advisor.rules.rulebook import load_rulebook
from advisor.storage.errors import StorageError
from advisor.storage.windows import one_at_a_time

_SIGNALLED = 128
"""What is added to a signal's number for the exit code of a program that it ended, as in shells."""

_ROUNDS_OF_GARBAGE = 20_000
"""How many new objects start a garbage collection; about ten rows create as many."""


@frozen
class Targets:
    """The table that a batch reads and the files that it writes; each is a file name or `-`."""

    table: str
    out: str | None
    errors: str | None
    messages: str | None
    sheet: str | None = None
    """The sheet of a workbook to read; if None, the first sheet that holds cases."""

    def open(self) -> AbstractContextManager[Sheet]:
        """Return the opened table, as a context manager."""
        return open_table(self.table, self.sheet, holds_cases)

    @property
    def is_file(self) -> bool:
        """Return whether the table is a file, so that it can be read a second time."""
        return Path(self.table).is_file()

    @property
    def written(self) -> str:
        """The names of all files to be written, for an error that does not name its file."""
        return ", ".join(filter(None, (self.out, self.errors, self.messages)))


def _batch(table: Sheet, wishes: BatchOptions, texts: Texts) -> Batch:
    """Read the headings of a table.

    Raises:
        TableError: the table has no headings that can be read.
        UsageError: a `--default` names an unknown key.
    """
    try:
        return Batch.of(table, wishes)
    except NoSuchKeyError as error:
        raise wrong(texts(f"cli.error.{error.code}", **error.facts)) from error


def answer_table(targets: Targets, wishes: BatchOptions, texts: Texts) -> int:
    """Answer a table, report what is wrong with the table as a whole, and return the exit code."""
    try:
        with targets.open() as table:
            tell_of_sheets(table, texts)
            batch = _batch(table, wishes, texts)
            answerer = Answerer(batch.job)
            if answerer.problems:
                return tell_problems(answerer.problems, texts)
            tell_of_headings(batch, texts)
            try:
                found = _write(batch, answerer, targets, wishes, texts)
            except _NothingAnsweredError:
                raise TableError("no-rows") from None
            except OSError as error:
                return output.tell_unwritable(error.filename or targets.written, error, texts)
    except TableError as error:
        return tell_no_table(targets.table, error, texts)
    except StorageError as error:
        return output.tell_storage(error, texts)
    except OSError as error:
        return output.tell_unreadable(targets.table, error, texts)
    return tell_done(found, texts)


class _NothingAnsweredError(Exception):
    """The table has no rows under its headings; raised so that no existing output is replaced."""


@contextmanager
def _cleared_up() -> Iterator[None]:
    """Make a run that is ended by a signal, such as a closed terminal, clean up as ^C does.

    Without this, half-written temporary files would be left beside the outputs.

    Raises:
        SystemExit: a signal ended the run; the code is the one that a shell gives for it.
    """
    this = os.getpid()

    def end(number: int, _frame: object) -> None:
        if os.getpid() != this:  # a worker process, which has nothing to clean up
            os._exit(_SIGNALLED + number)
        sys.exit(_SIGNALLED + number)

    is_main = threading.current_thread() is threading.main_thread()  # only it may set handlers
    found = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP") if is_main]
    ending = [one for one in found if one and signal.getsignal(one) is signal.SIG_DFL]
    for one in ending:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one in ending:
            signal.signal(one, signal.SIG_DFL)


@contextmanager
def _said_if_stopped(cases: TableCases, texts: Texts) -> Iterator[None]:
    """Report how many cases have been saved if anything ends the run before the table's end."""
    try:
        yield
    except BaseException:
        tell_stopped(cases.counts, texts)
        raise


def _write(
    batch: Batch, answerer: Answerer, targets: Targets, wishes: BatchOptions, texts: Texts
) -> BatchResult:
    gc.enable()  # in a run of many rows, the garbage of each must not pile up
    gc.freeze()
    gc.set_threshold(_ROUNDS_OF_GARBAGE)
    with ExitStack() as files:
        files.enter_context(_cleared_up())
        cases = _opened_cases(files, wishes, texts) if wishes.keeps else None
        if cases:
            _look_ahead(cases, batch, targets, wishes)
            files.enter_context(_said_if_stopped(cases, texts))
        headings = batch.own_headings
        out = _opened(targets.out, (*headings, *wishes.columns, *batch.beside), files)
        errors = _opened(targets.errors, (*error_headings(headings), *batch.beside), files)
        messages = None
        if targets.messages is not None:
            stream = files.enter_context(file_output.writing(targets.messages))
            messages = MessageFile(targets.messages, stream, texts)

        def hand_over(row: ForClient) -> ForClient:
            said = cases.save(row) if cases else row
            if messages and said.message:
                messages.write(said)
            return said

        on_screen = any(
            map(file_output.is_on_screen, (targets.out, targets.errors, targets.messages))
        )
        tick = files.enter_context(file_output.progress(batch.table.about, beside=on_screen))
        found = batch.run(answerer, wishes.processes, out, errors, tick, hand_over)
        if not found.answered + found.refused:
            raise _NothingAnsweredError
        writers = (out, errors, messages)
        for one in writers:
            if one is not None:
                one.close()
    sent, counts = messages.count if messages else 0, cases.counts if cases else None
    names = batch.name_column.heading if batch.name_column else ""
    return BatchResult(found, targets.errors, targets.messages, sent, counts, names)


def _look_ahead(cases: TableCases, batch: Batch, targets: Targets, wishes: BatchOptions) -> None:
    """Let `cases` note which cases saved from earlier tables still have a row in this one."""
    if batch.is_of_refused:
        cases.keep_all()
    elif cases.knows_tables and targets.is_file:
        with targets.open() as again:
            cases.look_ahead(Batch.of(again, wishes).clients())


def _opened(name: str | None, headings: Sequence[str], files: ExitStack) -> RowWriter | None:
    """Begin a table, if a file is named; on a terminal, control characters are made harmless."""
    if name is None:
        return None
    stream = files.enter_context(file_output.writing(name))
    return writer(name, stream, headings, harmless_lines if file_output.is_on_screen(name) else str)


def _opened_cases(files: ExitStack, wishes: BatchOptions, texts: Texts) -> TableCases:
    """Open the store of cases, one batch at a time, and report any problems with it.

    Raises:
        StorageError: no case can be saved there.
    """
    store = files.enter_context(open_cases())
    output.tell_notices(store.notices, texts)
    if store.path is None or not (store.readable and store.writable):
        raise StorageError("read-only", path=store.path, why="")
    waiting = texts("batch.saved.waiting")
    files.enter_context(one_at_a_time(store.path.parent, lambda: output.tell(waiting)))
    return TableCases(store, load_rulebook(), texts, wishes.today, wishes.office)
