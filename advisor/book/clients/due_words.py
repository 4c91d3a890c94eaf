"""What is due, for people and for programs."""

from collections.abc import Iterator, Sequence
from datetime import date

from advisor.book.clients.client_case import ClientCase, DeskState, answer_code
from advisor.book.clients.due import Due, DueKind
from advisor.book.for_client import CLIENT_KEYS
from advisor.domain.case import Client
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.columns import listed
from advisor.explain.names import in_language
from advisor.explain.paper import Paper
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.report.answer.json_values import Json, json_values
from advisor.storage.records import LastAnswer

_AWAY, _WHO = 1, 5
"""The places of the columns that say how far away a thing is, and for whom."""

_NARROWEST = 8


@frozen(kw_only=True)
class DeskPaper(Paper):
    """What a page of the desk is written with: its language, the rules, and the day."""

    rulebook: Rulebook
    today: date

    def insurer(self, code: str) -> str:
        """Return what an insurer is called today, or the code if the rules do not know it."""
        rule = self.rulebook.insurers.get(code)
        return in_language(rule.current(self.today).terms.name, self.texts) if rule else code


def due_lines(dues: Sequence[Due], paper: DeskPaper) -> list[str]:
    """Return a line for each thing that is due: its day, how far away, what, and for whom."""
    rows = [_row(due, paper) for due in dues]
    return listed(rows, paper.cells, cut_at=_WHO, least=_NARROWEST, to_the_right={_AWAY})


def away(due: Due, today: date, texts: Texts) -> str:
    """Return in words how far away a thing is: in so many days, today, now, or so many days ago."""
    days = (due.day - today).days
    if due.kind is DueKind.QUOTE and days <= 0:
        return texts("due.now")
    if days == 0:
        return texts("due.today")
    return texts("due.in" if days > 0 else "due.ago", days=abs(days))


def due_document(dues: Sequence[Due], today: date, *, with_client: bool = False) -> dict[str, Json]:
    """Return what is due as plain values; `with_client` adds who the client is."""
    found: list[Json] = [
        {
            "kind": str(due.kind),
            "day": due.day.isoformat(),
            "last": due.last.isoformat(),
            "case": due.case.number,
            "name": due.case.saved.name,
            "state": str(due.case.state),
            "verdict": due.case.answer.verdict if due.case.answer else None,
            "recommended": due.case.answer.recommended if due.case.answer else None,
            **({"client": client_document(due.case.client)} if with_client else {}),
        }
        for due in dues
    ]
    return {"as_of": today.isoformat(), "due": found}


def client_document(client: Client) -> dict[str, Json]:
    """Return a client as plain values."""
    return json_values(client, *CLIENT_KEYS)


def who(due: Due, texts: Texts) -> str:
    """Return for whom something is due: client and case, each once."""
    return " · ".join(_names(due, texts))


def _names(due: Due, texts: Texts) -> Iterator[str]:
    case = due.case
    if client := harmless(case.client.name.strip()):
        yield client
    if not client or case.saved.name.strip() not in {"", client}:
        yield harmless(case.saved.name) if case.saved.name.strip() else texts("storage.unnamed")


def standing(case: ClientCase, texts: Texts) -> str:
    """Return in a word what became of a case, or what was advised if it is still open."""
    if case.state is not DeskState.OPEN or case.answer is None:
        return texts(f"desk.state.{case.state}")
    said = answered(case.answer, texts)
    return texts("due.advised", said=said) if said else ""


def answered(answer: LastAnswer, texts: Texts) -> str:
    """Return an answer in a word or two; empty if a later version of the program gave it."""
    return texts.either(f"desk.verdict.{answer_code(answer)}")


def _row(due: Due, paper: DeskPaper) -> tuple[str, str, str, str, str, str]:
    texts = paper.texts
    what = texts(f"due.title.{due.code}")
    return (
        due.day.isoformat(), away(due, paper.today, texts), what, standing(due.case, texts),
        str(due.case.number), who(due, texts),
    )  # fmt: skip
