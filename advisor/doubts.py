"""The question asked while an amount is typed: is it really meant as it stands?"""

from typing import Literal

from advisor import service
from advisor.domain.accident import Estimate
from advisor.domain.money import TEN_THOUSAND, Won
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.findings.plausible import Doubt, doubt
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft, policy_day
from advisor.intake.case.fields import field_at
from advisor.intake.typed.estimate import small_estimate
from advisor.intake.typed.field_value import as_typed, document_value, parse_field


@frozen
class Doubted:
    """An unusual amount or range as it was read, and what was probably meant, if that is clear.

    `usual` is the lowest and the highest usual amount, None if its field has no bounds.
    """

    typed: Estimate
    meant: Estimate | None
    usual: tuple[Won, Won] | None

    @property
    def meant_text(self) -> str:
        """What was probably meant, as a user would type it into a field."""
        return _typed_as(self.meant) if self.meant else ""


def doubted(path: str, text: str, draft: Draft, rulebook: Rulebook) -> Doubted | None:
    """Return what is unusual about the amount typed into a field; None if nothing is.

    Bare digits below 10,000 usually mean that many 만, and as a surcharge threshold they are read
    that way. Any other amount, and each end of a range, is compared with what is usual for a
    policy that begins on the draft's day.
    """
    field = field_at(path)
    if field is None or not field.is_money:
        return None
    day = service.today()
    typed = _exactly(parse_field(field, text, day))
    if typed is None:
        return None
    start = policy_day(draft, day)
    doubts = [doubt(field.path, amount, rulebook, start) for amount in _ends(typed)]
    found = next(filter(None, doubts), None)
    usual = (found.least, found.most) if found else None
    if typed == small_estimate(text):
        larger = (Won(amount * TEN_THOUSAND) for amount in _ends(typed))
        return Doubted(typed, _range(typed, *larger), usual)
    return Doubted(typed, _meant(typed, doubts), usual) if found else None


def doubt_words(found: Doubted, asker: Literal["guide", "plain"], texts: Texts) -> str:
    """Return the question in words, as the guided start or `--plain` asks it."""
    shown: dict[str, object] = {"typed": _in_words(found.typed, texts)}
    if found.meant is None and found.usual:
        least, most = found.usual
        return texts(f"doubt.{asker}.unusual", **shown, least=least, most=most)
    code = "small" if found.meant and found.typed.high < found.meant.high else "large"
    meant = found.meant or found.typed
    return texts(f"doubt.{asker}.{code}", **shown, meant=_in_words(meant, texts))


def _exactly(value: object) -> Estimate | None:
    """Return an amount or a range as an estimate; None if the value is neither."""
    if isinstance(value, int):
        return Estimate.exactly(Won(value))
    return value if isinstance(value, Estimate) else None


def _ends(found: Estimate) -> tuple[Won, Won, Won]:
    return found.low, found.likely, found.high


def _meant(typed: Estimate, doubts: list[Doubt | None]) -> Estimate | None:
    """Return the usual range that an unusual one probably stands for; None if unclear."""
    near = [
        found.meant if found else amount for amount, found in zip(_ends(typed), doubts, strict=True)
    ]
    match near:
        case [int(low), int(likely), int(high)]:
            return _range(typed, Won(low), Won(likely), Won(high))
        case _:
            return None


def _range(typed: Estimate, low: Won, likely: Won, high: Won) -> Estimate | None:
    """Return the range that was meant, with a `likely` kept in the middle; None if not rising."""
    if typed.likely == (typed.low + typed.high) // 2:
        likely = Won((low + high) // 2)
    return Estimate(low, likely, high) if low <= likely <= high else None


def _typed_as(found: Estimate) -> str:
    whole = found.low == found.high
    return as_typed(found.low if whole else document_value(found))


def _in_words(found: Estimate, texts: Texts) -> str:
    """Return an amount or a range in words: exact, and as short as exactness allows."""
    low, high = (texts.exact(amount) for amount in (found.low, found.high))
    return low if found.low == found.high else texts("doubt.range", low=low, high=high)
