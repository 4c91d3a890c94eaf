"""`advisor batch`: answers every case of a table."""

from functools import partial
from itertools import combinations
from pathlib import Path

import click
from attrs import evolve

from advisor.book.answer_columns import ALL_COLUMNS, ANSWER_COLUMNS, SUMMARY
from advisor.book.answering import BatchOptions
from advisor.book.heading_words import KEY_OF, heading_paths, headings_of
from advisor.book.messages import MESSAGE_ENDINGS
from advisor.book.tables import CSV_ENDINGS, STANDARD_STREAM, WORKBOOK_ENDINGS, ExtraMissingError
from advisor.book.template import write_template
from advisor.book.writers import WORKBOOK_ENDING
from advisor.cli import file_output, output
from advisor.cli.answer_table import Targets, answer_table
from advisor.cli.commands import Command, wrong
from advisor.cli.completion import files
from advisor.cli.problems import tell_no_table
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.intake.plain_text import without_invisible
from advisor.intake.typed.estimate import parse_unit
from advisor.service import today
from advisor.settings import read_settings
from advisor.storage.atomic_write import is_stream

_MOST_JOBS = 64
_CELLS = 76


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["table"], required=False, shell_complete=files),
        click.Option(["-o", "--output", "out"], shell_complete=files),
        click.Option(["--errors"], shell_complete=files),
        click.Option(["--summary"], is_flag=True),
        click.Option(["--save"], is_flag=True),
        click.Option(["--messages"], shell_complete=files),
        click.Option(["--office"]),
        click.Option(["--default", "defaults"], multiple=True),
        click.Option(["--unit"]),
        click.Option(["--sheet"]),
        click.Option(["--columns"]),
        click.Option(["--jobs"], type=click.IntRange(1, _MOST_JOBS), default=1),
        click.Option(["--template"], shell_complete=files),
        click.Option(["--headings"], is_flag=True),
    ]
    return Command("batch", partial(_run, texts), params, partial(_page, texts))


def _page(texts: Texts) -> str:
    columns = "\n  ".join(wrap(", ".join(ALL_COLUMNS), _CELLS))
    return texts("batch.help", columns=columns).strip()


def _run(
    texts: Texts,
    *,
    template: str | None,
    table: str | None,
    headings: bool,
    **given: object,
) -> int:
    if headings:
        return _headings(texts)
    if template is not None:
        return _template(_ending(template, (WORKBOOK_ENDING, ".csv"), texts), texts)
    if table is None:
        raise wrong(texts("batch.usage.no-input"))
    return _answer(texts, table, given)


def _answer(texts: Texts, table: str, given: dict[str, object]) -> int:
    """Answer a table, after checking the names of the table and of all outputs."""
    out, errors, messages = (_name(given[key]) for key in ("out", "errors", "messages"))
    save = bool(given["save"])
    if out is None and messages is None and not save:
        raise wrong(texts("batch.usage.no-output"))
    _ending(table, (*CSV_ENDINGS, *WORKBOOK_ENDINGS), texts)
    for name in filter(None, (out, errors)):
        _ending(name, (*CSV_ENDINGS, WORKBOOK_ENDING), texts)
    if messages is not None:
        _ending(messages, MESSAGE_ENDINGS, texts, "message-ending")
    written = [name for name in (out, errors, messages) if name is not None]
    if any(_same(table, one) for one in written if table != STANDARD_STREAM):
        raise wrong(texts("batch.usage.same-as-table", path=table))
    for one, other in combinations(written, 2):
        if _same(one, other):
            raise wrong(texts("batch.usage.same-file", path=one))
    targets = Targets(table, out, errors, messages, _name(given["sheet"]))
    wishes = evolve(_wishes(given, texts), sends=messages is not None, keeps=save)
    return answer_table(targets, wishes, texts)


def _name(given: object) -> str | None:
    return None if given is None else str(given)


def _ending(name: str, endings: tuple[str, ...], texts: Texts, said: str = "ending") -> str:
    """Refuse a file name with none of the endings; a stream holds CSV, whatever its name is."""
    holds_csv = name == STANDARD_STREAM or is_stream(name)
    if not holds_csv and Path(name).suffix.lower() not in endings:
        raise wrong(texts(f"batch.usage.{said}", path=name))
    return name


def _same(one: str, other: str) -> bool:
    return one == other or (
        STANDARD_STREAM not in {one, other} and Path(one).resolve() == Path(other).resolve()
    )


def _wishes(given: dict[str, object], texts: Texts) -> BatchOptions:
    defaults = given["defaults"]
    assert isinstance(defaults, tuple)  # noqa: S101 - click's own for an option that may come again
    pairs = []
    for text in defaults:
        key, equals, value = without_invisible(text).partition("=")
        if not (key.strip() and equals):
            raise wrong(texts("batch.usage.no-equals", text=text))
        pairs.append((key, value))
    unit = given["unit"]
    counts = 1 if unit is None else parse_unit(str(unit))
    if counts is None:
        raise wrong(texts("batch.usage.unit", unit=unit))
    return BatchOptions(
        today=today(),
        language=texts.language,
        defaults=tuple(pairs),
        unit=counts,
        columns=_columns(given, texts),
        processes=int(str(given["jobs"])),
        office=read_settings().office if given["office"] is None else str(given["office"]),
    )


def _columns(given: dict[str, object], texts: Texts) -> tuple[str, ...]:
    """Return the columns asked for; by default, saving and sending add the summary in words."""
    in_words = (SUMMARY,) if any(given[key] for key in ("summary", "save", "messages")) else ()
    columns = given["columns"]
    if columns is None:
        return (*ANSWER_COLUMNS, *in_words)
    names = dict.fromkeys(name.strip() for name in str(columns).split(",") if name.strip())
    names |= dict.fromkeys(in_words if given["summary"] else ())
    for name in names:
        if name not in ALL_COLUMNS:
            known = ", ".join(ALL_COLUMNS)
            raise wrong(texts("batch.usage.column", name=name, known=known))
    return tuple(names)


def _headings(texts: Texts) -> int:
    """Print the headings that are understood for each key."""
    lines = [texts("batch.headings-about")]
    for path in heading_paths():
        words = " · ".join(headings_of(path, texts))
        key = KEY_OF.get(path, path)
        lines.append(texts("batch.heading-line", path=key, words=words) if words else "")
    return output.write("\n".join(filter(None, lines)) + "\n")


def _template(path: str, texts: Texts) -> int:
    try:
        with file_output.writing(path) as stream:
            write_template(path, stream, texts, today())
    except ExtraMissingError as error:
        return tell_no_table(path, error, texts)
    except OSError as error:
        return output.tell_unwritable(path, error, texts)
    output.tell(texts("batch.template", path=path))
    return output.DONE
