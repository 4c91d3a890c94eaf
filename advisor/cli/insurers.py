"""`advisor compare --insurers`: one driver at several insurers, side by side."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor.book.cells import as_text
from advisor.book.headings import HeadingWords
from advisor.book.tables import TableError, open_table
from advisor.book.words import begins_totals
from advisor.cli import output
from advisor.cli.commands import wrong
from advisor.cli.problems import tell_doubts, tell_problems
from advisor.cli.stated_case import StatedCase
from advisor.domain.comparison import InsurerOffer
from advisor.explain.texts import Texts
from advisor.extras import install_command
from advisor.report.answer.to_json import to_json
from advisor.report.choosing import flaw_words
from advisor.report.comparing.insurers import insurers_document, insurers_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.whatif.compare import Refused
from advisor.whatif.insurers import UnreadableOffer, flaws_of, insurer_costs, read_offer

_COMMENT = "#"
_OFFER_PATHS = (
    "policy.insurer", "policy.premium", "assumptions.quote_clean", "assumptions.quote_claim",
)  # fmt: skip


def offers(words: Sequence[str], texts: Texts) -> tuple[InsurerOffer, ...]:
    """Read what stands behind `--insurers`: offers, and files that have one a line.

    Raises:
        OSError: a file cannot be read.
        UsageError: something is no offer.
    """
    found: list[InsurerOffer] = []
    for text in _lines(words, texts):
        offer = read_offer(text)
        if isinstance(offer, UnreadableOffer):
            words_of = texts(f"compare.offer.{offer.code}", text=offer.text)
            raise wrong(words_of)
        found.append(offer)
    return tuple(found)


def compare_insurers(
    stated: StatedCase, asked: Sequence[InsurerOffer], texts: Texts, *, as_json: bool
) -> int:
    """Write what each insurer costs; return the exit code.

    Raises:
        AdvisorError: no rule governs one of the days.
        EndedError: an option could not be read.
        UsageError: an amount is far from any premium.
    """
    rulebook, day = load_rulebook(), today()
    document = stated.readable(texts, as_json=as_json)
    for offer in asked:
        for flaw in flaws_of(offer, rulebook, day, document).values():
            raise wrong(texts("compare.offer.flaw", name=offer.name, why=flaw_words(flaw, texts)))
    found = insurer_costs(document, asked, rulebook, day)
    if isinstance(found, Refused):
        if found.error is not None:
            raise found.error
        for name in found.change.settings.values():
            output.tell(f"--insurers {name}")
        return tell_problems(found.problems, texts, as_json=as_json, flags=stated.flags)
    tell_doubts((one.decision for one in found), texts)
    if as_json:
        output.write(to_json(insurers_document(found)))
    else:
        output.write(insurers_text(found, rulebook, output.paper(texts)))
    return output.DONE


def _lines(words: Sequence[str], texts: Texts) -> Iterator[str]:
    for word in words:
        if "=" in word or not Path(word).is_file():
            yield word
            continue
        try:
            with open_table(word) as table:
                rows = [table.headings, *table.rows]
        except TableError as error:
            facts = {"path": word, "command": install_command("excel"), **error.facts}
            raise wrong(texts(f"cli.error.{error.code}", **facts)) from error
        kept = [*_offers_in([[as_text(cell) for cell in row] for row in rows])]
        if not kept:
            words_of = texts("compare.offer.empty", path=word)
            raise wrong(words_of)
        yield from kept


def _offers_in(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the offers of a file as they are typed: of a list one a line, of a table one a row.

    A table has its columns by their headings, or else in the order in which they are typed.
    """
    places = _places(rows)
    for row in rows:
        first = next(filter(None, row), "")
        if not first or first.startswith(_COMMENT) or begins_totals(first):
            continue
        if "=" in first:
            yield ",".join(row).rstrip(",")
            continue
        name, *amounts = (row[at] if at < len(row) else "" for at in places)
        if any(map(str.isdigit, "".join(amounts))):
            yield f"{name}={':'.join(amounts).rstrip(':')}"


def _places(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return where a table has the name of the insurer, the premium and the two quotes."""
    words, beyond = HeadingWords.of(), max(map(len, rows), default=0)
    for row in rows:
        found = words.read(row)
        if {"policy.insurer", "policy.premium"} <= found.paths:
            places = map(found.place_of, _OFFER_PATHS)
            return tuple(beyond if place is None else place for place in places)
    return tuple(range(len(_OFFER_PATHS)))
