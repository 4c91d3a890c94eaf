"""What is asked about an amount while it is typed: whether it is meant as it stands."""

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
from advisor.intake.typed.text import document_value, parse, written


@frozen
class Doubted:
    """An amount or a range as it was read, and what it is likely meant to be, if that is clear.

    `usual` is the least and the most of such an amount, None where its field has no bounds.
    """

    typed: Estimate
    meant: Estimate | None
    usual: tuple[Won, Won] | None

    @property
    def meant_text(self) -> str:
        """What is likely meant, as it is typed into a field."""
        return _typed_as(self.meant) if self.meant else ""


def doubted(path: str, text: str, draft: Draft, rulebook: Rulebook) -> Doubted | None:
    """Return what is unusual about the amount typed for a field; None where nothing is.

    Bare digits below 10,000 most often count 만, and as a threshold they are read that way. Any
    other amount, and each end of a range, is compared with what is usual in a policy that begins
    when the draft says.
    """
    field = field_at(path)
    if field is None or not field.is_money:
        return None
    day = service.today()
    typed = _exactly(parse(field, text, day))
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
    """Put the question into words, as the guided start or the lines of `--plain` ask it."""
    shown: dict[str, object] = {"typed": _in_words(found.typed, texts)}
    if found.meant is None and found.usual:
        least, most = found.usual
        return texts(f"doubt.{asker}.unusual", **shown, least=least, most=most)
    code = "small" if found.meant and found.typed.high < found.meant.high else "large"
    meant = found.meant or found.typed
    return texts(f"doubt.{asker}.{code}", **shown, meant=_in_words(meant, texts))


def _exactly(value: object) -> Estimate | None:
    """Return an amount as a range of one; None for what is no amount."""
    if isinstance(value, int):
        return Estimate.exactly(Won(value))
    return value if isinstance(value, Estimate) else None


def _ends(found: Estimate) -> tuple[Won, Won, Won]:
    return found.low, found.likely, found.high


def _meant(typed: Estimate, doubts: list[Doubt | None]) -> Estimate | None:
    """Return the usual range that is near an unusual one; None where none is clear."""
    near = [
        found.meant if found else amount for amount, found in zip(_ends(typed), doubts, strict=True)
    ]
    match near:
        case [int(low), int(likely), int(high)]:
            return _range(typed, Won(low), Won(likely), Won(high))
        case _:
            return None


def _range(typed: Estimate, low: Won, likely: Won, high: Won) -> Estimate | None:
    """Return the range that is meant by a typed one, whose middle stays in the middle."""
    if typed.likely == (typed.low + typed.high) // 2:
        likely = Won((low + high) // 2)
    return Estimate(low, likely, high) if low <= likely <= high else None


def _typed_as(found: Estimate) -> str:
    whole = found.low == found.high
    return written(found.low if whole else document_value(found))


def _in_words(found: Estimate, texts: Texts) -> str:
    """Return an amount or a range to be read, exact and as short as that allows."""
    low, high = (texts.exact(amount) for amount in (found.low, found.high))
    return low if found.low == found.high else texts("doubt.range", low=low, high=high)
