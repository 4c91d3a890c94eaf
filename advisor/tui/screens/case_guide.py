"""How the guide fills a case: from its answers, or with the policy of last time."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import chain
from typing import Protocol

from advisor import service
from advisor.domain.days import renewal_day
from advisor.domain.rulebook import Rulebook
from advisor.doubts import Doubted, doubted
from advisor.explain.texts import Texts
from advisor.intake.case.case_file import ACCIDENT
from advisor.intake.case.draft import Draft, fixed_text
from advisor.intake.case.fields import is_money
from advisor.intake.case.questions import (
    CLIENT,
    INJURY,
    INSURER,
    KIND,
    NOTHING,
    QUESTIONS,
    START,
    AnswersSoFar,
    Question,
    policy_questions,
    questions,
)
from advisor.intake.plain_text import is_number
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day
from advisor.report.answer.to_json import problem_words
from advisor.storage.errors import StorageError
from advisor.tui.consultation import Consultation, is_missing
from advisor.tui.desk import Desk
from advisor.tui.form.choices import Choices
from advisor.tui.form.edits import CaseEdits
from advisor.tui.form.switches import HURT
from advisor.tui.own_case import is_sample

NAME = Question(CLIENT)
"""The last question of the guide; `--plain` asks for a name when the case is kept."""

_PREMIUM = "policy.premium"
_TAKEN = {question.path: question.if_skipped for question in QUESTIONS if question.path != INJURY}
"""The values taken for unanswered questions; for an injury, "nobody" is an answer of its own."""

_OF_A_YEAR = {START, _PREMIUM, "policy.grade", "policy.percentage"}
"""The keys of a policy that change from year to year."""


def last_policy(draft: Draft, desk: Desk, today: date) -> Mapping[str, str]:
    """Return the policy typed last, here or in the newest saved case; empty if there is none.

    After its year is over, what changes with the year is left out. The policy of a named client
    is never returned: the next case is probably another client's, and Enter would take it over.
    """
    drafts = [] if is_sample(draft) else [draft]
    with suppress(StorageError):  # then there is only the one on the screen
        drafts += [case.draft for case in desk.store.cases()[:1]] if desk.store else []
    known = next((found for found in drafts if found.text(_PREMIUM).strip()), None)
    if known is None or known.text(CLIENT).strip():
        return {}
    policy = {
        path: text for path, text in known.values.items() if path.startswith("policy.") and text
    }
    start = parse_day(policy.get(START, ""), today)
    over = isinstance(start, Unreadable) or renewal_day(start, 1) <= today
    return {path: text for path, text in policy.items() if not (over and path in _OF_A_YEAR)}


def policy_name(policy: Mapping[str, str], choices: Choices) -> str:
    """Return a policy in a few words, empty if there is none."""
    insurer = policy.get(INSURER, "")
    premium = policy.get(_PREMIUM, "")
    said = choices.texts("guide.own-premium", premium=premium) if premium else ""
    parts = (choices.label(INSURER, insurer) if insurer else "", said)
    return ", ".join(part for part in parts if part) or ("…" if policy else "")


def shown_as(path: str, text: str) -> str:
    """Return a text as its form field would show it: bare digits of money with separators."""
    digits = text.replace(",", "")
    return f"{int(digits):,}" if is_money(path) and is_number(digits) else text


class GuidedCase(Protocol):
    """The case on the screen, as the guide sees it."""

    @property
    def consultation(self) -> Consultation:
        """The draft and its answer or problems."""

    @property
    def is_kept(self) -> bool:
        """Whether what is typed stays after the app is left."""

    def show_field(self, path: str, /) -> None:
        """Bring the row of a field into view."""


class CaseAsker:
    """Puts the guide's answers into the case on the screen, each as an edit of its own."""

    def __init__(
        self, case: GuidedCase, edits: CaseEdits, texts: Texts, choices: Choices,
        policy: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._case, self._edits = case, edits
        self._texts, self._rulebook = texts, choices.rulebook
        self._policy = policy
        self._said_nothing = False
        self._today = service.today()

    def text_of(self, path: str) -> str:
        """Return the text of a field."""
        said = self._edits.draft.text(path)
        return NOTHING if path == KIND and not said and self._said_nothing else said

    @property
    def greeting(self) -> str:
        """The code of what to say first: whether the answers stay after the app is left."""
        return "guide.hello" if self._case.is_kept else "guide.hello-unkept"

    @property
    def without_accident(self) -> bool:
        """Whether nothing happened, so that the question is what to buy."""
        return self.text_of(KIND) == NOTHING

    def questions(self, rulebook: Rulebook) -> Iterator[Question]:
        """Yield the questions that the case raises at present, the client's name last."""
        found = questions(AnswersSoFar(self._edits.draft, rulebook, self._today))
        return policy_questions(found) if self.without_accident else chain(found, (NAME,))

    def retranslate(self, texts: Texts) -> None:
        """Switch to the texts of another language."""
        self._texts = texts

    def has_answer(self) -> bool:
        """Return whether the answers so far are enough for a decision."""
        shown = self._case.consultation
        return shown.decision is not None and not shown.problems

    def doubted(self, path: str, text: str) -> Doubted | None:
        """Return what is unusual about an amount typed for a field, None if nothing is."""
        return doubted(path, text, self._edits.draft, self._rulebook)

    def is_doubtful(self, path: str) -> bool:
        """Return whether a field holds an unusual amount that nobody has confirmed."""
        said = self.text_of(path)
        is_settled = (path, said) in self._edits.settled
        return not is_settled and self.doubted(path, said) is not None

    def show(self, path: str) -> None:
        """Scroll to the field of the question."""
        self._case.show_field(_field(path))

    def type_in(self, path: str, text: str) -> None:
        """Put the text typed so far into a field."""
        self._edits.answer(_field(path), text)

    def say(self, path: str, text: str) -> str:
        """Put an answer into its field; return what is wrong with it, or an empty string.

        If nothing happened, all that the case says about an accident is cleared in one edit.
        """
        if path == KIND:
            self._said_nothing = text == NOTHING
        if self._said_nothing and path == KIND:
            of_it = (one for one in self._edits.draft.values if one.startswith(f"{ACCIDENT}."))
            self._edits.fill_in(dict.fromkeys(of_it, ""))
            return ""
        text = text.strip() or _TAKEN.get(path, "")
        self._edits.answer(_field(path), shown_as(path, fixed_text(path, text, self._today)))
        self._edits.settled.add((path, self.text_of(path)))
        return self.trouble(path) if text.strip() else ""

    def trouble(self, path: str) -> str:
        """Return what is wrong with the text of a field, or an empty string."""
        problem = next(
            (
                found
                for found in self._case.consultation.problems
                if not is_missing(found)
                and (found.path == path or found.path.startswith(f"{path}."))
            ),
            None,
        )
        return problem_words(problem, self._texts) if problem else ""

    def undo(self, asked: Iterable[Question]) -> str:
        """Undo the last edit; return the path of the question that it answered, or ""."""
        before = {one.path: self.text_of(one.path) for one in asked if "." in one.path}
        self._edits.undo()
        return next((path for path, said in before.items() if self.text_of(path) != said), "")

    def take_policy(self) -> None:
        """Take over the policy of last time."""
        self._edits.fill_in(self._policy)


def _field(path: str) -> str:
    """Return the row of the form for a question: an injury is chosen in words in its own row."""
    return HURT if path == INJURY else path
