"""What was learnt, for people: a table for each insurer, and how near predictions were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import Factory

from advisor.book.follow_up import Accuracy, FollowUp
from advisor.domain.values import frozen
from advisor.explain.formats import percent
from advisor.explain.paper import Paper
from advisor.explain.tables import plain_table
from advisor.explain.texts import Texts
from advisor.explain.width import joined_lines, wrap

if TYPE_CHECKING:
    from advisor.book.learning.learnt import LearntFactor, LearntTable

_HEADINGS = ("counts", "published", "learnt", "interval", "renewals")
_INDENT = "  "


@frozen
class LearnPaper(Paper):
    """What a page of learnt tables is written with; `names` are those of insurers, by code."""

    names: Mapping[str, str] = Factory(dict)

    def name(self, code: str) -> str:
        """Return what an insurer or a table is called; its code where it has no name."""
        return self.names.get(code, code)


def learn_text(tables: Sequence[LearntTable], came_true: FollowUp, paper: LearnPaper) -> str:
    """Return the learnt tables, and below them how near predictions were."""
    lines: list[str] = []
    for table in tables:
        lines += [*_table(table, paper), ""]
    lines += paper.wrapped(paper.texts("learn.only-ratios"))
    if came_true.overall is not None:
        lines += ["", *follow_up_lines(came_true, paper)]
    return joined_lines(lines)


def follow_up_lines(came_true: FollowUp, paper: LearnPaper) -> list[str]:
    """Return how near predictions were, overall and by insurer, and how many renewals had none."""
    texts, cells = paper.texts, paper.cells
    if came_true.overall is None:
        return paper.wrapped(texts("learn.follow-up.none"))
    lines = [texts("learn.follow-up.title")]
    for accuracy in (came_true.overall, *came_true.by_insurer):
        first, *rest = wrap(_accuracy(accuracy, paper), cells - len(_INDENT))
        lines += [_INDENT + first, *(_INDENT * 2 + line for line in rest)]
    if came_true.unpredicted:
        lines += paper.wrapped(texts("learn.follow-up.unpredicted", count=came_true.unpredicted))
    return lines


def _accuracy(accuracy: Accuracy, paper: LearnPaper) -> str:
    code = "insurer" if accuracy.insurer else "overall"
    error = accuracy.mean_error
    lean = "even" if percent(error) == percent(error * 0) else "low" if error > 0 else "high"
    return paper.texts(
        f"learn.follow-up.{code}",
        insurer=paper.name(accuracy.insurer),
        count=accuracy.renewals,
        lean=paper.texts(f"learn.follow-up.{lean}", error=abs(error)),
        distance=accuracy.mean_distance,
        near=accuracy.within_near,
    )


def days_said(table: LearntTable, texts: Texts) -> str:
    """Return the days of the renewals that a table was learnt from."""
    code = "days-one" if table.first == table.last else "days"
    return texts(f"learn.{code}", first=table.first, last=table.last)


def _signed(shown: str) -> str:
    return shown if shown.startswith("-") or shown == "0%" else f"+{shown}"


def _table(table: LearntTable, paper: LearnPaper) -> Iterator[str]:
    texts, insurer = paper.texts, paper.name(table.insurer)
    facts = {"count": table.renewals, "days": days_said(table, texts)}
    yield from paper.wrapped(texts("learn.title", insurer=insurer, **facts))
    headings = [texts(f"learn.heading.{name}") for name in _HEADINGS]
    yield from plain_table([headings, *(_row(one, texts) for one in table.factors)])
    yield from paper.wrapped(_market(table, texts))
    published, grades = paper.name(table.published), paper.name(table.grade_table)
    yield from paper.wrapped(texts("learn.basis", published=published, grades=grades))
    if not table.is_informative:
        yield from paper.wrapped(texts("learn.too-few"))


def _row(one: LearntFactor, texts: Texts) -> list[str]:
    interval = texts("learn.interval", low=f"{one.low:.2f}", high=f"{one.high:.2f}")
    is_measure = one.counts.three_years == 0
    return [
        texts("learn.counts", three=one.counts.three_years, one=one.counts.one_year),
        f"{one.published:.2f}",
        f"{one.factor:.2f}",
        texts("learn.measure") if is_measure else interval,
        f"{one.renewals:,}",
    ]


def _market(table: LearntTable, texts: Texts) -> str:
    years = (
        texts("learn.market-year", year=year.year, change=_signed(percent(year.change)),
              count=year.clean)
        for year in table.market
    )  # fmt: skip
    return texts("learn.market", years=", ".join(years))
