"""A rule through time: the newest version first, each with its terms and where they were read."""

from collections.abc import Iterator
from datetime import date

from textual.reactive import var

from advisor.domain.rule import Rule, Version
from advisor.domain.values import frozen
from advisor.explain.names import said_in
from advisor.explain.texts import Texts
from advisor.report.rulebook import rule_words
from advisor.rules.audit import Finding
from advisor.tui.widgets.lines import Line, Spoken, line, text_lines

APPLIED, STALE, UNCERTAIN, CONFLICTING = "●", "!", "?", "≠"
"""Marks of a version: it decides this case; it deserves a look."""

_INDENT = "  "


@frozen
class ShownRule:
    """A rule with what an audit found in it, and the versions that decide the case."""

    rule: Rule[object]
    findings: tuple[Finding, ...] = ()
    applied: frozenset[str] = frozenset()

    def marks(self, day: date) -> str:
        """Return two cells: applied or not, and the worst doubt about the version of a day."""
        refs = {version.ref for version in self.rule.versions}
        since = self.rule.current(day).in_force_from
        flaws = {found.flaw.value for found in self.findings if found.in_force_from == since}
        doubts = (mark for flaw, mark in FLAW_MARKS.items() if flaw in flaws)
        return (APPLIED if refs & self.applied else " ") + next(doubts, " ")

    def doubts(self, version: Version[object], texts: Texts) -> Iterator[tuple[str, str]]:
        """Return the mark and the words of each doubt about a version."""
        for found in self.findings:
            mark = FLAW_MARKS.get(found.flaw.value)
            if mark and found.in_force_from == version.in_force_from:
                yield mark, texts(f"audit.{found.flaw}", value=found.value)


FLAW_MARKS = {"stale": STALE, "uncertain": UNCERTAIN, "conflicting": CONFLICTING}
"""What an audit finds and a reader should know; the rest is for those who edit the files."""


class RulePage(Spoken):
    """Shows one rule, all of its versions."""

    shown: var[ShownRule | None] = var(None, init=False)

    def said(self, texts: Texts, width: int) -> list[Line]:
        """Lay out the rule, its newest version first."""
        if self.shown is None:
            return []
        rule = self.shown.rule
        page = [
            *text_lines(said_in(rule.title, texts), width, "accent"),
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
    """Return the note of a version, its sources with their words, and other readings."""
    if version.note:
        yield from text_lines(said_in(version.note, texts), width, "plain", _INDENT)
    for name, said in rule_words.sources(version, texts):
        yield from text_lines(name, width, "muted", _INDENT, _INDENT)
        if said:
            yield from text_lines(said, width, "plain", _INDENT * 2)
    for text in rule_words.alternatives(version, texts):
        yield from text_lines(text, width, "plain", f"{CONFLICTING} ")
