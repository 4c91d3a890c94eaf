"""Variants: what follows from a change of a case, and what a setting of the policy is worth."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from strategies import documents

from advisor.domain.comparison import Change, Variant
from advisor.domain.decision import Decision
from advisor.domain.outcome import Option
from advisor.explain.formats import capitalised
from advisor.explain.headlines import headline
from advisor.explain.names import option_name
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.width import width
from advisor.intake.case.case_file import parse_toml
from advisor.intake.sample import sample_text
from advisor.report.comparing.comparison import comparison_rows, shown_cell
from advisor.report.comparing.comparison_text import comparison_text, overview_text, worths_text
from advisor.rules.rulebook import load_rulebook
from advisor.whatif.compare import Refused, changed_document, setting_worths, variants
from advisor.whatif.quick_changes import quick_changes, setting_changes

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def document() -> dict[str, object]:
    found = parse_toml(sample_text())
    assert isinstance(found, dict)
    return found


def decided(document: dict[str, object], rulebook: Rulebook) -> Decision:
    base, _ = variants(document, (), rulebook, TODAY)
    assert isinstance(base, Decision)
    return base


def test_a_change_leaves_the_document_as_it_was(document: dict[str, object]) -> None:
    before = parse_toml(sample_text())
    changed_document(document, Change({"claim[0]": "", "policy.premium": "1"}), TODAY)
    assert document == before


def test_every_quick_change_has_an_answer_and_is_none_of_the_case_itself(
    document: dict[str, object], rulebook: Rulebook
) -> None:
    base = decided(document, rulebook)
    changes = quick_changes(base, rulebook)
    _, found = variants(document, changes, rulebook, TODAY)
    kept = [variant for variant in found if isinstance(variant, Variant)]
    assert len(kept) == len(changes) == len({change.code + str(change.facts) for change in changes})
    assert all(variant.decision.case != base.case for variant in kept)


@settings(max_examples=10)
@given(documents())
def test_the_quick_changes_of_any_case_have_answers_and_fit_a_narrow_terminal(
    document: dict[str, object],
) -> None:
    rules = load_rulebook()
    base = decided(document, rules)
    _, found = variants(document, quick_changes(base, rules), rules, TODAY)
    kept = [variant for variant in found if isinstance(variant, Variant)]
    assert len(kept) == len(found)
    assert all(variant.decision.case != base.case for variant in kept)
    for shown in (comparison_text, overview_text):
        assert max(map(width, shown(base, kept[:4], Paper(Texts("ko"), 60)).splitlines())) <= 60


def test_a_plan_whose_minimum_hangs_on_the_threshold_follows_it(
    document: dict[str, object], rulebook: Rulebook
) -> None:
    """The minimum of the sample's plan is always a tenth of the threshold (kr.deductible)."""
    changes = setting_changes(decided(document, rulebook), rulebook)
    halved = next(change for change in changes if change.facts.get("amount") == 1_000_000)
    assert halved.settings["policy.own_damage.deductible.minimum"] == "100000"
    assert (halved.code, halved.facts["minimum"]) == ("threshold-minimum", 100_000)


@pytest.mark.parametrize("place", range(3))
def test_the_plan_that_a_case_states_is_no_change_of_it(
    document: dict[str, object], rulebook: Rulebook, place: int
) -> None:
    """The case's own plan is no variant, whichever of the three plans of kr.deductible it is."""

    def offered(case: dict[str, object]) -> list[Change]:
        found = setting_changes(decided(case, rulebook), rulebook)
        return [change for change in found if change.code == "deductible"]

    standard = {"rate": "20%", "minimum": "200000", "maximum": "500000"}
    own = {f"policy.own_damage.deductible.{key}": text for key, text in standard.items()}
    plans = [own, *(change.settings for change in offered(document))]
    assert len(plans) == 3
    stated, wrong = changed_document(document, Change(plans[place]), TODAY)
    assert not wrong
    assert len(offered(stated)) == 2


def test_without_own_damage_cover_only_thresholds_can_be_chosen(
    document: dict[str, object], rulebook: Rulebook
) -> None:
    uncovered, _ = changed_document(document, Change({"policy.own_damage": "no"}), TODAY)
    changes = quick_changes(decided(uncovered, rulebook), rulebook)
    codes = {change.code for change in changes}
    assert not codes & {"deductible", "single-vehicle-on", "single-vehicle-off", "refund-allowed"}
    assert "threshold" in codes


@pytest.mark.parametrize("own", ["", "900000"])
def test_the_bill_that_decides_is_the_one_that_is_moved(
    document: dict[str, object], rulebook: Rulebook, own: str
) -> None:
    """If no cover pays the own repair, or there is none, the other party's damage is varied."""
    settings = {
        "policy.own_damage": "no",
        "accident.kind": "collision",
        "accident.own_damage": own,
        "accident.cash_repair": "",
        "accident.other_property": "600000",
    }
    liable, wrong = changed_document(document, Change(settings), TODAY)
    assert not wrong
    changes = quick_changes(decided(liable, rulebook), rulebook)
    bills = {change.code: change.settings for change in changes if "bill" in change.code}
    assert bills == {
        "their-bill-less": {"accident.other_property": "480000"},
        "their-bill-more": {"accident.other_property": "720000"},
    }


