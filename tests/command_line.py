"""The result of a run of the command line, for the tests that run it."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Ran(NamedTuple):
    """The exit code and both output streams of a run."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """A function that runs `advisor` with some arguments; `stdin` is what is piped into it."""

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Ran: ...
