"""Every key of the app in one place: the bindings, the key bar and help all read it from here."""

from functools import partial

from attrs import evolve
from textual.binding import Binding, BindingType

from advisor.domain.values import frozen


@frozen
class Key:
    """A key, what it does, and the code of its text in the catalogs.

    Letters are also bound as a Korean keyboard sends them; only the Latin one is shown.
    """

    presses: str
    shown: str
    action: str
    text: str
    in_bar: bool = True
    told: str = ""
    """The code of the longer text in help, for a key whose text in the bar is short."""
    at_once: bool = False
    """Whether keys typed right after it go to what it opens; a dialog does not block such a key."""

    @property
    def binding(self) -> Binding:
        """The key as a Textual binding, not shown by Textual because the key bar is our own."""
        return Binding(
            self.presses, self.action, self.text,
            show=False, key_display=self.shown, priority=self.at_once,
        )  # fmt: skip


_off_bar = partial(Key, in_bar=False)
"""Make a key that help lists but no key bar shows."""

KEY_TEXTS = "app.key."
"""The prefix of the text codes of keys."""

LANGUAGE_KEY = Key(
    "ctrl+l", "^L", "app.switch_language", "app.key.language", told="app.key.switch-language"
)
APP_KEYS = (
    LANGUAGE_KEY,
    Key("ctrl+q", "^Q", "app.quit", "app.key.quit", at_once=True),
)

PALETTE_KEY = Key("ctrl+p", "^P", "app.command_palette", "app.key.palette")
"""The key of the palette, bound by Textual; a key bar shows it if its keys do not all fit."""

HELP_KEY = Key("f1,question_mark", "F1", "help", "app.key.help")

LATER_KEY = Key("ctrl+r,f12", "^R", "page('later')", "app.key.later")
"""Some terminals keep F11 and F12 for themselves, so Ctrl+R comes first."""

INJURY_KEY = _off_bar(
    "ctrl+o", "^O", "page('injury')", "app.key.injury", told="app.key.injury-told"
)

SCROLL_KEYS = (
    _off_bar("pagedown", "PgDn", "screen.scroll_answer(1)", "app.key.scroll-down"),
    _off_bar("pageup", "PgUp", "screen.scroll_answer(-1)", "app.key.scroll-up"),
)
"""Scrolling containers take these keys themselves; within the form they scroll the answer."""

UNDO_KEY = Key("ctrl+z", "^Z", "undo", "app.key.undo")

CASE_KEYS = (
    HELP_KEY,
    Key("f2", "F2", "page('why')", "app.key.why"),
    Key("f3", "F3", "page('what-if')", "app.key.what-if"),
    Key("f4", "F4", "page('rules')", "app.key.rules"),
    Key("f5", "F5", "desk('show')", "app.key.cases"),
    Key("f6", "F6", "page('report')", "app.key.report"),
    Key("f9", "F9", "page('charts')", "app.key.charts"),
    Key("f10,ctrl+t", "F10", "page('steps')", "app.key.steps"),
    LATER_KEY,
    INJURY_KEY,
    _off_bar("f7", "F7", "add_claim", "app.key.add-claim"),
    _off_bar("f8", "F8", "remove_claim", "app.key.remove-claim"),
    Key(
        "ctrl+k",
        "^K",
        "page('message')",
        "app.key.message",
        told="app.key.message-told",
        at_once=True,
    ),
    Key("ctrl+s", "^S", "desk('save')", "app.key.save"),
    UNDO_KEY,
    _off_bar("ctrl+y", "^Y", "redo", "app.key.redo"),
    Key("ctrl+n", "^N", "desk('new')", "app.key.new", told="app.key.new-case"),
    _off_bar("ctrl+g", "^G", "guide", "app.key.guide", told="app.command.guide"),
    _off_bar("ctrl+b", "^B", "desk('sample')", "app.key.sample", told="app.command.sample"),
    *SCROLL_KEYS,
)

_MOVES = (
    _off_bar("up", "↑", "leave(-1)", "app.key.previous-field", at_once=True),
    _off_bar("tab", "Tab", "app.focus_next", "app.key.next-field", at_once=True),
    _off_bar(
        "shift+tab", "Shift+Tab", "app.focus_previous", "app.key.previous-field", at_once=True
    ),
)

