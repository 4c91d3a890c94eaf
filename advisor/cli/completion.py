"""Shell completion of half-typed words; the possible words are looked up only when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from click import Context, Parameter

from advisor import on_demand
from advisor.intake.case.field import Field

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    Completion = Callable[[Context, Parameter, str], list[CompletionItem]]
    Words = Callable[[], Iterable[str]]


def files(_ctx: Context, _param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Return an item that leaves the completion of file names to the shell."""
    return [on_demand.CompletionItem(incomplete, type="file")]


def words(known: Words) -> Completion:
    """Return a completion that offers the known words."""
    return partial(_beginning, known)


def of_field(field: Field) -> Completion | None:
    """Return a completion for the values of a key, or None if any value may be typed."""
    return words(partial(_values, field)) if field.choices or field.names_from else None


def rule_ids() -> Iterable[str]:
    """Return the id of every rule."""
    return (rule.id for rule in on_demand.load_rulebook().all_rules())


def system_names() -> Iterable[str]:
    """Return the name of every bonus-malus system."""
    return on_demand.system_names()


def saved_names(*, deleted: bool = False) -> Iterable[str]:
    """Return the names of the saved cases, or the number if a shell would split the name.

    Returns nothing if there is no store that can be opened.
    """
    folder = on_demand.data_folder()
    if folder is None or not folder.is_dir():
        return ()
    try:
        with on_demand.open_cases() as store:
            cases = store.deleted() if deleted else store.cases()
    except on_demand.StorageError:
        return ()
    return [case.name if _is_one_word(case.name) else str(case.number) for case in cases]


def _is_one_word(name: str) -> bool:
    return bool(name) and all(sign.isalnum() or sign in "-_." for sign in name)


def _beginning(
    known: Words,
    _ctx: Context,
    _param: Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    return [on_demand.CompletionItem(word) for word in known() if word.startswith(incomplete)]


def _values(field: Field) -> Iterable[str]:
    if field.choices or not field.names_from:
        return field.choices
    names: Iterable[str] = getattr(on_demand.load_rulebook(), field.names_from)
    return names


def settings(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the completions of a `KEY=VALUE`: keys first, then the values of the typed key."""
    before, joined, last = incomplete.rpartition(";")
    key, equals, _ = last.partition("=")
    start = f"{before}{joined}"
    field = on_demand.field_at(key) if equals else None
    if field is None:
        keys = [f"{start}{known.path}=" for known in on_demand.FIELDS if known.flag]
        return _beginning(lambda: keys, ctx, param, incomplete)
    values = ("yes", "no") if field.kind is on_demand.FieldKind.FLAG else _values(field)
    return _beginning(lambda: [f"{start}{key}={v}" for v in values], ctx, param, incomplete)
