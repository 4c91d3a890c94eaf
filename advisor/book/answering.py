"""Rows answered in their order, in this process or in several, a bounded number at a time."""

from __future__ import annotations

import os
import re
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from itertools import islice
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from threading import Thread
from time import sleep
from typing import NamedTuple

from attrs import evolve

from advisor.book.answer_columns import SUMMARY, refused, written
from advisor.book.cells import Cell, as_text, is_blank, states_nothing
from advisor.book.for_client import ForClient
from advisor.book.headings import Column, Unread
from advisor.book.rows import RowCase, RowReader
from advisor.domain.decision import Decision
from advisor.domain.errors import NoRuleInForceError
from advisor.domain.values import frozen
from advisor.engine.findings.plausible import DOUBTED
from advisor.explain.headlines import NO_BILL, awaits_bill, headline
from advisor.explain.opening import headline_words
from advisor.explain.sentences import warnings
from advisor.explain.texts import Language, Texts
from advisor.intake.case.draft import Draft
from advisor.intake.problems import Problem, merged_problems
from advisor.report.answer.to_json import problem_words
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer

_ROWS_AT_ONCE = 25
"""The number of rows that go to another process together. With fewer, passing them on costs more;
with more, the last process works alone for longer."""

_ROWS_FIRST = 10
"""The number of rows answered before other processes start, so that all share what was loaded."""

_CHUNKS_AHEAD = 2
"""The number of chunks that wait for each process, so that none is idle."""

_BETWEEN = " | "
_NUMBER = re.compile(r"\[[0-9]+\]")


@frozen
class BatchOptions:
    """What the user asked for: defaults by key or word, the unit of bare amounts, the columns.

    `sends` asks for a message to each client, signed by the `office`; `keeps` asks for the cases
    to be kept.
    """

    today: date
    language: Language
    defaults: tuple[tuple[str, str], ...] = ()
    unit: int = 1
    columns: tuple[str, ...] = ()
    processes: int = 1
    office: str = ""
    sends: bool = False
    keeps: bool = False

    @property
    def for_clients(self) -> bool:
        """Whether anything is done for the clients, so that it matters who they are."""
        return self.sends or self.keeps


@frozen
class Job:
    """What to do with each row; a job is handed to other processes.

    `bearing` are unread columns that the summary of a row mentions if they are filled.
    """

    columns: tuple[Column, ...]
    defaults: tuple[tuple[Column, str], ...]
    wishes: BatchOptions
    bearing: tuple[Unread, ...] = ()


@frozen
class AnsweredRow:
    """A row with its own cells, none if it is blank, and what comes of it.

    `found.problems` is empty if the row has an answer.
    """

    cells: Sequence[Cell]
    found: RowAnswer


_DOUBTFUL = DOUBTED | {"insurer-unknown"}
"""The warnings that doubt what was typed."""


class RowAnswer(NamedTuple):
    """What comes of a row: the cells to add, its problems, and what there is for its client.

    `doubt` says in words what may be mistyped (an unusual amount, an insurer's name) or what is
    missing (a bill, a message to send).
    """

    added: Sequence[Cell]
    problems: str = ""
    for_client: ForClient | None = None
    doubt: str = ""


