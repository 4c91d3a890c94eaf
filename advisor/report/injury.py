"""What the payment standard pays to an injured person, as text and as JSON."""

from collections.abc import Iterator

from advisor.domain.injury import Head, HeadSum, InjuryPayments
from advisor.domain.rule import Version
from advisor.domain.rulebook import Rulebook
from advisor.explain.names import in_language
from advisor.explain.paper import Paper
from advisor.explain.tables import edge_table
from advisor.explain.texts import Texts
from advisor.explain.width import joined_lines
from advisor.report.answer.json_values import Json, json_value, json_values, used_rule, with_basis

_GAP = "  "


def injury_text(payments: InjuryPayments, rulebook: Rulebook, paper: Paper) -> str:
    """Return a page with the sums and the rules that they are based on."""
    texts, cells = paper.texts, paper.cells
    title = texts("injury.title", day=payments.question.on)
    lines = paper.wrapped(title, *standard_words(payments, texts))
    for head in payments.heads:
        lines += ["", *head_lines(head, payments, texts, cells)]
    if not payments.heads:
        lines += ["", *paper.wrapped(texts("injury.limits-alone"))]
        rows = [
            (texts(f"injury.head.{head}"), texts("injury.amount", amount=limit))
            for head, limit in payments.limits
        ]
        lines += edge_table(rows, cells)
    elif len(payments.heads) > 1:
        lines += ["", *edge_table([_total(texts("injury.total"), payments.total, texts)], cells)]
    if notes := paper.items(note_words(payments, texts)):
        lines += ["", texts("injury.notes"), *notes]
    lines += ["", *paper.wrapped(basis_words(payments, rulebook, texts))]
    return joined_lines(lines)


def basis_words(payments: InjuryPayments, rulebook: Rulebook, texts: Texts) -> str:
    """Return the titles of the rules that were used, each once."""
    rules = (rulebook.rule(version.rule) for version in payments.rules)
    titles = (in_language(rule.title, texts) for rule in rules if rule)
    return texts("injury.basis", rules=", ".join(dict.fromkeys(titles)))


def standard_words(payments: InjuryPayments, texts: Texts) -> Iterator[str]:
    """Yield the day from which each standard holds, and that later revisions are not known."""
    for version in payments.standards:
        name = version.rule.rpartition(".")[2].removesuffix("_standard")
        yield texts("injury.standard-of", head=name, day=version.in_force_from)
    if payments.standards:
        yield texts("injury.later-unknown")


def note_words(payments: InjuryPayments, texts: Texts, here: str = "") -> Iterator[str]:
    """Yield notes on the sums, on what is not stated, and on later revisions as far as known.

    If there is a text under a note's code with the prefix `here`, it replaces the usual text.
    """
    for note in payments.notes:
        own = f"{here}{note.code}"
        code = own if here and texts.has(own) else f"injury.note.{note.code}"
        yield texts(code, **note.facts)
    for version in payments.standards:
        if version.note is not None:
            yield in_language(version.note, texts)


def line_words(payments: InjuryPayments, head: HeadSum, texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield each line of a head of payment in words, with its amount."""
    for line in payments.lines:
        if line.head is head.head:
            yield (
                texts(f"injury.line.{line.code}", **line.facts),
                texts("injury.amount", amount=line.amount),
            )


def head_lines(head: HeadSum, payments: InjuryPayments, texts: Texts, cells: int) -> list[str]:
    """Return the text of a head of payment: its limit, its lines and, if several, their sum."""
    rows = [*line_words(payments, head, texts)]
    if len(rows) > 1:
        rows.append(_total(texts("injury.sum"), head.amount, texts))
    code = "limit" if head.head is Head.DEATH else "limit-of-grade-1"
    limit = texts(f"injury.{code}", limit=head.limit)
    return [f"{texts(f'injury.head.{head.head}')}{_GAP}({limit})", *edge_table(rows, cells)]


def _total(name: str, amount: int, texts: Texts) -> tuple[str, str]:
    return name, texts("injury.amount", amount=amount)


SCHEMA_VERSION = 1


def injury_document(payments: InjuryPayments) -> dict[str, Json]:
    """Return every sum with its rule as JSON; amounts are whole won and the total is their sum.

    `standards` names the versions that the sums come from, with the day from which each holds
    and what is known of later revisions. There may be revisions that are not known.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "on": json_value(payments.question.on),
        **json_values(payments, "total", "within_limits"),
        "limits": {str(head): limit for head, limit in payments.limits},
        "heads": [json_values(head, "head", "amount", "limit", "above") for head in payments.heads],
        "lines": [
            json_values(line, "head", "code", "amount", "facts", "basis") for line in payments.lines
        ],
        "standards": [_standard(version) for version in payments.standards],
        "notes": [with_basis(note) for note in payments.notes],
        "rules": [used_rule(version) for version in payments.rules],
    }


def _standard(version: Version[object]) -> dict[str, Json]:
    note = version.note
    return {
        "id": version.rule,
        "in_force_from": json_value(version.in_force_from),
        "note": None if note is None else json_values(note, "ko", "en"),
    }
