"""`advisor serve`: the app in a browser on this machine, for its own pages only."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from missing_library import import_fails
from source_tree import ROOT

from advisor.cli.main import run
from advisor.cli.serve import is_loopback
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pytest import CaptureFixture, MonkeyPatch  # noqa: PT013 - types only

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@asynccontextmanager
async def served(home: Path, *flags: str) -> AsyncIterator[str]:
    """Serve the sample until the block is left, then end the server as Ctrl-C does."""
    port = free_port()
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "advisor", "serve", "advisor/intake/sample.toml",
        "--port", str(port), "--lang", "ko", *flags,
        cwd=ROOT, stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "ADVISOR_HOME": str(home), "PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        assert server.stderr is not None
        line = await asyncio.wait_for(server.stderr.readline(), PATIENCE)
        assert str(port) in line.decode("utf-8")
        await listens(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(server.wait(), PATIENCE) == 0


async def listens(port: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


async def shows(page: ClientWebSocketResponse, words: str) -> None:
    """Read what the app draws until it has drawn these words."""
    drawn = b""
    async with asyncio.timeout(PATIENCE):
        while words.encode("utf-8") not in drawn:
            message = await page.receive()
            if message.type is WSMsgType.BINARY:
                drawn += message.data
            assert message.type is not WSMsgType.CLOSED


async def test_the_app_runs_in_a_browser_and_takes_hangul(tmp_path: Path) -> None:
    async with served(tmp_path) as url, ClientSession() as session:
        page = await session.get(url)
        assert page.status == 200
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        async with session.ws_connect(f"{url}/ws?width=100&height=30", origin=url) as app:
            await shows(app, "1,261,090")
            await app.send_json(["stdin", "\x13"])
            await shows(app, "Enter")
            await app.send_json(["stdin", "김민수"])
            await shows(app, "김민수")


async def test_nobody_else_s_page_opens_the_app(tmp_path: Path) -> None:
    """A page of another origin is refused, and so is a foreign host name that leads here."""
    async with served(tmp_path) as url, ClientSession() as session:
        for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
            with pytest.raises(WSServerHandshakeError) as refused:
                await session.ws_connect(f"{url}/ws", headers=headers)
            assert refused.value.status == 403


@pytest.mark.parametrize(
    ("host", "alone"), [("127.0.0.1", True), ("::1", True), ("192.0.2.1", False), ("desk", False)]
)
def test_an_address_that_others_reach_is_warned_of(
    host: str, *, alone: bool, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]
) -> None:
    monkeypatch.setattr("advisor.cli.browser_server.BrowserServer.serve", lambda _: None)
    assert is_loopback(host) is alone
    assert run(["serve", "--host", host, "--lang", "en"]) == 0
    assert ("Warning" in capsys.readouterr().err) is not alone


def test_a_port_that_is_none_or_taken_is_said(capsys: CaptureFixture[str]) -> None:
    for port in ("0", "x", "70000"):
        assert run(["serve", "--port", port]) == 2
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert run(["serve", "--port", port]) == 2
    assert port in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_a_saved_case_is_served_by_its_name(
    tmp_path: Path, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]
) -> None:
    monkeypatch.setattr("advisor.cli.browser_server.BrowserServer.serve", lambda _: None)
    case = tmp_path / "case.toml"
    case.write_text(sample_text(), "utf-8")
    assert run(["cases", "import", str(case), "--name", "김민수"]) == 0
    assert run(["serve", "김민수", "--lang", "en"]) == 0
    assert run(["serve", "박영희", "--lang", "en"]) == 2
    assert "neither a file nor a saved case “박영희”" in capsys.readouterr().err


def test_without_the_extra_the_command_names_what_to_install(
    monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]
) -> None:
    import_fails(monkeypatch, "textual_serve.server", ModuleNotFoundError("textual_serve"))
    monkeypatch.delitem(sys.modules, "advisor.cli.browser_server", raising=False)
    assert run(["serve"]) == 2
    assert "[web]'" in capsys.readouterr().err
