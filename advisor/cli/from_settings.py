"""What the settings fill of a case that is given in flags only; nothing of a file, ever."""

from collections.abc import Mapping

from advisor.cli import output
from advisor.explain.texts import Texts
from advisor.intake.case.fields import COVER, DEDUCTIBLE, FLAGS
from advisor.intake.typed.words import parse_flag
from advisor.settings import Settings, new_case, problem_facts, read_settings, usable_settings


def filled_and_told(flags: Mapping[str, str], texts: Texts) -> dict[str, str]:
    """Return the flags that settings add, having said them as they could have been typed."""
    settings, told = usable_settings(), read_settings().problems  # those as the program begins
    for problem in settings.problems:
        if problem not in told:
            output.tell(texts(f"settings.{problem.code}", **problem_facts(problem, settings)))
    found = _filled(flags, settings)
    if found:
        said = ", ".join(f"--{name} {text}" for name, text in found.items())
        output.tell(texts("settings.filled", fields=said))
    return found


def _filled(flags: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """Return the flags that settings add to those that were given.

    A deductible is filled where the flags speak of a cover for own damage and say none.
    """
    given = {FLAGS[name].path: text for name, text in flags.items()}
    found = {path: text for path, text in new_case(settings).items() if path not in given}
    has_cover = any(path.startswith(COVER) for path in given)
    refused = parse_flag(given.get(COVER, "")) is False
    if refused or not has_cover or any(path.startswith(DEDUCTIBLE) for path in given):
        found = {path: text for path, text in found.items() if not path.startswith(DEDUCTIBLE)}
    names = {field.path: name for name, field in FLAGS.items()}
    return {names[path]: text for path, text in found.items()}
