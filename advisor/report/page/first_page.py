"""The first page of a report: the accident and the policy in brief, the costs, and what to heed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from advisor.domain.case import Case, Client
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain import guidance, sentences
from advisor.explain.covers import is_single_vehicle
from advisor.explain.formats import grouped
from advisor.explain.headlines import has_sums
from advisor.explain.names import option_name
from advisor.explain.texts import Texts
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, DEDUCTIBLE
from advisor.report.answer.costs import OptionCosts, costs, years
from advisor.report.page.blocks import Block, BulletList, Cell, Paragraph, Section, Table, TableRow
from advisor.report.page.case_words import case_words, deductible_words, listed_words

_NOTHING = "-"

MOST_ITEMS = 3
"""How many warnings, and how many questions, are on the first page; the rest follow after it."""

_INSURER = "policy.insurer"
_FACTS = (
    "accident.day", "accident.kind", "accident.driver", "accident.fault", "accident.paid",
    "accident.own_damage", "accident.depreciation", "accident.cash_repair", "accident.car_value",
    "accident.extras", "accident.own_rental", "accident.other_property", "accident.other_rental",
    "accident.high_value", "accident.injury_grade", "accident.injury_settlement",
    "accident.own_injury", _INSURER, "policy.start", "policy.premium", "policy.grade",
    "policy.surcharge_threshold", "policy.property_limit", "policy.own_damage.sum_insured",
    "assumptions.renewals", "assumptions.quote_clean", "assumptions.quote_claim",
)  # fmt: skip
"""The fields that the page shows if the case states them: the advice holds for these figures."""

_CLIENT = ("name", "plate", "telephone", "policy_number")
_FOR_THE_OFFICE = frozenset({"underwriting-limit"})
"""Warnings that an agency wants but a client does not: an insurer's reported refusal to renew."""


@frozen
class Letterhead:
    """The recipient and the sender of a report.

    `name` is the name of the case, as typed; `office` names the sender, with a telephone number.
    The client's data, as the case states them, are shown only with `with_client`.
    """

    name: str = ""
    office: str = ""
    with_client: bool = False


def holds_until(decision: Decision) -> date:
    """Return the last day on which the advice can be followed: the day before the renewal."""
    return decision.refund_by or decision.without_accident[1].day - timedelta(days=1)


def facts(
    decision: Decision, rulebook: Rulebook, texts: Texts, head: Letterhead
) -> tuple[TableRow, ...]:
    """Return rows on the client (if shown), the accident and the policy, without empty ones."""
    rows = case_words(decision.case, rulebook, texts, _FACTS)
    if decision.case.policy.insurer is None:
        unknown = Cell(texts("report.insurer-unknown"))
        rows = (*rows, TableRow((Cell(texts(f"field.{_INSURER}")), unknown)))
    rows = (*rows, *_cover(decision, texts), *_past(decision.case, texts))
    rows = (*rows, *_others(decision.case, texts))
    if not head.with_client:
        return rows
    return (*_client(decision.case.client, texts), *rows)


def _cover(decision: Decision, texts: Texts) -> Iterator[TableRow]:
    """Yield that own damage is not covered or not confirmed, if so, and the deductible.

    If the cover excludes this accident, there is no deductible to show.
    """
    case = decision.case
    if case.accident.paid is not None:
        return
    cover = case.policy.own_damage
    left_out = cover is not None and cover.single_vehicle is False and is_single_vehicle(decision)
    if cover is None or cover.unconfirmed or left_out:
        code = "none" if cover is None else "excluded" if left_out else "unconfirmed"
        yield TableRow((Cell(texts(f"field.{COVER}")), Cell(texts(f"report.cover.{code}"))))
    if left_out:
        return
    if said := deductible_words(decision, texts):
        yield TableRow((Cell(texts(f"field.{DEDUCTIBLE}")), Cell(said)))


