"""What an answered row is for its client, beside its cells: a case to keep, and what to send."""

from __future__ import annotations

from collections.abc import Mapping

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
    """Whose row it is, what is sent to them, and the case of the row with its answer.

    `message` is empty where none is wanted, `draft` and `answer` are None where none is kept.
    `anew` is the answer to the saved case, where that states other things than its row. `problem`
    says in words why the case has no answer though its row has one. `number` is that of the row, or
    of its case once it is saved.
    """

    client: Client
    message: str
    draft: Draft | None = None
    answer: Advised | None = None
    anew: Decision | None = None
    problem: str = ""
    number: str = ""

    @classmethod
    def of(
        cls, decision: Decision, document: Mapping[str, object], texts: Texts, office: str,
        *, kept: bool,
    ) -> ForClient:  # fmt: skip
        """Make it of the answer to a row and of the document that the row states."""
        said = message(decision, texts, office)
        if not kept:
            return cls(decision.case.client, said)
        draft = Draft.from_document(document)
        return cls(decision.case.client, said, draft, advised(decision))


def client_of(draft: Draft) -> Client:
    """Return what a draft says of whose case it is."""
    return Client(**{key: draft.text(f"client.{key}") for key in CLIENT_KEYS})
