"""The few questions that lead to an answer, one at a time, in terms that a driver can answer.

Each is asked only if its answer can matter: who was hurt, only if there was another car; the
single-vehicle cover, only if that kind of accident needs it by the rules of its day.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from advisor.domain.accident import Kind
from advisor.domain.policy import FRACTURE, SPRAIN
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import CoverNeeded
from advisor.domain.values import frozen
from advisor.intake.case.case_file import ACCIDENT
from advisor.intake.case.draft import Draft, claims_of_this_year
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import (
    COVER,
    COVER_UNKNOWN,
    DEATH,
    INJURY_UNKNOWN,
    SINGLE_VEHICLE,
    catalog_path,
)
from advisor.intake.case.money_rules import GRAVEST_SETTLED
from advisor.intake.nested import list_row
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day
from advisor.intake.typed.estimate import parse_estimate
from advisor.intake.typed.short_answers import (
    is_no_bill,
    is_nothing,
    is_unknown,
    parse_flag,
    parse_injury,
    says_paid,
)

KIND = "accident.kind"
INSURER = "policy.insurer"
START = "policy.start"
PAID = "accident.paid"
INJURY = "accident.injury_grade"
CLIENT = "client.name"

_OWN_BILL = "accident.own_damage"

NOTHING = "nothing"
"""The answer besides the kinds of accident: nothing happened, so only the policy is examined."""

NOBODY = ""
HURT_ANSWERS = (NOBODY, str(SPRAIN), str(FRACTURE), DEATH, INJURY_UNKNOWN)
"""The answers in words to who else was hurt; a driver who knows the grade types it instead."""

_WITH_ANOTHER = frozenset({Kind.COLLISION})
_HARMING_OTHERS = frozenset({Kind.COLLISION, Kind.OBJECT, Kind.ROLLOVER, Kind.FIRE})


@frozen
class AnswersSoFar:
    """What the driver has said so far, and the rules and the day by which it is read."""

    draft: Draft
    rulebook: Rulebook
    today: date

    @property
    def is_open(self) -> bool:
        """Whether the insurer has not paid for the accident yet."""
        return not self.draft.text(PAID).strip()

    @property
    def may_be_paid(self) -> bool:
        """Whether the insurer may have paid: not on the day of the accident, unless stated."""
        return not self.is_open or self._day != self.today

    @property
    def is_stolen(self) -> bool:
        """Whether the car was stolen: unless it is found, it has a value but no repair bill."""
        return self.draft.text(KIND) == Kind.THEFT

    @property
    def has_another(self) -> bool:
        """Whether there was another driver, who may be hurt or partly at fault."""
        return self.draft.text(KIND) in _WITH_ANOTHER

    @property
    def may_have_hurt(self) -> bool:
        """Whether somebody else may be hurt: another driver, or a person of whom that was said."""
        return self.has_another or bool(self.draft.text(INJURY).strip())

    @property
    def harms_others(self) -> bool:
        """Whether somebody else's property may have been damaged."""
        return self.is_open and self.draft.text(KIND) in _HARMING_OTHERS

    @property
    def can_be_settled(self) -> bool:
        """Whether somebody was hurt so slightly that it may be settled in cash."""
        grade = parse_injury(self.draft.text(INJURY))
        return self.is_open and isinstance(grade, int) and grade >= GRAVEST_SETTLED

    @property
    def may_be_covered(self) -> bool:
        """Whether an own-damage cover can pay at all, and has not paid yet."""
        return self._has_bill and self._needed is not CoverNeeded.NEVER

    @property
    def depends_on_rider(self) -> bool:
        """Whether the cover pays only if it includes single-vehicle accidents."""
        return self.has_cover and self._needed is CoverNeeded.SINGLE_VEHICLE

    @property
    def has_cover(self) -> bool:
        """Whether there may be a cover; false if unknown, because its parts are unknown too."""
        cover = self.draft.text(COVER)
        return self._has_bill and cover != COVER_UNKNOWN and parse_flag(cover) is not False

    @property
    def _has_bill(self) -> bool:
        """Whether there may be a repair bill for the driver's car that is not paid yet."""
        return self.is_open and not own_car_undamaged(self.draft)

    def may_be_paid_back(self, claim: int) -> bool:
        """Return whether a past claim is of this policy year, and for property only."""
        hurt = (f"{ListKey.CLAIM}[{claim}].{key}" for key in ("injury_grade", "own_injury"))
        is_hurt = any(
            parse_flag(text) is not False for path in hurt if (text := self.draft.text(path))
        )
        return claims_of_this_year(self.draft, self.today)[claim] and not is_hurt

    @property
    def _day(self) -> date | Unreadable:
        return parse_day(self.draft.text("accident.day"), self.today)

    @property
    def _needed(self) -> CoverNeeded | None:
        """The part of the cover that this kind needs on the accident's day, None without a kind."""
        kind, day = self.draft.text(KIND), self._day
        version = self.rulebook.cover.find(day if isinstance(day, date) else self.today)
        return version.terms.kinds[Kind(kind)] if version and kind in set(Kind) else None


