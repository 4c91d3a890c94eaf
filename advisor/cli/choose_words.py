"""The command to type instead if policy settings are to be compared without an accident."""

import re
from collections.abc import Iterator, Mapping, Sequence
from shlex import quote

from advisor.cli.field_options import repeated, typed_flags
from advisor.cli.stated_case import OF_POLICY
from advisor.domain.comparison import Change
from advisor.explain.texts import Texts
from advisor.intake.case.field import FieldKind, ListKey
from advisor.intake.case.fields import COVER, DEDUCTIBLE, FIXED_PATH, FLAGS, SHARE_PATHS
from advisor.intake.problems import Unreadable
from advisor.intake.typed.offer import OFFERED, parse_offer

_PREMIUM = "policy.premium"
_NAMES = {**OFFERED, FIXED_PATH: OFFERED[DEDUCTIBLE]}
_PLAIN = re.compile(r"[\w.,:=%/+-]+")
_ANY = "10000"
"""An arbitrary premium, used to test whether the settings before it can be read."""


def instead_of_compare(
    case: str | None, given: Mapping[str, object], changes: Sequence[Change], texts: Texts
) -> str:
    """Return a text that `advisor choose` compares settings, with the exact command line to type.

    Args:
        case: the case that was named, None if the policy was stated by options.
        given: the options of `advisor compare`, as they were typed.
        changes: the variants that were asked for.
        texts: the texts of the language to use.
    """
    unpriced = texts("compare.instead.premium")
    offers = [offer for offer in (_offer(change, unpriced) for change in changes) if offer]
    words = ["advisor", "choose", *_policy(case, given, changes)]
    words += [word for offer in offers for word in ("--offer", offer)]
    command = " ".join(map(_word, words))
    said = [texts("compare.instead.why"), f"  {command}"]
    if any(offer.endswith(unpriced) for offer in offers):
        said.append(texts("compare.instead.unpriced", premium=unpriced))
    if len(offers) < len(changes):
        said.append(texts("compare.instead.left-out"))
    return "\n".join((*said, texts("compare.instead.accident")))


def _word(text: str) -> str:
    """Return a word as a shell reads it, quoted only if it has special characters."""
    return text if _PLAIN.fullmatch(text) else quote(text)


def _policy(
    case: str | None, given: Mapping[str, object], changes: Sequence[Change]
) -> Iterator[str]:
    """Yield the command-line words that state the policy, as they were typed."""
    if case is not None:
        yield case
    flags = typed_flags(OF_POLICY, given)
    needs_cover = any(path.startswith(f"{COVER}.") for one in changes for path in one.settings)
    has_cover = any(FLAGS[name].path.startswith(COVER) for name in flags)
    for name, text in flags.items():
        if FLAGS[name].kind is FieldKind.FLAG:
            yield f"--{name}" if text == "yes" else f"--no-{name}"
        else:
            yield from (f"--{name}", text)
    for listed in ListKey:
        for text in repeated(given[listed]):
            yield from (f"--{listed.replace('_', '-')}", text)
    if case is None and needs_cover and not has_cover:
        yield "--own-damage-cover"


def _offer(change: Change, unpriced: str) -> str:
    """Return a variant as an offer, or an empty text if it is not something that can be bought."""
    stated = dict(change.settings)
    price = stated.pop(_PREMIUM, "")
    rate, minimum, maximum = (stated.pop(path, "") for path in SHARE_PATHS)
    parts = [f"{_NAMES.get(path, '?')}={value}" for path, value in stated.items()]
    if rate or minimum or maximum:
        bounds = f"({minimum}~{maximum})" if minimum and maximum else ""
        parts.append(f"deductible={rate}{bounds}")
    settings = ",".join(parts)
    if isinstance(parse_offer(f"{settings}:{_ANY}" if settings else price), Unreadable):
        return ""
    return ":".join(filter(None, (settings, price or unpriced)))
