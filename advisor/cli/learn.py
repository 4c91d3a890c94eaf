"""`advisor learn`: learns accident-count factors of insurers from renewals on file."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click
from attrs import evolve

from advisor import on_demand
from advisor.book.clients.client_case import client_cases
from advisor.book.clients.predictions import paid_renewals, predicted_renewals
from advisor.book.follow_up import follow_up
from advisor.book.learning.known import known_tables, names_of
from advisor.book.learning.learn_document import learn_document
from advisor.book.learning.learn_text import LearnPaper, learn_text
from advisor.book.learning.learnt import ENOUGH, LearntTable
from advisor.book.learning.renewals_table import ReadRenewals, holds_renewals, read_renewals
from advisor.book.learning.rule_file import MADE, can_be_saved, rule_files
from advisor.book.tables import TableError, filled_down, open_table
from advisor.cases import open_cases
from advisor.cli import output
from advisor.cli.commands import Command, json_option, page, wrong
from advisor.cli.completion import files
from advisor.cli.problems import tell_no_table, tell_of_sheets, tell_problems
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.intake.typed.insurer import parse_insurer
from advisor.report.answer.to_json import to_json
from advisor.rules.locate import own_folder
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.storage.atomic_write import write_atomically
from advisor.storage.errors import StorageError


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Option(["--from", "source"], shell_complete=files),
        click.Option(["--sheet"]),
        click.Option(["--insurer"], multiple=True),
        click.Option(["--profile"]),
        click.Option(["--save"], is_flag=True),
        json_option(),
    ]
    return Command("learn", partial(_run, texts), params, page(texts, "learn.help"))


def _run(
    texts: Texts,
    *,
    source: str | None,
    sheet: str | None,
    insurer: tuple[str, ...],
    profile: str | None,
    **wanted: bool,
) -> int:
    """Learn from a table of renewals, or saved cases, print the result, return the exit code."""
    rulebook = load_rulebook()
    if profile is not None and profile not in rulebook.count_profiles:
        known = ", ".join(rulebook.count_profiles)
        raise wrong(texts("learn.problem.no-profile", profile=profile, known=known))
    try:
        read = _read(source, sheet, rulebook, texts)
    except OSError as error:
        return output.tell_unreadable(source, error, texts)
    except TableError as error:
        return tell_no_table(str(source), error, texts)
    except StorageError as error:
        return output.tell_storage(error, texts)
    insurers = {parse_insurer(name, rulebook.insurers) for name in insurer}
    renewals = [one for one in read.renewals if not insurers or one.insurer in insurers]
    if read.problems:
        head = f"learn.problem.{'rows-left-out' if renewals else 'nothing-learnt'}"
        as_json = wanted["as_json"] and not renewals
        code = tell_problems(read.problems, texts, as_json=as_json, head=head)
        if not renewals:
            return code
    if not renewals:
        missing = "none-noted" if source is None else "no-renewals"
        output.tell(texts(f"learn.problem.{missing}"))
        return output.BAD_INPUT
    published = known_tables({one.insurer for one in renewals}, rulebook, today(), profile)
    tables = on_demand.learn(renewals, published)
    read = evolve(read, renewals=tuple(renewals))
    return _told(tables, read, rulebook, texts, **wanted)


def _told(
    tables: Sequence[LearntTable],
    read: ReadRenewals,
    rulebook: Rulebook,
    texts: Texts,
    *,
    save: bool,
    as_json: bool,
) -> int:
    """Print what was learnt, and save it if that is asked for; return the exit code.

    One driver's own premiums are enough to begin with: factors that they do not show stay as
    published. If a saved table rests on too few renewals to be settled, that is reported.
    """
    saved = [*_saved(tables, rulebook, texts)] if save else []
    came_true = follow_up(read.renewals)
    names = names_of({one.insurer for one in read.renewals}, rulebook, today(), texts)
    paper = LearnPaper(texts, output.cells(), names=names)
    if as_json:
        output.write(to_json(learn_document(tables, came_true, saved)))
    else:
        output.write(learn_text(tables, came_true, paper))
    for one in (one for one in tables if save and not one.is_informative):
        facts = {"insurer": paper.name(one.insurer), "needed": ENOUGH}
        output.tell(texts("learn.few-saved", count=one.renewals, **facts))
    return output.SOME_REFUSED if read.problems else output.DONE


def _read(source: str | None, sheet: str | None, rulebook: Rulebook, texts: Texts) -> ReadRenewals:
    """Read a table of renewals or, without `source`, the renewals noted with saved cases.

    Raises:
        OSError: there is no such file, or it cannot be read.
        StorageError: the store cannot be read.
        TableError: the file holds no table, or does not have the sheet.
        UsageError: a sheet was asked for, but no table.
    """
    if source is None:
        if sheet is not None:
            raise wrong(texts("learn.problem.no-table"))
        with open_cases() as store:
            noted = predicted_renewals(store, client_cases(store, rulebook), rulebook)
        return ReadRenewals(paid_renewals(noted))
    with open_table(source, sheet, holds_renewals) as table:
        tell_of_sheets(table, texts)
        filled, merged = filled_down(table)
        if merged:
            output.tell(texts("batch.merged", headings=", ".join(merged)))
        return read_renewals(filled.headings, filled.rows, rulebook, today(), filled.row + 1)


def _saved(tables: Sequence[LearntTable], rulebook: Rulebook, texts: Texts) -> Iterator[str]:
    """Save each table as the user's own rules and yield the paths; skip hand-written files."""
    for table in tables:
        if not can_be_saved(table.insurer):
            output.tell(texts("learn.problem.no-file-name", insurer=table.insurer))
            continue
        for file in rule_files(table, rulebook, today()):
            path = own_folder().joinpath(*file.place)
            if _by_hand(path):
                output.tell(texts("learn.problem.by-hand", path=path))
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, file.text.encode("utf-8"))
            output.tell(texts("learn.saved", path=path))
            yield str(path)


def _by_hand(path: Path) -> bool:
    return path.exists() and not path.read_bytes().startswith(MADE.encode())
