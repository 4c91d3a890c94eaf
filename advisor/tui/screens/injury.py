"""The page on what the payment standard gives to a person who was hurt."""

from collections.abc import Iterator

from textual import on
from textual.reactive import var
from textual.widget import Widget

from advisor import on_demand, service
from advisor.domain.errors import AdvisorError
from advisor.domain.injury import InjuryPayments, InjuryQuestion
from advisor.domain.rulebook import Rulebook
from advisor.engine.injury.payments import injury_payments
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.intake.case.field import FieldKind
from advisor.intake.injury import INJURY_FIELDS, read_injury
from advisor.intake.problems import Problem
from advisor.intake.typed.amounts_in_text import parse_won_in_words
from advisor.intake.typed.command_line import with_flags
from advisor.report.answer.to_json import problem_words
from advisor.report.injury import basis_words, head_lines, note_words, standard_words
from advisor.tui.form.echo import echo_of
from advisor.tui.form.injury_words import ASKED, COMMON, FIELDS, InjuryChoices, is_chosen, path_of
from advisor.tui.screens.fields_page import Fields, FieldsPage
from advisor.tui.screens.over_case import Heading
from advisor.tui.widgets.choice import Choice
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.form_button import FormButton
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines
from advisor.tui.widgets.row import Frame
from advisor.tui.widgets.sentences import paragraph, section
from advisor.tui.widgets.won_entry import WonEntry

_MORE = "more"
_NOTES = "pages.injury.note."
_WRONG = "!"
_OPEN, _CLOSED = "▾ ", "▸ "


class InjuryPage(TranslatedLines):
    """Shows the sums, and first how they compare with a sum that is asked for."""

    found: var[InjuryPayments | tuple[Problem, ...] | AdvisorError | None] = var(None, init=False)
    asked: var[int | None] = var(None, init=False)

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self._rulebook = rulebook

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the sums with their basis, or what is wrong with the input."""
        found = self.found
        if found is None:
            return []
        if isinstance(found, AdvisorError):
            return paragraph(on_demand.error_text(found, texts), width, "! ")
        if isinstance(found, tuple):
            said = (field_problem(problem, texts) for problem in found)
            return [one for words in said for one in paragraph(words, width, "! ")]
        return [
            *self._first(found, texts, width),
            *_sums(found, texts, width),
            *section(texts("injury.notes"), note_words(found, texts, _NOTES), width),
            *section(texts("pages.injury.standard"), standard_words(found, texts), width),
            line(),
            *text_lines(basis_words(found, self._rulebook, texts), width, "muted"),
        ]

    def _first(self, found: InjuryPayments, texts: Texts, width: int) -> list[Line]:
        if not found.heads:
            return []
        said = [texts("pages.injury.total", total=found.total)]
        if self.asked:
            more = self.asked - found.total
            code = "more" if more > 0 else "less" if more < 0 else "same"
            facts = {"asked": self.asked, "more": abs(more)}
            said.append(texts(f"pages.injury.asked.{code}", **facts))
        return [line(one, "accent") for words in said for one in wrap(words, width)]


def _sums(found: InjuryPayments, texts: Texts, width: int) -> Iterator[Line]:
    """Yield the lines of each head of payment; if there is none, the limits of all heads."""
    for head in found.heads:
        name, *rows = head_lines(head, found, texts, width)
        yield from (line(), *text_lines(name, width, "title"))
        yield from map(line, rows)
    if not found.heads:
        yield from text_lines(texts("injury.limits-alone"), width)
        for name_of, limit in found.limits:
            amount = texts("injury.amount", amount=limit)
            yield line(f"  {texts(f'injury.head.{name_of}')}  {amount}")


class InjuryScreen(FieldsPage):
    """Asks for what a stiff neck needs, with the rest folded away, and shows the sums at once."""

    TITLE_CODE = "pages.injury.title"
    AUTO_FOCUS = "#visits"

    def __init__(self, rulebook: Rulebook, typed: dict[str, str]) -> None:
        super().__init__(typed)
        self._rulebook = rulebook

    def fields(self) -> Iterator[Widget]:
        """Yield the fields, those of graver injuries behind a line that unfolds them."""
        for key in (*COMMON, ASKED, _MORE, *(key for key in FIELDS if key not in COMMON)):
            if key == _MORE:
                yield FormButton(key)
                continue
            row = self._row(key)
            row.id = key
            row.set_class(key not in {*COMMON, ASKED}, "-folded")
            yield row

    def page(self) -> TranslatedLines:
        """Return the page with the sums."""
        return InjuryPage(self._rulebook)

    def retranslate(self) -> None:
        """Show the fields in the language of the app, and the sums for what is filled in."""
        choices = InjuryChoices(self.texts)
        for row in self.query(Choice):
            row.choices = choices
        self._fold()
        self.changed()

    @on(FormButton.Pressed)
    def _unfold(self) -> None:
        for key in FIELDS:
            if key not in COMMON:
                self.query_one(f"#{key}").toggle_class("-folded")
        self._fold()

    def _fold(self) -> None:
        sign = _CLOSED if self.query_one(Fields).query(".-folded") else _OPEN
        self.query_one(FormButton).label = sign + self.texts("pages.injury.more")

    def changed(self) -> None:
        """Work out the sums again, and show in each row how its text was read."""
        today = service.today()
        flags = {
            field.flag: text
            for key, field in FIELDS.items()
            if (text := self._typed.get(path_of(key), "")).strip()
        }
        document, unread = with_flags({}, INJURY_FIELDS, flags, today)
        question = read_injury(document, today)
        problems = (*unread, *(question if isinstance(question, tuple) else ()))
        page = self.query_one(InjuryPage)
        asked = parse_won_in_words(self._typed.get(path_of(ASKED), ""))
        page.asked = asked if isinstance(asked, int) else None
        page.found = problems or self._asked(question)
        self._frame({problem.path for problem in problems})

    def _asked(
        self, question: InjuryQuestion | tuple[Problem, ...]
    ) -> InjuryPayments | AdvisorError | None:
        if isinstance(question, tuple):
            return None
        try:
            return injury_payments(question, self._rulebook)
        except AdvisorError as error:
            return error

    def _frame(self, wrong: set[str]) -> None:
        page, today, texts = self.query_one(InjuryPage), service.today(), self.texts
        for key in (*FIELDS, ASKED):
            row, text = self.query_one(f"#{key}"), self._typed.get(path_of(key), "")
            field = FIELDS.get(key, FIELDS["income"])
            label, said = texts(f"pages.injury.field.{key}"), ""
            if isinstance(row, Entry):  # a choice itself shows how it is read
                said = echo_of(field, text, today, texts, percent=False)
            if isinstance(row, Entry | Choice):
                row.frame = Frame(label=label, echo=said, mark=_WRONG if key in wrong else " ")
        total = page.found.total if isinstance(page.found, InjuryPayments) else 0
        said = texts("pages.injury.about", total=total) if total else ""
        self.query_one(Heading).about = said

    def _row(self, key: str) -> Entry | Choice:
        path, text = path_of(key), self._typed.get(path_of(key), "")
        if key == ASKED or FIELDS[key].kind is FieldKind.WON:
            return WonEntry(path, text)
        return Choice(path, text) if is_chosen(key) else Entry(path, text)


def field_problem(problem: Problem, texts: Texts) -> str:
    """Return which field a problem is in, which rule it breaks and what to write instead."""
    name = texts(f"pages.injury.field.{problem.path}")
    return f"{name}: {problem_words(problem, texts)}"
