"""The JSON schema of a case file, made from the table of its keys."""

from collections.abc import Callable, Mapping
from json import dumps, loads

from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import BY_PATH, CASE, DEATH, ESTIMATE_KEYS, KEYS
from advisor.intake.case.records import FORMAT

Schema = dict[str, object]

_DAY: Schema = {"type": "string", "format": "date"}
_MONTH: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def case_schema(described: Callable[[str], str] | None = None) -> Schema:
    """Return the schema, with exact bounds of rates; `described` names each key by its path.

    A file is TOML: a day is a TOML date there, and a rate a number without exponent. The schema
    does not say what must be true between keys, nor what the rules of a day allow.
    """
    return {"$schema": _DIALECT, **_table("", described), "$comment": f"format = {FORMAT}"}


def case_schema_text(described: Callable[[str], str] | None = None) -> str:
    """Return the schema as JSON."""
    return dumps(case_schema(described), default=_number, ensure_ascii=False, indent=2) + "\n"


def _number(bound: object) -> object:
    """Return an exact bound as a JSON number."""
    return loads(str(bound))


def _table(pattern: str, described: Callable[[str], str] | None) -> Schema:
    properties: Schema = {}
    required: list[str] = []
    for key in KEYS[pattern]:
        path, name = f"{pattern}.{key}" if pattern else key, key.removesuffix("[]")
        field = BY_PATH.get(path)
        found = _value(field) if field else _table(path, described)
        if described is not None:
            found = {"description": described(path), **found}
        properties[name] = {"type": "array", "items": found} if key.endswith("[]") else found
        if field.required if field else path in {"policy", "accident"}:
            required.append(name)
    for key in CASE.old_keys(pattern):
        properties[key] = {"deprecated": True}
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | {"required": required} if required else schema


def _value(field: Field) -> Schema:
    number: Schema = {"type": "integer", **_bounds(field)}
    texts: Mapping[FieldKind, Schema] = {
        FieldKind.DAY: {"anyOf": [_DAY, _MONTH]} if field.takes_month else _DAY,
        FieldKind.CHOICE: {"enum": list(field.choices)},
        FieldKind.FLAG: {"type": "boolean"},
        FieldKind.TEXT: {"type": "string"},
        FieldKind.WORDS: {"type": "string", "maxLength": int(field.maximum)},
    }
    numbers: Mapping[FieldKind, Schema] = {
        FieldKind.RATE: {**number, "type": "number"},
        FieldKind.ESTIMATE: {"oneOf": [number, _range(number)]},
        FieldKind.GRADE: {"oneOf": [number, {"type": "string", "pattern": "^[0-9]{1,2}[ZP]$"}]},
        FieldKind.INJURY: {"oneOf": [number, {"enum": [DEATH, *field.choices]}]},
    }
    return texts.get(field.kind) or numbers.get(field.kind) or number


def _range(amount: Schema) -> Schema:
    return {
        "type": "object",
        "properties": dict.fromkeys(ESTIMATE_KEYS, amount),
        "required": list(ESTIMATE_KEYS),
        "additionalProperties": False,
    }


def _bounds(field: Field) -> Schema:
    low = "exclusiveMinimum" if field.open_end == "minimum" else "minimum"
    high = "exclusiveMaximum" if field.open_end == "maximum" else "maximum"
    return {low: field.minimum, high: field.maximum}
