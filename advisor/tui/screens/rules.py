"""The rules screen: every rule through time, with its sources and how sure it is."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import var

from advisor import on_demand, service
from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.domain.rule import Rule, Version
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.names import in_language
from advisor.explain.texts import Texts
from advisor.report.rulebook import rule_words
from advisor.rules.audit import Finding, audit
from advisor.tui.keys import RULES_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.widgets.cached import Page
from advisor.tui.widgets.finder import Finder, Found, as_searched
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines

APPLIED, STALE, UNCERTAIN, CONFLICTING = "●", "!", "?", "≠"
"""The marks of a version: one that decides this case, and three kinds of doubt."""

_INDENT = "  "


@frozen
class ShownRule:
    """A rule with what an audit found in it, and the versions that decide the case."""

    rule: Rule[object]
    findings: tuple[Finding, ...] = ()
    applied: frozenset[str] = frozenset()

    def marks(self, day: date) -> str:
        """Return two signs: applied or not, and the worst doubt about the version of a day."""
        refs = {version.ref for version in self.rule.versions}
        since = self.rule.current(day).in_force_from
        flaws = {found.flaw.value for found in self.findings if found.in_force_from == since}
        doubts = (mark for flaw, mark in FLAW_MARKS.items() if flaw in flaws)
        return (APPLIED if refs & self.applied else " ") + next(doubts, " ")

    def doubts(self, version: Version[object], texts: Texts) -> Iterator[tuple[str, str]]:
        """Yield the mark and the words of each doubt about a version."""
        for found in self.findings:
            mark = FLAW_MARKS.get(found.flaw.value)
            if mark and found.in_force_from == version.in_force_from:
                yield mark, texts(f"audit.{found.flaw}", value=found.value)


FLAW_MARKS = {"stale": STALE, "uncertain": UNCERTAIN, "conflicting": CONFLICTING}
"""The marks of the findings that concern a reader; other findings are for editors of the files."""


class RulePage(TranslatedLines):
    """Shows one rule, all of its versions."""

    shown: var[ShownRule | None] = var(None, init=False)

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the rule, the newest version first."""
        if self.shown is None:
            return []
        rule = self.shown.rule
        page = [
            *text_lines(in_language(rule.title, texts), width, "accent"),
            *text_lines(f"{rule.id} · {rule_words.governed(rule, texts)}", width, "muted"),
        ]
        for version in reversed(rule.versions):
            page.append(line())
            page.extend(self._version(version, self.shown, texts, width))
        return page

    def _version(
        self, version: Version[object], shown: ShownRule, texts: Texts, width: int
    ) -> Iterator[Line]:
        head = rule_words.span(version, texts)
        if version.ref in shown.applied:
            head = f"{head} · {APPLIED} {texts('rules.applied')}"
        yield from text_lines(head, width, "strong")
        about = f"{rule_words.checked(version, texts)} · {rule_words.sure(version, texts)}"
        yield from text_lines(about, width, "muted", _INDENT)
        for mark, said in shown.doubts(version, texts):
            yield from text_lines(said, width, "accent", f"{mark} ")
        for text in rule_words.terms(version, texts):
            yield from text_lines(text, width, "plain", _INDENT, _INDENT)
        yield from _origins(version, texts, width)


def _origins(version: Version[object], texts: Texts, width: int) -> Iterator[Line]:
    """Yield the note of a version, its sources with quotations, and other readings."""
    if version.note:
        yield from text_lines(in_language(version.note, texts), width, "plain", _INDENT)
    for name, said in rule_words.sources(version, texts):
        yield from text_lines(name, width, "muted", _INDENT, _INDENT)
        if said:
            yield from text_lines(said, width, "plain", _INDENT * 2)
    for text in rule_words.alternatives(version, texts):
        yield from text_lines(text, width, "plain", f"{CONFLICTING} ")


class RulesScreen(OverCase[None]):
    """Lists all rules and shows the one under the cursor."""

    CSS_PATH = "rules.tcss"
    BINDINGS = bindings(RULES_KEYS)
    AUTO_FOCUS = "Finder Input"

    def __init__(self, rulebook: Rulebook, decision: Decision | None) -> None:
        super().__init__()
        self._rulebook = rulebook
        self._applied = frozenset(rule.ref for rule in (decision.rules if decision else ()))
        self._shown: dict[str, ShownRule] = {}

    def compose(self) -> ComposeResult:
        """Put the list beside the page."""
        yield Heading("rules.title")
        with Horizontal():
            yield Finder()
            with Page(classes="body"):
                yield RulePage()
        yield key_bar(RULES_KEYS)

    def on_mount(self) -> None:
        """Start reading the rules after the first paint."""
        self.query_one(Finder).loading = True
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        """Read and audit all rules in a worker; if a file is broken, tell the user instead."""
        try:
            rules = tuple(self._rulebook.all_rules())
            findings = audit(self._rulebook, service.today())
        except AdvisorError as error:
            self.app.call_from_thread(self._say_error, error)
            return
        self.app.call_from_thread(self._show, rules, findings)

    def _say_error(self, error: AdvisorError) -> None:
        self.query_one(Finder).loading = False
        self.notify(on_demand.error_text(error, self.texts), severity="error", markup=False)

    def _show(self, rules: tuple[Rule[object], ...], findings: tuple[Finding, ...]) -> None:
        self._shown = {
            rule.id: ShownRule(
                rule,
                tuple(found for found in findings if found.rule == rule.id),
                self._applied,
            )
            for rule in rules
        }
        self.query_one(Finder).loading = False
        self.retranslate()

    def retranslate(self) -> None:
        """List the rules in the language of the app."""
        finder, texts = self.query_one(Finder), self.texts
        finder.prompt, finder.nothing = texts("rules.search"), texts("rules.nothing")
        finder.entries = tuple(_entry(shown, texts) for shown in self._shown.values())
        self.query_one(Heading).about = texts("rules.marks")

    @on(Finder.Moved)
    def _moved(self, event: Finder.Moved) -> None:
        page = self.query_one(RulePage)
        page.shown = self._shown.get(event.key or "")
        body = self.query_one(".body")
        body.scroll_home(animate=False)

    @on(Finder.Chosen)
    def _chosen(self) -> None:
        self.add_class("-page")

    def action_close(self) -> None:
        """Go back a step: from the page to the list, from a search to all, then to the case."""
        if self.has_class("-page") and self.has_class("-narrow"):
            self.remove_class("-page")
        elif not self.query_one(Finder).clear():
            self.dismiss(None)

    def action_scroll_page(self, pages: int) -> None:
        """Scroll the page of the rule, or the list if only the list is shown."""
        if self.has_class("-narrow") and not self.has_class("-page"):
            self.query_one(Finder).action_page(pages)
        else:
            super().action_scroll_page(pages)


def _entry(shown: ShownRule, texts: Texts) -> Found:
    rule = shown.rule
    words = [rule.id, rule.title.ko, rule.title.en]
    for version in rule.versions:
        words += [version.ref, *rule_words.terms(version, texts)]
        words += (part for source in rule_words.sources(version, texts) for part in source)
    today = service.today()
    title = partial(rule_words.title, rule, today, texts)
    return Found(rule.id, shown.marks(today), title, as_searched(" ".join(words)))
