"""The guide: a dialog over the case that asks the questions for an answer one at a time."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from attrs import evolve
from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from advisor.doubts import doubt_words
from advisor.explain.texts import Texts
from advisor.intake.case.questions import INJURY, Question, leaves_unanswered
from advisor.tui.form.choices import UNSTATED, Choices
from advisor.tui.keys import GUIDE_KEYS, bindings
from advisor.tui.screens.case_guide import NAME, CaseAsker
from advisor.tui.screens.dialog import Dialog, begin_below
from advisor.tui.screens.guide_answers import (
    OWN_POLICY,
    YES,
    GuideAnswers,
    answer_at,
    has_list,
    is_known,
    is_open,
    text_code,
    title_code,
    unread_code,
)
from advisor.tui.screens.over_case import breakpoints
from advisor.tui.widgets.answer import BY_WIDTH
from advisor.tui.widgets.listing import Listing
from advisor.tui.widgets.top_line import TopLine
from advisor.tui.widgets.typed_line import TypedLine


class Guide(Dialog[bool]):
    """Asks one question after the other; each answer is in the form behind it at once.

    Its result is whether nothing happened, so that the question is what to buy.
    """

    DEFAULT_CSS = """
    Guide {
        align: right bottom;
        background: $background 40%;
        Vertical { width: 1fr; max-width: 100%; margin: 0 0 1 0; }
        &.-beside Vertical { margin: 0 0 1 38; }
        &.-wide Vertical { margin: 0 0 1 50; }
        #question { text-style: bold; margin-top: 1; }
        #where { color: $foreground-muted; }
        OptionList { height: auto; max-height: 34vh; border: none; padding: 0; margin-top: 1; }
        OptionList { background: $panel; scrollbar-background: $panel; }
        OptionList { scrollbar-background-hover: $panel; scrollbar-background-active: $panel; }
        &.-snug Vertical { padding: 1 2 0 2; }
        &.-snug .label { margin-top: 0; }
        &.-low OptionList { max-height: 7; margin-top: 0; }
        &.-low #question, &.-low .said { margin-top: 0; }
        .hidden { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(GUIDE_KEYS)
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = breakpoints(low=0, snug=24, tall=28)
    AUTO_FOCUS = None

    def __init__(self, asker: CaseAsker, choices: Choices, texts: Texts, policy: str = "") -> None:
        """Start the guide; `policy` names the policy of last time, empty if none is known.

        A case already begun goes on at the first question that is needed and unanswered, has an
        answer that cannot be right, or holds an amount that may be a mistake.
        """
        self._heading = title_code(asker)
        super().__init__(GUIDE_KEYS, texts(self._heading), "")
        self._asker = asker
        self._choices = choices
        self._answers = GuideAnswers(choices, texts)
        self._texts = texts
        self._policy = policy
        self._is_new = not asker.text_of("accident.kind")
        found = self._questions()
        open_ones = (one for one in found if is_open(asker, one))
        self._question = found[0] if policy else next(open_ones, found[0])
        self._said_of_injury = False
        self._refused: str | None = None
        self._offered: str | None = None
        self._blamed: str | None = None
        self._values: tuple[str, ...] = ()

    def fields(self) -> Iterator[Widget]:
        """Yield the lines of a question, and the field or list for its answer."""
        yield Static(id="progress", classes="label", markup=False)
        yield Static(id="question", markup=False)
        yield Static(id="where", markup=False)
        yield TypedLine(compact=True, classes="alone", select_on_focus=True)
        yield Listing(compact=True)

    def on_mount(self) -> None:
        """Ask the first question, and about its amount at once if that may be a mistake."""
        self._ask()
        if self._asker.is_doubtful(path := self._question.path):
            self._doubts(path, self._asker.text_of(path))

    def action_enter(self) -> None:
        """Take the answer that is typed or under the cursor, and ask the next question."""
        if has_list(found := self._question):
            here = self.query_one(Listing).highlighted
            if not self.query_one(Listing).unread:
                self._answer(self._values[here] if here is not None else found.if_skipped)
        else:
            self._answer(self.query_one(TypedLine).value)

    def action_back(self) -> None:
        """Ask the previous question again."""
        found = self._questions()
        if at := self._place(found):
            self._question = found[at - 1]
            self._ask()

    def action_undo(self) -> None:
        """Undo the last answer, and ask its question again."""
        path = self._asker.undo(self._questions())
        found = (one for one in self._questions() if one.path == path)
        self._question = next(found, self._question)
        self._ask()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Put what is typed into the form as it comes, unless it belongs to an earlier question.

        A suggested amount waits for Enter: until then the form keeps the amount that was typed.
        """
        event.stop()
        path, text = self._question.path, self.query_one(TypedLine).value
        self._offered = self._offered if text == self._offered else None
        is_here = not has_list(self._question) and event.value == text
        if is_here and text not in {self._offered, self._asker.text_of(path)}:
            self._asker.type_in(path, text)
        if self._blamed not in {None, text}:
            self._say_below()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_enter()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._answer(self._values[event.option_index])

    @on(Listing.Typed)
    def _spelled(self, event: Listing.Typed) -> None:
        """Show whether the typed word means an answer; if it does not, Enter accepts none."""
        event.stop()
        unread = self._texts(unread_code(self._question.path, event.word), word=event.word)
        self._say_below("" if event.is_read else unread)

    def retranslate(self) -> None:
        """Ask the same question in another language."""
        texts = self.texts
        if texts is self._texts:
            return
        self._texts, self._choices = texts, evolve(self._choices, texts=texts)
        self._answers = GuideAnswers(self._choices, texts)
        self._asker.retranslate(texts)
        self._show(".title", texts(self._heading))
        self._ask()

    def _questions(self) -> list[Question]:
        """Return all questions, given the answers so far."""
        first = [Question(OWN_POLICY)] if self._policy else []
        return [*first, *self._asker.questions(self._choices.rulebook)]

    def _place(self, found: list[Question]) -> int:
        """Return the place of the current question, 0 if it is no longer asked."""
        paths = [question.path for question in found]
        return paths.index(self._question.path) if self._question.path in paths else 0

    def _answer(self, value: str) -> None:
        """Put an answer into the case and go on, or show what is wrong with it."""
        question = self._question
        if question.path == OWN_POLICY:
            self._go_on(skip_policy=value == YES)
            return
        is_listed = has_list(question)
        value = "" if not is_listed and leaves_unanswered(question.path, value) else value
        if question.needed and not value.strip() and self._refused != question.path:
            self._refused = question.path
            self._say_below(self._texts("guide.needed"))
            return
        if self._doubts(question.path, value):
            return
        if wrong := self._asker.say(question.path, value):
            self._say_below(wrong)
            if not is_listed:
                self.query_one(TypedLine).action_select_all()
            return
        self._said_of_injury = self._said_of_injury or question.path == INJURY
        self._go_on()

    def _doubts(self, path: str, value: str) -> bool:
        """Suggest what an unusual amount probably means; the same amount entered again is accepted.

        Returns whether the amount is questioned.
        """
        found = None if self._refused == value else self._asker.doubted(path, value)
        if found is None:
            return False
        self._refused = value
        field = self.query_one(TypedLine)
        field.value = self._offered = found.meant_text or value
        field.action_select_all()
        self._say_below(doubt_words(found, "guide", self._texts))
        return True

    def _go_on(self, *, skip_policy: bool = False) -> None:
        if skip_policy:
            self._asker.take_policy()
        found = self._questions()
        behind = found[self._place(found) + 1 :]
        taken_over = [one for one in behind if self._policy and is_known(self._asker, one)]
        left = next((question for question in behind if question not in taken_over), None)
        # After the last question, those that a later answer has made wrong are asked again.
        left = left or next((one for one in found if self._asker.trouble(one.path)), None)
        if left is None:
            if not self._asker.without_accident:
                self.notify(self._texts("guide.beside"), markup=False)
            self.dismiss(self._asker.without_accident)
            return
        self._question = left
        self._ask()

    def _ask(self) -> None:
        """Show a question with what is known about it."""
        question, texts = self._question, self._texts
        path = question.path
        place = self._place(found := self._questions())
        code = "guide.progress" if place else "guide.progress-first"
        self._show("#progress", texts(code, number=place + 1, total=len(found)))
        words = texts("guide.own-policy", name=self._policy) if path == OWN_POLICY else ""
        self._show("#question", words or texts(f"guide.ask.{text_code(path)}"))
        self._show("#where", "" if words else texts(f"guide.where.{text_code(path)}"))
        self._refused, self._offered = None, None
        field, listing = self.query_one(TypedLine), self.query_one(Listing)
        field.set_class(is_listed := has_list(question), "hidden")
        listing.set_class(not is_listed, "hidden")
        if is_listed:
            self._list(question, listing)
        else:
            field.value, field.key = self._asker.text_of(path), path
            field.action_select_all()
        self.set_focus(listing if is_listed else field)
        self._say_below(self._asker.trouble(path))
        self._asker.show(path)

    def leave_room(self) -> None:
        """Shorten the list of answers so that the verdict behind the dialog stays readable."""
        if self.is_on_top and self._asker.has_answer():
            bands = self.app.screen_stack[-2].query(TopLine)
            rows = max((band.region.bottom for band in bands), default=0)
            begin_below(rows, self.query_one(Vertical), self.query_one(OptionList))

    def _say_below(self, wrong: str = "") -> None:
        """Show what is wrong until the typed text changes, else how to leave the question open."""
        self._blamed = self.query_one(TypedLine).value if wrong else None
        self.say(wrong or self._said_under(self._question), wrong=bool(wrong))

    def _said_under(self, question: Question) -> str:
        """Return how to leave a question open, and a note if there is an answer already."""
        if question == NAME or not self._place(self._questions()):
            return self._texts("guide.last" if question == NAME else self._asker.greeting)
        return self._answers.under(question, has_answer=self._asker.has_answer())

    def _list(self, question: Question, listing: Listing) -> None:
        """List the answers; none has the cursor if Enter alone is to leave the question open."""
        path = question.path
        self._values = self._answers.values(question)
        listing.styles.max_height = None
        labels = [self._answers.label(question, value) for value in self._values]
        listing.offer(labels, partial(answer_at, path, self._values))
        said = "" if path == OWN_POLICY else self._asker.text_of(path)
        is_open = path == INJURY and self._is_new and not self._said_of_injury
        is_said = said in self._values and not is_open and (said != UNSTATED or path == INJURY)
        unsaid = 0 if question.needed or path == OWN_POLICY else None
        listing.highlighted = self._values.index(said) if is_said else unsaid

    def _show(self, selector: str, words: str) -> None:
        self.query_one(selector, Static).update(words)
