"""How `advisor --plain` ends: the case is kept under a name, if that is wanted."""

from collections.abc import Callable

from advisor import service
from advisor.cases import advised, open_cases, suggested_name
from advisor.cli import output
from advisor.cli.case_pages import tell_saved
from advisor.domain.decision import Decision
from advisor.explain.outside import harmless
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft, lasting
from advisor.intake.typed.words import is_nothing, parse_flag
from advisor.storage.errors import StorageError
from advisor.storage.kept import SavedCase, folded, storable

_NOT = "-"


def offer_to_save(
    draft: Draft,
    decision: Decision,
    texts: Texts,
    ask: Callable[[str], str],
    opened: SavedCase | None = None,
) -> int:
    """Ask under which name the case is to be kept, keep it, and say how it is found again.

    The saved case that was `opened` is saved over under its name, and left under another one.
    Return the exit code. Where nobody answers, nothing is kept: what was asked for is printed.
    """
    usual = opened.name if opened else suggested_name(draft, texts)
    try:
        typed = ask(texts("plain.save", name=harmless(usual)))
    except EOFError:
        return output.DONE
    said = parse_flag(typed)
    if typed == _NOT or said is False or is_nothing(typed):
        return output.DONE
    name = storable(usual if not typed or said is True else typed)
    try:
        with open_cases() as store:
            output.tell_notices(store.notices, texts)
            if store.path is None:
                return output.NO_STREAM
            over = opened if opened and folded(opened.name) == folded(name) else None
            alike = [
                case
                for case in store.cases()
                if folded(case.name) == folded(name) and not (over and case.number == over.number)
            ]
            kept, answer = lasting(draft, service.today()), advised(decision)
            ticked = over.ticked if over else frozenset[str]()
            saved = store.save(name, kept, ticked, over=over, answer=answer)
    except StorageError as error:
        return output.tell_storage(error, texts)
    tell_saved(saved, alike, texts)
    output.tell(texts("plain.saved", number=saved.number))
    return output.DONE
