"""Measure what a key on the desk costs with many saved cases, compared with a desk of few.

python tests/bench/desk.py [ROUNDS]
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from measure import Line, middle, show

from advisor import service
from advisor.cases import advised
from advisor.domain.case import Case
from advisor.intake.case.draft import read_draft
from advisor.rules.rulebook import load_rulebook
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.opening import opening
from advisor.tui.own_case import sample_draft
from advisor.tui.screens.cases import CasesScreen
from advisor.tui.widgets.desk_rows import DeskView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

FEW, MANY = 10, 1_000
KEYS = {
    "an arrow": ("down", "up"),
    "a page": ("pagedown", "pagedown"),
    "a letter of a search": ("9", "backspace"),
    "another order": ("f4", "f4"),
    "another view": ("f5",) * len(DeskView),
    "what became of a case": ("f9 down enter", "ctrl+z"),
    "what became of all": ("ctrl+a f9 down enter", "ctrl+z"),
}
"""The keys of each action, and those that undo it; keys in one string are timed together."""
SIZE = (100, 30)
MILLISECONDS = 1000


def filled(folder: Path, cases: int) -> CaseStore:
    """Return a store with this number of clients, each with the answer to the sample."""
    store, rulebook = CaseStore(folder, service.today), load_rulebook()
    store._database.run("PRAGMA synchronous = OFF")
    draft = sample_draft()
    case = read_draft(draft, rulebook, service.today())
    if not isinstance(case, Case):
        sys.exit("the sample has a problem")
    answer = advised(service.decide(case, rulebook))
    for number in range(cases):
        client = draft.with_value("client.name", f"고객 {number}")
        store.save(f"기둥 {number}", client, answer=answer)
    return store


async def costs(cases: int, rounds: int) -> dict[str, float]:
    """Return the median seconds of computing for each kind of key, with this number of cases."""
    with TemporaryDirectory() as folder, filled(Path(folder), cases) as store:
        app = AdvisorApp(opening(None, Desk(store)), "en")
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await to_the_cases(pilot)
            taken: dict[str, list[float]] = {what: [] for what in KEYS}
            for what, key in ((what, key) for _ in range(rounds) for what, key in presses()):
                began = process_time()
                for one in key.split():
                    await pilot.press(one)
                    await pilot.pause()
                taken[what].append(process_time() - began)
    return {what: middle(values) for what, values in taken.items()}


async def to_the_cases(pilot: Pilot[None]) -> None:
    """Switch to the list of all cases, whatever view the app begins with."""
    for _ in DeskView:
        screen = pilot.app.screen
        if isinstance(screen, CasesScreen) and screen._view is DeskView.CASES:
            return
        await pilot.press("f5")
        await pilot.pause()
    sys.exit("the desk does not list its cases")


def presses() -> Iterator[tuple[str, str]]:
    """Yield each key with its kind. No kind of key leaves a change on the desk behind."""
    for what, keys in KEYS.items():
        for key in keys:
            yield what, key


def main(rounds: int) -> None:
    """Compare the two desks key by key."""
    few, many = asyncio.run(costs(FEW, rounds)), asyncio.run(costs(MANY, rounds))
    show(
        [
            Line(
                f"{what}, {MANY:,} cases / {FEW}", many[what] / few[what], "x",
                note=f"{many[what] * MILLISECONDS:.0f} ms : {few[what] * MILLISECONDS:.0f} ms",
            )
            for what in KEYS
        ]
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
