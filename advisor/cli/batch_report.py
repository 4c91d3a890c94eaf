"""What is reported about a table: its headings, its rows, and the cases saved from it."""

from collections.abc import Sequence

from advisor.book.batch import Batch, ReportedRow, RowCounts
from advisor.book.clients.save_counts import SaveCounts
from advisor.book.heading_lines import HeadingLines
from advisor.book.heading_words import KEY_OF, headings_of
from advisor.cli import output
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.intake.case.fields import COVER

_MOST_NEAR, _MOST_GIVING = 4, 8
"""How many headings are suggested for a column that was not read, and for a key without column."""

_MOST_UNSAID = 20
"""How many of the clients to whom nothing new is sent are named."""


@frozen
class BatchResult:
    """The result of answering a table: its rows, messages, and saved cases, if any.

    `errors` and `messages` are the names of the files with the refused rows and with the messages.
    `sent` counts the messages; `names` is the heading of the column with the clients' names.
    """

    rows: RowCounts
    errors: str | None
    messages: str | None
    sent: int
    cases: SaveCounts | None
    names: str = ""


def tell_of_headings(batch: Batch, texts: Texts) -> None:
    """Report the columns that are not read, and the keys that a case needs but no column has."""
    _tell_of_lines(batch.lines, texts)
    if batch.overruled:
        output.tell(texts("batch.overruled", keys=", ".join(batch.overruled)))
    for second in batch.headings.twice:
        first = batch.headings.column_of(second.path)
        headings = {"first": first.heading if first else "", "second": second.heading}
        output.tell(texts("batch.twice", **headings))
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


def _tell_of_lines(lines: HeadingLines, texts: Texts) -> None:
    """Report what was done with the lines above the rows."""
    if lines.titles:
        output.tell(texts("batch.titles", count=lines.titles))
    if lines.joined:
        output.tell(texts("batch.joined"))
    if lines.merged:
        output.tell(texts("batch.merged", headings=", ".join(lines.merged)))
    if lines.unit:
        output.tell(texts("batch.unit-above", unit=lines.unit))


def _tells_of_cover(batch: Batch) -> bool:
    """Return whether a column or a default says anything about own-damage cover."""
    given = batch.headings.paths | {column.key for column, _ in batch.job.defaults}
    return any(path == COVER or path.startswith(f"{COVER}.") for path in given)


def _tell_rows(rows: Sequence[ReportedRow], count: int, texts: Texts) -> None:
    """Report the first rows that have a remark, and the number of the others."""
    for one in rows:
        code = "batch.row" if one.client else "batch.row-unnamed"
        output.tell(texts(code, row=one.row, client=one.client, said=one.said))
    if count > len(rows):
        output.tell(texts("batch.rows-more", count=count - len(rows)))


def tell_done(done: BatchResult, texts: Texts) -> int:
    """Report the result of answering a table, and return the exit code."""
    found = done.rows
    code = "refused" if found.refused else "done"
    output.tell(texts(f"batch.{code}", answered=found.answered, refused=found.refused).strip())
    _tell_rows(found.refusals, found.refused, texts)
    if found.no_cases:
        output.tell(texts("batch.no-cases", count=found.no_cases))
    if found.nameless:
        output.tell(texts("batch.nameless", count=found.nameless, heading=done.names))
    if found.doubtful:
        output.tell(texts("batch.doubtful", count=found.doubtful))
        _tell_rows(found.doubts, found.doubtful, texts)
    if done.cases:
        _tell_of_cases(done.cases, texts)
    if done.messages is not None:
        said = texts("batch.message.written", count=done.sent, path=done.messages)
        output.tell(said)
    if found.refused and done.errors is not None:
        output.tell(texts("batch.refused-into", path=done.errors))
    return output.exit_code(found.answered, found.answered + found.refused)


def tell_stopped(counts: SaveCounts, texts: Texts) -> None:
    """Report how many cases were saved from a table that was not read to its end."""
    if counts.new or counts.changed:
        output.tell(texts("batch.saved.stopped", new=counts.new, changed=counts.changed))


def _tell_of_cases(counts: SaveCounts, texts: Texts) -> None:
    """Report how many cases are new, changed or unchanged, and which differ from the table."""
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
