"""`advisor serve`: the app in a browser on this machine."""

import gc
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import click

from advisor import on_demand
from advisor.cli import output
from advisor.cli.case_input import saved_case, tell_no_case
from advisor.cli.commands import Command, page, wrong
from advisor.cli.completion import files
from advisor.environment import ASCII
from advisor.explain.texts import Texts
from advisor.extras import install_command
from advisor.intake.plain_text import is_number

_HERE = "127.0.0.1"
_PORT = 8000
_PORTS = range(1, 65536)


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["case"], required=False, shell_complete=files),
        click.Option(["--host"], default=_HERE),
        click.Option(["--port"], default=str(_PORT)),
    ]
    return Command("serve", partial(_run, texts), params, page(texts, "serve.help"))


def _run(texts: Texts, *, case: str | None, host: str, port: str) -> int:
    if not (port.isascii() and is_number(port) and int(port) in _PORTS):
        raise wrong(texts("serve.port", port=port))
    if case and not saved_case(case, texts):
        try:
            with Path(case).open("rb"):
                pass
        except OSError as error:
            return tell_no_case(case, error, texts)
    try:
        server_for = on_demand.BrowserServer
    except ModuleNotFoundError:
        output.tell(texts("cli.error.no-web", command=install_command("web")))
        return output.USAGE
    gc.enable()
    os.environ.setdefault(ASCII, "0")  # a browser draws every sign one cell wide
    server = server_for(_app(case, texts), host, int(port), is_open=not is_loopback(host))
    if server.is_open:
        output.tell(texts("serve.open", host=host))
    output.tell(texts("serve.at", url=server.public_url))
    try:
        server.serve()
    except OSError as error:
        why = error.strerror or str(error)
        output.tell(texts("serve.taken", host=host, port=port, why=why))
        return output.USAGE
    return output.DONE


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a host.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("desk")
    (True, True, False, False)
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _app(case: str | None, texts: Texts) -> str:
    """Return the command line that opens the app; it is run for each page in a browser."""
    line: Sequence[str] = [sys.executable, "-m", "advisor", *([case] if case else [])]
    line = [*line, "--lang", texts.language]
    return subprocess.list2cmdline(line) if os.name == "nt" else shlex.join(line)
