"""THIRD_PARTY.md lists the licences of the installed packages, as the packages state them."""

from __future__ import annotations

import runpy
from typing import Any

from source_tree import ROOT

SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / ".ci" / "third_party.py"))


def test_the_list_of_licences_is_that_of_what_is_installed() -> None:
    """The list is up to date. If not, run `python .ci/third_party.py` and read what changed."""
    assert (ROOT / ".github" / "THIRD_PARTY.md").read_text("utf-8") == SCRIPT["page"]()


def test_every_package_states_a_licence() -> None:
    assert "see the package" not in SCRIPT["page"]()
