"""The why screen: an option of the answer, from its amounts down to the words of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual import work
from textual.app import ComposeResult
from textual.reactive import var

from advisor.domain.days import renewal_day
from advisor.domain.decision import Decision
from advisor.domain.money import Won
from advisor.domain.outcome import CostLine, Option, Outcome, PremiumYear
from advisor.domain.rule import Rule
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import EvaluationWindowTerms
from advisor.domain.values import frozen
from advisor.explain.covers import blockers
from advisor.explain.formats import grouped
from advisor.explain.guidance import share_words
from advisor.explain.names import in_language, option_name
from advisor.explain.texts import Texts
from advisor.explain.width import align_left, width, wrap
from advisor.report.answer.json_values import source_name
from advisor.report.rulebook.rule_words import checked, source_words, span, sure
from advisor.tui.keys import WHY_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.widgets.cached import Page
from advisor.tui.widgets.lines import Line, Role, TranslatedLines, line

_STEP = 2

_DEDUCTIBLES = {f"deductible-{how}" for how in ("share", "minimum", "maximum", "fixed")}
"""The codes of reasons that explain the deductible; a decision has at most one of them."""


class WhyPage(TranslatedLines):
    """Shows one option of a decision: amounts at the right, and below each what explains it."""

    option: var[Option] = var(Option.CLAIM, init=False)

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self._decision = decision
        self._titles: Mapping[str, Rule[object]] = {}
        self.set_reactive(WhyPage.option, decision.recommended)

    def call(self, rules: Mapping[str, Rule[object]]) -> None:
        """Name the rules by their titles, once those are read."""
        self._titles = rules
        self.renew()

    def text(self) -> str:
        """Return the shown text, for copying."""
        rows = self.lines(max(1, self.content_size.width))
        return "\n".join("".join(text for text, _ in row).rstrip() for row in rows)

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the amounts, of how accidents count, and of the rules."""
        outcome = self._decision.outcome(self.option)
        if not outcome.available:
            why = " · ".join(blockers(outcome, self._decision, texts))
            return [
                *_said(option_name(self._decision, self.option, texts), 0, width, "accent"),
                *_said(texts("app.why.impossible", why=why), 1, width),
            ]
        return [
            *self._amounts(outcome, texts, width),
            *self._windows(texts, width),
            *self._rules(outcome, texts, width),
        ]

    def _amounts(self, outcome: Outcome, texts: Texts, room: int) -> Iterator[Line]:
        yield from _amount(
            option_name(self._decision, self.option, texts), outcome.total, 0, room, "accent"
        )
        clean = self._decision.without_accident
        quoted = self._decision.case.assumptions.quote_clean is not None
        for cost in outcome.lines:
            words = f"{texts(f'line.{cost.code}')}  {cost.day.isoformat()}"
            yield from _amount(words, cost.amount, 1, room, "strong")
            if reckoned := _reckoned(cost, self._decision, texts):
                yield from _said(reckoned, 2, room, "plain")
            if cost.code == "extra-premium":
                with_it, without = outcome.path[cost.renewal], clean[cost.renewal]
                year, beside = ("quoted", "beside-quoted") if quoted else ("year", "beside")
                yield from _said(_year(year, with_it, texts), 2, room, "plain")
                yield from _said(_year(beside, without, texts), 2, room, "plain")
            if cost.basis:
                yield from _said(self._named(cost, texts), 2, room, "muted")

    def _windows(self, texts: Texts, room: int) -> Iterator[Line]:
        found = counted(self._decision)
        if not found:
            return
        yield line()
        yield line(texts("app.why.windows"), "title")
        for one in found:
            yield from _said(_counting(one, texts), 1, room)

    def _rules(self, outcome: Outcome, texts: Texts, room: int) -> Iterator[Line]:
        used = {ref for cost in outcome.lines for ref in cost.basis}
        versions = [version for version in self._decision.rules if version.ref in used]
        if versions:
            yield line()
            yield line(texts("app.why.rules"), "title")
        for version in versions:
            facts = (span(version, texts), checked(version, texts), sure(version, texts))
            yield from _said(self._title(version.ref, texts), 1, room, "strong")
            yield from _said(" · ".join(facts), 2, room)
            for source in version.sources:
                yield from _said(source_name(source), 2, room, "muted")
                if words := source_words(source, texts):
                    yield from _said(words, 3, room)

    def _named(self, cost: CostLine, texts: Texts) -> str:
        return "← " + ", ".join(self._title(ref, texts) for ref in cost.basis)

    def _title(self, ref: str, texts: Texts) -> str:
        name = ref.partition("@")[0]
        rule = self._titles.get(name)
        if rule:
            return in_language(rule.title, texts)
        return texts.either(f"field.{name}", default=name)


def _reckoned(cost: CostLine, decision: Decision, texts: Texts) -> str:
    """Return how an amount comes about if it is a deductible or a share of one bill, else ""."""
    if cost.code == "deductible":
        told = (one for one in decision.reasons if one.code in _DEDUCTIBLES)
        return next((texts(f"reason.{one.code}", **one.facts) for one in told), "")
    return share_words(cost, decision, texts)