def test_a_month_later_stays_within_the_policy_year(
    document: dict[str, object], rulebook: Rulebook
) -> None:
    late, _ = changed_document(
        document, Change({"accident.day": "2027-02-20", "as_of": "2027-02-21"}), TODAY
    )
    codes = {change.code for change in quick_changes(decided(late, rulebook), rulebook)}
    assert "later" not in codes


def test_a_setting_is_worth_what_its_accident_costs_more(
    document: dict[str, object], rulebook: Rulebook
) -> None:
    """With a threshold of 1,000,000 it costs 1,500,000 in cash; as it is, a claim of 1,261,090."""
    worths = setting_worths(document, rulebook, TODAY)
    as_is, *others = worths
    assert (as_is.cost, as_is.difference, as_is.a_year) == (1_261_090, 0, 0)
    million = next(one for one in others if one.change.facts.get("amount") == 1_000_000)
    assert (million.cost, million.difference, million.a_year) == (1_500_000, 238_910, 23_891)
    for one in others:
        assert 0 <= one.a_year * one.years - one.difference < one.years
        assert one.premium_unchanged


def test_a_case_without_answer_has_no_variants_and_says_why(
    document: dict[str, object], rulebook: Rulebook
) -> None:
    broken, _ = changed_document(document, Change({"policy.start": ""}), TODAY)
    base, found = variants(broken, (Change({"policy.grade": "3"}),), rulebook, TODAY)
    assert isinstance(base, Refused)
    assert [problem.path for problem in base.problems] == ["policy.start"]
    assert all(isinstance(one, Refused) for one in found)
    assert setting_worths(broken, rulebook, TODAY) == ()


@pytest.fixture
def paid(document: dict[str, object]) -> dict[str, object]:
    """Return a case of an accident for which the insurer has already paid."""
    accident = {"day": date(2026, 11, 19), "kind": "object", "paid": 1_350_000}
    return document | {"accident": accident}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_claimed_already_is_kept_or_paid_back_in_every_table(
    paid: dict[str, object], rulebook: Rulebook, language: Language
) -> None:
    base, texts = decided(paid, rulebook), Texts(language)
    changes = (Change({"accident.paid": "400000"}), Change({"policy.grade": "29"}))
    _, found = variants(paid, changes, rulebook, TODAY)
    kept = [variant for variant in found if isinstance(variant, Variant)]
    tables = (
        comparison_text(base, kept, Paper(texts)),
        overview_text(base, kept, Paper(texts)),
        worths_text(base, setting_worths(paid, rulebook, TODAY), Paper(texts)),
    )
    for table in tables:
        assert option_name(base, Option.CLAIM, texts).split()[0] in table
        assert not re.search(rf"{texts('option.claim')}(?! 뒤)\b", table), table
    assert texts("compare.row.switch-paid") in tables[0]
    assert texts("compare.row.switch") not in tables[0]


def test_a_setting_that_an_accident_cannot_ask_for_any_more_is_no_what_if(
    paid: dict[str, object], document: dict[str, object], rulebook: Rulebook
) -> None:
    """A payout stays as it was made, and nobody bears a deductible without a cover."""

    def codes(changed: dict[str, object]) -> set[str]:
        return {change.code for change in quick_changes(decided(changed, rulebook), rulebook)}

    about_cover = {"deductible", "deductible-fixed", "single-vehicle-off", "single-vehicle-on"}
    assert not codes(paid) & {*about_cover, "split-allowed", "split-refused"}
    assert {"threshold-minimum", "refund-refused"} <= codes(paid)
    text = sample_text().replace("single_vehicle = true", "single_vehicle = false")
    uncovered = parse_toml(text.replace("other_property = 0", "other_property = 900_000"))
    assert isinstance(uncovered, dict)
    assert "single-vehicle-on" in codes(uncovered)
    assert "deductible" not in codes(uncovered)
    assert "deductible" in codes(document)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "settings",
    [{"assumptions.renewals": "3"}, {"as_of": "2026-11-22"}, {"policy.start": "2026-03-03"}],
)
def test_sums_of_other_years_stand_beside_each_other_without_a_difference(
    language: Language,
    settings: dict[str, str],
    document: dict[str, object],
    rulebook: Rulebook,
) -> None:
    """A variant that counts seven renewals fewer does not save what those would have cost."""
    changes = [Change(settings), Change({"policy.grade": "11"})]
    base, found = variants(document, changes, rulebook, TODAY)
    assert isinstance(base, Decision)
    compared = [one for one in found if isinstance(one, Variant)]
    rows = {row.code: row for row in comparison_rows([base, *(one.decision for one in compared)])}
    for code in ("outlay", "cost", "extra", "margin", "total.claim"):
        assert rows[code].cells[1].difference is None
        assert rows[code].cells[2].difference
    mark = Texts(language)("compare.because.other-years")
    assert comparison_text(base, compared, Paper(Texts(language), 300)).count(mark) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_settles_all_in_cash_is_not_told_beside_it_that_nothing_is_covered(
    language: Language, document: dict[str, object], rulebook: Rulebook
) -> None:
    """The verdict is to settle, not “not covered”, because the injury itself is covered."""
    texts = Texts(language)
    settings = {"kind": "collision", "injury_grade": "12", "injury_settlement": "700000"}
    settings |= {"other_property": "0", "cash_repair": ""}
    change = Change({f"accident.{key}": text for key, text in settings.items()})
    changed, _ = changed_document(document, change, TODAY)
    (variant,) = variants(changed, [Change({"policy.own_damage": "false"})], rulebook, TODAY)[1]
    assert isinstance(variant, Variant)
    rows = {row.code: row for row in comparison_rows([variant.decision])}
    verdict = rows["verdict"]
    assert shown_cell(verdict, verdict.cells[0], texts) == capitalised(texts("desk.verdict.settle"))


