"""How a case of one's own is told from the sample, and the sum that identifies an accident."""

from functools import cache

from attrs import evolve

from advisor.domain.accident import Accident
from advisor.domain.money import Won
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.case_file import parse_toml
from advisor.intake.case.draft import Draft
from advisor.intake.problems import Problem
from advisor.intake.sample import sample_text
from advisor.settings import new_case, usable_settings

_OF_THE_SAMPLE = {
    "as_of",
    "assumptions.renewals",
    "assumptions.discount_rate",
    "assumptions.premium_drift",
    "assumptions.refund_allowed",
    "assumptions.cap_allowed",
    "assumptions.count_profile",
    "assumptions.grade_table",
}
"""Fields that the sample states, but that a user who types over the sample has not stated."""

_OF_ITS_CLAIMS = {"surcharge_threshold"}

_PREMIUM = "policy.premium"
_START = "policy.start"
_PERSONAL = (
    (_PREMIUM,),
    ("policy.grade",),
    ("policy.insurer", "policy.own_damage.sum_insured"),
    (_START,),
    ("accident.own_damage",),
    ("accident.cash_repair",),
)
"""Fields that hardly agree by chance; those on one line count only together, under the first."""

PAST_CLAIM = "claim"
_ITS_FACTS = ("day", "property_paid")


@cache
def sample_draft() -> Draft:
    """Return the sample case as a draft."""
    document = parse_toml(sample_text())
    return Draft() if isinstance(document, Problem) else Draft.from_document(document)


def is_sample(draft: Draft) -> bool:
    """Return whether a draft is the unchanged sample."""
    return draft == sample_draft()


def edit_base(draft: Draft) -> Draft:
    """Return what an edit starts from: of the untouched sample, only what its form shows.

    The day of the advice and the assumptions are those of the sample; in a case of one's own
    they are today's and unknown until they are typed.
    """
    if not is_sample(draft):
        return draft
    return evolve(
        draft,
        values={path: text for path, text in draft.values.items() if path not in _OF_THE_SAMPLE},
        claims=tuple(
            {key: text for key, text in claim.items() if key not in _OF_ITS_CLAIMS}
            for claim in draft.claims
        ),
    )


def new_draft(rulebook: Rulebook | None = None) -> Draft:
    """Return the draft of a new case: only what the user's settings state.

    Settings that the rules do not know are left out; without a `rulebook` the rules are read.
    """
    return Draft(new_case(usable_settings(rulebook)))


def sample_leftovers(draft: Draft) -> tuple[str, ...]:
    """Return the fields, and `PAST_CLAIM`, that hold just what the sample holds.

    A single field may agree by chance and is not returned, unless it is the premium.
    """
    sample = sample_draft()
    found = [
        paths[0]
        for paths in _PERSONAL
        if all(draft.text(path) == sample.text(path) for path in paths)
    ]
    ours = [tuple(claim.get(key) for key in _ITS_FACTS) for claim in sample.claims]
    if any(tuple(claim.get(key) for key in _ITS_FACTS) in ours for claim in draft.claims):
        found.insert(min(2, len(found)), PAST_CLAIM)
    return tuple(found) if len(found) > 1 or _PREMIUM in found else ()


def sum_of(accident: Accident) -> tuple[str, Won]:
    """Return the end of a text's code and the sum by which people recognise an accident.

    The sum is what the insurer paid for it, else the repair of the own car, else the other party's
    damage; it is 0 if there is no bill yet.
    """
    if accident.paid is not None:
        return "-paid", accident.paid
    own, other = accident.own_damage.likely, accident.other_property.likely
    return ("-other", other) if other and not own else ("" if own else "-no-bill", own)
