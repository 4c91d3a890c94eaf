"""The user's permanent choices: `config.toml`, read tolerantly and changed line by line.

A choice is taken from a flag, else from the environment, else from this file, else the default.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from errno import ENOENT
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from advisor import on_demand
from advisor.environment import CONFIG, may_have_settings
from advisor.places import config_folder, expanded

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

FILE = "config.toml"


class SettingProblem(NamedTuple):
    """One mistake in the file: the setting, a code, and the facts that fill the code's text."""

    setting: str
    code: str
    facts: Mapping[str, object]


class Settings(NamedTuple):
    """What the file states; None or an empty text for a setting that it does not state.

    `deductible` has the keys of a case file: `rate`, `minimum` and `maximum`, or `fixed`. `path` is
    where the file is or would be, None if that is unknown.
    """

    language: str = ""
    theme: str = ""
    ascii: bool | None = None
    mouse: bool | None = None
    insurer: str = ""
    threshold: int | None = None
    deductible: Mapping[str, object] | None = None
    office_name: str = ""
    office_telephone: str = ""
    path: Path | None = None
    is_there: bool = False
    problems: tuple[SettingProblem, ...] = ()

    @property
    def office(self) -> str:
        """The office's name and telephone in one line; empty if neither is stated."""
        return " ".join(said for said in (self.office_name, self.office_telephone) if said)

    def stated(self) -> dict[str, object]:
        """Return the settings that the file states, by key with `_` in place of the dot."""
        found = {name: getattr(self, name) for name in (key.replace(".", "_") for key in _TAKES)}
        return {name: value for name, value in found.items() if value not in ("", None)}


OFFICE = "office"
_DEDUCTIBLE = {"rate", "minimum", "maximum"}, {"fixed"}
_OWN_DEDUCTIBLE = "policy.own_damage.deductible"
_LONGEST = 200


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _language(value: object) -> bool:
    return value in {"ko", "en"}


def _won(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _deductible(value: object) -> bool:
    if not isinstance(value, dict) or set(value) not in _DEDUCTIBLE:
        return False
    amounts = [amount for key, amount in value.items() if key != "rate"]
    rate = value.get("rate", 0)
    return (
        not isinstance(rate, bool)
        and hasattr(rate, "as_integer_ratio")
        and 0 <= rate <= 1
        and all(map(_won, amounts))
        and value.get("minimum", 0) <= value.get("maximum", 0)
    )


_TAKES: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "language": ("language", _language),
    "theme": ("text", _text),
    "ascii": ("flag", _flag),
    "mouse": ("flag", _flag),
    "insurer": ("text", _text),
    "threshold": ("won", _won),
    "deductible": ("deductible", _deductible),
    "office.name": ("text", _text),
    "office.telephone": ("text", _text),
}
"""For each setting, the code of the text that says what it takes, `settings.takes.<code>`, and the
test of a value."""


def settings_file() -> Path | None:
    """Return the file that ADVISOR_CONFIG names, else the one in the user's folder, if any."""
    if named := os.environ.get(CONFIG):
        return expanded(named)
    folder = config_folder()
    return folder / FILE if folder else None


def read_settings() -> Settings:
    """Read the settings; whatever cannot be read is left out and reported as a problem.

    Nothing is raised, because the program works without settings too.
    """
    if not may_have_settings():
        return Settings()
    path = settings_file()
    if path is None or not (path.exists() or CONFIG in os.environ):
        return Settings(path=path)
    try:
        table = on_demand.read_toml(path.read_bytes())
    except OSError as error:
        return _unread(path, "unreadable", why=error.strerror or str(error))
    if isinstance(table, on_demand.NotToml):
        return _unread(path, "broken", why=table.reason)
    found, problems = _read(table)
    return Settings(**found, path=path, is_there=True, problems=problems)  # type: ignore[arg-type]


