"""The store without POSIX locks, terminals and signals, as on Windows."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from source_tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_POSIX = """
import fcntl, os, signal, sys, types
from pathlib import Path
import click, platformdirs

def locking(handle, mode, size):
    assert size == 1
    fcntl.flock(handle, fcntl.LOCK_EX | (fcntl.LOCK_NB if mode == 2 else 0))

sys.modules["msvcrt"] = types.SimpleNamespace(LK_LOCK=1, LK_NBLCK=2, locking=locking)
for name in ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource"):
    sys.modules[name] = None
for name in ("SIGHUP", "SIGKILL", "SIGPIPE", "SIGWINCH"):
    delattr(signal, name)
for name in ("fork", "fchmod", "getuid"):
    delattr(os, name)
sys.platform = "win32"

from advisor import service
from advisor.storage.store import CaseStore
from advisor.cli import terminal
from advisor.cli.main import run
from advisor.intake.case.draft import Draft

home = Path(sys.argv[1])
with CaseStore(home, service.today) as one, CaseStore(home, service.today) as other:
    one.keep_draft(Draft({"policy.premium": "1"}))
    one.save("a", Draft())
    assert other.take_left_draft() is None
    one.run_upkeep()
    print(len(other.cases()), one._window.is_alone(), sep=",")
with CaseStore(home, service.today) as third:
    print(third.take_left_draft().crashed, third._window.is_alone(), sep=",")
print(terminal.ambiguous_width())
print(run(["decide", "--sample", "--lang", "en"]) + run(["doctor", "--lang", "en"]))
"""


def test_it_works_without_what_only_posix_has(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, "-c", WITHOUT_POSIX, str(tmp_path)],
        check=True, capture_output=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.splitlines()[:3] == ["1,False", "False,True", "None"]
    assert done.stdout.splitlines()[-1] == "0"
    assert [path for path in tmp_path.iterdir() if path.suffix == ".lock"] == []
