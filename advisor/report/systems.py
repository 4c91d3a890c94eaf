"""Bonus-malus systems and their measures, as text and as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.explain.columns import listed
from advisor.explain.paper import Paper
from advisor.explain.tables import plain_table
from advisor.explain.texts import Texts
from advisor.report.answer.json_values import Json, json_value

if TYPE_CHECKING:
    from advisor.later.figures import ClassRow, Measured

_MEASURES = ("level", "variation", "efficiency", "retention")
_COARSE = 1000.0
"""Amounts of this size or more are shown without decimals."""

_PLACES = 6


def system_document(found: Measured) -> dict[str, Json]:
    """Return one system as JSON: its measures, and premium, share and losses to claim by class."""
    return {
        "id": found.name,
        "title": found.title,
        "states": found.states,
        "accident_rates": [*map(figure, found.accident_rate)],
        "mean_loss": figure(found.mean_loss),
        "discount_rate": figure(found.discount_rate),
        "mean_premium": figure(found.mean_premium),
        "level": figure(found.level),
        "variation": figure(found.variation),
        "efficiency": figure(found.efficiency),
        "average_retention": figure(found.average_retention),
        "classes": [_class(row) for row in found.rows],
        "sources": [
            {"covers": source.covers, "text": source.text, "status": str(source.status)}
            for source in found.sources
        ],
    }


def _class(row: ClassRow) -> dict[str, Json]:
    return {
        "class": row.label,
        "premium": figure(row.premium),
        "share": figure(row.share),
        "losses": [
            {"above": figure(one.low), "to": figure(one.high), "action": str(one.action)}
            for one in row.regions
        ],
    }


def figure(value: float) -> Json:
    """Return a figure as a decimal rounded to six places; null if it is infinite.

    >>> figure(0.1 + 0.2), figure(math.inf)
    ('0.3', None)
    """
    return json_value(Decimal(str(round(value, _PLACES)))) if math.isfinite(value) else None


def systems_list(found: Sequence[tuple[str, str, int]], texts: Texts) -> str:
    """Return a table with the name, the number of states and the title of each system."""
    rows = [tuple(texts(f"systems.head.{head}") for head in ("id", "states", "title"))]
    rows += [(name, str(states), title_of(name, title, texts)) for name, title, states in found]
    return "\n".join(listed(rows, to_the_right={1})) + "\n"


def system_page(found: Measured, paper: Paper) -> str:
    """Return the page of one system: its classes, then its measures and what they mean."""
    texts = paper.texts
    heads = ("class", "premium", "share", "losses")
    rows = [tuple(texts(f"systems.head.{head}") for head in heads)]
    rows += [
        (row.label, _amount(row.premium), f"{row.share:.4f}", _losses(row, texts))
        for row in found.rows
    ]
    lines = [f"{found.name}  {title_of(found.name, found.title, texts)}", ""]
    lines += [*plain_table(rows), "", *_measures((found,), texts), ""]
    lines += paper.wrapped(*_notes(found, texts))
    return "\n".join(lines) + "\n"


def comparison_page(found: Sequence[Measured], paper: Paper) -> str:
    """Return the measures of several systems side by side."""
    about = paper.wrapped(paper.texts("systems.about"))
    return "\n".join([*_measures(found, paper.texts), "", *about]) + "\n"


def title_of(name: str, title: str, texts: Texts) -> str:
    """Return the name of a system in the language of `texts`, or else `title`, from its file."""
    return texts.either(f"systems.name.{name}", default=title)


def _measures(found: Sequence[Measured], texts: Texts) -> list[str]:
    heads = ("system", "mean-premium", *_MEASURES)
    rows = [tuple(texts(f"systems.head.{head}") for head in heads)]
    for one in found:
        figures = (
            one.level, one.variation, one.efficiency, one.average_retention / one.mean_premium,
        )  # fmt: skip
        rows.append((one.name, _amount(one.mean_premium), *(f"{100 * x:.2f}" for x in figures)))
    return plain_table(rows)


def _notes(found: Measured, texts: Texts) -> Iterator[str]:
    rates = ", ".join(f"{rate:g}" for rate in found.accident_rate)
    yield texts(
        "systems.taken",
        rates=rates,
        mean_loss=_amount(found.mean_loss),
        interest=f"{100 * found.discount_rate:g}",
    )
    yield texts("systems.about")
    for source in found.sources:
        yield texts("systems.source", covers=source.covers, text=source.text, status=source.status)


def _losses(row: ClassRow, texts: Texts) -> str:
    """Return the losses to claim; a star marks those that are claimed only up to the limit."""
    parts = []
    for region in row.regions:
        if region.action == "self-pay":
            continue
        mark = "*" if region.action == "cap" else ""
        until = _amount(region.high) if math.isfinite(region.high) else ""
        parts.append(f"{_amount(region.low)}–{until}{mark}")
    return ", ".join(parts) or texts("systems.never")


def _amount(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= _COARSE else f"{value:,.2f}"
