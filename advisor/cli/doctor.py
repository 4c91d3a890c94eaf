"""`advisor doctor`: whether everything that the program depends on is in order."""

from functools import partial

from advisor.cli import output
from advisor.cli.checkup import Check, State, checks
from advisor.cli.commands import Command, json_option, page
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.report.answer.json_values import Json
from advisor.report.answer.to_json import to_json
from advisor.report.rulebook.rule_words import error_text

_MARKS = {State.FINE: "✓ ", State.NOTE: "! ", State.BROKEN: "× "}
_INDENT = "  "
_STORED, _SETTINGS = "store-", "settings-"


def command(texts: Texts) -> Command:
    """Return the command."""
    as_json = json_option()
    return Command("doctor", partial(_doctor, texts), [as_json], page(texts, "doctor.help"))


def _doctor(texts: Texts, *, as_json: bool) -> int:
    found = [*checks()]
    if as_json:
        rows: list[Json] = [
            {
                "code": check.code,
                "state": str(check.state),
                "facts": {
                    name: fact if isinstance(fact, int) else str(fact)
                    for name, fact in check.facts.items()
                },
            }
            for check in found
        ]
        output.write(to_json({"checks": rows}))
    else:
        output.write("".join(_lines(check, texts) for check in found))
    broken = any(check.state is State.BROKEN for check in found)
    return output.OUR_FAULT if broken else output.DONE


def _lines(check: Check, texts: Texts) -> str:
    first, *others = wrap(_words(check, texts), output.cells() - len(_INDENT))
    lines = [_MARKS[check.state] + first, *(_INDENT + line for line in others)]
    return "\n".join(lines) + "\n"


def _words(check: Check, texts: Texts) -> str:
    """Return the text of a check; problems of the store and the settings have texts elsewhere."""
    if check.error:
        return error_text(check.error, texts)
    name, setting = check.code.removeprefix(_STORED), check.code.removeprefix(_SETTINGS)
    codes = (f"storage.notice.{name}", f"storage.error.{name}", f"settings.{setting}")
    for code in (f"doctor.{check.code}", *codes):
        if texts.has(code):
            return texts(code, **check.facts)
    return texts(f"cli.error.{check.code}", **check.facts)
