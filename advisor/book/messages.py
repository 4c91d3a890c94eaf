"""The messages to all clients of a table in one file, each under its client's name."""

from typing import BinaryIO

from advisor.book.for_client import ForClient
from advisor.book.writers import WORKBOOK_ENDING, writer
from advisor.domain.case import Client
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless

_TABLE_ENDINGS = (".csv", WORKBOOK_ENDING)
MESSAGE_ENDINGS = (".txt", *_TABLE_ENDINGS)
"""A text to copy from, or a table with a row for each client, for services that send many."""

_BETWEEN = " · "
_COLUMNS = ("name", "telephone", "message")


class MessageFile:
    """Writes the messages one after the other, in the order of the table."""

    def __init__(self, name: str, stream: BinaryIO, texts: Texts) -> None:
        self.count = 0
        self._stream, self._texts = stream, texts
        is_table = name.lower().endswith(_TABLE_ENDINGS)
        headings = [texts(f"batch.message.{column}") for column in _COLUMNS]
        self._table = writer(name, stream, headings) if is_table else None

    def write(self, row: ForClient) -> None:
        """Write the message of a row."""
        self.count += 1
        if self._table:
            client = row.client
            self._table.write((client.name, client.telephone, row.message.rstrip()))
            return
        gap = "" if self.count == 1 else "\n"
        number = row.number or str(self.count)
        block = headed_message(number, row.client, row.message, self._texts)
        self._stream.write(f"{gap}{block}".encode())

    def close(self) -> None:
        """Finish the table, if the file is one."""
        if self._table:
            self._table.close()


def headed_message(number: str, client: Client, message: str, texts: Texts) -> str:
    """Return a message below a line that says whose it is; a blank line belongs between two."""
    head = texts("batch.message.head", number=number, client=_called(client))
    return f"{head.rstrip()}\n{message}"


def _called(client: Client) -> str:
    said = (client.name, client.plate, client.telephone)
    return _BETWEEN.join(harmless(one) for one in said if one)
