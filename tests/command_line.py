"""What a run of the command line leaves behind, for the tests that run it."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Ran(NamedTuple):
    """The exit code and both streams."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs `advisor` with some arguments; `stdin` holds what is piped into it."""

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Ran: ...
