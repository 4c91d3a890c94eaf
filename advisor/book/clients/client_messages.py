"""The messages to several clients as one text, and who gets none."""

from collections.abc import Iterable
from datetime import date

from advisor.book.clients.client_case import ClientCase
from advisor.book.messages import headed_message
from advisor.cases import answer_to
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.report.message import message

NO_ANSWER, IN_DOUBT = "no-answer", "in-doubt"
"""Why a case has no message, other than the reasons of `ClientCase.no_message_reason`."""


@frozen
class ClientMessages:
    """Messages as one text, their number, and the cases without a message, each with the reason."""

    text: str
    count: int
    left_out: tuple[tuple[ClientCase, str], ...]


def client_messages(
    cases: Iterable[ClientCase], rulebook: Rulebook, today: date, texts: Texts, office: str
) -> ClientMessages:
    """Return the messages to the clients of some cases, in their order, signed by an office."""
    said: list[str] = []
    left_out: list[tuple[ClientCase, str]] = []
    for case in cases:
        decision = None if case.no_message_reason else answer_to(case.saved.draft, rulebook, today)
        text = message(decision, texts, office) if decision else ""
        if text:
            said.append(headed_message(str(case.number), case.client, text, texts))
        else:
            why = case.no_message_reason or (IN_DOUBT if decision else NO_ANSWER)
            left_out.append((case, why))
    return ClientMessages("\n".join(said), len(said), tuple(left_out))


def unsaid_words(case: ClientCase, texts: Texts) -> str:
    """Return why there is nothing new to say to a client, if there is nothing, as a sentence."""
    name = harmless(case.display_name)
    return texts(f"message.unsaid.{case.no_message_reason}", number=case.number, name=name)
