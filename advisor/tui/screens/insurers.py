"""The page that compares insurers: what each costs this driver over the coming renewals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from textual.reactive import var
from textual.widget import Widget

from advisor import on_demand, service
from advisor.domain.comparison import InsurerCost, InsurerOffer
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.intake.typed.amounts_in_text import parse_won_in_words
from advisor.report.answer.to_json import problem_words
from advisor.report.comparing.insurers import insurer_names, insurers_notes, insurers_table
from advisor.tui.screens.fields_page import WorkedOutPage, WrongRow
from advisor.tui.screens.over_case import Heading
from advisor.tui.widgets.cells import CellColumn, CellTable, TextCell, WonCell
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines
from advisor.tui.widgets.sentences import paragraph
from advisor.whatif.compare import Refused
from advisor.whatif.insurers import flaws_of, insurer_costs

COLUMNS = (
    CellColumn("name", "pages.insurers.name", TextCell),
    CellColumn("premium", "pages.insurers.premium", WonCell),
    CellColumn("clean", "pages.insurers.clean", WonCell),
    CellColumn("claim", "pages.insurers.claim", WonCell),
)
AT_RENEWAL = (
    CellColumn("name", "pages.insurers.name", TextCell),
    CellColumn("premium", "pages.insurers.renewal", WonCell),
)
"""The columns without an accident: the premium of an offer is that of the coming renewal."""

_COLUMN = {"premium": "premium", "quote_clean": "clean", "quote_claim": "claim"}
"""The column of each amount of an offer."""

_WRONG = "pages.insurers.wrong"
_AMOUNTS = tuple(_COLUMN.values())


def typed_offers(
    rows: Sequence[Mapping[str, str]],
    rulebook: Rulebook,
    day: date,
    document: Mapping[str, object],
) -> tuple[tuple[InsurerOffer, ...], tuple[WrongRow, ...]]:
    """Return the offers of the rows, and what is wrong with others; empty rows are skipped.

    An amount far from any premium is questioned.
    """
    offers, wrong = list[InsurerOffer](), list[WrongRow]()
    for at, row in enumerate(rows):
        name = row["name"].strip()
        typed = {key: row.get(key, "").strip() for key in _AMOUNTS}
        if not name and not any(typed.values()):
            continue
        amounts = {key: parse_won_in_words(text) for key, text in typed.items() if text}
        known = {key: found for key, found in amounts.items() if isinstance(found, int) and found}
        found = [WrongRow(at, key, f"{_WRONG}.no-amount") for key in amounts if key not in known]
        if not name:
            found.append(WrongRow(at, "name", f"{_WRONG}.no-name"))
        if not typed["premium"]:
            found.append(WrongRow(at, "premium", f"{_WRONG}.no-premium"))
        if bool(typed["clean"]) != bool(typed["claim"]):
            found.append(
                WrongRow(at, "claim" if typed["clean"] else "clean", f"{_WRONG}.one-quote")
            )
        if not found:
            offer = InsurerOffer(name, known["premium"], known.get("clean"), known.get("claim"))
            is_meant = rows.count(row) > 1
            flaws = flaws_of(offer, rulebook, day, document, is_meant=is_meant)
            found = [WrongRow(at, _COLUMN[key], flaws[key]) for key in flaws]
            offers += [] if found else [offer]
        wrong += found
    return tuple(offers), tuple(wrong)


class InsurersPage(TranslatedLines):
    """Shows the table of costs, after what is wrong with what was typed."""

    found: var[tuple[InsurerCost, ...] | Refused | None] = var(None, init=False)
    wrong: var[tuple[WrongRow, ...]] = var((), init=False)
    has_offers = True
    """Whether there are offers; without any, the result is the case at its own insurer alone."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self._rulebook = rulebook

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the table with its notes, or why there is none."""
        found = self.found
        lines = [one for wrong in self.wrong for one in paragraph(wrong.words(texts), width, "! ")]
        lines += [line()] if lines else []
        if found is None:
            return [*lines, line(texts("pages.working"))]
        if isinstance(found, Refused):
            said = refused_words(found, texts)
            return [*lines, *(one for words in said for one in paragraph(words, width, "! "))]
        if not self.has_offers:
            alone = found[0].is_without_accident
            start, note = ("start-alone", "note-alone") if alone else ("start", "note")
            lines += paragraph(texts(f"pages.insurers.{start}"), width, "")
            return [*lines, line(), *paragraph(texts(f"pages.insurers.{note}"), width, "")]
        names = insurer_names(found, self._rulebook, texts)
        title, head, *rows = insurers_table(found, names, texts, width)
        best, *others = insurers_notes(found, names, texts, "pages.insurers.note")
        return [
            *lines,
            *text_lines(best, width, "accent"),
            *text_lines(title, width),
            line(),
            line(head, "title"),
            *map(line, rows),
            *section_of(others, width),
        ]


def section_of(said: list[str], width: int) -> list[Line]:
    """Return a blank line and sentences."""
    return [line(), *(one for words in said for one in paragraph(words, width))]


def refused_words(refused: Refused, texts: Texts) -> Iterator[str]:
    """Yield why there is no answer, with the name of the insurer."""
    names = ", ".join(refused.change.settings.values())
    if refused.error is not None:
        yield f"{names}: {on_demand.error_text(refused.error, texts)}"
    for problem in refused.problems:
        yield f"{names}: {problem_words(problem, texts)}"


class InsurersScreen(
    WorkedOutPage["tuple[InsurerOffer, ...]", "tuple[InsurerCost, ...] | Refused"]
):
    """Takes a row for each insurer, and compares them with the insurer of the case."""

    TITLE_CODE = "pages.insurers.title"
    AUTO_FOCUS = "TextCell"

    def __init__(
        self,
        document: Mapping[str, object],
        rulebook: Rulebook,
        typed: dict[str, str],
        *,
        at_renewal: bool = False,
    ) -> None:
        super().__init__(typed)
        self._columns = AT_RENEWAL if at_renewal else COLUMNS
        self._document = document
        self._rulebook = rulebook

    def fields(self) -> Iterator[Widget]:
        """Yield the table to type in."""
        yield CellTable(self._columns, self._typed)

    def page(self) -> TranslatedLines:
        """Return the page with the costs."""
        return InsurersPage(self._rulebook)

    def retranslate(self) -> None:
        """Show the heading in the language of the app."""
        self.query_one(Heading).about = self.texts("pages.insurers.about")

    def changed(self) -> None:
        """Add a row if none is empty, and compare once the user stops typing."""
        self.query_one(CellTable).grow()
        super().changed()

    def question(self) -> tuple[InsurerOffer, ...]:
        """Return the offers that can be read, and mark what cannot."""
        table = self.query_one(CellTable)
        offers, wrong = typed_offers(table.rows, self._rulebook, service.today(), self._document)
        table.mark({(one.row, one.column) for one in wrong})
        page = self.query_one(InsurersPage)
        page.wrong, page.has_offers = wrong, bool(offers)
        return offers

    def work_out(self, question: tuple[InsurerOffer, ...]) -> tuple[InsurerCost, ...] | Refused:
        """Decide the case at each insurer."""
        return insurer_costs(self._document, question, self._rulebook, service.today())

    def show(self, found: tuple[InsurerCost, ...] | Refused) -> None:
        """Show what the insurers cost."""
        self.query_one(InsurersPage).found = found
