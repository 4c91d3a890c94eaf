"""Random cases as rows of one table, and the answer that each case gets by itself."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from advisor.book.answer_columns import ALL_COLUMNS, PROBLEMS
from advisor.domain.decision import Decision
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.intake.case.field import FieldKind, ListKey
from advisor.intake.case.fields import BY_PATH, COVER, NO_COVER
from advisor.intake.typed.short_answers import parse_flag
from advisor.report.answer.to_json import answer_document
from advisor.report.message import message, summary
from advisor.service import answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from advisor.domain.rulebook import Rulebook

_INDEX = re.compile(r"\[[0-9]+\]")


def table_of(documents: Sequence[Mapping[str, object]]) -> bytes:
    """Return a table of cases as a person would type them, with a column for each stated key."""
    rows = [_texts(document) for document in documents]
    headings = [*dict.fromkeys(heading for row in rows for heading in row)]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["number", *headings])
    for number, row in enumerate(rows):
        writer.writerow([number, *(row.get(heading, "") for heading in headings)])
    return text.getvalue().encode()


def _texts(document: Mapping[str, object]) -> dict[str, str]:
    draft = Draft.from_document(document)
    found = {path: text for path, text in draft.values.items() if text.strip()}
    if NO_COVER not in found and parse_flag(found[COVER]) is False:
        del found[COVER]  # the row does not mention the cover
    for listed in ListKey:
        for number, row in enumerate(draft.rows(listed)):
            found |= {f"{listed}[{number}].{key}": text for key, text in row.items() if text}
    return {path: text + _sign(path) for path, text in found.items()}


def _sign(path: str) -> str:
    """Return the “%” that a rate needs, because the form has rates in per cent."""
    field = BY_PATH.get(_INDEX.sub("[]", path))
    return "%" if field and field.kind is FieldKind.RATE else ""


def answers_in(table: bytes) -> list[dict[str, str]]:
    """Return the answer columns of each row of an output."""
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    return [{name: row[name] for name in ALL_COLUMNS} for row in rows]


def single(document: Mapping[str, object], rulebook: Rulebook, today: date) -> dict[str, str]:
    """Answer one case by itself, and return its JSON's values as the answer columns have them."""
    found = answer(document, rulebook, today)
    if not isinstance(found, Decision):
        return {PROBLEMS: ", ".join(problem.path for problem in found)}
    said: Any = answer_document(found)
    claim = next(one for one in said["options"] if one["option"] == "claim")
    plan = said["plan"]
    values = {
        **{name: said[name] for name in ("verdict", "certainty", "recommended", "margin")},
        **said["limit"],
        "payout": said["payout"]["total"],
        "deductible": said["payout"]["deductible"],
        "crossed": said["threshold"]["crossed"],
        "extra_premium": claim["extra_premium"],
        "refund_by": said["refund_by"] or (plan and plan["by"]),
        "plan": plan and " + ".join([plan["new"], *(f"claim[{n}]" for n in plan["refund"])]),
        "assumed": "; ".join(f"{one['path']}={_text(one['value'])}" for one in said["assumed"]),
        "warnings": "; ".join(one["code"] for one in said["warnings"]),
        "summary": summary(found, Texts("en")),
        "message": message(found, Texts("en")).rstrip(),
    }
    return {name: _text(values.get(name)) for name in ALL_COLUMNS}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def differences(
    documents: Sequence[Mapping[str, object]], table: bytes, rulebook: Rulebook, today: date
) -> list[str]:
    """Return a line for each row whose answer differs from that of its case by itself."""
    found = []
    for number, row in enumerate(answers_in(table)):
        alone = single(documents[number], rulebook, today)
        if set(alone) == {PROBLEMS}:
            paths = ", ".join(re.findall(r"(?:^| \| )([\w.\[\]]+): ", row[PROBLEMS]))
            if paths != alone[PROBLEMS] or row["verdict"]:
                found.append(f"{number}: {alone[PROBLEMS]} against {row[PROBLEMS]}")
        elif row != alone:
            apart = {name: (alone[name], row[name]) for name in row if row[name] != alone[name]}
            found.append(f"{number}: {apart}")
    return found
