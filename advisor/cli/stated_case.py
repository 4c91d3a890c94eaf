"""A case as stated on a command line: a file, a file overridden by options, or options alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from attrs import evolve

from advisor import on_demand
from advisor.cli.case_input import asked_case, decided
from advisor.cli.field_options import field_options, flags_by_path, repeated, typed_flags
from advisor.cli.output import CommandEndedError
from advisor.domain.decision import Decision
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.intake.case.case_file import ACCIDENT, states_accident, without_accident
from advisor.intake.case.field import Field, ListKey
from advisor.intake.case.fields import FLAGS
from advisor.intake.problems import Problem
from advisor.intake.typed.insurer import with_insurer_code
from advisor.rules.rulebook import load_rulebook
from advisor.service import today

EVERY_FIELD = tuple(FLAGS.values())
OF_POLICY = tuple(
    field for field in EVERY_FIELD if not field.path.startswith((f"{ACCIDENT}.", "client."))
)
"""The fields of a case for a policy alone: all but those of the accident and the client."""


def stated_options(fields: tuple[Field, ...]) -> list[click.Parameter]:
    """Return the options for past claims and other lists, and an option for each field."""
    listed = (
        click.Option([f"--{name.replace('_', '-')}", name], multiple=True) for name in ListKey
    )
    return [*listed, *field_options(fields)]


@frozen
class StatedCase:
    """The document of a case, the problems of unreadable options, and the flag of each path.

    `by_options` is true if there was no file, so that only options state the case. `filled` has
    the paths that came from the settings.
    """

    document: dict[str, Any]
    unread: tuple[Problem, ...]
    flags: Mapping[str, str]
    by_options: bool
    filled: tuple[str, ...] = ()

    @property
    def has_accident(self) -> bool:
        """Whether the case states an accident."""
        return states_accident(self.document)

    def on_policy_alone(self) -> StatedCase:
        """Return the case; if it states no accident, with one that did no damage."""
        if self.has_accident:
            return self
        return evolve(self, document=without_accident(self.document, today()))

    def decided(self, texts: Texts, *, as_json: bool) -> Decision:
        """Return the decision on the case.

        Raises:
            EndedError: the case has problems.
            AdvisorError: no rule governs one of its days.
        """
        return decided(self.document, texts, as_json=as_json, unread=self.unread, flags=self.flags)

    def readable(self, texts: Texts, *, as_json: bool) -> dict[str, Any]:
        """Return the document of the case.

        Raises:
            EndedError: an option could not be read.
        """
        if self.unread:
            raise CommandEndedError(
                on_demand.tell_problems(self.unread, texts, as_json=as_json, flags=self.flags)
            )
        return self.document


def stated_case(
    case: str | None,
    given: Mapping[str, object],
    fields: tuple[Field, ...],
    texts: Texts,
    *,
    use_sample: bool,
    as_json: bool,
) -> StatedCase:
    """Read the case that a command was given, with values from options in place of its own.

    Raises:
        UsageError: there is neither a case nor an option, or two cases.
        EndedError: there is no such case, or it cannot be read.
    """
    flags = typed_flags(fields, given)
    rows = {listed: repeated(given[listed]) for listed in ListKey}
    is_laid = bool(flags or any(rows.values()))
    by_options = is_laid and not (case or use_sample)
    document: Mapping[str, object] | None = None
    filled: dict[str, str] = {}
    if by_options:
        filled = on_demand.flags_from_settings(flags, texts)
        flags = {**filled, **flags}
    else:
        or_flags = "-or-policy" if fields == OF_POLICY else "-or-accident"
        document = asked_case(
            case, texts, use_sample=use_sample, as_json=as_json, or_flags=or_flags
        )
        if not is_laid:
            return StatedCase({**document}, (), {}, by_options=False)
    coded = with_insurer_code(flags, load_rulebook().insurers)
    laid, unread = on_demand.apply_flags(document, coded, rows, today())
    paths = flags_by_path(flags, whole=by_options)
    return StatedCase(laid, unread, paths, by_options, tuple(FLAGS[name].path for name in filled))
