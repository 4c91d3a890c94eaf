"""Every code that the engine can emit has a text; the codes are read from the engine's source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import advisor.engine
from advisor.domain.accident import Kind
from advisor.domain.decision import Verdict
from advisor.domain.findings import without_index
from advisor.domain.outcome import Option
from advisor.engine.options.settlement import REASON_ORDER
from advisor.explain.sentences import TOLD_FIRST
from advisor.explain.texts import LANGUAGES, Language, Texts

ENGINE = Path(advisor.engine.__file__).parent
CODE = r'"([a-z]+(?:-[a-z0-9]+)*)"'
SAID = re.compile(rf"(?:Reason\(\s*|code = (?:{CODE} if [^\n]* else )?){CODE}")
STEP = re.compile(rf"(?:yield (?:\(\s*)?|return ){CODE}(?: if [^\n]* else {CODE})?")
TAKEN = re.compile(r'\(\s*f?"((?:policy|claim|other_car|accident|assumptions)[.\[][^"]*)",\s')
CASH = re.compile(rf"(?:cash_items\(|code=|REFUND_LINE = ){CODE}")


def codes(pattern: re.Pattern[str], *files: str) -> list[str]:
    """Return all codes that files of the engine spell out."""
    text = "".join((ENGINE / file).read_text("utf-8") for file in files)
    return sorted({code for found in pattern.finditer(text) for code in found.groups() if code})


REASONS = (
    "findings/reasons.py",
    "findings/renewal_reasons.py",
    "findings/injury.py",
    "loss/driver_liability.py",
)
QUESTIONS = ("findings/questions.py", "findings/policy_questions.py")
STEPS = ("findings/steps.py", "findings/quotes_to_compare.py")
LINES = (
    "options/settlement.py",
    "options/choices.py",
    "options/outcome.py",
    "../domain/outcome.py",
)


def reason(code: str) -> str:
    """Return the code of a reason's text; some stand right under the verdict, the plan in it."""
    if code == "plan":
        return "opening.plan.one"
    return f"{'condition' if code in TOLD_FIRST else 'reason'}.{code}"


EMITTED = [
    *(f"option.{option}" for option in Option),
    *(f"choice.{option}" for option in Option),
    *(f"blocker.{code}" for code in REASON_ORDER),
    *(f"line.{code}" for code in codes(CASH, *LINES)),
    *(reason(code) for code in codes(SAID, *REASONS)),
    *(f"warning.{code}" for code in codes(SAID, "findings/warnings.py")),
    *(f"assumed.{without_index(path)}" for path in codes(TAKEN, "findings/assumed.py")),
    *(f"ask.{code}" for code in codes(SAID, *QUESTIONS)),
    *(f"step.{code}" for code in codes(STEP, *STEPS)),
]


def test_the_codes_are_found() -> None:
    """The search of the source finds known codes; if it found none, the other tests would pass."""
    assert {
        "line.deductible", "line.depreciation", "line.extras", "line.other-car", "line.refund",
        "assumed.accident.fault", "assumed.claim.property_paid", "assumed.accident.injury_grade",
        "reason.injury-open", "reason.deductible-all", "reason.grade-held", "reason.quotes",
        "condition.horizon-shorter",
        "warning.near-threshold", "warning.late-accident", "ask.renewal-quotes",
        "ask.single-vehicle", "step.refund-call", "step.check-record-injured", "step.scene",
    } <= set(EMITTED)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", EMITTED)
def test_every_code_of_the_engine_has_a_text(language: Language, code: str) -> None:
    assert Texts(language).has(code)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_text(language: Language, verdict: Verdict) -> None:
    """Every verdict has a text for the answer, for the comparison and for the desk."""
    for section in ("verdict", "compare.verdict", "desk.verdict"):
        assert Texts(language).has(f"{section}.{verdict}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_a_cause_says_what_happened_by_itself(language: Language, kind: Kind) -> None:
    """In a message the cause follows the day, so a word like "this" would refer to nothing."""
    said = Texts(language)(f"cause.{kind}")
    assert not said.startswith(("이 ", "그 ", "this ", "that ", "the "))


@pytest.mark.parametrize("code", ["reason.grade-held", "reason.percentage-held"])
def test_a_place_is_held_only_if_the_accident_stays_on_the_record(code: str) -> None:
    """These reasons stand there too where paying oneself is advised, which leaves no record."""
    facts = {"grade": 16, "years": 3}
    assert "If this accident stays on your record" in Texts("en")(code, **facts)
    assert "이 사고가 기록에 남으면" in Texts("ko")(code, **facts)