FIELD_KEYS = (
    _off_bar("down,enter", "↓", "next_field", "app.key.next-field"),
    _off_bar("up", "↑", "previous_field", "app.key.previous-field"),
)

ENTRY_KEYS = (
    _off_bar("down,enter", "↓", "leave(1)", "app.key.next-field", at_once=True),
    *_MOVES,
)

CHOICE_KEYS = (
    _off_bar("right", "→", "step(1)", "app.key.next-choice"),
    _off_bar("left", "←", "step(-1)", "app.key.previous-choice"),
    _off_bar("enter,space", "Space", "open", "app.key.open-choice"),
    _off_bar("down", "↓", "leave(1)", "app.key.next-field", at_once=True),
    *_MOVES,
)

GROUP_KEYS = (
    _off_bar("enter,space", "Space", "press", "app.key.press"),
    _off_bar("down", "↓", "leave(1)", "app.key.next-field", at_once=True),
    *_MOVES,
)

WON_KEYS = (_off_bar("m,ㅡ", "m", "ten_thousands", "app.key.ten-thousands"),)
"""The key for 만 (ten thousand); a field of money reads the letter itself."""

FINDER_KEYS = (
    _off_bar("down", "↓", "move(1)", "app.key.next-entry"),
    _off_bar("up", "↑", "move(-1)", "app.key.previous-entry"),
)
"""The search field takes letters and Enter itself."""

SELECT_KEYS = (
    Key("space", "Space", "select", "app.key.select", told="app.key.select-told"),
    Key(
        "ctrl+a", "^A", "select_all", "app.key.select-all",
        told="app.key.select-all-told", at_once=True,
    ),
    _off_bar("tab", "Tab", "select(1)", "app.key.select-down", at_once=True),
)  # fmt: skip
"""Keys of a list with selectable entries; a space between two words belongs to the search."""

OVER_KEYS = (Key("escape,q,ㅂ", "Esc", "close", "app.key.back"), HELP_KEY)
"""The keys of every screen over the case; within a text field, q is a letter."""

PAGE_KEYS = (
    Key("pagedown", "PgDn", "scroll_page(1)", "app.key.page-down"),
    _off_bar("pageup", "PgUp", "scroll_page(-1)", "app.key.page-up"),
)
RULES_KEYS = PAGE_KEYS
STEPS_KEYS = (evolve(INJURY_KEY, in_bar=True), *PAGE_KEYS)

LINE_KEYS = (
    _off_bar("down", "↓", "scroll_lines(1)", "app.key.page-down"),
    _off_bar("up", "↑", "scroll_lines(-1)", "app.key.page-up"),
)

CHECKLIST_KEYS = (
    Key("space,enter", "Space", "tick", "app.key.tick"),
    _off_bar("down,j,ㅓ", "↓", "move(1)", "app.key.next-entry"),
    _off_bar("up,k,ㅏ", "↑", "move(-1)", "app.key.previous-entry"),
)

_CHOSEN_KEYS = (
    Key("f9", "F9", "chosen('mark')", "app.key.mark", told="app.key.mark-told"),
    Key("f8", "F8", "chosen('delete')", "app.key.delete", told="app.key.delete-told"),
    Key(
        "ctrl+k",
        "^K",
        "chosen('message')",
        "app.key.message",
        told="app.key.messages-told",
        at_once=True,
    ),
    Key("f6", "F6", "chosen('send-out')", "app.key.send-out", told="app.key.send-out-told"),
    Key("ctrl+z", "^Z", "chosen('undo')", "app.key.undo"),
)
"""Keys that act on the selected cases, or on the one under the cursor if none is selected."""

CASES_KEYS = (
    Key("enter", "Enter", "open", "app.key.open-case"),
    Key("f5", "F5", "next_view", "app.key.next-view", told="app.key.next-view-told"),
    *SELECT_KEYS,
    Key("f4", "F4", "next_order", "app.key.next-order"),
    *_CHOSEN_KEYS,
    Key("f3", "F3", "saved('renewed')", "app.key.renewed", told="app.key.renewed-told"),
    Key("f10", "F10", "saved('history')", "app.key.history", told="app.key.history-told"),
    Key("ctrl+s", "^S", "saved('save-as')", "app.key.save"),
    Key("ctrl+n", "^N", "saved('new')", "app.key.new", told="app.key.new-case"),
    Key("f2", "F2", "saved('rename')", "app.key.rename"),
    Key("f7", "F7", "saved('duplicate')", "app.key.duplicate"),
    Key("ctrl+o", "^O", "saved('bring-in')", "app.key.bring-in"),
)

