"""The JSON schema of the answer, and of the problems that may come in its place."""

from __future__ import annotations

from pathlib import Path

from advisor.explain.outside import ForPrograms, for_programs


def schema_text() -> ForPrograms:
    """Return the schema (draft 2020-12) as its file stands."""
    path = Path(__file__).with_name("answer.schema.json")
    return for_programs(path.read_text(encoding="utf-8"))
