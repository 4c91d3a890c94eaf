"""A stiff neck settled for 700,000 won, beside the own repair, the other bumper and 80 % fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from advisor.explain.width import width

if TYPE_CHECKING:
    from command_line import Run

ASKED = (
    "decide", "--as-of", "26.11.21", "--start", "26.3.2", "--premium", "82만", "--grade", "16",
    "--insurer", "mg", "--threshold", "200만", "--own-damage-cover", "--day", "26.11.19",
    "--kind", "collision", "--fault", "80%", "--own-damage", "90만", "--other-property", "60만",
    "--injury-grade", "12", "--injury-settlement", "70만",
)  # fmt: skip
FIRST_LINES = {
    "ko": """
지금 아는 대로라면 다친 사람과 70만 원에 합의하고, 나머지도 직접 내세요. 앞으로 10번 갱신하는 동안
약 17만 원 덜 듭니다. 다만 부상 12급의 점수에 따라 뒤집힐 수 있으니 먼저 확인하세요.
수리비 110만 원까지는 현금 합의, 넘으면 보험이 낫습니다. 부상은 86만 원까지
현금으로 합의하는 쪽이 낫습니다.
""",
    "en": """
Settle the injury for 700,000 won and pay the damage yourself too, as far as is known: about 170,000
won cheaper while you keep a car (10 renewals). A different number of points for injury grade 12
could change that: ask first.
Up to 1.1 million won of repair, settle in cash; above that, claim. Up to 860,000 won, settle the
injury in cash.
""",
}
TO_WRITE = {
    "ko": ("합의서", "치료비와", "보험사에도 더 청구하지", "처벌을 원하지", "서명"),
    "en": ("합의서", "any later", "from the insurer", "punished", "Both sign"),
}


def unfolded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_two_lines_and_what_to_write_into_the_settlement(language: str, run: Run) -> None:
    code, out, err = run(*ASKED, "--lang", language)
    assert (code, err) == (0, "")
    said = unfolded(out)
    assert said.startswith(unfolded(FIRST_LINES[language]))
    for words in TO_WRITE[language]:
        assert words in said
    lines = out.splitlines()
    assert len(lines) <= 24
    assert all(width(line) <= 80 for line in lines)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ("직접청구권", "12대 중과실", "어린이보호구역", "모두 돌려주어야", "23만 원")),
        ("en", ("직접청구권", "12 grave violations", "school zone", "paid back", "230,000 won")),
    ],
)
def test_in_full_it_says_what_the_paper_is_for(
    language: str, words: tuple[str, ...], run: Run
) -> None:
    said = unfolded(run(*ASKED, "--lang", language, "--full").out)
    assert [word for word in words if word not in said] == []


def test_programs_read_the_limit(run: Run) -> None:
    answer = json.loads(run(*ASKED, "--json").out)
    assert answer["limit"]["settle_up_to"] == 865_950
    assert answer["recommended"] == "settle"
    assert answer["verdict"] == "depends"
    dearer = json.loads(run(*ASKED, "--injury-settlement", "100만", "--json").out)
    assert dearer["recommended"] == "claim"
    assert dearer["limit"]["settle_up_to"] == 865_950
