"""`advisor decide`: one case in, one explained answer out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click
from attrs import evolve

from advisor import on_demand
from advisor.cli import output
from advisor.cli.case_input import case_file, sample, with_unread
from advisor.cli.commands import Command, wrong
from advisor.cli.completion import files
from advisor.cli.field_options import field_options, flags_by_path, repeated, typed_flags
from advisor.domain.decision import Decision
from advisor.domain.values import frozen
from advisor.intake.case.fields import FLAGS, Listed
from advisor.intake.nested import at
from advisor.intake.problems import Problem
from advisor.intake.typed.insurer import with_insurer_code
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer, today

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts

_AS_OF = "as-of"


@frozen
class Asked:
    """The arguments: where the case comes from, what is laid over it, and the form wanted."""

    case: str | None
    sample: bool
    flags: Mapping[str, str]
    added: Mapping[Listed, tuple[str, ...]]
    as_json: bool
    full: bool
    expected: bool
    filled: tuple[str, ...] = ()
    """The flags that came from the settings."""


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["case"], required=False, shell_complete=files),
        click.Option(["--sample"], is_flag=True),
        click.Option(["--json", "as_json"], is_flag=True),
        click.Option(["--full"], is_flag=True),
        click.Option(["--expected"], is_flag=True),
        *(
            click.Option([f"--{listed.replace('_', '-')}", listed], multiple=True)
            for listed in Listed
        ),
        *field_options(FLAGS.values()),
    ]
    return Command("decide", partial(_run, texts), params, partial(_page, texts))


def _page(texts: Texts) -> str:
    return on_demand.decide_page(texts, output.cells())


def _run(
    texts: Texts,
    *,
    case: str | None,
    sample: bool,
    **given: object,
) -> int:
    """Decide what was asked for and print the answer; return the exit code."""
    asked = Asked(
        case=case,
        sample=sample,
        flags=typed_flags(FLAGS.values(), given),
        added={listed: repeated(given[listed]) for listed in Listed},
        as_json=bool(given["as_json"]),
        full=bool(given["full"]),
        expected=bool(given["expected"]),
    )
    try:
        return _decide(asked, texts)
    except OSError as error:
        return output.tell_unreadable(case, error, texts)


def _decide(asked: Asked, texts: Texts) -> int:
    if asked.sample == bool(asked.case) and (
        asked.sample or not (asked.flags or any(asked.added.values()))
    ):
        code = "two-cases" if asked.sample else "no-case"
        raise wrong(texts(f"cli.usage.{code}"))
    if not (asked.case or asked.sample):
        asked = _with_settings(asked, texts)
    document = sample() if asked.sample else case_file(asked.case, texts) if asked.case else None
    if isinstance(document, Problem):
        return on_demand.tell_problems((document,), texts, as_json=asked.as_json)
    found = _answer(document, asked)
    if not isinstance(found, Decision):
        flags = flags_by_path(asked.flags, whole=not (asked.case or asked.sample))
        return on_demand.tell_problems(found, texts, as_json=asked.as_json, flags=flags)
    if asked.as_json:
        output.write(_json(found, asked))
    else:
        output.write(_words(found, texts, asked))
    return output.DONE


def _with_settings(asked: Asked, texts: Texts) -> Asked:
    """Fill what the flags leave open from the settings, and say what was filled."""
    found = on_demand.filled_and_told(asked.flags, texts)
    return evolve(asked, flags={**found, **asked.flags}, filled=tuple(found))


def _answer(document: Mapping[str, object] | None, asked: Asked) -> Decision | tuple[Problem, ...]:
    day = today()
    rulebook = load_rulebook()
    changed, unread = _laid_over(document, asked, rulebook, day)
    if asked.sample and _AS_OF not in asked.flags and _has_later_day(changed):
        changed["as_of"] = day
    return with_unread(answer(changed, rulebook, day), unread)


def _laid_over(
    document: Mapping[str, object] | None, asked: Asked, rulebook: Rulebook, day: date
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Lay the flags over the document; return what of them cannot be read as well."""
    if document is not None and not asked.flags and not any(asked.added.values()):
        return {**document}, ()
    flags = with_insurer_code(asked.flags, rulebook.insurers)
    return on_demand.apply_flags(document, flags, asked.added, day)


def _has_later_day(document: Mapping[str, object]) -> bool:
    """Tell whether a case states a day that is yet to come on its own day of the advice.

    The sample's day is its own: who types a later accident over it asks for today's advice.
    """
    as_of = document.get("as_of")
    found = (at(document, path) for path in ("accident.day", "policy.start"))
    claims = document.get(Listed.CLAIM)
    rows = claims if isinstance(claims, list) else []
    days = (*found, *(row.get("day") for row in rows if isinstance(row, Mapping)))
    return isinstance(as_of, date) and any(isinstance(d, date) and d > as_of for d in days)


def _json(decision: Decision, asked: Asked) -> str:
    document = on_demand.answer_document(decision)
    if asked.expected:
        later = on_demand.later_in_full(decision, load_rulebook())
        document["expected"] = on_demand.later_document(later)
    if asked.filled:
        document["from_settings"] = [FLAGS[name].path for name in asked.filled]
    return on_demand.to_json(document)


def _words(decision: Decision, texts: Texts, asked: Asked) -> str:
    later = on_demand.later_advice(decision, load_rulebook()) if asked.expected else None
    emphasis = on_demand.Emphasis(output.accent(), output.faint())
    return on_demand.to_text(
        decision, texts, cells=output.cells(), full=asked.full, emphasis=emphasis, later=later
    )
