"""The JSON schemas of an answer, of outputs that contain answers, and of input problems."""

import json
from pathlib import Path
from typing import Any

from advisor.explain.untrusted_text import MachineText, machine_text

_PROBLEMS = {"$ref": "#/$defs/problems"}
_ANSWER = {"$ref": "#/$defs/answer"}


def schema_text() -> MachineText:
    """Return the text of the schema file of an answer (draft 2020-12), unchanged."""
    return machine_text(_file().read_text(encoding="utf-8"))


def comparison_schema_text() -> MachineText:
    """Return the schema of a comparison: of a case and its variants, or of insurers.

    In a variant, `set` has the values by path, null if a key is removed. `premium_unchanged` is
    true if a change affects the premium but the variant keeps that of the case. `outlay_change` is
    in won, null if the variant counts other years.
    """
    variant = {
        "type": "object",
        "required": ["set", "premium_unchanged", "outlay_change", "answer"],
        "properties": {
            "set": {"type": "object"},
            "premium_unchanged": {"type": "boolean"},
            "outlay_change": {"type": ["integer", "null"]},
            "answer": _ANSWER,
        },
    }
    found = json.loads(_file().read_text(encoding="utf-8"))
    comparison = {
        "type": "object",
        "required": ["schema_version", "base", "variants"],
        "properties": {
            "schema_version": {"const": _version(found)},
            "base": _ANSWER,
            "variants": {"type": "array", "items": variant},
        },
    }
    found["title"] = "advisor compare --json"
    found["oneOf"] = [{"$ref": f"#/$defs/{name}"} for name in ("comparison", "insurers")]
    found["oneOf"] += [_PROBLEMS]
    found["$defs"]["comparison"] = comparison
    found["$defs"]["insurers"] = json.loads(_beside("insurers.schema.json").read_text("utf-8"))
    return machine_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def retention_schema_text() -> MachineText:
    """Return the schema of `advisor retention --json`: the view with later accidents alone."""
    found = json.loads(_file().read_text(encoding="utf-8"))
    found["title"] = "advisor retention --json"
    found["oneOf"] = [{"$ref": "#/$defs/retention"}, _PROBLEMS]
    found["$defs"]["retention"] = {
        "allOf": [{"$ref": "#/$defs/expected"}],
        "required": ["schema_version"],
        "properties": {"schema_version": {"const": _version(found)}},
    }
    return machine_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def _version(schema: dict[str, Any]) -> object:
    return schema["$defs"]["answer"]["properties"]["schema_version"].get("const")


def _file() -> Path:
    return _beside("answer.schema.json")


def _beside(name: str) -> Path:
    return Path(__file__).with_name(name)
