"""Writing the output of `-o` to its file or to standard output, and the progress of a long run."""

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
    result_stream,
    stream_failure,
    tell_unwritable,
)
from advisor.explain.texts import Texts

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@contextmanager
def writing(target: str) -> Iterator[BinaryIO]:
    """Open the target of an `-o` for writing, whole or not at all; `-` is standard output.

    Raises:
        OSError: the file cannot be written; an existing file is unchanged.
        StreamError: the target is a stream that is full or closed, or whose reader has gone.
    """
    if target == STANDARD_STREAM:
        with _writing_result() as stream:
            yield stream
        return
    try:
        with on_demand.atomic_writer(target) as stream:
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
        raise stream_failure(error) from error


def write_output(target: str | None, content: bytes, texts: Texts) -> int:
    """Write content to the target of an `-o`, None for standard output; return the exit code.

    Raises:
        StreamError: the target is a stream that is full or closed, or whose reader has gone.
    """
    try:
        with writing(target or STANDARD_STREAM) as stream:
            stream.write(content)
    except OSError as error:
        return tell_unwritable(target, error, texts)
    return DONE


def is_on_screen(target: str | None) -> bool:
    """Return whether the target of an `-o` is the screen of a terminal."""
    return target == STANDARD_STREAM and sys.stdout.isatty()


@contextmanager
def progress(steps: int | None, *, beside: bool) -> Iterator[Callable[[], object]]:
    """Show a progress bar on a terminal; yield a function to be called after each step.

    `steps` is the approximate number of steps, None if unknown. Nothing is shown elsewhere, nor
    where the bar would get between the lines of output on the same screen (`beside`).
    """
    if beside or not sys.stderr.isatty():
        yield lambda: None
        return
    shown: ProgressBar[int] = on_demand.progressbar(
        length=steps, file=sys.stderr, update_min_steps=25
    )
    with shown as bar:
        yield lambda: bar.update(1)
