"""What came true, for people and for programs: each renewal, and how near predictions were."""

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO

from attrs import evolve

from advisor.book.clients.due_words import DeskPaper, client_document
from advisor.book.clients.predictions import UNKNOWN_INSURER, PredictedRenewal
from advisor.book.follow_up import FollowUp, follow_up, prediction_error, rounded
from advisor.book.learning.learn_document import follow_up_document
from advisor.book.learning.learn_text import LearnPaper, follow_up_lines
from advisor.book.writers import writer
from advisor.domain.money import Won
from advisor.explain.formats import number
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import machine_text
from advisor.explain.width import wrap
from advisor.report.answer.json_values import Json

_INDENT = "  "
_COLUMNS = ("insurer", "day", "predicted", "charged", "error", "predicted_clean", "clean")


def prediction_lines(renewals: Sequence[PredictedRenewal], paper: DeskPaper) -> list[str]:
    """Return lines on how near predictions were, overall and by insurer, then on each renewal."""
    lines = accuracy_lines(renewals, paper)
    for one in reversed(renewals):
        lines += ["", *renewal_lines(one, paper)]
    return lines


def accuracy_lines(renewals: Sequence[PredictedRenewal], paper: DeskPaper) -> list[str]:
    """Return lines on how near predictions were, overall and by insurer."""
    found = _followed(renewals)
    names = {one.case.insurer: paper.insurer(one.case.insurer) for one in renewals}
    names[UNKNOWN_INSURER] = paper.texts("desk.insurer-unknown")
    return follow_up_lines(found, LearnPaper(paper.texts, paper.cells, names=names))


def renewal_lines(one: PredictedRenewal, paper: DeskPaper) -> list[str]:
    """Return lines on what one renewal cost and on what was predicted for it."""
    texts = paper.texts
    who = one.case.display_name or texts("storage.unnamed")
    lines = paper.wrapped(texts("desk.came-true.head", day=one.day, who=who))
    said = [_said("charged", one.charged, one.predicted, texts)]
    if one.clean is not None:
        said.append(_said("clean", one.clean, one.predicted_clean, texts))
    for sentence in said:
        lines += [_INDENT + line for line in wrap(sentence, paper.cells - len(_INDENT))]
    return lines


def predictions_document(
    renewals: Sequence[PredictedRenewal], *, with_client: bool = False
) -> dict[str, Json]:
    """Return all of it as plain values; `with_client` adds who the client is."""
    return {
        "renewals": [_document(one, with_client=with_client) for one in renewals],
        **follow_up_document(_followed(renewals)),
    }


def predictions_csv(renewals: Sequence[PredictedRenewal], *, with_client: bool = False) -> bytes:
    """Return each renewal as CSV for spreadsheets, with cells that they do not run as formulas.

    The column `client` has the number of the case, or its name if `with_client`. What is not known
    is empty, so a renewal for which nothing was predicted is there too.
    """
    file = BytesIO()
    rows = writer("renewals.csv", file, ("client", *_COLUMNS), machine_text)
    for one in renewals:
        known = _document(one, with_client=False)
        client = one.case.display_name if with_client else str(one.case.number)
        cells = (known[name] for name in _COLUMNS)
        rows.write((client, *("" if cell is None else str(cell) for cell in cells)))
    rows.close()
    return file.getvalue()


def _followed(renewals: Sequence[PredictedRenewal]) -> FollowUp:
    """Return the accuracy over renewals with a prediction; the others are only counted."""
    found = follow_up(one.paid for one in renewals if one.paid is not None)
    lost = sum(one.paid is None for one in renewals)
    return evolve(found, unpredicted=found.unpredicted + lost)


def _said(code: str, real: Won, predicted: Won | None, texts: Texts) -> str:
    if predicted is None:
        return texts(f"desk.came-true.{code}-alone", real=real)
    error = Fraction(real - predicted, real)
    share = rounded(error)
    end = "same" if not share else "more" if share > 0 else "less"
    off = texts(f"desk.came-true.{end}", share=abs(share))
    return texts(f"desk.came-true.{code}", real=real, predicted=predicted, off=off)


def _document(one: PredictedRenewal, *, with_client: bool) -> dict[str, Json]:
    error = None if one.paid is None else prediction_error(one.paid)
    found: dict[str, Json] = {
        "case": one.case.number,
        "name": one.case.saved.name,
        "insurer": one.case.insurer or UNKNOWN_INSURER,
        "day": one.day.isoformat(),
        "predicted": one.predicted,
        "charged": one.charged,
        "error": None if error is None else number(rounded(error)),
        "predicted_clean": one.predicted_clean,
        "clean": one.clean,
    }
    return {**found, "client": client_document(one.case.client)} if with_client else found
