"""Whatever the case: the later view answers, says the same again, and agrees with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from later.scrapes import RULEBOOK
from strategies import cases

from advisor.domain.decision import Option
from advisor.later.later_advice import later_advice

if TYPE_CHECKING:
    from advisor.domain.case import Case


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(cases())
def test_any_case_has_a_later_view(case: Case) -> None:
    found = later_advice(case, RULEBOOK)
    options = [cost.option for cost in found.costs]
    assert options[0] is Option.SELF_PAY
    assert found.costs[0].later == 0
    assert found.recommended in options
    rows = [cost.total for cost in found.costs]
    assert found.margin >= 0
    assert len(found.moments) == 3
    if found.kept_open is not None:
        claim = found.costs[options.index(Option.CLAIM)]
        assert found.kept_open.total <= claim.total
        rows.append(found.kept_open.total)
    best = found.costs[options.index(found.recommended)]
    chosen = found.kept_open if found.advice.keeps_open else best
    assert chosen is not None
    assert chosen.total == min(rows) == found.least
    assert later_advice(case, RULEBOOK) == found
