"""Every page on which readers first meet the letters of confidence explains all of them."""

from __future__ import annotations

import pytest
from source_tree import ROOT

from advisor.domain.rule import Confidence

PAGES = {"README.md": "| {} | ", "README.ko.md": "| {} | ", "policies/README.md": "`{}` "}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_readers_explains_every_letter(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [letter for letter in Confidence if PAGES[page].format(letter) not in text] == []
