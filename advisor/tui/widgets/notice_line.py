"""A notice about the shown case: where it came from, and which figures are still the sample's."""

from textual.reactive import var

from advisor.explain.texts import Texts
from advisor.explain.width import width as cells
from advisor.explain.width import wrap
from advisor.tui.form.form_words import label_code
from advisor.tui.own_case import PAST_CLAIM, sample_draft
from advisor.tui.widgets.lines import Line, TranslatedLines, line
from advisor.tui.widgets.row import filled

_MOST_LINES = 2


class NoticeLine(TranslatedLines):
    """Shows the text of `code`, else the fields that are still the sample's, else takes no room."""

    code: var[str] = var("", init=False)
    still: var[tuple[str, ...]] = var((), init=False)

    def __init__(self, code: str, still: tuple[str, ...] = (), keys: tuple[str, ...] = ()) -> None:
        """Start with a text; `keys` are the keys of its file that no case has."""
        super().__init__()
        self._keys = ", ".join(keys)
        self.set_reactive(NoticeLine.code, code)
        self.set_reactive(NoticeLine.still, still)
        self.set_class(bool(code or still), "-said")

    def watch_code(self) -> None:
        """Show another notice, or none any more."""
        self.set_class(bool(self.code or self.still), "-said")
        self.renew()

    def watch_still(self) -> None:
        """Show which other fields are the sample's, or none any more."""
        self.watch_code()

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the words of the notice."""
        if not (self.code or self.still):
            return []
        said = texts(self.code, keys=self._keys) if self.code else _said(self.still, texts)
        words = wrap(said, width)
        if len(words) > _MOST_LINES:
            last = " ".join(words[_MOST_LINES - 1 :])
            words = [*words[: _MOST_LINES - 1], filled(last, min(cells(last), width))]
        return [line(row) for row in words]


def _said(still: tuple[str, ...], texts: Texts) -> str:
    names = ", ".join(_name(path, texts) for path in still)
    return texts("app.notice.still-sample", fields=names)


def _name(path: str, texts: Texts) -> str:
    if path == PAST_CLAIM:
        return texts("app.notice.past-claim", day=sample_draft().text("claim[0].day"))
    return texts(label_code(path, texts)).strip()