def usable_settings(rulebook: Rulebook | None = None) -> Settings:
    """Return the settings without values that today's rules do not allow; each is a problem.

    An insurer may be stated by its name; its code is returned.

    Raises:
        AdvisorError: no `rulebook` is given, and the rules cannot be read.
    """
    settings = read_settings()
    if not settings.insurer and settings.threshold is None and settings.deductible is None:
        return settings
    rulebook = rulebook or on_demand.load_rulebook()
    problems = list(settings.problems)
    insurer, threshold = settings.insurer, settings.threshold
    code = on_demand.parse_insurer(insurer, rulebook.insurers) if insurer else ""
    if code and code not in rulebook.insurers:
        problems.append(SettingProblem("insurer", "unknown-insurer", {"value": insurer}))
        code = ""
    allowed = rulebook.surcharge_threshold.on(on_demand.today()).terms.allowed
    if threshold is not None and threshold not in allowed:
        sums = " · ".join(f"{amount:_}" for amount in sorted(allowed))
        facts = {"value": f"{threshold:_}", "allowed": sums}
        problems.append(SettingProblem("threshold", "not-allowed", facts))
        threshold = None
    deductible = settings.deductible
    if deductible is not None and _is_odd(deductible, rulebook):
        facts = {"value": on_demand.toml_value(deductible), "takes": "deductible"}
        problems.append(SettingProblem("deductible", "wrong", facts))
        deductible = None
    return settings._replace(
        insurer=code, threshold=threshold, deductible=deductible, problems=tuple(problems)
    )


def _is_odd(deductible: Mapping[str, object], rulebook: Rulebook) -> bool:
    """Return whether an amount of a deductible is far from usual, as if its unit were missing."""
    amounts = {key: value for key, value in deductible.items() if isinstance(value, int)}
    day = on_demand.today()
    return any(
        on_demand.doubt(f"{_OWN_DEDUCTIBLE}.{key}", on_demand.Won(amount), rulebook, day)
        for key, amount in amounts.items()
    )


def _unread(path: Path, code: str, **facts: object) -> Settings:
    problem = SettingProblem("", code, {"path": path, **facts})
    return Settings(path=path, is_there=True, problems=(problem,))


def _read(table: Mapping[str, object]) -> tuple[dict[str, object], tuple[SettingProblem, ...]]:
    found: dict[str, object] = {}
    problems: list[SettingProblem] = []
    for name, value in _flat(table):
        if name not in _TAKES:
            problems.append(_unknown(name))
        elif not _TAKES[name][1](value):
            facts = {"value": on_demand.toml_value(value), "takes": _TAKES[name][0]}
            problems.append(SettingProblem(name, "wrong", facts))
        else:
            found[name.replace(".", "_")] = value
    return found, tuple(problems)


def _flat(table: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    for name, value in table.items():
        if name == OFFICE and isinstance(value, dict):
            yield from ((f"{OFFICE}.{inner}", text) for inner, text in value.items())
        else:
            yield name, value


def _unknown(name: str) -> SettingProblem:
    near = "".join(on_demand.get_close_matches(name, _TAKES, 1, cutoff=0.4))
    return SettingProblem(name, "unknown-near" if near else "unknown", {"nearest": near})


def keep(setting: str, value: object) -> None:
    """Write a choice into the settings file, None to remove it; other settings' lines stay.

    `setting` is the key of the file: `theme`, `language`, `office.name`, …

    Raises:
        KeyError: there is no such setting.
        ValueError: the setting does not take this value, or the file cannot be parsed.
        OSError: the file cannot be written, or there is no place for one.
    """
    if value is not None and not _TAKES[setting][1](value):
        raise ValueError(setting)
    path = settings_file()
    if path is None:
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), FILE)
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    on_demand.make_folder(path.parent)
    on_demand.write_atomically(path, on_demand.with_value(before, setting, value).encode("utf-8"))


def new_case(settings: Settings) -> dict[str, str]:
    """Return the texts that fill a new case by path, as a user would type them."""
    parts = settings.deductible or {}
    found = {
        "policy.insurer": settings.insurer,
        "policy.surcharge_threshold": on_demand.as_typed(settings.threshold)
        if settings.threshold
        else "",
        **{f"{_OWN_DEDUCTIBLE}.{key}": on_demand.as_typed(value) for key, value in parts.items()},
    }
    return {path: text for path, text in found.items() if text}


def problem_facts(problem: SettingProblem, settings: Settings) -> dict[str, object]:
    """Return the facts that fill a problem's text, `settings.<code>`."""
    return {"path": settings.path, "setting": problem.setting, **problem.facts}
