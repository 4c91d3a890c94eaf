"""The texts of `advisor --plain`: its questions, their choices, and how answers were understood."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import chain

from advisor import service
from advisor.cli import output
from advisor.domain.accident import Estimate
from advisor.domain.rulebook import Rulebook
from advisor.explain.names import in_language, yes_or_no
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.intake.case.draft import Draft
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import COVER_UNKNOWN, catalog_path, field_at
from advisor.intake.case.questions import HURT_ANSWERS, INJURY, INSURER, KIND
from advisor.intake.plain_text import is_number
from advisor.intake.typed.field_value import parse_field
from advisor.intake.typed.kind import tells_person
from advisor.intake.typed.short_answers import is_no_accident, parse_choice

_COMMAND = "advisor "


def lines(text: str) -> str:
    """Return a text whose lines are broken at spaces if they are too long for the terminal.

    A command stays on one line, so that it can be pasted.
    """
    rows = (
        (line,) if line.startswith(_COMMAND) else wrap(line, output.cells())
        for line in text.splitlines()
    )
    return "\n".join(chain.from_iterable(rows))


def choices(path: str, rulebook: Rulebook, texts: Texts) -> Mapping[str, str]:
    """Return the choices of a field, each code with its name; empty for fields without choices."""
    if path == INSURER:
        today, insurers = service.today(), rulebook.insurers.items()
        return {code: in_language(rule.current(today).terms.name, texts) for code, rule in insurers}
    if path == INJURY:
        return {code: texts(f"guide.hurt.{code or 'nobody'}") for code in HURT_ANSWERS}
    field = field_at(path)
    if field is None or field.kind is not FieldKind.CHOICE:
        return {}
    return {code: texts(f"app.choice.{field.key}.{code}") for code in field.choices}


def question(path: str, draft: Draft, rulebook: Rulebook, texts: Texts) -> str:
    """Return the text of a question, with its choices and with what is already known."""
    named = choices(path, rulebook, texts)
    said = [texts(f"plain.ask.{catalog_path(path)}")]
    said += [f"{number}. {name}" for number, name in enumerate(named.values(), 1)]
    if known := draft.text(path):
        answers = {
            "true": yes_or_no(texts, yes=True),
            "false": yes_or_no(texts, yes=False),
            COVER_UNKNOWN: texts("plain.unknown"),
            **named,
        }
        shown = answers.get(known, known)
        said.append(texts("plain.known", value=shown))
    return "\n".join(said)


def instead(path: str, typed: str, names: Mapping[str, str], texts: Texts) -> str:
    """Return what to type instead of something that is not an answer; empty if it may be one."""
    if names and is_number(typed) and not 0 < int(typed) <= len(names):
        return texts("plain.number", most=len(names))
    if path != KIND or str(parse_choice(typed, path)) in names:
        return ""
    if tells_person(typed):
        return texts("plain.person")
    if is_no_accident(typed):
        return texts("plain.no-accident", start=service.today().replace(day=1))
    return ""


def understood(path: str, value: str, names: Mapping[str, str], today: date, texts: Texts) -> str:
    """Return how an answer was understood; empty if it can mean one thing only."""
    if value in names:
        return texts("plain.read.text", value=names[value])
    field = field_at(path)
    return _read(parse_field(field, value, today), field, texts) if field and value else ""


def _read(value: object, field: Field, texts: Texts) -> str:
    match value:
        case bool():
            return texts("plain.read.text", value=yes_or_no(texts, yes=value))
        case int() if field.is_money:
            return texts("plain.read.won", value=value)
        case Estimate(low=low, likely=likely, high=high):
            return texts("plain.read.estimate", low=low, likely=likely, high=high)
        case Decimal():
            return texts("plain.read.percent", value=value)
        case date():
            return texts("plain.read.day", value=value)
        case _:
            return ""