def _year(code: str, year: PremiumYear, texts: Texts) -> str:
    said = texts(
        f"app.why.{code}",
        day=year.day,
        grade=year.grade,
        grade_factor=year.grade_factor,
        three=year.accidents_3y,
        one=year.accidents_1y,
        count_factor=year.count_factor,
        premium=year.premium,
    )
    if year.violations != 1:
        said = texts("app.why.with-violations", year=said, factor=year.violations)
    if year.career is not None:
        said = texts("app.why.with-career", year=said, factor=year.career)
    return said


def _counting(one: CountedAccident, texts: Texts) -> str:
    claim = (
        texts("app.why.this-claim", day=one.day)
        if one.paid is None
        else texts("app.why.past-claim", day=one.day, paid=one.paid)
    )
    three, last = (
        texts("app.why.renewals", days=", ".join(str(day.year) for day in days))
        if days
        else texts("app.why.never")
        for days in (one.in_three_years, one.in_one_year)
    )
    return texts("app.why.counted", claim=claim, three=three, one=last)


def _amount(words: str, amount: int, depth: int, room: int, role: Role) -> Iterator[Line]:
    """Yield words with an amount at their right, or below them if both do not fit on a line."""
    figure = grouped(amount)
    start = " " * _STEP * depth + words
    if width(start) + 1 + len(figure) > room:
        yield from _said(words, depth, room, role)
        start = ""
    yield line(align_left(start, max(0, room - len(figure))) + figure, role)


def _said(text: str, depth: int, room: int, role: Role = "plain") -> list[Line]:
    start = " " * _STEP * depth
    return [line(start + words, role) for words in wrap(text, max(1, room - len(start)))]


@frozen
class CountedAccident:
    """An accident with the renewals that count it; `paid` is None for the accident to decide."""

    day: date
    paid: Won | None
    in_three_years: tuple[date, ...]
    in_one_year: tuple[date, ...]


def counted(decision: Decision) -> tuple[CountedAccident, ...]:
    """Return the accident to decide, as if it were claimed, and each past claim of the case."""
    terms = decision.terms(EvaluationWindowTerms)
    return tuple(_counted(decision, terms)) if terms else ()


def _counted(decision: Decision, terms: EvaluationWindowTerms) -> Iterator[CountedAccident]:
    case = decision.case
    accidents: list[tuple[date, Won | None]] = [(case.accident.day, None)]
    accidents += [(claim.day, claim.property_paid) for claim in case.claims]
    left_out = any(found.code == "low-fault-left-out" for found in decision.reasons)
    for day, paid in accidents:
        yield CountedAccident(
            day,
            paid,
            _renewals(decision, day, terms, terms.count_years),
            ()
            if left_out and paid is None and day == case.accident.day
            else _renewals(decision, day, terms, terms.points_years),
        )


def _renewals(
    decision: Decision, day: date, terms: EvaluationWindowTerms, years: int
) -> tuple[date, ...]:
    """Return the renewals of the answer whose window of `years` years contains a day."""
    start = decision.case.policy.start
    return tuple(
        renewal_day(start, renewal)
        for renewal in range(decision.renewals + 1)
        if terms.cut_off(start, renewal - years) <= day < terms.cut_off(start, renewal)
    )


class WhyScreen(OverCase[None]):
    """Explains one option at a time, the recommended one first."""

    CSS_PATH = "why.tcss"
    BINDINGS = bindings(WHY_KEYS)

    def __init__(self, decision: Decision, rulebook: Rulebook) -> None:
        super().__init__()
        self._decision = decision
        self._rulebook = rulebook

    def compose(self) -> ComposeResult:
        """Put the page between the title and the keys."""
        yield Heading("app.why.title")
        with Page(classes="body"):
            yield WhyPage(self._decision)
        yield key_bar(WHY_KEYS)

    def on_mount(self) -> None:
        """Start reading the titles of the rules after the first paint."""
        self._read_titles()

    def retranslate(self) -> None:
        """Show the name of the option in the heading."""
        named = option_name(self._decision, self.query_one(WhyPage).option, self.texts)
        self.query_one(Heading).about = f"‹ {named} ›"

    def action_turn(self, steps: int) -> None:
        """Explain the next option, or the one before."""
        page = self.query_one(WhyPage)
        options = [outcome.option for outcome in self._decision.outcomes]
        page.option = options[(options.index(page.option) + steps) % len(options)]
        self.query_one(".body").scroll_home(animate=False)
        self.retranslate()

    def action_copy(self) -> None:
        """Copy the page."""
        self.app.copy_to_clipboard(self.query_one(WhyPage).text())
        self.notify(self.texts("app.why.copied"), markup=False)

    @work(thread=True, exclusive=True)
    def _read_titles(self) -> None:
        used = {version.rule for version in self._decision.rules}
        rules = {rule.id: rule for rule in self._rulebook.all_rules() if rule.id in used}
        self.app.call_from_thread(self._titled, rules)

    def _titled(self, rules: dict[str, Rule[object]]) -> None:
        self.query_one(WhyPage).call(rules)
