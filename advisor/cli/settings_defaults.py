"""Values from the settings for a case stated by flags alone; a case file is never filled in."""

from collections.abc import Mapping

from advisor.cli import output
from advisor.explain.texts import Texts
from advisor.intake.case.fields import COVER, DEDUCTIBLE, FLAGS
from advisor.intake.typed.short_answers import parse_flag
from advisor.settings import Settings, new_case, problem_facts, read_settings, usable_settings


def flags_from_settings(flags: Mapping[str, str], texts: Texts) -> dict[str, str]:
    """Return the flags that the settings add, and report them as they could have been typed."""
    settings, told = usable_settings(), read_settings().problems  # told when the program began
    for problem in settings.problems:
        if problem not in told:
            output.tell(texts(f"settings.{problem.code}", **problem_facts(problem, settings)))
    found = _filled(flags, settings)
    if found:
        said = ", ".join(f"--{name} {text}" for name, text in found.items())
        output.tell(texts("settings.filled", fields=said))
    return found


def _filled(flags: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """Return the flags that the settings add to the given ones.

    A deductible is added only if the flags state an own-damage cover but no deductible.
    """
    given = {FLAGS[name].path: text for name, text in flags.items()}
    found = {path: text for path, text in new_case(settings).items() if path not in given}
    has_cover = any(path.startswith(COVER) for path in given)
    refused = parse_flag(given.get(COVER, "")) is False
    if refused or not has_cover or any(path.startswith(DEDUCTIBLE) for path in given):
        found = {path: text for path, text in found.items() if not path.startswith(DEDUCTIBLE)}
    names = {field.path: name for name, field in FLAGS.items()}
    return {names[path]: text for path, text in found.items()}
