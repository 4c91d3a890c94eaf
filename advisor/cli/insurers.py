"""`advisor compare --insurers`: one driver at several insurers, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli import output
from advisor.cli.commands import wrong
from advisor.cli.problems import tell_doubts, tell_problems
from advisor.report.answer.to_json import to_json
from advisor.report.choosing import flaw_words
from advisor.report.comparing.insurers import insurers_document, insurers_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.whatif.compare import Refused
from advisor.whatif.insurers import UnreadableOffer, flaws_of, insurer_costs, read_offer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.cli.stated_case import StatedCase
    from advisor.domain.comparison import InsurerOffer
    from advisor.explain.texts import Texts

_COMMENT = "#"


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
    for offer in asked:
        for flaw in flaws_of(offer, rulebook, day).values():
            raise wrong(texts("compare.offer.flaw", name=offer.name, why=flaw_words(flaw, texts)))
    document = stated.readable(texts, as_json=as_json)
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
        faint, cells = output.faint(), output.cells()
        output.write(insurers_text(found, rulebook, texts, cells=cells, faint=faint))
    return output.DONE


def _lines(words: Sequence[str], texts: Texts) -> Iterator[str]:
    for word in words:
        if "=" in word or not Path(word).is_file():
            yield word
            continue
        lines = Path(word).read_text("utf-8-sig").splitlines()
        kept = [line for line in map(str.strip, lines) if line and not line.startswith(_COMMENT)]
        if not kept:
            words_of = texts("compare.offer.empty", path=word)
            raise wrong(words_of)
        yield from kept
