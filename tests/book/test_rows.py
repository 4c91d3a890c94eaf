"""A row is answered exactly as its case is by itself, whatever its cells hold."""

from __future__ import annotations

import json
import pickle
import sys
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from book.random_rows import answers_in, differences, table_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import documents

import advisor.book
from advisor.book.answer_columns import ALL_COLUMNS, ANSWER_COLUMNS
from advisor.book.answering import Answerer, BatchOptions
from advisor.book.batch import Batch
from advisor.book.tables import open_table
from advisor.book.writers import CsvWriter
from advisor.domain.decision import Certainty, Verdict
from advisor.domain.outcome import Option
from advisor.intake.sample import sample_text
from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 29)
ROWS_AT_ONCE = 20


def answered(table: bytes, processes: int = 1) -> bytes:
    """Answer a table in this process, without the command line around it."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder, "in.csv"), Path(folder, "out.csv")
        source.write_bytes(table)
        with open_table(str(source)) as opened, out.open("wb") as stream:
            batch = Batch.of(opened, BatchOptions(TODAY, "en", columns=ALL_COLUMNS))
            answerer = Answerer(batch.job)
            assert answerer.problems == ()
            writer = CsvWriter(stream, (*batch.own_headings, *ALL_COLUMNS))
            batch.run(answerer, processes, writer, None, lambda: None)
        return out.read_bytes()


def check(rows: int) -> None:
    """Compare this many random rows with the answers to their cases by themselves."""

    @settings(
        max_examples=max(1, rows // ROWS_AT_ONCE),
        suppress_health_check=[*HealthCheck],
        deadline=None,
    )
    @given(st.lists(documents(), min_size=ROWS_AT_ONCE, max_size=ROWS_AT_ONCE))
    def compare(cases: list[dict[str, object]]) -> None:
        table = answered(table_of(cases))
        assert differences(cases, table, RULEBOOK, TODAY) == []

    compare()


def test_the_columns_are_those_of_single_decisions() -> None:
    check(60)


def test_an_injury_that_is_assumed_to_be_nobodys_is_written_as_nothing() -> None:
    case = tomllib.loads(sample_text(), parse_float=Decimal)
    case["accident"] |= {"kind": "collision", "injury_grade": "unknown"}
    assert differences([case], answered(table_of([case])), RULEBOOK, TODAY) == []


def test_the_day_to_pay_back_an_earlier_claim_of_the_plan_stands_in_its_row() -> None:
    """No cover pays for the new damage here, so the earlier claim alone has a day."""
    case = tomllib.loads(sample_text(), parse_float=Decimal)
    del case["policy"]["own_damage"]
    case["policy"]["no_own_damage"] = True
    earlier = {"day": date(2026, 5, 1), "property_paid": 300_000, "status": "refundable"}
    case["claim"].append(earlier)
    (row,) = answers_in(answered(table_of([case])))
    assert (row["plan"], row["refund_by"]) == ("self-pay + claim[1]", "2027-03-01")


def test_what_answers_rows_goes_to_another_process_as_it_is() -> None:
    """The answerer can be pickled, for workers that do not start as copies of this process."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "in.csv")
        source.write_text(
            "policy.start,policy.premium,accident.day,accident.kind,accident.own_damage\n"
            "26.3.2,82만,26.11.19,object,180만\n",
            "utf-8",
        )
        with open_table(str(source)) as opened:
            batch = Batch.of(opened, BatchOptions(TODAY, "en", columns=ALL_COLUMNS))
            here = Answerer(batch.job)
            row = next(iter(batch.table.rows))
        there = pickle.loads(pickle.dumps(here))  # noqa: S301 - our own
    assert here.answer(row, 5) == there.answer(row, 5)
    assert here.answer(row, 5).problems == ""


def test_the_schema_names_the_columns_and_their_words() -> None:
    """The schema lists every answer column, and every verdict, certainty and option there is."""
    schema = json.loads(Path(advisor.book.__path__[0], "batch.schema.json").read_text("utf-8"))
    assert [*schema["properties"]] == [*ALL_COLUMNS]
    assert schema["required"] == [*ANSWER_COLUMNS]
    for name, words in (("verdict", Verdict), ("certainty", Certainty), ("recommended", Option)):
        assert schema["properties"][name]["enum"] == [*map(str, words), None]


if __name__ == "__main__":
    check(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
