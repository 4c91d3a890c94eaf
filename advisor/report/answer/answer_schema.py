"""The JSON schema of the answer, and of the problems that may come in its place."""

from __future__ import annotations

from pathlib import Path


def schema_text() -> str:
    """Give the schema (draft 2020-12) as its file stands."""
    return Path(__file__).with_name("answer.schema.json").read_text(encoding="utf-8")
