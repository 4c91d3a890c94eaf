"""What an `-o` asks for, in its file or on standard output, and how far a long run is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from advisor import on_demand
from advisor.cli.output import (
    DONE,
    STANDARD_STREAM,
    StreamError,
    no_more,
    result_stream,
    tell_unwritable,
)
from advisor.explain.texts import Texts

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@contextmanager
def writing(target: str) -> Iterator[BinaryIO]:
    """Write the file of an `-o`, whole or not at all; `-` is standard output.

    Raises:
        OSError: the file cannot be written; one that was there is as it was.
        StreamError: it is a stream that is full or closed, or whose reader has left.
    """
    if target == STANDARD_STREAM:
        with _writing_result() as stream:
            yield stream
        return
    try:
        with on_demand.writing_whole(target) as stream:
            yield stream
    except BrokenPipeError as error:
        raise StreamError(error) from error


@contextmanager
def _writing_result() -> Iterator[BinaryIO]:
    try:
        stream = result_stream()
        yield stream
        stream.flush()
    except OSError as error:
        raise no_more(error) from error


def put(target: str | None, content: bytes, texts: Texts) -> int:
    """Write what an `-o` asks for, to standard output where it names nothing; return the exit code.

    Raises:
        StreamError: it is a stream that is full or closed, or whose reader has left.
    """
    try:
        with writing(target or STANDARD_STREAM) as stream:
            stream.write(content)
    except OSError as error:
        return tell_unwritable(target, error, texts)
    return DONE


@contextmanager
def progress(steps: int | None) -> Iterator[Callable[[], object]]:
    """Show on a terminal how far something is; yield what is called after each step.

    `steps` is about how many there are, None where nobody knows. Elsewhere nothing is shown.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    shown: ProgressBar[int] = on_demand.progressbar(
        length=steps, file=sys.stderr, update_min_steps=25
    )
    with shown as bar:
        yield lambda: bar.update(1)
