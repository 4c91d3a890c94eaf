"""A case and its variants, decided alike, for `advisor compare` and for the what-if screen."""

from collections.abc import Iterable, Mapping
from datetime import date

from advisor.domain.comparison import Change, SettingWorth, Variant
from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.domain.money import Won
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.intake.case.field import ListKey
from advisor.intake.case.flags import apply_flags, apply_settings
from advisor.intake.nested import list_row, value_at
from advisor.intake.problems import Problem, merged_problems
from advisor.service import answer
from advisor.whatif.quick_changes import setting_changes

_PREMIUM = "policy.premium"


@frozen
class Refused:
    """A change whose case cannot be decided, and why: problems, or no rule for a day."""

    change: Change
    problems: tuple[Problem, ...] = ()
    error: AdvisorError | None = None


def variants(
    document: Mapping[str, object], changes: Iterable[Change], rulebook: Rulebook, today: date
) -> tuple[Decision | Refused, tuple[Variant | Refused, ...]]:
    """Return the answer to a case and, in order, a variant or a refusal for each of its changes.

    `document` is the case as a parsed file or `Draft.document` has it. If the case itself has no
    answer, no variant is marked as having kept its premium. Nothing but the arguments is read.
    """
    base = _decided(Change({}), document, rulebook, today)
    found: list[Variant | Refused] = []
    for change in changes:
        changed = _decided(change, document, rulebook, today)
        if isinstance(changed, Decision):
            unchanged = isinstance(base, Decision) and _keeps_premium(change, base, changed)
            found.append(Variant(change, changed, unchanged))
        else:
            found.append(changed)
    return base, tuple(found)


def changed_document(
    document: Mapping[str, object], change: Change, today: date
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return a document with a change made, and the problems of the change.

    To adopt a variant, open the document that is returned.
    """
    texts = {listed: change.settings.get(listed, "") for listed in ListKey}
    added = {listed: (text,) for listed, text in texts.items() if text.strip()}
    dropped = _dropped(change)
    plain = {
        path: text
        for path, text in change.settings.items()
        if path not in set(ListKey) and path not in dropped
    }
    changed, problems = apply_settings(document, plain, today)
    for listed in ListKey:
        present = changed.get(listed)
        if isinstance(present, list) and dropped:
            kept = (n for n in range(len(present)) if f"{listed}[{n}]" not in dropped)
            changed[listed] = [present[n] for n in kept]
    with_rows, wrong = apply_flags(changed, {}, added, today)
    return with_rows, (*problems, *wrong)


def set_values(document: Mapping[str, object], change: Change, today: date) -> dict[str, object]:
    """Return the values that a change sets, as they are in a document; None for what it removes."""
    changed, _ = changed_document(document, change, today)
    return {
        path: text if path in set(ListKey) else value_at(changed, path) if text.strip() else None
        for path, text in change.settings.items()
    }


def setting_worths(
    document: Mapping[str, object], rulebook: Rulebook, today: date
) -> tuple[SettingWorth, ...]:
    """Return what this accident costs under each setting of the policy, and what that is worth.

    The policy as it is comes first, with an empty change; the result is empty if the case has no
    answer. The cost is that of the cheapest option over the headline's renewals, at one premium.
    """
    base, _ = variants(document, (), rulebook, today)
    if not isinstance(base, Decision):
        return ()
    _, found = variants(document, setting_changes(base, rulebook), rulebook, today)
    as_is = Variant(Change({}), base, premium_unchanged=False)
    kept = [variant for variant in found if isinstance(variant, Variant)]
    return tuple(_worth(variant, base) for variant in (as_is, *kept))


def _worth(variant: Variant, base: Decision) -> SettingWorth:
    decision = variant.decision
    cost = decision.best.total
    difference = Won(cost - base.best.total)
    years = base.renewals
    return SettingWorth(
        change=variant.change,
        best=decision.recommended,
        cost=cost,
        difference=difference,
        a_year=Won(-(-difference // years)),
        years=years,
        premium_unchanged=variant.premium_unchanged,
    )


def _decided(
    change: Change, document: Mapping[str, object], rulebook: Rulebook, today: date
) -> Decision | Refused:
    changed, unread = changed_document(document, change, today)
    try:
        found = answer(changed, rulebook, today)
    except AdvisorError as error:
        return Refused(change, unread, None if unread else error)
    if isinstance(found, Decision):
        return Refused(change, unread) if unread else found
    return Refused(change, merged_problems(unread, found))


def _dropped(change: Change) -> set[str]:
    """Return the paths of the list entries that a change removes, such as `claim[0]`."""
    emptied = (path for path, text in change.settings.items() if not text.strip())
    return {path for path in emptied if (row := list_row(path)) and not row[-1]}


def _keeps_premium(change: Change, base: Decision, changed: Decision) -> bool:
    """Return whether a change touches what an insurer rates by without setting the premium."""
    if _PREMIUM in change.settings:
        return False
    before, after = base.without_accident[0], changed.without_accident[0]
    return (
        changed.threshold.amount != base.threshold.amount
        or changed.case.policy.own_damage != base.case.policy.own_damage
        or (after.accidents_3y, after.accidents_1y) != (before.accidents_3y, before.accidents_1y)
    )
