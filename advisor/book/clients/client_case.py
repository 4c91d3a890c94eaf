"""One line of the desk: a saved case with its client, its last answer and what became of it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import evolve

from advisor.book.for_client import CLIENT_KEYS, client_of
from advisor.cases import answer_to
from advisor.domain.case import Client
from advisor.domain.days import renewal_day
from advisor.domain.decision import Verdict
from advisor.domain.outcome import CLAIMS
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.headlines import headline, short_code
from advisor.intake.typed.insurer import parse_insurer
from advisor.storage.records import CaseState, LastAnswer, Progress, Renewed, SavedCase, folded
from advisor.storage.store import CaseStore

_START, _ACCIDENT, _INSURER, _PAID = (
    "policy.start",
    "accident.day",
    "policy.insurer",
    "accident.paid",
)
SUM_WANTED = "sum-wanted"
"""Why a claimed case has no answer to send: it was not noted what the insurer paid."""

_WITHOUT_PAYOUT = frozenset({CaseState.SELF_PAID, CaseState.PAID_BACK})
"""What became of a case in which the insurer has paid nothing, or was paid back."""

_LATEST_YEAR = date.max.year - 1


class DeskState(StrEnum):
    """Where a case stands, in the order in which the desk sorts these states."""

    OPEN = "open"
    CLAIMED = "claimed"
    SELF_PAID = "self-paid"
    PAID_BACK = "paid-back"
    RENEWED = "renewed"
    ARCHIVED = "archived"


@frozen
class ClientCase:
    """A saved case as the desk shows it; days and the answer are None if they are not known.

    `searched` is all text that a search looks through, in the form in which searches compare it.
    """

    saved: SavedCase
    client: Client
    insurer: str
    start: date | None
    accident_day: date | None
    paid: bool
    answer: LastAnswer | None
    progress: Progress
    renewed: tuple[Renewed, ...]
    searched: str

    @property
    def number(self) -> int:
        """The number of the saved case."""
        return self.saved.number

    @property
    def display_name(self) -> str:
        """What to call the case: the client's name, else the name of the case."""
        return self.client.name.strip() or self.saved.name

    @property
    def renewal(self) -> date | None:
        """The day on which the policy expires and the next one begins."""
        return None if self.start is None else renewal_day(self.start, 1)

    @property
    def coming_renewal(self) -> date | None:
        """The first renewal whose cost has not been noted yet; None if the start is not known."""
        day, number = self.renewal, 1
        noted = max((one.renewed_on for one in self.renewed), default=None)
        while noted and self.start and day and day <= noted and day.year < _LATEST_YEAR:
            number += 1
            day = renewal_day(self.start, number)
        return day

    @property
    def is_followed_up(self) -> bool:
        """Whether the cost of the renewal has been noted."""
        day = self.renewal
        return any(day is None or one.renewed_on >= day for one in self.renewed)

    @property
    def outcome(self) -> CaseState:
        """What became of the accident; a case in which the insurer has paid is claimed."""
        state = self.progress.state
        return CaseState.CLAIMED if self.paid and state is CaseState.OPEN else state

    @property
    def state(self) -> DeskState:
        """Where the case stands."""
        if self.progress.archived_on is not None:
            return DeskState.ARCHIVED
        return DeskState.RENEWED if self.is_followed_up else DeskState(self.outcome)

    @property
    def is_claimed(self) -> bool:
        """Whether the insurer has paid and was not paid back; a renewal makes no difference."""
        return self.outcome is CaseState.CLAIMED

    @property
    def refund_by(self) -> date | None:
        """The last day to pay back, if there is a payout, or a claim or paying back is advised.

        The deadline stands even if the cost of the renewal is known before the day.
        """
        is_advised = self.answer is not None and self.answer.plan_by is not None
        return self.refund_if_claimed if self._is_to_claim or is_advised else None

    @property
    def refunds_earlier(self) -> bool:
        """Whether only an earlier claim is to be paid back, because this accident has no payout."""
        answer = self.answer
        without = self.progress.state in _WITHOUT_PAYOUT or not self._is_to_claim
        return (
            answer is not None
            and answer.plan_by is not None
            and (without or answer.refund_by is None)
        )

    @property
    def _is_to_claim(self) -> bool:
        """Whether the accident is claimed, or a claim is advised."""
        answer = self.answer
        advised = answer is not None and (
            answer.verdict == Verdict.KEEP_OPEN or answer.recommended in CLAIMS
        )
        return self.is_claimed or advised

    @property
    def refund_if_claimed(self) -> date | None:
        """The last day to pay back if the case was claimed, even if paying oneself was advised.

        None if it is known that there is nothing to pay back, not even an earlier claim that the
        answer says to pay back too, or if the case is archived or has no answer.
        """
        if self.answer is None or self.progress.archived_on is not None:
            return None
        if self.progress.state in _WITHOUT_PAYOUT:
            paid_back = self.progress.state is CaseState.PAID_BACK
            return None if paid_back else self.answer.plan_by
        return self.answer.refund_by or self.answer.plan_by

    @property
    def no_message_reason(self) -> str:
        """Why there is nothing new to say to the client, as a code; empty if there is something.

        What became of the case counts before its being archived. `SUM_WANTED` means that it was
        claimed and that what to do depends on the sum paid, which was not noted.
        """
        if self.is_followed_up:
            return str(DeskState.RENEWED)
        if self.progress.state in _WITHOUT_PAYOUT:
            return str(self.progress.state)
        if self.state is DeskState.ARCHIVED:
            return str(DeskState.ARCHIVED)
        return SUM_WANTED if self.is_claimed and not self.paid else ""

    def matches(self, words: Iterable[str]) -> bool:
        """Return whether all words of a search are found somewhere in the case."""
        return all(word in self.searched for word in words)


