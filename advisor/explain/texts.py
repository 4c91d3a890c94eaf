"""The catalogs: a code and its facts become a sentence in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import tomli

from advisor.explain import english, korean
from advisor.explain.formats import factor, grouped, number, percent, rounded
from advisor.explain.untrusted_text import harmless, harmless_lines
from advisor.explain.width import cut

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")

_CATALOGS = Path(__file__).parent
_SHARED = {
    "answer": "headline verdict option choice part line reason blocker warning ask assumed "
    "range driver cause table section limits plan basis",
    "opening": "opening limit condition",
    "message": "message sent",
    "guidance": "step way owed payer payer-part payer-name payer-record unknown",
    "field": "field flag label",
    "heading": "heading bearing numbering beside aside",
    "rules": "governs confidence confidence-word audit",
    "terms": "term term-value",
}
_FILES = {section: file for file, sections in _SHARED.items() for section in sections.split()}
"""Sections that share a file; any other section has a file of its own name."""

_LONGEST = 2_000
"""The most signs of a fact: more than any of our lists has, too few to flood a screen."""

_SHORT = 60
"""The most cells of a name in a sentence that has to stay readable."""

Format = Callable[[Any], str]

_SPOKEN: dict[Language, ModuleType] = {"ko": korean, "en": english}
_FORMATS: dict[str, Format] = {
    "amount": grouped,
    "factor": factor,
    "number": number,
    "percent": percent,
}
_SPOKEN_FORMATS = {
    "won": "won",
    "words": "in_words",
    "about": "about",
    "units": "in_units",
    "apart": "apart",
    "day": "day",
    "ordinal": "ordinal",
}
"""The formats that each language has its own way for, and their names in `korean` and `english`."""


class Texts:
    """All sentences in one language.

    A code such as `reason.threshold-crossed` names a section and what follows it. Sections are
    read when they are first used, because parsing them is slow. A template shows a fact
    plainly, `{grade}`, or in a format:

    `{x:won}` exact amount, `{x:exact}` in words if these are exact too, `{x:words}` rounded to
    ten thousand, `{x:about}` the same, marked if it is not exact, `{x:apart}` without its sign,
    `{x:amount}` without a unit, `{x:units}` in the unit that follows it, thousands or 만,
    `{x:percent}`, `{x:number}`, `{x:factor}`, `{x:day}`, `{x:ordinal}`, `{x:lines}`, `{x:short}`,
    `{x:count accident/accidents}` and `{x:text option}` for the text `option.<x>`. In Korean a
    particle may follow: `{x:won:이}`, `{x:이}`. A fact that is text may come from outside: it is
    shown as one harmless line, with `{x:lines}` as several.
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        spoken = {
            name: getattr(_SPOKEN[language], written) for name, written in _SPOKEN_FORMATS.items()
        }
        self.formats: Mapping[str, Format] = {**_FORMATS, **spoken, "exact": self.exact}
        self._sections: dict[str, dict[str, str]] = {}
        self.fronts: tuple[str, ...] = ()

    def __call__(self, code: str, /, **facts: object) -> str:
        """Return the sentence of a code.

        Raises:
            KeyError: no such code, or a fact that its template needs is missing.
        """
        code = next((own for front in self.fronts if self.has(own := f"{front}.{code}")), code)
        template = self._section(code)[code]
        return template.format_map({name: _Shown(fact, self) for name, fact in facts.items()})

    def preferring(self, section: str) -> Texts:
        """Return the same texts, but with those of a section in place of the usual ones.

        Section `sent` is for readers who do not have this program, `death` for a fatal accident.
        """
        found = copy(self)
        found.fronts = (section, *self.fronts)
        return found

    def exact(self, amount: int) -> str:
        """Return an amount exactly, in as few signs as that allows."""
        return self.formats["words" if rounded(amount) == amount else "won"](amount)

    def has(self, code: str) -> bool:
        """Return whether there is a text for a code."""
        return code in self._section(code)

    def either(self, *codes: str, default: str = "") -> str:
        """Return the sentence of the first code that there is a text for, else the default."""
        return next((self(code) for code in codes if self.has(code)), default)

    def codes(self, section: str) -> tuple[str, ...]:
        """Return all codes of the file that holds a section, in its order."""
        return tuple(self._section(section))

    def _section(self, code: str) -> dict[str, str]:
        section = code.partition(".")[0]
        file = _FILES.get(section, section)
        if file not in self._sections:
            self._sections[file] = dict(_read(self.language, file))
        return self._sections[file]


class _Shown:
    """A fact as a template shows it: what follows the colon is the format."""

    def __init__(self, fact: object, texts: Texts) -> None:
        self._fact = fact
        self._texts = texts

    def __format__(self, spec: str) -> str:
        if spec in korean.PARTICLES:
            return korean.with_particle(harmless(str(self._fact), _LONGEST), spec)
        form, _, particle = spec.partition(":")
        shown = self._in(form) if form else harmless(str(self._fact), _LONGEST)
        return korean.with_particle(shown, particle) if particle else shown

    def _in(self, form: str) -> str:
        name, _, argument = form.partition(" ")
        match name, self._fact:
            case "text", fact:
                return self._texts(f"{argument}.{fact}")
            case "short", fact:
                return cut(harmless(str(fact), _LONGEST), _SHORT)
            case "lines", fact:
                return harmless_lines(str(fact))
            case "count", int() | Decimal() as count:
                return english.counted(count, argument)
            case _, fact:
                return self._texts.formats[name](fact)


def _read(language: Language, file: str) -> Iterator[tuple[str, str]]:
    path = _CATALOGS / language / f"{file}.toml"
    if not path.is_file():
        raise KeyError(file)
    return _flat("", tomli.loads(path.read_text(encoding="utf-8")))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the texts of nested tables with their dotted codes."""
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        else:
            yield from _flat(f"{prefix}{key}.", value)