class Answerer:
    """Answers rows of one table with one rulebook."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._rulebook = load_rulebook()
        self._texts = Texts(job.wishes.language)
        self._places = tuple(column.place for column in job.columns)
        self._reader, self.problems = RowReader.of(
            job.columns, job.defaults, self._rulebook, job.wishes.today
        )

    def __reduce__(self) -> tuple[type[Answerer], tuple[Job]]:
        """Pickle only the job, because the other process reads the rules for itself."""
        return Answerer, (self._job,)

    def answer(self, cells: Sequence[Cell], width: int) -> RowAnswer:
        """Return the cells to add to a row, its problems in words, and what is for its client.

        `width` is the number of the table's columns. A row with anything to the right of them is
        refused, because its cells must have moved.
        """
        wishes = self._job.wishes
        if len(cells) > width and not is_blank(cells[width:]):
            words = self._texts("batch.row-too-long", cells=len(cells), columns=width)
            return RowAnswer(refused(words, wishes.columns), words)
        row = self._reader.read([cells[at] if at < len(cells) else None for at in self._places])
        found = self._decided(row)
        if not isinstance(found, Decision):
            return RowAnswer(refused(found, wishes.columns), found)
        added = self._added(found, cells)
        for_client = None
        if wishes.for_clients:
            draft = Draft.from_document(row.document) if wishes.keeps else None
            for_client = ForClient.of(found, draft, self._texts, wishes.office)
        doubted = tuple(one for one in found.warnings if one.code in _DOUBTFUL)
        said = [*warnings(evolve(found, warnings=doubted), self._texts)] if doubted else []
        if awaits_bill(found):
            said.append(self._awaited(found))
        if wishes.sends and for_client and not for_client.message:
            said.append(self._texts("batch.no-message"))
        return RowAnswer(added, "", for_client, " ".join(said))

    def _awaited(self, found: Decision) -> str:
        """Return in words what a row waits for: its bills, or what the answer's headline says."""
        if headline(found).code == NO_BILL:
            return self._texts("batch.no-bill")
        return headline_words(found, self._texts)

    def _added(self, found: Decision, cells: Sequence[Cell]) -> list[Cell]:
        wishes = self._job.wishes
        added = written(found, wishes.columns, self._texts, wishes.office)
        if SUMMARY in wishes.columns and (unread := self._unread(cells)):
            at = wishes.columns.index(SUMMARY)
            added[at] = " ".join([str(added[at]), *unread])
        return added

    def as_saved(self, found: RowAnswer, saved: ForClient, cells: Sequence[Cell]) -> RowAnswer:
        """Return what comes of a row once its case is saved; the saved case may differ from it."""
        if saved.problem:
            return RowAnswer(refused(saved.problem, self._job.wishes.columns), saved.problem)
        if saved.anew is None:
            return found
        return found._replace(added=self._added(saved.anew, cells))

    def _unread(self, cells: Sequence[Cell]) -> list[str]:
        """Return a sentence for each cell that was not read though it may bear on the answer."""
        found = ((one, cells[one.place]) for one in self._job.bearing if one.place < len(cells))
        return [
            self._texts("batch.unread-cell", heading=one.heading, value=as_text(cell))
            for one, cell in found
            if as_text(cell) != "0" and not states_nothing(as_text(cell))
        ]

    def _decided(self, row: RowCase) -> Decision | str:
        try:
            found = answer(row.document, self._rulebook, self._job.wishes.today)
        except NoRuleInForceError as error:
            return self._texts(f"cli.error.{error.code}", **error.facts)
        if isinstance(found, Decision) and not row.problems:
            return found
        of_case = () if isinstance(found, Decision) else tuple(map(row.as_headed, found))
        return self._words(merged_problems(row.problems, of_case))

    def _words(self, problems: tuple[Problem, ...]) -> str:
        said = (
            f"{one.path}: {self._called(one.path)}{problem_words(one, self._texts)}"
            for one in problems
        )
        return _BETWEEN.join(said)

    def _called(self, path: str) -> str:
        """Return in brackets the table's heading for a key, else the app's word, else nothing."""
        columns = self._job.columns
        cells = {path, path.rpartition(".")[0]} if "[" in path else {path}
        heading = next((one.heading for one in columns if cells & {one.path, one.key}), "")
        code = f"field.{_NUMBER.sub('[]', path)}"
        called = heading or self._texts.either(code)
        return f"[{called}] " if called and called != path else ""


def answered(
    rows: Iterator[Sequence[Cell]], width: int, answerer: Answerer, job: Job, processes: int
) -> Iterator[AnsweredRow]:
    """Yield each row with its answer, in order; blank rows come without one.

    Rows are taken as they are needed, so only a few are in memory at a time. Blank rows at the end
    are left out.
    """
    blank = 0
    for row, found in _pairs(rows, width, answerer, processes):
        if found is None:
            blank += 1
            continue
        for _ in range(blank):
            yield AnsweredRow((), RowAnswer((None,) * len(job.wishes.columns)))
        blank = 0
        yield AnsweredRow(row, found)


def _pairs(
    rows: Iterator[Sequence[Cell]], width: int, answerer: Answerer, processes: int
) -> Iterator[tuple[Sequence[Cell], RowAnswer | None]]:
    for row in rows if processes == 1 else islice(rows, _ROWS_FIRST):
        yield row, None if is_blank(row) else answerer.answer(row, width)
    started = (_context(), _begin, (answerer, width, os.getpid()))
    with ProcessPoolExecutor(processes, *started) as pool:
        waiting: deque[tuple[list[Sequence[Cell]], Future[list[RowAnswer | None]]]] = deque()
        try:
            while chunk := list(islice(rows, _ROWS_AT_ONCE)):
                waiting.append((chunk, pool.submit(_answer_all, chunk)))
                if len(waiting) > processes * _CHUNKS_AHEAD:
                    yield from _done(*waiting.popleft())
            while waiting:
                yield from _done(*waiting.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _done(
    chunk: list[Sequence[Cell]], future: Future[list[RowAnswer | None]]
) -> Iterator[tuple[Sequence[Cell], RowAnswer | None]]:
    yield from zip(chunk, future.result(), strict=True)


_begun: list[tuple[Answerer, int]] = []
"""The answerer of the rows that come to this process, and the number of the table's columns."""


_LOOKED_AFTER = 1.0
"""The seconds between the checks by a process of the pool that its parent still runs."""


def _context() -> BaseContext:
    """Return how processes start: on Linux, where it is safe, as copies of this one."""
    return get_context("fork" if sys.platform == "linux" else None)


def _begin(answerer: Answerer, width: int, parent: int) -> None:
    """Prepare this process for rows; `parent` is given because that process may be gone already."""
    Thread(target=_end_with_parent, args=(parent,), daemon=True).start()
    _begun[:] = [(answerer, width)]


def _end_with_parent(parent: int) -> None:
    """End this process once its parent is gone; it would wait for rows for ever."""
    while os.getppid() == parent:
        sleep(_LOOKED_AFTER)
    os._exit(1)


def _answer_all(rows: list[Sequence[Cell]]) -> list[RowAnswer | None]:
    answerer, width = _begun[0]
    return [None if is_blank(row) else answerer.answer(row, width) for row in rows]