@frozen
class Question:
    """A field that is asked for; without the `needed` ones there is no decision.

    `if_skipped` is the value to assume if the question is skipped, where stating nothing would
    mean something else; `is_raised` returns whether the answers so far raise the question.
    """

    path: str
    needed: bool = False
    if_skipped: str = ""
    is_raised: Callable[[AnswersSoFar], bool] = lambda _: True


_CLAIMS = Question(f"{ListKey.CLAIM}[]")
"""A placeholder for the questions about past claims, of which there may be any number."""

QUESTIONS = (
    Question(KIND, needed=True),
    Question("accident.day", needed=True),
    Question(PAID, is_raised=lambda said: said.may_be_paid),
    Question(_OWN_BILL, needed=True, is_raised=lambda said: said.is_open and not said.is_stolen),
    Question(_OWN_BILL, is_raised=lambda said: said.is_open and said.is_stolen),
    Question(
        "accident.cash_repair", is_raised=lambda said: said.may_be_covered and not said.is_stolen
    ),
    Question("accident.other_property", is_raised=lambda said: said.harms_others),
    Question("accident.fault", is_raised=lambda said: said.has_another),
    Question(INJURY, if_skipped=INJURY_UNKNOWN, is_raised=lambda said: said.may_have_hurt),
    Question("accident.injury_settlement", is_raised=lambda said: said.can_be_settled),
    Question(START, needed=True),
    Question("policy.premium", needed=True),
    Question(COVER, if_skipped=COVER_UNKNOWN, is_raised=lambda said: said.may_be_covered),
    Question(f"{COVER}.sum_insured", is_raised=lambda said: said.has_cover and said.is_stolen),
    Question(SINGLE_VEHICLE, is_raised=lambda said: said.depends_on_rider),
    _CLAIMS,
    Question("assumptions.renewals"),
    Question("policy.grade"),
    Question("policy.surcharge_threshold"),
    Question(INSURER),
)
"""The questions, roughly what a decision needs first; an empty field is assumed or unknown."""


_NONE_IS_EMPTY = {
    PAID, "accident.other_property", "accident.cash_repair", "accident.injury_settlement",
    "claim[].day",
}  # fmt: skip
"""Questions whose answer "none" is stated by leaving the field empty."""


def questions(answers: AnswersSoFar) -> Iterator[Question]:
    """Yield the questions that are raised, in their order.

    For each past claim, its day and its payout are asked, and for one of this policy year whether
    it can still be paid back. After the last one, the day of another is asked.
    """
    for question in QUESTIONS:
        if question is not _CLAIMS:
            if question.is_raised(answers):
                yield question
            continue
        count = len(answers.draft.claims)
        for index in range(count):
            yield Question(claim_day(index))
            yield Question(f"{ListKey.CLAIM}[{index}].property_paid")
            if answers.may_be_paid_back(index):
                yield Question(f"{ListKey.CLAIM}[{index}].status")
        yield Question(claim_day(count))


def policy_questions(asked: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions to ask if nothing happened: what happened, and all on the policy."""
    yield from (one for one in asked if one.path == KIND or not one.path.startswith(f"{ACCIDENT}."))


def own_car_undamaged(draft: Draft) -> bool:
    """Return whether the own repair is said to cost nothing, so that no cover of it matters."""
    bill = draft.text(_OWN_BILL).strip()
    return bool(bill) and (is_no_bill(bill) or parse_estimate(bill) == 0)


def leaves_unanswered(path: str, typed: str) -> bool:
    """Return whether words say that the answer is unknown, or that there is none of what is asked.

    >>> leaves_unanswered("accident.paid", "아직 안 나왔어요")
    True
    >>> leaves_unanswered("accident.fault", "없음")
    False
    >>> leaves_unanswered(_OWN_BILL, "견적 아직 못 받음"), leaves_unanswered(_OWN_BILL, "없음")
    (True, False)
    """
    is_not_yet = says_paid(typed) is False and not is_nothing(typed)
    says_none = (is_nothing(typed) or is_not_yet) and catalog_path(path) in _NONE_IS_EMPTY
    return is_unknown(typed) or says_none or (is_not_yet and path == _OWN_BILL)


def claim_day(index: int) -> str:
    """Return the path of the day of a past claim; if it is empty, there is no such claim."""
    return f"{ListKey.CLAIM}[{index}].day"


def with_answer(draft: Draft, path: str, text: str) -> Draft:
    """Return the draft after the answer to a question; a past claim without a day is removed."""
    row = list_row(path)
    if row is None:
        return draft.with_value(path, text)
    listed, index, _ = row
    is_there = index < len(draft.rows(listed))
    if path == claim_day(index) and not text.strip():
        return draft.without_row(listed, index) if is_there else draft
    return (draft if is_there else draft.with_row(listed)).with_value(path, text)