SEVERAL_KEYS = (*_CHOSEN_KEYS, *SELECT_KEYS)
"""The keys in the bar while cases are selected."""

HISTORY_KEYS = (*LINE_KEYS, *PAGE_KEYS)

CHART_KEYS = (
    Key("1", "1", "chart(0)", "app.key.chart-cost"),
    Key("2", "2", "chart(1)", "app.key.chart-premium"),
    Key("3", "3", "chart(2)", "app.key.chart-tornado"),
    _off_bar("right,down,space", "→", "turn(1)", "app.key.next-chart"),
    _off_bar("left,up", "←", "turn(-1)", "app.key.previous-chart"),
)

LATER_KEYS = (
    Key("right", "→", "turn(1)", "app.key.more-accidents"),
    Key("left", "←", "turn(-1)", "app.key.fewer-accidents"),
    *LINE_KEYS,
    *PAGE_KEYS,
)

WHAT_IF_KEYS = (
    Key("space", "Space", "choose", "app.key.choose"),
    Key("a,ㅁ", "a", "take_over", "app.key.take-over"),
    Key("o,ㅐ", "o", "page('insurers')", "app.key.insurers", told="app.key.insurers-told"),
    Key("b,ㅠ", "b", "page('buying')", "app.key.buy", told="app.key.buy-told"),
    *(evolve(key, at_once=True) for key in PAGE_KEYS),
    *(
        _off_bar(f"{place}", f"{place}", f"toggle_at({place - 1})", "app.key.choose")
        for place in range(1, 10)
    ),
)

PAGE_COMMANDS = (
    ("page('insurers')", "app.key.insurers-told"),
    ("page('buying')", "app.key.buy-told"),
)
"""Actions and text codes that the palette offers over the case, though no key there does them."""

FIELDS_KEYS = PAGE_KEYS
"""Keys of a page with fields, which take letters and all other arrow keys themselves."""

CELL_KEYS = (
    _off_bar("enter", "Enter", "leave(1)", "app.key.next-field", at_once=True),
    _off_bar("down", "↓", "leave_row(1)", "app.key.next-entry", at_once=True),
    _off_bar("up", "↑", "leave_row(-1)", "app.key.previous-entry", at_once=True),
)
CHOICE_CELL_KEYS = CELL_KEYS[1:]
"""In a table of fields Enter moves along the row, but in a choice it opens the list of values."""

WHY_KEYS = (
    Key("right", "→", "turn(1)", "app.key.next-option"),
    Key("left", "←", "turn(-1)", "app.key.previous-option"),
    Key("c,ㅊ", "c", "copy", "app.key.copy"),
    *LINE_KEYS,
    *PAGE_KEYS,
)

HELP_KEYS = (
    Key("escape,f1,q,ㅂ,enter", "Esc", "close", "app.key.back"),
    Key("pagedown", "PgDn", "page_down", "app.key.page-down"),
    _off_bar("pageup", "PgUp", "page_up", "app.key.page-up"),
)
"""Keys of the help page itself; the keys that it lists are those of the screen below."""

_LEAVE_KEY = Key("escape", "Esc", "close", "app.key.back")
PROMPT_KEYS = (Key("enter", "Enter", "enter", "app.key.accept"), _LEAVE_KEY)
MESSAGE_KEYS = (Key("enter", "Enter", "enter", "app.key.copy", at_once=True), _LEAVE_KEY)
GUIDE_KEYS = (
    Key("enter", "Enter", "enter", "app.key.next-question"),
    Key("shift+tab", "Shift+Tab", "back", "app.key.question-before", at_once=True),
    _LEAVE_KEY,
    evolve(UNDO_KEY, in_bar=False),
    evolve(LANGUAGE_KEY, in_bar=False),  # the first question names it
)
REPORT_KEYS = (Key("enter", "Enter", "enter", "app.key.write"), _LEAVE_KEY)

ONE_OF_KEYS = (
    _off_bar("right,space", "→", "step(1)", "app.key.next-choice"),
    _off_bar("left", "←", "step(-1)", "app.key.previous-choice"),
)


def bindings(keys: tuple[Key, ...]) -> list[BindingType]:
    """Return the bindings of a widget or screen."""
    return [key.binding for key in keys]
