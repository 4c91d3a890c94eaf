"""The page on what to buy at the renewal: what each setting of the policy costs a year."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from textual.reactive import var
from textual.widget import Widget

from advisor import on_demand
from advisor.domain.case import Case
from advisor.domain.errors import AdvisorError
from advisor.domain.money import Won
from advisor.domain.policy_choice import OfferFlaw, PolicyChoice
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import DeductiblePlan
from advisor.domain.values import frozen
from advisor.engine.reading import read
from advisor.explain.paper import Paper
from advisor.explain.texts import Texts
from advisor.intake.typed.amounts_in_text import parse_won_in_words
from advisor.intake.typed.offer import Offer
from advisor.intake.typed.rate import parse_share, rate_up_to
from advisor.later.later_years import MOST_ACCIDENTS
from advisor.report.choosing import choice_text
from advisor.tui.screens.fields_page import WorkedOutPage, WrongRow, go_on_if_wanted
from advisor.tui.screens.over_case import Heading
from advisor.tui.widgets.cells import CellColumn, CellTable, ChoiceCell, WonCell
from advisor.tui.widgets.choice import NamedValues
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.lines import Line, TranslatedLines, accent, faint, line, printed
from advisor.tui.widgets.row import Frame
from advisor.tui.widgets.sentences import paragraph
from advisor.whatif.choosing import Driving, choose
from advisor.whatif.on_sale import OnSale, premium_flaw

_NO, _YES = "false", "true"
_RATE, _SHARE = "driving.rate", "driving.share"
_THRESHOLD, _DEDUCTIBLE, _SINGLE, _PREMIUM = "threshold", "deductible", "single", "premium"


@frozen
class BuyingQuestion:
    """The offers typed in, and what the driver expects of the years to come."""

    offers: tuple[Offer, ...]
    driving: Driving


@frozen
class SettingChoices(NamedValues):
    """The settings of a policy that can be chosen; an unstated one stays as it is today."""

    texts: Texts
    by_column: Mapping[str, tuple[str, ...]]
    plans: Mapping[str, DeductiblePlan]

    def values(self, path: str) -> tuple[str, ...]:
        """Return the values on sale, after the one that keeps today's setting."""
        return ("", *self.by_column[path.rpartition(".")[2]])

    def label(self, path: str, value: str) -> str:
        """Return the name of a value."""
        column = path.rpartition(".")[2]
        if not value:
            return self.texts("pages.buy.as-today")
        if column == _THRESHOLD:
            return self.texts("app.choice.amount", amount=int(value))
        if column == _DEDUCTIBLE:
            return plan_words(self.plans[value], self.texts)
        return self.texts("pages.yes" if value == _YES else "pages.no")


def plan_words(plan: DeductiblePlan, texts: Texts) -> str:
    """Return the short name of a plan: plans with the same rate differ in their maximum."""
    if plan.fixed is not None:
        return texts("app.choice.amount", amount=plan.fixed)
    code = "of-damage" if plan.maximum is None else "at-most"
    return texts(f"pages.buy.{code}", rate=plan.rate, maximum=plan.maximum)


