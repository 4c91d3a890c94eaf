"""What a shell may put in for a half-typed word; everything is looked up only when it is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from click import Context, Parameter
    from click.shell_completion import CompletionItem

    from advisor.intake.case.fields import Field

    Completion = Callable[[Context, Parameter, str], list[CompletionItem]]
    Words = Callable[[], Iterable[str]]


def files(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Leave it to the shell, which knows its files."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - for shells only

    return [CompletionItem(incomplete, type="file")]


def words(known: Words) -> Completion:
    """Return what completes a word to one of those that are known."""
    return partial(_beginning, known)


def of_field(field: Field) -> Completion | None:
    """Return what completes a value of a key, or None where anything may be typed."""
    return words(partial(_values, field)) if field.choices or field.names_from else None


def rule_ids() -> Iterable[str]:
    """Return the id of every rule."""
    from advisor.rules.rulebook import load_rulebook  # noqa: PLC0415 - for shells only

    return (rule.id for rule in load_rulebook().all_rules())


def system_names() -> Iterable[str]:
    """Return the name of every bonus-malus system."""
    from advisor.later.measures import names  # noqa: PLC0415 - it loads numpy

    return names()


def saved_names() -> Iterable[str]:
    """Return the names of the saved cases, or numbers where a shell would take a name apart.

    There are none where there is no store that can be opened.
    """
    from advisor.cases import open_cases  # noqa: PLC0415 - for shells only
    from advisor.places import data_folder  # noqa: PLC0415 - likewise
    from advisor.storage.errors import StorageError  # noqa: PLC0415 - likewise

    folder = data_folder()
    if folder is None or not folder.is_dir():
        return ()
    try:
        with open_cases() as store:
            cases = store.cases()
    except StorageError:
        return ()
    return [case.name if _is_one_word(case.name) else str(case.number) for case in cases]


def _is_one_word(name: str) -> bool:
    return bool(name) and all(sign.isalnum() or sign in "-_." for sign in name)


def _beginning(
    known: Words,
    ctx: Context,  # noqa: ARG001 - click's signature
    param: Parameter,  # noqa: ARG001 - likewise
    incomplete: str,
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - for shells only

    return [CompletionItem(word) for word in known() if word.startswith(incomplete)]


def _values(field: Field) -> Iterable[str]:
    if field.choices:
        return field.choices
    from advisor.rules.rulebook import load_rulebook  # noqa: PLC0415 - for shells only

    match field.names_from:
        case "insurers":
            return load_rulebook().insurers
        case "grade_tables":
            return load_rulebook().grade_tables
        case "count_profiles":
            return load_rulebook().count_profiles
        case _:
            return ()


def settings(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a `KEY=VALUE`: a key, then its values."""
    from advisor.intake.case.fields import FIELDS, FieldKind, field_at  # noqa: PLC0415 - for shells only

    before, joined, last = incomplete.rpartition(";")
    key, equals, _ = last.partition("=")
    start = f"{before}{joined}"
    field = field_at(key) if equals else None
    if field is None:
        keys = [f"{start}{known.path}=" for known in FIELDS if known.flag]
        return _beginning(lambda: keys, ctx, param, incomplete)
    values = ("yes", "no") if field.kind is FieldKind.FLAG else _values(field)
    return _beginning(lambda: [f"{start}{key}={v}" for v in values], ctx, param, incomplete)
