"""The fields of a case, or of another input, as options of a command, and the typed values."""

from collections.abc import Collection, Iterable, Mapping

import click

from advisor.cli.completion import of_field
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import FLAGS


def field_options(fields: Iterable[Field], *, can_be_denied: bool = True) -> list[click.Option]:
    """Return the option of each field; with `can_be_denied`, a switch also has its `--no-` form."""
    return [_option(field, can_be_denied=can_be_denied) for field in fields]


_AS_OF = "as-of"


def typed_flags(fields: Iterable[Field], given: Mapping[str, object]) -> dict[str, str]:
    """Return the text that was typed for each flag; a switch counts as `yes` or `no`."""
    found: dict[str, str] = {}
    for field in fields:
        value = given[_variable(field)]
        if isinstance(value, bool):
            found[field.flag] = "yes" if value else "no"
        elif value is not None:
            found[field.flag] = str(value)
    return found


def repeated(value: object) -> tuple[str, ...]:
    """Return what was typed for an option that may be repeated; empty if it was not used."""
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def flags_by_path(flags: Collection[str], *, whole: bool) -> dict[str, str]:
    """Return the flag for each path that was stated by one, or could have been in a `whole` case.

    An exception is `--as-of`: if it was not typed, the day is today and comes from no flag.
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