class BuyingPage(TranslatedLines):
    """Shows what each setting costs or is worth, after what is wrong with what was typed."""

    found: var[PolicyChoice | AdvisorError | None] = var(None, init=False)
    wrong: var[tuple[str, ...]] = var((), init=False)
    wrong_rows: var[tuple[WrongRow, ...]] = var((), init=False)

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the settings, the cheapest offer first."""
        found = self.found
        said = [texts(f"pages.buy.wrong.{code}", most=MOST_ACCIDENTS) for code in self.wrong]
        said += [wrong.words(texts) for wrong in self.wrong_rows]
        lines = [one for words in said for one in paragraph(words, width, "! ")]
        lines += [line()] if lines else []
        if found is None:
            return [*lines, *paragraph(texts("pages.buy.working"), width, "")]
        if isinstance(found, AdvisorError):
            words = on_demand.error_text(found, texts)
            return [*lines, *paragraph(words, width, "! ")]
        paper = Paper(texts, width, accent, faint)
        return [*lines, *printed(choice_text(found, paper, "pages.buy.no-offer"))]


class BuyingScreen(WorkedOutPage[BuyingQuestion, "PolicyChoice | AdvisorError"]):
    """The screen with a table of offers and the page that follows from them."""

    TITLE_CODE = "pages.buy.title"
    AUTO_FOCUS = "ChoiceCell"

    def __init__(self, case: Case, rulebook: Rulebook, typed: dict[str, str]) -> None:
        super().__init__(typed)
        self._case = case
        self._rulebook = rulebook
        self._on_sale = OnSale.at_renewal(read(case, rulebook))
        self._values = _values(self._on_sale)

    def fields(self) -> Iterator[Widget]:
        """Yield the table of the offers, and the fields about the years to come."""
        chosen = (key for key in (_THRESHOLD, _DEDUCTIBLE, _SINGLE) if self._values[key])
        columns = (
            *(CellColumn(key, f"pages.buy.{key}", ChoiceCell) for key in chosen),
            CellColumn(_PREMIUM, f"pages.buy.{_PREMIUM}", WonCell),
        )
        yield CellTable(columns, self._typed)
        for path in (_RATE, *((_SHARE,) if self._values[_SINGLE] else ())):
            yield Entry(path, self._typed.get(path, ""))

    def page(self) -> TranslatedLines:
        """Return the page of the settings."""
        return BuyingPage()

    def retranslate(self) -> None:
        """Show the heading, the choices and the fields in the language of the app."""
        self.query_one(Heading).about = self.texts("pages.buy.about")
        choices = SettingChoices(self.texts, self._values, _by_code(self._on_sale))
        self.query_one(CellTable).name_choices(choices)
        self._frame()

    def _frame(self) -> None:
        """Label the fields, and show the value assumed for an empty one."""
        texts = self.texts
        found = self.query_one(BuyingPage).found
        known = found if isinstance(found, PolicyChoice) else None
        for row in self.query(Entry):
            if row.path in {_RATE, _SHARE}:
                taken = known and {_RATE: known.accident_rate, _SHARE: known.single_vehicle_share}
                code = f"pages.buy.{row.path}"
                said = (
                    texts(f"{code}-taken", rate=taken[row.path]) if taken and not row.text else ""
                )
                row.frame = Frame(label=texts(code), echo=said)

    def changed(self) -> None:
        """Add a row if none is empty, and work the page out once the user stops typing."""
        self.query_one(CellTable).grow()
        super().changed()

    def question(self) -> BuyingQuestion | None:
        """Return the offers that can be read, None if the years cannot; mark what is wrong."""
        table = self.query_one(CellTable)
        policy = self._case.policy
        usual = partial(
            premium_flaw, rulebook=self._rulebook, day=policy.start, this_year=policy.premium
        )
        offers, wrong = typed_settings(table.rows, self._on_sale, usual)
        table.mark({(one.row, one.column) for one in wrong})
        driving, codes = typed_driving(self._typed.get(_RATE, ""), self._typed.get(_SHARE, ""))
        page = self.query_one(BuyingPage)
        page.wrong, page.wrong_rows = codes, wrong
        return None if codes else BuyingQuestion(offers, driving)

    def work_out(self, question: BuyingQuestion) -> PolicyChoice | AdvisorError:
        """Return the price of each setting, or the error; the first call loads numpy."""
        try:
            return choose(
                self._case,
                self._rulebook,
                question.offers,
                question.driving,
                between=go_on_if_wanted,
            )
        except AdvisorError as error:
            return error

    def show(self, found: PolicyChoice | AdvisorError) -> None:
        """Show what the settings cost."""
        self.query_one(BuyingPage).found = found
        self._frame()


def typed_settings(
    rows: Sequence[Mapping[str, str]],
    on_sale: OnSale,
    flaw_of: Callable[[Won], OfferFlaw | None],
) -> tuple[tuple[Offer, ...], tuple[WrongRow, ...]]:
    """Return the offers of the rows with a premium, and what is wrong with the other such rows.

    A row without a premium is no offer; the page says what its setting is worth anyway.
    """
    offers, wrong = list[Offer](), list[WrongRow]()
    for at, row in enumerate(rows):
        text = row[_PREMIUM].strip()
        if not text:
            continue
        premium = parse_won_in_words(text)
        if not isinstance(premium, int) or not premium:
            wrong.append(WrongRow(at, _PREMIUM, "pages.buy.wrong.premium"))
        elif (flaw := flaw_of(premium)) and (flaw.code != "apart" or rows.count(row) == 1):
            wrong.append(WrongRow(at, _PREMIUM, flaw))
        else:
            offers.append(_offer(row, premium, on_sale))
    return tuple(offers), tuple(wrong)


def _offer(row: Mapping[str, str], premium: Won, on_sale: OnSale) -> Offer:
    """Return the offer of a row, whose choices are all on sale."""
    threshold = Won(int(row[_THRESHOLD])) if row.get(_THRESHOLD) else None
    plan = _by_code(on_sale).get(row.get(_DEDUCTIBLE, ""))
    single = row[_SINGLE] == _YES if row.get(_SINGLE) else None
    deductible = None if plan is None else on_sale.deductible(plan, threshold)
    return Offer(premium, threshold, deductible, single)


def typed_driving(rate: str, share: str) -> tuple[Driving, tuple[str, ...]]:
    """Return the accidents a year and the single-vehicle share, and codes of unreadable fields."""
    codes = list[str]()
    accidents, alone = rate_up_to(MOST_ACCIDENTS, rate), rate_up_to(1, share, parse_share)
    if accidents is None and rate.strip():
        codes.append("rate")
    if alone is None and share.strip():
        codes.append("share")
    return Driving(accidents, alone), tuple(codes)


def _by_code(on_sale: OnSale) -> dict[str, DeductiblePlan]:
    return {plan.code: plan for plan in on_sale.plans}


def _values(on_sale: OnSale) -> dict[str, tuple[str, ...]]:
    """Return the values on sale by column; without own-damage cover only the threshold has any."""
    return {
        _THRESHOLD: tuple(str(amount) for amount in on_sale.thresholds),
        _DEDUCTIBLE: tuple(_by_code(on_sale)),
        _SINGLE: (_YES, _NO) if on_sale.plans else (),
    }
