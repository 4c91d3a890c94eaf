"""A change of a case in words: the quick ones by their name, typed ones key by key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.domain.comparison import TYPED
from advisor.explain.names import named
from advisor.intake.fields import FieldKind, Listed, field_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed_won import parse_won

if TYPE_CHECKING:
    from advisor.domain.comparison import Change
    from advisor.explain.texts import Texts

_INDEX = re.compile(r"\[([0-9]+)\]")
_JOIN = ", "


def change_words(change: Change, texts: Texts) -> str:
    """Say what a change changes; one that changes nothing is the case as it is."""
    if not change.settings:
        return texts("compare.change.none")
    if change.code != TYPED:
        return texts(f"compare.change.{change.code}", **change.facts)
    return _JOIN.join(_setting(path, text, texts) for path, text in change.settings.items())


def _setting(path: str, text: str, texts: Texts) -> str:
    code = "typed" if text.strip() else "dropped"
    if path in set(Listed):
        code = f"typed-{path}"
    value = named(path, _value(path, text.strip(), texts), texts)
    return texts(f"compare.change.{code}", name=_name(path, texts), value=value)


def _value(path: str, text: str, texts: Texts) -> str:
    """Write a typed amount out in full; anything else stands as it was typed."""
    field = field_at(path)
    if field is None or field.kind not in {FieldKind.WON, FieldKind.ESTIMATE}:
        return text
    amount = parse_won(text)
    return text if isinstance(amount, Unreadable) else texts.formats["won"](amount)


def _name(path: str, texts: Texts) -> str:
    """Name a path as the form does; one of several past claims with its place in the row."""
    pattern = _INDEX.sub("[]", path)
    code = f"field.{pattern}"
    name = texts(code) if texts.has(code) else path
    if match := _INDEX.search(path):
        return texts("compare.change.of-claim", name=name, number=int(match[1]) + 1)
    return name
