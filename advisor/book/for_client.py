"""What an answered row holds for its client besides cells: a case to keep, and what to send."""

from __future__ import annotations

from attrs import fields

from advisor.cases import advised
from advisor.domain.case import Client
from advisor.domain.decision import Advised, Decision
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.report.message import message

CLIENT_KEYS = tuple(field.name for field in fields(Client))


@frozen
class ForClient:
    """The client of a row, the message to send, and the case of the row with its answer.

    `message` is empty if nothing is to be sent; `draft` and `answer` are None if no case is kept.
    `anew` is the answer to the saved case, if that states other things than its row. `problem` says
    in words why the saved case has no answer though its row has one. `number` is that of the row,
    or of its case once it is saved.
    """

    client: Client
    message: str
    draft: Draft | None = None
    answer: Advised | None = None
    anew: Decision | None = None
    problem: str = ""
    number: str = ""

    @classmethod
    def of(cls, decision: Decision, draft: Draft | None, texts: Texts, office: str) -> ForClient:
        """Return what an answer holds for its client; without a `draft`, no case is kept."""
        answer = None if draft is None else advised(decision)
        return cls(decision.case.client, message(decision, texts, office), draft, answer)


def client_of(draft: Draft) -> Client:
    """Return the client of a draft."""
    return Client(**{key: draft.text(f"client.{key}") for key in CLIENT_KEYS})
