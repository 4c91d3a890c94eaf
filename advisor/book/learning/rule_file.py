"""A learnt table as rule files of one's own: a count profile, and the insurer that names it."""

import re
from collections.abc import Iterator
from datetime import date

from advisor.book.learning.known import names_of
from advisor.book.learning.learn_text import days_said
from advisor.book.learning.learnt import LearntTable
from advisor.book.learning.renewal import CELLS
from advisor.domain.rule import Source
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import InsurerTerms
from advisor.domain.values import frozen
from advisor.explain.texts import LANGUAGES, Texts
from advisor.toml.text import toml_value

MADE = "# advisor learn"
"""The first line of a file that was written by this module and so may be overwritten."""

_CODE = re.compile(r"[\w-]+")


@frozen
class RuleFile:
    """A rule file to write: its place below the folder of one's own rules, and its text."""

    place: tuple[str, ...]
    text: str


def can_be_saved(insurer: str) -> bool:
    """Return whether the code of an insurer may be the name of a file."""
    return bool(_CODE.fullmatch(insurer))


def profile_code(insurer: str) -> str:
    """Return the code of an insurer's learnt table in the rules."""
    return f"learnt-{insurer}"


def rule_files(table: LearntTable, rulebook: Rulebook, today: date) -> tuple[RuleFile, RuleFile]:
    """Return the rule files of a learnt count profile and of the insurer that uses it.

    Both are in force from the days of the rules that they replace, so that they also answer for
    today's policies and the renewals before them; the note says when they were learnt.

    Raises:
        ValueError: the insurer's code cannot be the name of a file.
    """
    if not can_be_saved(table.insurer):
        raise ValueError(table.insurer)
    code = profile_code(table.insurer)
    return (
        RuleFile(
            ("kr", "count_profiles", f"{code}.toml"),
            _text(_profile(table, rulebook, today)),
        ),
        RuleFile(
            ("kr", "insurers", f"{table.insurer}.toml"), _text(_insurer(table, rulebook, today))
        ),
    )


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _profile(table: LearntTable, rulebook: Rulebook, today: date) -> Iterator[str]:
    since = rulebook.count_profiles[table.published].current(today).in_force_from
    yield MADE
    yield f"id          = {toml_value(f'kr.count_factor.{profile_code(table.insurer)}')}"
    yield 'kind        = "count-profile"'
    yield 'governed_by = "renewal"'
    yield f"title       = {_said('title', table, rulebook, today)}"
    yield from _version(since, today, _said("note", table, rulebook, today))
    yield "rows = ["
    for three in range(CELLS[-1].three_years + 1):
        row = (one.factor for one in table.factors if one.counts.three_years == three)
        yield f"  [{', '.join(map(str, row))}],"
    yield "]"
    yield from _source(table, rulebook, today)


def _insurer(table: LearntTable, rulebook: Rulebook, today: date) -> Iterator[str]:
    rule = rulebook.insurers.get(table.insurer)
    version = rule.current(today) if rule else None
    terms = version.terms if version else None
    yield MADE
    yield f"id          = {toml_value(f'kr.insurer.{table.insurer}')}"
    yield 'kind        = "insurer"'
    yield 'governed_by = "policy-start"'
    name = {"ko": table.insurer, "en": table.insurer}
    if terms is not None:
        name = {"ko": terms.name.ko, "en": terms.name.en}
    yield f"title       = {toml_value(name)}"
    published = rulebook.count_profiles[table.published].current(today).in_force_from
    since = max(version.in_force_from, published) if version else published
    yield from _version(since, today, _said("insurer-note", table, rulebook, today))
    yield f"name = {toml_value(name)}"
    yield f"count_profile = {toml_value(profile_code(table.insurer))}"
    if terms is not None:
        yield from _kept(terms)
    yield from _source(table, rulebook, today)
    for source in version.sources if version and not version.own else ():
        yield from _copied(source)


def _kept(terms: InsurerTerms) -> Iterator[str]:
    """Yield the lines of what else was known of the insurer."""
    if terms.grade_table:
        yield f"grade_table = {toml_value(terms.grade_table)}"
    if terms.aliases:
        yield f"aliases = {toml_value(terms.aliases)}"
    if terms.limits_published is not None:
        yield f"limits_published = {terms.limits_published}"
    if terms.underwriting_limits:
        yield "underwriting_limits = ["
        for limit in terms.underwriting_limits:
            own = str(limit.own_renewal).lower()
            counted = f"years = {limit.years}, accidents = {limit.accidents}"
            yield f"  {{ {counted}, own_renewal = {own} }},"
        yield "]"


def _version(since: date, today: date, note: str) -> Iterator[str]:
    yield ""
    yield "[[version]]"
    yield f"in_force_from = {since}"
    yield f"checked_on    = {today}"
    yield 'confidence    = "X"'
    yield f"note = {note}"
    yield "[version.terms]"


def _source(table: LearntTable, rulebook: Rulebook, today: date) -> Iterator[str]:
    yield "[[version.source]]"
    yield f"title     = {toml_value(_words('source', table, rulebook, today)['ko'])}"
    yield f"retrieved = {today}"
    yield f"states    = {_said('states', table, rulebook, today)}"


def _copied(source: Source) -> Iterator[str]:
    yield "[[version.source]]"
    for key in ("title", "article", "url", "quote"):
        if text := getattr(source, key):
            yield f"{key} = {toml_value(text)}"
    yield f"retrieved = {source.retrieved}"
    if source.states is not None:
        yield f"states = {toml_value({'ko': source.states.ko, 'en': source.states.en})}"


def _said(code: str, table: LearntTable, rulebook: Rulebook, today: date) -> str:
    return toml_value(_words(code, table, rulebook, today))


def _words(code: str, table: LearntTable, rulebook: Rulebook, today: date) -> dict[str, str]:
    """Return a text of the rule in both languages; it may use the interval of each factor."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        texts = Texts(language)
        names = names_of([table.insurer], rulebook, today, texts)
        intervals = "; ".join(
            texts(
                "learn.rule.interval",
                three=factor.counts.three_years,
                one=factor.counts.one_year,
                low=factor.low,
                high=factor.high,
                renewals=factor.renewals,
            )
            for factor in table.factors
            if factor.renewals and factor.counts != CELLS[0]
        )
        found[language] = texts(
            f"learn.rule.{code}",
            insurer=names.get(table.insurer, table.insurer),
            renewals=table.renewals,
            days=days_said(table, texts),
            published=names.get(table.published, table.published),
            intervals=intervals,
        )
    return found
