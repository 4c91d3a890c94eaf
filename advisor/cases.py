"""The user's own cases: the store of this machine, opened with today's clock."""

from collections.abc import Iterable
from datetime import date

from advisor import __version__, on_demand, service
from advisor.domain.case import Case
from advisor.domain.decision import Advised, Decision
from advisor.domain.errors import AdvisorError
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.intake.case.draft import Draft, fixed_text, read_draft
from advisor.places import data_folder
from advisor.storage.records import SavedCase, folded, storable
from advisor.storage.store import CaseStore


def open_cases() -> CaseStore:
    """Open the store of `ADVISOR_HOME`, else of the platform's data folder.

    Without a home folder, the store keeps nothing.

    Raises:
        StorageError: a newer program has written it, or another window holds it.
    """
    return CaseStore(data_folder(), service.today)


def advised(decision: Decision) -> Advised:
    """Return a decision as the store keeps it: its JSON, its day, the program and the rules."""
    answer = on_demand.to_json(on_demand.answer_document(decision))
    return Advised(decision.case.as_of, __version__, on_demand.fingerprint(), answer)


def answer_to(draft: Draft, rulebook: Rulebook, day: date) -> Decision | None:
    """Return the decision on a draft as of `day`; None if the draft cannot be decided."""
    try:
        case = read_draft(draft, rulebook, day)
        return service.decide(case, rulebook) if isinstance(case, Case) else None
    except AdvisorError:
        return None


def suggested_name(draft: Draft, texts: Texts) -> str:
    """Return a name to recognise a case by: its client, or the day and kind of its accident.

    What may still change, above all the repair bill, is left out, because a saved name would not
    follow the change. The name is empty if none of this is stated yet.
    """
    if client := draft.text("client.name").strip():
        return client
    day = fixed_text("accident.day", draft.text("accident.day"), service.today()).strip()
    kind = texts.either(f"app.choice.kind.{draft.text('accident.kind')}")
    return " ".join(filter(None, (day, kind)))


def matching(cases: Iterable[SavedCase], wanted: str) -> list[SavedCase]:
    """Return the case with the number `wanted`, else every case of that name or client.

    If one case has that name and another has a client of that name, both are returned: they may
    be two people.
    """
    known, name = list(cases), folded(wanted).strip()
    if numbered := [case for case in known if str(case.number) == name]:
        return numbered
    called = [case for case in known if case.name == storable(wanted)]
    called = called or [case for case in known if folded(case.name) == name]
    of_client = [case for case in known if name and folded(_client_name(case)) == name]
    numbers = {case.number for case in (*called, *of_client)}
    return [case for case in known if case.number in numbers]


def disambiguated(cases: Iterable[SavedCase]) -> str:
    """Return the numbers of cases with the same name, each with its plate and accident day."""
    found = ((case.number, _mark(case)) for case in sorted(cases, key=lambda one: one.number))
    return ", ".join(
        f"{number} ({harmless(mark)})" if mark else str(number) for number, mark in found
    )


def _client_name(case: SavedCase) -> str:
    return case.draft.text("client.name").strip()


def _mark(case: SavedCase) -> str:
    texts = (case.draft.text(path).strip() for path in ("client.plate", "accident.day"))
    return " ".join(filter(None, texts))
