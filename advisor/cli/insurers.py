"""`advisor compare --insurers`: one driver at several insurers, side by side."""

from collections.abc import Iterator, Sequence

from advisor.book.headings import HeadingWords
from advisor.cli import output
from advisor.cli.commands import wrong
from advisor.cli.problems import tell_doubts, tell_problems
from advisor.cli.quotes import Rows, in_stated_unit, price_column, quote_rows, typed_quotes
from advisor.cli.stated_case import StatedCase
from advisor.domain.comparison import InsurerOffer
from advisor.explain.texts import Texts
from advisor.report.answer.to_json import to_json
from advisor.report.choosing import flaw_words
from advisor.report.comparing.insurers import insurers_document, insurers_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.whatif.compare import Refused
from advisor.whatif.insurers import UnreadableOffer, flaws_of, insurer_costs, read_offer

_INSURER = "policy.insurer"
_QUOTES = ("assumptions.quote_clean", "assumptions.quote_claim")


def offers(words: Sequence[str], texts: Texts) -> tuple[InsurerOffer, ...]:
    """Read the words after `--insurers`: offers, and files with one offer a line or row.

    Raises:
        EndedError: a file cannot be read.
        UsageError: a word is not an offer.
    """
    found: list[InsurerOffer] = []
    for text in typed_quotes(words, _offers_in, "compare.offer.empty", texts):
        offer = read_offer(text)
        if isinstance(offer, UnreadableOffer):
            words_of = texts(f"compare.offer.{offer.code}", text=offer.text)
            raise wrong(words_of)
        found.append(offer)
    return tuple(found)


def compare_insurers(
    stated: StatedCase, asked: Sequence[InsurerOffer], texts: Texts, *, as_json: bool
) -> int:
    """Print what each insurer costs; return the exit code.

    Raises:
        AdvisorError: no rule governs one of the days.
        EndedError: an option could not be read.
        UsageError: an amount is implausible for a premium.
    """
    rulebook, day = load_rulebook(), today()
    document = stated.readable(texts, as_json=as_json)
    for offer in asked:
        is_meant = asked.count(offer) > 1
        for flaw in flaws_of(offer, rulebook, day, document, is_meant=is_meant).values():
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
        return output.write(to_json(insurers_document(found)))
    return output.write(insurers_text(found, rulebook, output.paper(texts)))


def _offers_in(rows: Rows) -> Iterator[str]:
    """Yield the offers of a file in the form of typed ones: one for each line or table row.

    The columns of a table are found by their headings, or else are in the order of a typed offer.
    """
    places, heads = _places(rows)
    for row in quote_rows(rows):
        if "=" in next(filter(None, row), ""):
            yield ",".join(row).rstrip(",")
            continue
        name, *cells = (row[at] if at < len(row) else "" for at in places)
        amounts = [*map(in_stated_unit, cells, heads)]
        if any(map(str.isdigit, "".join(amounts))):
            yield f"{name}={':'.join(amounts).rstrip(':')}"


def _places(rows: Rows) -> tuple[Sequence[int], Sequence[str]]:
    """Return the columns of a table with insurer, premium and two quotes, and these headings."""
    words, beyond = HeadingWords.of(), max(map(len, rows), default=0)
    for row in rows:
        found = words.read(row)
        if _INSURER in found.paths and (price := price_column(found)) is not None:
            places = [found.place_of(_INSURER), price, *map(found.place_of, _QUOTES)]
            return (
                [beyond if place is None else place for place in places],
                ["" if place is None else row[place] for place in places[1:]],
            )
    return range(2 + len(_QUOTES)), [""] * (1 + len(_QUOTES))
