"""The keys of a table as options of a command, and what was typed for them."""

from collections.abc import Collection, Iterable, Mapping

import click

from advisor.cli.completion import of_field
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import FLAGS


def field_options(fields: Iterable[Field], *, can_be_denied: bool = True) -> list[click.Option]:
    """Return the option of each key; a yes or no that can be denied has its opposite beside it."""
    return [_option(field, can_be_denied=can_be_denied) for field in fields]


_AS_OF = "as-of"


def typed_flags(fields: Iterable[Field], given: Mapping[str, object]) -> dict[str, str]:
    """Return what was typed, by flag; a switch was typed as a yes or a no."""
    found: dict[str, str] = {}
    for field in fields:
        value = given[_variable(field)]
        if isinstance(value, bool):
            found[field.flag] = "yes" if value else "no"
        elif value is not None:
            found[field.flag] = str(value)
    return found


def repeated(value: object) -> tuple[str, ...]:
    """Return what was typed for an option that may come again."""
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def flags_by_path(flags: Collection[str], *, whole: bool) -> dict[str, str]:
    """Return the flag of each key that came from one; of a whole case every key did.

    But for the day of the advice: one that nobody typed is today, and no flag's.
    """
    stated = [name for name in FLAGS if name != _AS_OF or name in flags] if whole else flags
    return {FLAGS[name].path: f"--{name}" for name in stated}


def _option(field: Field, *, can_be_denied: bool) -> click.Option:
    name, variable = f"--{field.flag}", _variable(field)
    if field.kind is not FieldKind.FLAG:
        return click.Option([name, variable], shell_complete=of_field(field))
    if can_be_denied:
        return click.Option([f"{name}/--no-{field.flag}", variable], default=None)
    return click.Option([name, variable], flag_value="yes", default=None)


def _variable(field: Field) -> str:
    return f"flag_{field.flag.replace('-', '_')}"
