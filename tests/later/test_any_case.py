"""Every case gets a second opinion that agrees with itself and is the same when asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from later.scrapes import RULEBOOK, opinion
from strategies import cases

from advisor.domain.outcome import Option
from advisor.engine.advise import advise

if TYPE_CHECKING:
    from advisor.domain.case import Case


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(cases())
def test_any_case_has_a_second_opinion(case: Case) -> None:
    full = opinion(case)
    found = full.advice
    options = [cost.option for cost in found.costs]
    assert options[0] is Option.SELF_PAY
    assert found.recommended in options
    assert found.margin >= 0
    assert len(full.moments) == (0 if advise(case, RULEBOOK).pays_own_part else 3)
    rows = [cost.total for cost in found.costs]
    if found.kept_open is not None:
        claim = found.costs[options.index(Option.CLAIM)]
        assert found.kept_open.total == claim.total - found.kept_open.spares <= claim.total
    if found.best.keeps_open:
        assert case.assumptions.refund_allowed
        assert found.kept_open is not None
        assert found.least == found.kept_open.total <= min(rows) - found.material
    else:
        assert found.least == rows[options.index(found.recommended)] == min(rows)
    assert opinion(case) == full