def client_cases(
    store: CaseStore, rulebook: Rulebook, saved: Iterable[SavedCase] | None = None
) -> tuple[ClientCase, ...]:
    """Return saved cases as the desk shows them: those given, else all, the last changed first.

    Raises:
        StorageError: the store cannot be read.
    """
    progress, answers = store.progress.all(), store.progress.last_answers()
    renewed: dict[int, list[Renewed]] = {}
    for noted in store.progress.renewals():
        renewed.setdefault(noted.number, []).append(noted)
    return tuple(
        client_case(
            one,
            rulebook,
            answers.get(one.number),
            progress.get(one.number),
            tuple(renewed.get(one.number, ())),
        )
        for one in (store.cases() if saved is None else saved)
    )


def client_case(
    saved: SavedCase,
    rulebook: Rulebook,
    answer: LastAnswer | None = None,
    progress: Progress | None = None,
    renewed: tuple[Renewed, ...] = (),
) -> ClientCase:
    """Return one saved case as the desk shows it."""
    draft = saved.draft
    client = client_of(draft)
    insurer = parse_insurer(draft.text(_INSURER), rulebook.insurers)
    return ClientCase(
        saved=saved,
        client=client,
        insurer=insurer,
        start=_day(_START, saved),
        accident_day=_day(_ACCIDENT, saved),
        paid=bool(draft.text(_PAID).strip()),
        answer=answer,
        progress=progress or Progress(),
        renewed=renewed,
        searched=folded(" ".join(_searched(saved, client, insurer, rulebook))),
    )


def _searched(saved: SavedCase, client: Client, insurer: str, rulebook: Rulebook) -> Iterable[str]:
    yield saved.name
    for key in CLIENT_KEYS:
        text = str(getattr(client, key))
        yield text
        if bare := "".join(sign for sign in text if sign.isalnum()):
            yield bare  # 010-1234-5678 is found as 01012345678, 12가 3456 as 12가3456
    yield insurer
    rule = rulebook.insurers.get(insurer)
    for version in rule.versions if rule else ():
        name = version.terms.name
        yield from (name.ko, name.en, *version.terms.aliases)


def _day(path: str, saved: SavedCase) -> date | None:
    """Return a day of a case, read as of the day the case was saved; None if it cannot be read."""
    day = saved.draft.day(path, saved.saved_on)
    return day if day and day.year <= _LATEST_YEAR else None


def with_answer(case: ClientCase, rulebook: Rulebook, today: date) -> ClientCase:
    """Return a case with its answer: the kept one, else that of today, if it has one."""
    if case.answer is not None:
        return case
    found = answer_to(case.saved.draft, rulebook, today)
    if found is None:
        return case
    answer = LastAnswer(
        advised_on=found.case.as_of,
        verdict=str(found.verdict),
        recommended=str(found.recommended),
        margin=found.margin,
        refund_by=found.refund_by,
        headline=headline(found).code,
        plan_by=found.plan_by,
    )
    return evolve(case, answer=answer)


def answer_code(answer: LastAnswer) -> str:
    """Return the code of the few words in which a list says an answer.

    They say what the answer's first line says, or, if that is still open, what to do meanwhile.
    """
    if answer.verdict == Verdict.KEEP_OPEN and answer.recommended not in CLAIMS:
        return Verdict.DEPENDS
    if answer.headline and answer.verdict not in {Verdict.KEEP_OPEN, Verdict.DEPENDS}:
        return short_code(answer.headline)
    return answer.recommended if answer.verdict == Verdict.CLAIM else answer.verdict
