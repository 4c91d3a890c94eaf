"""`advisor decide`: one case in, one explained answer out."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import click
from attrs import evolve

from advisor import on_demand
from advisor.cli import output
from advisor.cli.commands import Command, case_or_sample, json_option
from advisor.cli.stated_case import EVERY_FIELD, StatedCase, stated_case, stated_options
from advisor.domain.decision import Decision
from advisor.explain.texts import Texts
from advisor.intake.case.field import ListKey
from advisor.intake.nested import value_at
from advisor.rules.rulebook import load_rulebook
from advisor.service import today

_AS_OF = "as_of"


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        *case_or_sample(),
        json_option(),
        click.Option(["--full"], is_flag=True),
        click.Option(["--expected"], is_flag=True),
        *stated_options(EVERY_FIELD),
    ]
    return Command(
        "decide", partial(_run, texts), params, lambda: on_demand.decide_page(texts, output.cells())
    )


def _run(
    texts: Texts,
    *,
    case: str | None,
    use_sample: bool,
    as_json: bool,
    **given: object,
) -> int:
    """Decide the given case and print the answer; return the exit code."""
    stated = stated_case(case, given, EVERY_FIELD, texts, use_sample=use_sample, as_json=as_json)
    if use_sample and _AS_OF not in stated.flags and _has_later_day(stated.document):
        stated = evolve(stated, document={**stated.document, _AS_OF: today()})
    decision = stated.decided(texts, as_json=as_json)
    expected = bool(given["expected"])
    if as_json:
        return output.write(_json(decision, stated, expected=expected))
    return output.write(_words(decision, texts, full=bool(given["full"]), expected=expected))


def _has_later_day(document: Mapping[str, object]) -> bool:
    """Return whether a case states a day after its own `as_of`.

    The sample has a fixed `as_of`: if a flag states a later accident, advice as of today is wanted.
    """
    as_of = document.get(_AS_OF)
    found = (value_at(document, path) for path in ("accident.day", "policy.start"))
    claims = document.get(ListKey.CLAIM)
    rows = claims if isinstance(claims, list) else []
    days = (*found, *(row.get("day") for row in rows if isinstance(row, Mapping)))
    return isinstance(as_of, date) and any(isinstance(d, date) and d > as_of for d in days)


def _json(decision: Decision, stated: StatedCase, *, expected: bool) -> str:
    document = on_demand.answer_document(decision)
    if expected:
        later = on_demand.later_in_full(decision, load_rulebook())
        document["expected"] = on_demand.later_document(later)
    if stated.filled:
        document["from_settings"] = list(stated.filled)
    return on_demand.to_json(document)


def _words(decision: Decision, texts: Texts, *, full: bool, expected: bool) -> str:
    later = on_demand.later_advice(decision, load_rulebook()) if expected else None
    return on_demand.to_text(decision, output.paper(texts), full=full, later=later)
