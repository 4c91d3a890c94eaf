"""The why screen: an option of the answer, from its amounts down to the words of the rules."""

from textual import work
from textual.app import ComposeResult

from advisor.domain.decision import Decision
from advisor.domain.rule import Rule
from advisor.domain.rulebook import Rulebook
from advisor.explain.names import option_name
from advisor.tui.keys import WHY_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.widgets.kept import Page
from advisor.tui.widgets.why_page import WhyPage


class WhyScreen(OverCase[None]):
    """Explains one option at a time, the recommended one first."""

    CSS_PATH = "why.tcss"
    BINDINGS = bindings(WHY_KEYS)

    def __init__(self, decision: Decision, rulebook: Rulebook) -> None:
        super().__init__()
        self._decision = decision
        self._rulebook = rulebook

    def compose(self) -> ComposeResult:
        """Put the page between the title and the keys."""
        yield Heading("app.why.title")
        with Page(classes="body"):
            yield WhyPage(self._decision)
        yield key_bar(WHY_KEYS)

    def on_mount(self) -> None:
        """Read the titles of the rules behind the first paint."""
        self._read_titles()

    def speak(self) -> None:
        """Name the option that is shown."""
        named = option_name(self._decision, self.query_one(WhyPage).option, self.texts)
        self.query_one(Heading).about = f"‹ {named} ›"

    def action_turn(self, steps: int) -> None:
        """Explain the next option, or the one before."""
        page = self.query_one(WhyPage)
        options = [outcome.option for outcome in self._decision.outcomes]
        page.option = options[(options.index(page.option) + steps) % len(options)]
        self.query_one(".body").scroll_home(animate=False)
        self.speak()

    def action_copy(self) -> None:
        """Copy the page."""
        self.app.copy_to_clipboard(self.query_one(WhyPage).text())
        self.notify(self.texts("app.why.copied"), markup=False)

    @work(thread=True, exclusive=True)
    def _read_titles(self) -> None:
        used = {version.rule for version in self._decision.rules}
        rules = {rule.id: rule for rule in self._rulebook.all_rules() if rule.id in used}
        self.app.call_from_thread(self._titled, rules)

    def _titled(self, rules: dict[str, Rule[object]]) -> None:
        self.query_one(WhyPage).call(rules)
