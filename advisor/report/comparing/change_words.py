"""A change of a case in words: ready-made changes by their name, typed ones key by key."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from advisor.domain.accident import Estimate
from advisor.domain.comparison import TYPED, Change
from advisor.domain.decision import Decision
from advisor.explain.names import CHOICE_SECTIONS, insurer_name, table_name, yes_or_no
from advisor.explain.texts import Texts
from advisor.intake.case.field import FieldKind, ListKey
from advisor.intake.case.fields import field_at
from advisor.intake.key_table import pattern_of
from advisor.intake.problems import Unreadable
from advisor.intake.typed.command_line import placed_keys
from advisor.intake.typed.estimate import parse_estimate
from advisor.intake.typed.rate import parse_share
from advisor.intake.typed.short_answers import parse_choice, parse_flag

_INDEX = re.compile(r"\[([0-9]+)\]")
_JOIN = ", "
_INSURER = "policy.insurer"


def change_words(change: Change, texts: Texts, decision: Decision | None = None) -> str:
    """Return a change in words; a change without settings is the case as it is.

    `decision` is the decision after the change, if known: its rules name the insurer and the
    tables.
    """
    if not change.settings:
        return texts("compare.change.none")
    if change.code != TYPED:
        return texts(f"compare.change.{change.code}", **change.facts)
    settings = dict(change.settings)
    if decision and settings.get(_INSURER, "").strip():
        settings[_INSURER] = insurer_name(decision, decision.case.policy.insurer, texts)
    return _JOIN.join(
        _setting(path, text.strip(), decision, texts) for path, text in settings.items()
    )


def _setting(path: str, text: str, decision: Decision | None, texts: Texts) -> str:
    if path in set(ListKey):
        return texts(f"compare.change.typed-{path}", value=_row(ListKey(path), text, texts))
    field = field_at(path)
    chosen = field is not None and field.kind in {FieldKind.CHOICE, FieldKind.FLAG}
    code = "dropped" if not text else "typed-choice" if chosen else "typed"
    value = table_name(path, _value(path, text, texts), decision, texts)
    return texts(f"compare.change.{code}", name=_name(path, texts), value=value)


def _row(listed: ListKey, text: str, texts: Texts) -> str:
    """Return in words an entry that was typed in one piece, such as `2026-05-01:50만`."""
    first, second, *others = [*text.split(":"), "", ""]
    paths = (f"{listed}[0].{key}" for key in placed_keys(listed))
    read = (_value(path, part, texts) for path, part in zip(paths, (first, second), strict=True))
    return _JOIN.join(part for part in (*read, *others) if part)


def _value(path: str, text: str, texts: Texts) -> str:
    """Return a typed value as the program reads it; an unreadable one is returned as typed."""
    field, key = field_at(path), pattern_of(path)
    if text and key in CHOICE_SECTIONS:
        return texts.either(f"{CHOICE_SECTIONS[key]}.{parse_choice(text, key)}", default=text)
    read = _READERS.get(field.kind) if field else None
    return read(text, texts) if read and text else text


def _amount(text: str, texts: Texts) -> str:
    match parse_estimate(text):
        case Unreadable():
            return text
        case Estimate(low=low, likely=likely, high=high):
            return texts("report.estimate", low=low, likely=likely, high=high)
        case amount:
            return texts.formats["won"](amount)


def _rate(text: str, texts: Texts) -> str:
    rate = parse_share(text)
    return texts.formats["percent"](rate) if isinstance(rate, Decimal) else text


def _day(text: str, texts: Texts) -> str:
    try:
        return texts.formats["day"](date.fromisoformat(text))
    except ValueError:
        return text


def _flag(text: str, texts: Texts) -> str:
    flag = parse_flag(text)
    if isinstance(flag, Unreadable):
        return text
    return yes_or_no(texts, yes=flag)


_READERS: Mapping[FieldKind, Callable[[str, Texts], str]] = {
    FieldKind.WON: _amount,
    FieldKind.ESTIMATE: _amount,
    FieldKind.RATE: _rate,
    FieldKind.DAY: _day,
    FieldKind.FLAG: _flag,
}


def _name(path: str, texts: Texts) -> str:
    """Return the form's name for a path, with a number if it belongs to one of several entries."""
    name = texts.either(f"field.{pattern_of(path)}", default=path)
    if match := _INDEX.search(path):
        return texts("compare.change.of-claim", name=name, number=int(match[1]) + 1)
    return name
