"""A case that is still being typed: texts by field, which become a document at any time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from advisor.domain.case import Case
from advisor.intake.case_file import read_case
from advisor.intake.case_rules import FORMAT
from advisor.intake.fields import BY_PATH, COVER, COVER_FLAG, FIELDS, Field, order_in_file
from advisor.intake.nested import at, put
from advisor.intake.problems import Problem, Unreadable, joined
from advisor.intake.typed_text import document_value, parse, parse_flag, written

if TYPE_CHECKING:
    from datetime import date

    from advisor.domain.rulebook import Rulebook

_CLAIM = re.compile(r"claim\[([0-9]+)\]\.(\w+)")
_FORMAT_PATH = "format"


@frozen
class Draft:
    """What stands in the fields of a form, as it was typed; an empty text states nothing.

    `values` has the path of the case file as key, `claims` the key within `[[claim]]`. The path
    `policy.own_damage` holds whether there is such a cover; where it is empty, there is one as
    soon as a field of it is filled. `violations` are tables of a file that no field shows: they
    stay as they are.
    """

    values: Mapping[str, str] = field(factory=dict)
    claims: tuple[Mapping[str, str], ...] = ()
    violations: tuple[object, ...] = ()

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> Draft:
        """Give the texts of a document; a key that no field has is left out."""
        values = {
            known.path: text
            for known in FIELDS
            if known.path != _FORMAT_PATH and (text := _text_at(document, known.path))
        }
        policy = document.get("policy")
        has_cover = isinstance(policy, Mapping) and "own_damage" in policy
        claims, violations = document.get("claim"), document.get("violation")
        tables = claims if isinstance(claims, list) else []
        return cls(
            {COVER: written(has_cover)} | values,
            tuple(_claim_texts(table) for table in tables if isinstance(table, Mapping)),
            tuple(violations) if isinstance(violations, list) else (),
        )

    def text(self, path: str) -> str:
        """Give what stands in a field; nothing where nothing was typed."""
        if match := _CLAIM.fullmatch(path):
            return self.claims[int(match[1])].get(match[2], "")
        return self.values.get(path, "")

    def with_value(self, path: str, text: str) -> Draft:
        """Type into a field, one of a past claim (`claim[0].day`) too.

        Raises:
            KeyError: there is no such field.
            IndexError: there is no such claim.
        """
        if match := _CLAIM.fullmatch(path):
            index, key = int(match[1]), match[2]
            claims = list(self.claims)
            claims[index] = _known_claim({**claims[index], key: text})
            return evolve(self, claims=tuple(claims))
        if path != COVER and path not in BY_PATH:
            raise KeyError(path)
        return evolve(self, values={**self.values, path: text})

    def with_claim(self, texts: Mapping[str, str] | None = None) -> Draft:
        """Add a past claim, empty or with its texts by key.

        Raises:
            KeyError: a key is none of a claim.
        """
        return evolve(self, claims=(*self.claims, _known_claim(texts or {})))

    def without_claim(self, index: int) -> Draft:
        """Take a past claim away; those behind it move up."""
        return evolve(self, claims=self.claims[:index] + self.claims[index + 1 :])

    def document(self, today: date) -> tuple[dict[str, object], tuple[Problem, ...]]:
        """Give the document of all texts that can be read, and a problem for each other one."""
        document: dict[str, object] = {_FORMAT_PATH: FORMAT, "policy": {}, "accident": {}}
        if self.claims:
            document["claim"] = [{} for _ in self.claims]
        if self.violations:
            document["violation"] = list(self.violations)
        problems: list[Problem] = []
        for path, known, text in self._typed():
            value = _read(known, text, today)
            if isinstance(value, Unreadable):
                problems.append(value.at(path, text))
            elif known is not COVER_FLAG:
                put(document, path, document_value(value))
            elif value:
                put(document, path, {})
        problems.sort(key=lambda problem: order_in_file(problem.path))
        return document, tuple(problems)

    def _typed(self) -> Iterator[tuple[str, Field, str]]:
        """Give path, field and text of what is filled; of a cover that is off, nothing."""
        has_cover = parse_flag(self.values.get(COVER, "")) is not False
        for known in (COVER_FLAG, *FIELDS):
            text = self.values.get(known.path, "")
            if text.strip() and (has_cover or not known.path.startswith(f"{COVER}.")):
                yield known.path, known, text
        for index, claim in enumerate(self.claims):
            for key, text in claim.items():
                if text.strip():
                    yield f"claim[{index}].{key}", BY_PATH[f"claim[].{key}"], text


def read_draft(draft: Draft, rulebook: Rulebook, today: date) -> Case | tuple[Problem, ...]:
    """Read a draft; a field has one kind of problem, that of its typing first.

    Raises:
        NoRuleInForceError: all fields are well-formed, but a rule has no version for its day.
    """
    document, unread = draft.document(today)
    case = read_case(document, rulebook, today)
    if isinstance(case, Case):
        return unread or case
    return joined(unread, case)


@lru_cache(maxsize=1024)
def _read(known: Field, text: str, today: date) -> object | Unreadable:
    """Read a text once: at each key that is typed, all the other fields stay as they are."""
    return parse(known, text, today)


def _text_at(document: Mapping[str, object], path: str) -> str:
    value = at(document, path)
    return "" if value is None else written(value)


def _claim_texts(table: Mapping[str, object]) -> dict[str, str]:
    return {key: written(value) for key, value in table.items() if f"claim[].{key}" in BY_PATH}


def _known_claim(texts: Mapping[str, str]) -> dict[str, str]:
    for key in texts:
        if f"claim[].{key}" not in BY_PATH:
            raise KeyError(key)
    return dict(texts)
