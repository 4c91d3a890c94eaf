"""The message dialog: answers ready to send, in the clipboard and on the screen."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import TextArea

from advisor.book.clients.client_messages import IN_DOUBT, NO_ANSWER, ClientMessages
from advisor.domain.decision import Decision
from advisor.explain.sentences import doubts
from advisor.explain.texts import Texts
from advisor.report.message import message
from advisor.settings import read_settings
from advisor.tui.keys import MESSAGE_KEYS, bindings
from advisor.tui.screens.dialog import Dialog
from advisor.tui.screens.open_case import HostScreen


class _Sent(TextArea):
    """A read-only text, redrawn at each width; a TextArea redraws only its cursor's line then."""

    def on_resize(self) -> None:
        """Redraw all lines, because all are wrapped anew."""
        self.refresh()


class CopiedText(Dialog[None]):
    """Copies a text when it opens, and again at Enter; Escape leaves.

    The text can be selected too, because not every terminal lets a program use the clipboard.
    """

    DEFAULT_CSS = """
    CopiedText {
        _Sent, _Sent:focus { height: auto; max-height: 50vh; margin-top: 1; border: none; }
        _Sent, _Sent:focus { padding: 0 1; background: $surface; }
        &.-low _Sent { margin-top: 0; max-height: 45vh; }
    }
    """
    BINDINGS = bindings(MESSAGE_KEYS)

    def __init__(self, text: str, title: str, hint: str) -> None:
        super().__init__(MESSAGE_KEYS, title, hint)
        self._text = text.rstrip("\n")

    def fields(self) -> Iterator[Widget]:
        """Yield the text, to be read and selected."""
        yield _Sent(
            self._text, read_only=True, show_line_numbers=False, soft_wrap=True, compact=True
        )

    def on_mount(self) -> None:
        """Copy the text."""
        self.action_enter()

    def action_enter(self) -> None:
        """Copy the text to the clipboard of the terminal."""
        self.app.copy_to_clipboard(self._text)


class MessageScreen(CopiedText):
    """The message to one client."""

    def __init__(self, text: str, texts: Texts) -> None:
        super().__init__(text, texts("message.title"), texts("message.copied"))


def show_message(decision: Decision | None, unsaid: str, here: HostScreen, texts: Texts) -> None:
    """Show an answer as a message, or say why there is none.

    `unsaid` is the code of why there is nothing new to say, whatever the answer, as `ClientCase`
    has it; empty if there is something.
    """
    why = unsaid or (IN_DOUBT if decision else NO_ANSWER)
    text = message(decision, texts, read_settings().office) if decision and not unsaid else ""
    if text:
        here.show(MessageScreen(text, texts))
    else:
        asked = " ".join(doubts((decision,) if decision else (), texts))
        here.tell(texts(f"message.unsaid-here.{why}", doubts=asked), "warning")


class MessagesScreen(CopiedText):
    """The messages to several clients as one text, and who gets none."""

    def __init__(self, found: ClientMessages, left_out: str, texts: Texts) -> None:
        title = texts("message.title-several", count=found.count)
        hint = "\n".join(filter(None, (left_out, texts("message.copied"))))
        super().__init__(found.text, title, hint)