@pytest.mark.parametrize(
    ("settings", "says_more"),
    [
        ({}, False),
        ({"accident.own_damage": "60만"}, False),
        ({"policy.own_damage": "false"}, True),
        ({"accident.own_damage": "120만~260만"}, True),
    ],
)
def test_what_costs_least_is_told_beside_the_verdict_where_that_does_not_say_it(
    settings: dict[str, str], document: dict[str, object], rulebook: Rulebook, *, says_more: bool
) -> None:
    """The cheapest option has a row only if the verdict does not say it already, as most do."""
    base, found = variants(document, [Change({**settings})], rulebook, TODAY)
    assert isinstance(base, Decision)
    compared = [one.decision for one in found if isinstance(one, Variant)]
    assert len(compared) == 1
    codes = {row.code for row in comparison_rows([base, *compared])}
    assert ("recommended" in codes) is says_more


@pytest.mark.parametrize(
    ("settings", "ko", "en"),
    [
        ({"accident.fault": "0%"}, "상대방", "Others pay"),
        ({"accident.driver": "designated"}, "대리보험", "Others pay"),
        ({"accident.own_damage": "0"}, "견적 대기", "Awaits bill"),
        ({"accident.own_damage": "0", "accident.kind": "theft"}, "도난 확인", "Awaits car"),
    ],
)
def test_who_pays_stands_in_the_place_of_self_pay_where_others_do(
    settings: dict[str, str], ko: str, en: str, document: dict[str, object], rulebook: Rulebook
) -> None:
    """Where others pay, both tables say so instead of self-pay, and no setting has a worth."""
    kind = {"accident.kind": "collision", "accident.cash_repair": ""}
    changed, problems = changed_document(document, Change(kind | settings), TODAY)
    assert not problems
    base, found = variants(changed, [Change({"policy.grade": "11"})], rulebook, TODAY)
    compared = [one for one in found if isinstance(one, Variant)]
    assert isinstance(base, Decision)
    worths = setting_worths(changed, rulebook, TODAY)
    for paper, said in ((Paper(Texts("ko"), 100), ko), (Paper(Texts("en"), 100), en)):
        name = option_name(base, Option.SELF_PAY, paper.texts)
        head = comparison_text(base, compared, paper).split("\n* ")[0]
        for table in (head, overview_text(base, compared, paper)):
            assert table.count(said) >= 2
            assert name not in table
        if "driver" not in str(settings):
            assert paper.texts("compare.worth.all-same") in worths_text(base, worths, paper)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_of_a_part_says_which(
    language: Language, document: dict[str, object], rulebook: Rulebook
) -> None:
    """The row of the verdict names the part, as the first line does, unless it is still open."""
    texts = Texts(language)
    bills = {"own_damage": "400000", "cash_repair": "150000", "other_property": "1500000"}
    settings = {"kind": "collision", "fault": "100%", **bills}
    change = Change({f"accident.{key}": text for key, text in settings.items()})
    changed, _ = changed_document(document, change, TODAY)
    alone = dict.fromkeys(("cash_repair", "other_property", "fault"), "") | {"kind": "object"}
    unknown = {"assumptions.grade_table": "", "assumptions.count_profile": "", "policy.grade": ""}
    bill = {"accident.own_damage": "1200000"}
    doubt = Change({f"accident.{key}": text for key, text in alone.items()} | bill | unknown)
    base, (hurt, open_) = variants(
        changed, [Change({"accident.injury_grade": "12"}), doubt], rulebook, TODAY
    )
    assert isinstance(base, Decision)
    assert isinstance(hurt, Variant)
    assert isinstance(open_, Variant)
    row = comparison_rows([base, hurt.decision, open_.decision])[0]
    said = [shown_cell(row, cell, texts) for cell in row.cells]
    parts = [f"desk.verdict.{headline(one).code}" for one in (base, hurt.decision)]
    assert said == [capitalised(texts(code)) for code in (*parts, "compare.verdict.keep-open")]