def _past(case: Case, texts: Texts) -> Iterator[TableRow]:
    """Yield the past claims, latest first, or that none is stated: the answer depends on them."""
    name = Cell(texts("report.listed.claim"))
    if not case.claims:
        yield TableRow((name, Cell(texts("report.no-past"))))
    latest = sorted(case.claims, key=lambda claim: claim.day, reverse=True)
    for claim in latest[:MOST_ITEMS]:
        code = "past-unknown" if claim.property_paid is None else "past"
        said = texts(f"report.{code}", day=claim.day, paid=claim.property_paid)
        yield TableRow((name, Cell(said)))
    if more := len(latest[MOST_ITEMS:]):
        yield TableRow((name, Cell(texts("report.past-more", count=more))))


def _others(case: Case, texts: Texts) -> Iterator[TableRow]:
    """Yield the other cars and the violations, which affect the sums too."""
    for listed in (ListKey.OTHER_CAR, ListKey.VIOLATION):
        for said in listed_words(case, listed, texts)[:MOST_ITEMS]:
            yield TableRow((Cell(texts(f"report.listed.{listed}")), Cell(said)))


def _client(client: Client, texts: Texts) -> Iterator[TableRow]:
    for key in _CLIENT:
        if said := getattr(client, key):
            yield TableRow((Cell(texts(f"field.client.{key}")), Cell(said)))


def first_sections(decision: Decision, texts: Texts) -> Iterator[Section]:
    """Yield the sections on costs, warnings and questions; an empty section is left out."""
    until = holds_until(decision)
    found: dict[str, tuple[Block, ...]] = {
        "costs": tuple(_costs(decision, texts)),
        "warnings": items(for_clients(decision, texts)[:MOST_ITEMS]),
        "ask": items(sentences.questions(decision, texts)[:MOST_ITEMS]),
    }
    for code, blocks in found.items():
        if blocks:
            yield Section(code, texts(f"report.section.{code}", until=until), blocks)


def for_clients(decision: Decision, texts: Texts) -> list[str]:
    """Return the warnings that a client should read."""
    return sentences.warnings(decision, texts, without=_FOR_THE_OFFICE)


def items(said: Sequence[str], *, to_do: bool = False) -> tuple[BulletList, ...]:
    """Return sentences as a tuple with one list block; empty if there are no sentences."""
    return (BulletList(tuple(said), to_do),) if said else ()


def _costs(decision: Decision, texts: Texts) -> Iterator[Block]:
    if not has_sums(decision):
        return
    yield cost_rows(decision, texts)
    notes = [*guidance.same_either_way(decision, texts)]
    if rate := decision.case.assumptions.discount_rate:
        notes.append(texts("table.present-value", rate=rate))
    yield from (Paragraph(note, faint=True) for note in islice(notes, MOST_ITEMS))


def cost_rows(decision: Decision, texts: Texts) -> Table:
    """Return a table of what each possible option costs now, at the renewals and in total."""
    found = costs(decision)
    heads = (texts("table.now"), *years(found, texts), texts("table.total"))
    return Table(
        (Cell(texts("report.unit")), *(Cell(head, figure=True) for head in heads)),
        tuple(_row(row, decision, texts) for row in found.rows),
    )


def _row(row: OptionCosts, decision: Decision, texts: Texts) -> TableRow:
    cells = (
        Cell(option_name(decision, row.option, texts)),
        Cell(grouped(row.now), figure=True),
        *_later(row, texts),
        Cell(grouped(row.total), figure=True),
    )
    return TableRow(cells, best=row.recommended)


def _later(row: OptionCosts, texts: Texts) -> tuple[Cell, ...]:
    if row.repaid and not any(row.by_column):
        said = texts("table.refund", amount=row.repaid.amount, day=row.repaid.day)
        return (Cell(said, span=len(row.by_column), figure=True),)
    return tuple(
        Cell(f"{amount:+,}" if amount else _NOTHING, figure=True) for amount in row.by_column
    )
