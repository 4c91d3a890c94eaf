"""A field for an amount of money, with thousands separators, and a key for 만 (ten thousand)."""

from typing import Final

from advisor.intake.plain_text import is_number, plain_characters
from advisor.intake.problems import Unreadable
from advisor.intake.typed.estimate import parse_estimate
from advisor.intake.typed.field_value import as_typed, document_value
from advisor.tui.widgets.entry import Entry

TEN_THOUSANDS_KEYS: Final = ("m", "ㅡ", "M")
"""What the key for 만 sends on a Latin and on a Korean keyboard.

After a point or a blank it is an ordinary letter: 1.8m is refused, because it means millions to
many people, and 2 million is an amount.
"""


class WonEntry(Entry):
    """An amount as people write it: 2300000, 2,300,000 and 230만 are the same."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Insert text and regroup the thousands, with the caret after the same digit."""
        if text in TEN_THOUSANDS_KEYS and "." not in self.value and not self.value.endswith(" "):
            self._multiply()
            return
        text = plain_characters(text)
        value = self.value
        start, end = sorted((max(0, start), min(len(value), end)))
        if not text and end - start == 1 and value[start] == ",":
            start, end = self._past_separator(start, end)
        left = (value[:start] + text).replace(",", "")
        digits = left + value[end:].replace(",", "")
        if digits and not is_number(digits):
            super().replace(text, start, end)
            return
        self.value = f"{int(digits):,}" if digits else ""
        self.cursor_position = _caret(self.value, digits, len(left))

    def _past_separator(self, start: int, end: int) -> tuple[int, int]:
        """Return the range to delete for a separator: the separator and the digit beside it."""
        return (start - 1, end) if self.cursor_position == end else (start, end + 1)

    def _multiply(self) -> None:
        """Multiply the amount by ten thousand."""
        amount = parse_estimate(f"{self.value}만")
        if self.value and not isinstance(amount, Unreadable):
            self.value = as_typed(document_value(amount))
            self.cursor_position = len(self.value)


def _caret(shown: str, digits: str, digits_before: int) -> int:
    """Return the caret's place after `digits_before` digits, less the leading zeros dropped."""
    dropped = len(digits) - len(str(int(digits))) if digits else 0
    wanted = max(0, digits_before - dropped)
    seen = 0
    for position, sign in enumerate(shown):
        if seen == wanted:
            return position
        seen += sign != ","
    return len(shown)
