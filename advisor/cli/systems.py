"""`advisor systems`: how tough bonus-malus systems are, and what to claim in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import click

from advisor import on_demand
from advisor.cli import output
from advisor.cli.commands import Command, Group, json_option, no_such, page, wrong
from advisor.cli.completion import system_names, words
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.intake.typed.rate import rate_up_to
from advisor.later.later_years import MOST_ACCIDENTS
from advisor.report.answer.json_values import Json
from advisor.report.answer.to_json import to_json
from advisor.report.systems import (
    comparison_page,
    system_document,
    system_page,
    systems_list,
    title_of,
)
from advisor.rules.rulebook import load_rulebook
from advisor.service import today

if TYPE_CHECKING:
    from advisor.later.figures import Measured

_KOREAN = "kr"
_LARGEST = 10**12
_MOST = {"accident_rate": MOST_ACCIDENTS, "discount_rate": 10, "log_deviation": 3}


def command(texts: Texts) -> click.Command:
    """Return the command with its subcommands."""
    help_page = page(texts, "systems.help.text")
    as_json = json_option()
    taken = [
        click.Option(["--accident-rate"]),
        click.Option(["--mean-loss"]),
        click.Option(["--log-deviation"]),
        click.Option(["--discount-rate"]),
        click.Option(["--plain"], is_flag=True),
        as_json,
    ]
    some = click.Argument(["systems"], nargs=-1, required=True, shell_complete=words(system_names))
    one = click.Argument(["system"], shell_complete=words(system_names))
    return Group(
        "systems",
        [
            Command("list", partial(_list, texts), [as_json], help_page),
            Command("show", partial(_show, texts), [one, *taken], help_page),
            Command("compare", partial(_compare, texts), [some, *taken], help_page),
        ],
        help_page,
    )


def _list(texts: Texts, *, as_json: bool) -> int:
    found = [(_KOREAN, "", on_demand.korean_size(*_ground()))]
    found += [
        (one.name, one.title, one.system().size) for one in on_demand.classic_systems().values()
    ]
    if as_json:
        listed: list[Json] = [
            {"id": name, "title": title_of(name, title, texts), "states": states}
            for name, title, states in found
        ]
        return output.write(to_json({"systems": listed}))
    return output.write(systems_list(found, texts))


def _show(texts: Texts, *, system: str, as_json: bool, **given: object) -> int:
    (found,) = _measured((system,), given, texts)
    if as_json:
        return output.write(to_json(system_document(found)))
    return output.write(system_page(found, output.paper(texts)))


def _compare(texts: Texts, *, systems: tuple[str, ...], as_json: bool, **given: object) -> int:
    found = _measured(systems, given, texts)
    if as_json:
        documents: list[Json] = [system_document(one) for one in found]
        return output.write(to_json({"systems": documents}))
    return output.write(comparison_page(found, output.paper(texts)))


def _measured(systems: tuple[str, ...], given: dict[str, object], texts: Texts) -> list[Measured]:
    setting = _setting(given, texts)
    if systems == (_KOREAN,) and given["plain"]:
        raise wrong(texts("systems.problem.nothing-to-leave-out"))
    known = on_demand.system_names()
    for system in systems:
        if system not in known:
            raise wrong(no_such("systems.problem.no-such-system", system, known, texts))
    return [on_demand.measured(system, setting, *_ground()) for system in systems]


def _ground() -> tuple[Rulebook, date]:
    return load_rulebook(), today()


def _setting(given: dict[str, object], texts: Texts) -> on_demand.Setting:
    figures = {
        name: None if (typed := given[name]) is None else _figure(name, str(typed), texts)
        for name in ("accident_rate", "mean_loss", "log_deviation", "discount_rate")
    }
    return on_demand.Setting(**figures, plain=bool(given["plain"]))


def _figure(name: str, typed: str, texts: Texts) -> Decimal:
    most = _MOST.get(name, _LARGEST)
    figure = rate_up_to(most, typed.replace(",", ""))
    if not figure:
        option = f"--{name.replace('_', '-')}"
        raise wrong(texts("systems.problem.figure", option=option, value=typed, most=most))
    return figure
