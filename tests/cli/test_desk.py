"""The desk on the command line: what is due, what became of cases, what renewals really cost."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from freezegun import freeze_time

from advisor.cases import open_cases
from advisor.cli.main import run
from advisor.explain.texts import LANGUAGES, Texts
from advisor.explain.width import width
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest import CaptureFixture  # noqa: PT013 - types only

Cases = "Callable[..., str]"

CLIENT = """
[client]
name = "김민수"
telephone = "010-1234-5678"
plate = "12가 3456"
policy_number = "P-77"
email = "minsu@example.com"
note = "주말에 연락"
"""
PERSONAL = ("010-1234-5678", "12가 3456", "P-77", "minsu@example.com", "주말에 연락")


pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def imported(tmp_path: Path, capsys: CaptureFixture[str]) -> Callable[..., str]:
    """Return a function that saves the sample, changed and with a client, on 22 November 2026."""

    def save(name: str = "기둥", client: str = CLIENT, **changes: str) -> str:
        text = sample_text()
        for old, new in changes.items():
            text = text.replace(old, new)
        path = tmp_path / f"{name}.toml"
        path.write_text(text + client, "utf-8")
        with freeze_time("2026-11-22"):
            assert run(["cases", "import", str(path)]) == 0
        return capsys.readouterr().out.strip()

    return save


def said(capsys: CaptureFixture[str], *arguments: str, day: str = "2026-11-22") -> str:
    capsys.readouterr()
    with freeze_time(day):
        assert run([*arguments]) == 0
    return capsys.readouterr().out


def due(
    capsys: CaptureFixture[str], *arguments: str, day: str = "2026-11-22"
) -> list[tuple[str, str]]:
    document = json.loads(said(capsys, "cases", "due", "--json", *arguments, day=day))
    return [(one["kind"], one["day"]) for one in document["due"]]


def test_what_is_due_comes_by_day(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    """The sample's policy began on 2 March 2026: quotes open thirty days before it expires."""
    imported()
    assert due(capsys) == [
        ("quote", "2027-01-31"), ("refund", "2027-03-01"), ("renewal", "2027-03-02"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "within", "kinds"),
    [
        ("2026-12-31", "30d", []),
        ("2027-01-01", "30d", ["quote"]),
        ("2027-01-01", "59일", ["quote", "refund"]),
        ("2027-01-01", "8w", ["quote"]),
        ("2027-03-01", "0d", ["quote", "refund"]),
        ("2027-03-02", "0d", ["cost"]),
        ("2027-06-01", "1d", ["cost"]),
    ],
)
def test_only_what_is_near_enough_is_told(
    imported: Callable[..., str],
    capsys: CaptureFixture[str],
    day: str,
    within: str,
    kinds: list[str],
) -> None:
    imported()
    assert [kind for kind, _ in due(capsys, "--within", within, day=day)] == kinds


def test_a_period_that_is_none_is_refused_in_words(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    imported()
    assert run(["cases", "due", "--within", "soon", "--lang", "en"]) == 2
    assert "30d or 4w" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        ("claimed", ["quote", "refund", "renewal"]),
        ("paid-back", ["quote", "renewal"]),
        ("self-paid", ["quote", "renewal"]),
        ("archived", []),
        ("open", ["quote", "refund", "renewal"]),
    ],
)
def test_what_became_of_a_case_says_what_is_still_due(
    imported: Callable[..., str], capsys: CaptureFixture[str], state: str, kinds: list[str]
) -> None:
    number = imported()
    said(capsys, "cases", "mark", number, state)
    assert [kind for kind, _ in due(capsys)] == kinds


def test_a_case_that_is_paid_by_oneself_has_no_payout_to_pay_back(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    imported(**{"1_800_000": "250_000", "1_500_000": "250_000"})
    assert [kind for kind, _ in due(capsys)] == ["quote", "renewal"]


def test_a_deadline_of_what_was_not_claimed_is_told_only_where_all_are_asked_for(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported("작은 사고", **{"1_800_000": "900_000", "1_500_000": "900_000"})
    assert [kind for kind, _ in due(capsys)] == ["quote", "renewal"]
    assert [kind for kind, _ in due(capsys, "--all")] == ["quote", "refund", "renewal"]
    with freeze_time("2026-11-22"):
        assert run(["cases", "due", "--lang", "ko"]) == 0
    told = capsys.readouterr()
    assert "--all" in told.err
    assert "답: 자비" in told.out
    said(capsys, "cases", "mark", number, "claimed")
    assert [kind for kind, _ in due(capsys)] == ["quote", "refund", "renewal"]
    assert "보험 처리" in said(capsys, "cases", "due", "--lang", "ko")


def test_a_deadline_stands_though_the_premium_of_the_renewal_is_known(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    said(capsys, "cases", "mark", number, "claimed")
    said(capsys, "cases", "renewed", number, "--premium", "98만", day="2027-02-10")
    assert ("refund", "2027-03-01") in due(capsys, day="2027-02-10")
    assert ("refund", "2027-03-01") in due(capsys, day="2027-03-01")
    assert "refund" not in [kind for kind, _ in due(capsys, day="2027-03-02")]


def test_a_renewal_that_was_noted_by_mistake_is_taken_back(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    before = due(capsys, day="2027-02-10")
    said(capsys, "cases", "renewed", number, "--premium", "98만", day="2027-02-10")
    with freeze_time("2027-02-11"):
        assert run(["cases", "renewed", number, "--premium", "91만", "--lang", "ko"]) == 0
        assert "980,000원" in capsys.readouterr().err
        assert run(["cases", "mark", number, "open", "--lang", "ko"]) == 0
        assert "910,000원" in capsys.readouterr().err
    (case,) = json.loads(said(capsys, "cases", "list", "--json"))["cases"]
    assert case["state"] == "open"
    assert due(capsys, day="2027-02-10") == before


def test_a_claimed_case_asks_for_the_sum_and_answers_whether_to_pay_it_back(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    with freeze_time("2026-11-22"):
        assert run(["cases", "mark", number, "claimed", "--lang", "ko"]) == 0
        assert f"mark {number} claimed --paid" in capsys.readouterr().err
        assert run(["cases", "show", number, "--lang", "ko"]) == 0
        assert f"mark {number} claimed --paid" in capsys.readouterr().err
        assert run(["message", number, "--lang", "ko"]) == 3
        told = capsys.readouterr()
        assert told.out == ""
        assert f"mark {number} claimed --paid" in told.err
        assert run(["cases", "mark", number, "open", "--paid", "144만"]) == 2
        assert run(["cases", "mark", number, "claimed", "--paid", "많이"]) == 3
    said(capsys, "cases", "mark", number, "claimed", "--paid", "144만")
    assert "144만 원" in said(capsys, "message", number, "--lang", "ko")
    (case,) = json.loads(said(capsys, "cases", "list", "--json"))["cases"]
    assert case["verdict"] in {"keep", "refund"}


def test_a_client_who_has_renewed_gets_no_new_message(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    said(capsys, "cases", "renewed", number, "--premium", "98만", day="2027-03-05")
    with freeze_time("2027-03-06"):
        assert run(["message", number, "--lang", "ko"]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "이미 갱신" in told.err


def test_an_archived_case_is_listed_among_its_like_only(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    said(capsys, "cases", "mark", number, "archived")
    assert json.loads(said(capsys, "cases", "list", "--json"))["cases"] == []
    (case,) = json.loads(said(capsys, "cases", "list", "--json", "--archived"))["cases"]
    assert (case["state"], case["due"]) == ("archived", None)
    said(capsys, "cases", "mark", number, "claimed")
    (case,) = json.loads(said(capsys, "cases", "list", "--json"))["cases"]
    assert case["state"] == "claimed"


@pytest.mark.parametrize(
    ("state", "premium"),
    [("claimed", None), ("paid-back", None), ("self-paid", None), ("renewed", "98만")],
)
def test_a_case_comes_out_of_the_archive_as_it_was_put_away(
    imported: Callable[..., str], capsys: CaptureFixture[str], state: str, premium: str | None
) -> None:
    """`mark … open` takes a case out of the archive in its former state; a second one opens it."""
    number = imported()
    if premium:
        said(capsys, "cases", "renewed", number, "--premium", premium, day="2027-03-05")
    else:
        said(capsys, "cases", "mark", number, state)
    said(capsys, "cases", "mark", number, "archived")
    with freeze_time("2027-03-06"):
        assert run(["cases", "mark", number, "open", "--lang", "en"]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert f"no longer archived; it is {Texts('en')(f'desk.state.{state}')}, as before" in told
    (case,) = json.loads(said(capsys, "cases", "list", "--json"))["cases"]
    assert case["state"] == state
    said(capsys, "cases", "mark", number, "open")
    (case,) = json.loads(said(capsys, "cases", "list", "--json"))["cases"]
    assert case["state"] == "open"


@pytest.mark.parametrize(
    "command", [("list",), ("due",), ("follow-up",)], ids=lambda command: command[0]
)
def test_who_the_client_is_goes_out_only_where_it_is_asked_for(
    imported: Callable[..., str], capsys: CaptureFixture[str], command: tuple[str, ...]
) -> None:
    number = imported()
    said(capsys, "cases", "renewed", number, "--premium", "98만", day="2027-03-05")
    for flag in ("--json",) if command != ("follow-up",) else ("--json", "--csv"):
        silent = said(capsys, "cases", *command, flag)
        assert [text for text in (*PERSONAL, "김민수") if text in silent] == []
        told = said(capsys, "cases", *command, flag, "--with-client")
        assert "김민수" in told


def test_the_client_is_in_no_answer(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    for command in (
        ("show", number), ("show", number, "--json"), ("show", number, "--as-advised", "--json"),
        ("history", number), ("history", number, "--json"), ("history", number, "--answer", "1"),
    ):  # fmt: skip
        told = said(capsys, "cases", *command)
        assert [text for text in (*PERSONAL, "김민수") if text in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_names_client_and_deadline_within_eighty_cells(
    imported: Callable[..., str], capsys: CaptureFixture[str], language: str
) -> None:
    imported("아주 긴 이름이 붙은 주차장 기둥 사고 사례 하나 더 길게")
    imported("뒷범퍼", "", **{"1_800_000": "1_900_000"})
    listed = said(capsys, "cases", "list", "--lang", language).splitlines()
    assert max(map(width, listed)) <= 80
    assert "김민수" in "".join(listed)
    assert "".join(listed).count("2027-03-01") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_due_list_is_short_lines(
    imported: Callable[..., str], capsys: CaptureFixture[str], language: str
) -> None:
    imported("아주 긴 이름이 붙은 주차장 기둥 사고 사례 하나 더 길게 길게 길게 길게")
    lines = said(capsys, "cases", "due", "--lang", language, day="2027-02-01").splitlines()
    assert max(map(width, lines)) <= 80
    assert [line[:10] for line in lines] == ["2027-01-31", "2027-03-01", "2027-03-02"]


@pytest.mark.parametrize(
    "searched",
    ["김민수", "12가3456", "12가 3456", "p-77", "01012345678", "주말", "뒷범퍼", "mg", "MG손해"],
)
def test_a_search_looks_into_everything(
    imported: Callable[..., str], capsys: CaptureFixture[str], searched: str
) -> None:
    imported("뒷범퍼")
    other = CLIENT.replace("김민수", "Lee").replace("12가 3456", "99나 1").replace("P-77", "Q-1")
    other = other.replace("010-1234-5678", "02-1").replace("주말에 연락", "")
    imported("기둥", other, **{'"mg"': '"samsung"'})
    found = json.loads(said(capsys, "cases", "list", "--json", "--search", searched))["cases"]
    assert [case["name"] for case in found] == ["뒷범퍼"]


def test_an_insurer_is_found_by_every_name_that_a_table_may_have_for_it(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    imported("뒷범퍼", **{'"mg"': '"db"'})
    imported("기둥")
    for searched in ("동부화재", "DB손해", "db"):
        found = json.loads(said(capsys, "cases", "list", "--json", "--search", searched))["cases"]
        assert [case["name"] for case in found] == ["뒷범퍼"]


def test_what_a_renewal_cost_stands_beside_what_was_predicted(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    answer = json.loads(said(capsys, "cases", "show", number, "--as-advised", "--json"))
    paths = {option["option"]: option["path"] for option in answer["options"]}
    predicted, clean = (paths[way][1]["premium"] for way in ("claim", "self-pay"))
    told = said(
        capsys, "cases", "renewed", number, "--premium", "98만", "--clean", "800,000",
        "--lang", "en",
        day="2027-03-05",
    )  # fmt: skip
    words = " ".join(told.split())
    assert f"predicted {predicted:,} won, charged 980,000 won" in words
    assert f"predicted {clean:,} won, quoted 800,000 won" in words
    document = json.loads(said(capsys, "cases", "follow-up", "--json", day="2027-03-05"))
    (renewal,) = document["renewals"]
    assert (renewal["predicted"], renewal["charged"]) == (predicted, 980_000)
    assert document["overall"]["renewals"] == 1
    overall = " ".join(said(capsys, "cases", "follow-up", "--lang", "en", day="2027-03-05").split())
    low = "too low" if predicted < 980_000 else "too high"
    assert re.search(rf"off by ([0-9.]+)% on average \(on balance \1% {low}\)", overall)
    assert float(renewal["error"]) == pytest.approx((980_000 - predicted) / 980_000, abs=5e-5)
    (case,) = json.loads(said(capsys, "cases", "list", "--json", day="2027-03-05"))["cases"]
    assert (case["state"], case["due"]) == ("renewed", {"kind": "quote", "day": "2028-02-01"})


def test_a_second_note_corrects_the_first(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    for premium in ("98만", "97만5천"):
        said(capsys, "cases", "renewed", number, "--premium", premium, day="2027-03-05")
    (renewal,) = json.loads(said(capsys, "cases", "follow-up", "--json"))["renewals"]
    assert renewal["charged"] == 975_000
    said(capsys, "cases", "renewed", number, "--premium", "99만", day="2028-03-02")
    document = json.loads(said(capsys, "cases", "follow-up", "--json"))
    assert [(one["day"], one["charged"]) for one in document["renewals"]] == [
        ("2027-03-02", 975_000), ("2028-03-02", 990_000),
    ]  # fmt: skip


def test_who_paid_the_payout_back_is_compared_with_the_clean_path(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    answer = json.loads(said(capsys, "cases", "show", number, "--as-advised", "--json"))
    clean = next(o for o in answer["options"] if o["option"] == "self-pay")["path"][1]["premium"]
    said(capsys, "cases", "mark", number, "paid-back")
    said(capsys, "cases", "renewed", number, "--premium", "80만", day="2027-03-05")
    (renewal,) = json.loads(said(capsys, "cases", "follow-up", "--json"))["renewals"]
    assert renewal["predicted"] == clean


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--premium", "많이"), "많이"),
        (("--premium", "98"), "98"),
        (("--premium", "98만", "--clean", "x"), "x"),
        (("--premium", "98만", "--day", "2027-03-01"), "2027-03-01"),
        (("--premium", "98만", "--day", "2028-03-02"), "2028"),
        (("--premium", "98만", "--day", "hello"), "hello"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_a_renewal_is_refused_in_words(
    imported: Callable[..., str],
    capsys: CaptureFixture[str],
    arguments: tuple[str, ...],
    word: str,
    language: str,
) -> None:
    number = imported()
    capsys.readouterr()
    with freeze_time("2027-03-05"):
        assert run(["cases", "renewed", number, *arguments, "--lang", language]) == 2
    assert word in capsys.readouterr().err
    with open_cases() as store:
        assert store.progress.renewals() == ()


@pytest.mark.parametrize(
    ("noted", "zeros"),
    [
        (("--premium", "980만"), True),
        (("--premium", "9만8천"), True),
        (("--premium", "98만", "--clean", "910만"), True),
        (("--premium", "240만"), False),
    ],
)
@pytest.mark.parametrize(("language", "word"), [("ko", "0이 더 붙거나"), ("en", "zeros")])
def test_a_premium_that_is_far_from_the_present_one_is_noted_with_a_warning(
    imported: Callable[..., str],
    capsys: CaptureFixture[str],
    noted: tuple[str, ...],
    language: str,
    word: str,
    *,
    zeros: bool,
) -> None:
    number = imported()
    capsys.readouterr()
    with freeze_time("2027-03-05"):
        assert run(["cases", "renewed", number, *noted, "--lang", language]) == 0
    told = capsys.readouterr().err
    assert (word in told and "820,000" in told) is zeros


def test_the_csv_is_read_back_and_runs_nothing(
    imported: Callable[..., str], capsys: CaptureFixture[str], tmp_path: Path
) -> None:
    number = imported("기둥", CLIENT.replace("김민수", "=1+1"))
    said(capsys, "cases", "renewed", number, "--premium", "98만", day="2027-03-05")
    out = tmp_path / "out.csv"
    said(capsys, "cases", "follow-up", "--csv", "--with-client", "-o", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["client"], row["insurer"], row["charged"]) == ("'=1+1", "mg", "980000")


def test_the_csv_has_every_renewal_that_was_noted_and_the_other_quote(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    """A renewal beyond the answer's horizon has no prediction, but the CSV shows what it cost."""
    number = imported()
    noted = ("--premium", "98만", "--clean", "91만")
    said(capsys, "cases", "renewed", number, *noted, day="2027-03-05")
    late = ("--premium", "77만", "--day", "2060-03-02")
    said(capsys, "cases", "renewed", number, *late, day="2060-03-05")
    first, second = csv.DictReader(StringIO(said(capsys, "cases", "follow-up", "--csv")[1:]))
    assert (first["predicted_clean"], first["clean"]) == ("820000", "910000")
    assert (first["predicted"], first["charged"], first["error"]) == (
        "1003030",
        "980000",
        "-0.0235",
    )
    assert (second["day"], second["charged"]) == ("2060-03-02", "770000")
    assert second["predicted"] == second["error"] == second["clean"] == ""


def test_an_insurer_that_is_not_known_is_called_the_same_everywhere(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    """In JSON, a renewal is found by the insurer that the accuracy by insurer names."""
    number = imported(**{'insurer = "mg"': ""})
    said(capsys, "cases", "renewed", number, "--premium", "98만", day="2027-03-05")
    found = json.loads(said(capsys, "cases", "follow-up", "--json"))
    (row,) = csv.DictReader(StringIO(said(capsys, "cases", "follow-up", "--csv")[1:]))
    named = [one["insurer"] for part in ("renewals", "by_insurer") for one in found[part]]
    assert [*named, row["insurer"]] == ["?", "?", "?"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_came_true_is_said_over_all_and_by_insurer(
    imported: Callable[..., str], capsys: CaptureFixture[str], language: str
) -> None:
    assert "," not in said(capsys, "cases", "follow-up", "--lang", language)
    for name, premium in (("기둥", "98만"), ("범퍼", "120만")):
        number = imported(name)
        said(capsys, "cases", "renewed", number, "--premium", premium, day="2027-03-05")
    lines = said(capsys, "cases", "follow-up", "--lang", language).splitlines()
    assert max(map(width, lines)) <= 80
    assert "980,000" in "".join(lines)
    assert "1,200,000" in "".join(lines)


@pytest.mark.parametrize(
    ("premium", "language", "words"),
    [
        ("120만", "en", "prediction 16.41% too low"),
        ("80만", "en", "prediction 25.38% too high"),
        ("120만", "ko", "예상이 실제보다 16.41% 낮음"),
        ("80만", "ko", "예상이 실제보다 25.38% 높음"),
    ],
)
def test_how_far_a_prediction_was_off_is_said_as_a_share_of_what_was_charged(
    imported: Callable[..., str],
    capsys: CaptureFixture[str],
    premium: str,
    language: str,
    words: str,
) -> None:
    """The error is a share of the charge: 1,003,030 is 16.41 % below 1,200,000 (not 19.64 %)."""
    number = imported()
    told = said(
        capsys, "cases", "renewed", number, "--premium", premium, "--lang", language,
        day="2027-03-05",
    )  # fmt: skip
    assert "1,003,030" in told
    assert words in " ".join(told.split())


def test_tables_are_learnt_from_the_store(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    with freeze_time("2027-03-05"):
        assert run(["learn", "--lang", "en"]) == 3
    assert "advisor cases renewed" in capsys.readouterr().err
    number = imported()
    said(capsys, "cases", "renewed", number, "--premium", "98만", day="2027-03-05")
    (table,) = json.loads(said(capsys, "learn", "--json", day="2027-03-05"))["insurers"]
    assert (table["insurer"], table["renewals"]) == ("mg", 1)


def test_an_answer_about_a_paid_claim_is_told_again_in_its_own_words(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    number = imported()
    said(capsys, "cases", "mark", number, "claimed", "--paid", "144만")
    told = said(capsys, "cases", "history", number, "--answer", "2", "--lang", "ko")
    assert "그대로 두기: 모두" in told
    assert "환입하기: 모두" in told
    assert "보험 처리" not in told


def test_an_exported_case_is_known_however_it_was_typed(
    imported: Callable[..., str], capsys: CaptureFixture[str], tmp_path: Path
) -> None:
    number = imported()
    said(capsys, "cases", "mark", number, "claimed", "--paid", "144만")
    file = str(tmp_path / "out.toml")
    said(capsys, "cases", "export", number, "-o", file)
    assert said(capsys, "cases", "import", file).strip() == number


def test_each_answer_that_was_given_is_told_again(
    imported: Callable[..., str], capsys: CaptureFixture[str]
) -> None:
    """An earlier answer is shown as it was given, even after the policy year is over."""
    number = imported()
    first = said(capsys, "cases", "history", number, "--answer", "1", "--json")
    lines = said(capsys, "cases", "history", number, "--lang", "en", day="2028-01-01").splitlines()
    assert lines[1].startswith("  1  ")
    assert (
        said(capsys, "cases", "history", number, "--answer", "1", "--json", day="2028-01-01")
        == first
    )
    assert run(["cases", "history", number, "--answer", "2"]) == 2
    assert json.loads(said(capsys, "cases", "history", number, "--json")) == [json.loads(first)]
    assert json.loads(first)["as_of"] == date(2026, 11, 21).isoformat()


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("보험 처리", "claimed"),
        ("보험처리함", "claimed"),
        ("claimed", "claimed"),
        ("Claimed", "claimed"),
        ("환입", "paid-back"),
        ("paid back", "paid-back"),
        ("claimed and paid back", "paid-back"),
        ("보험", "claimed"),
        ("claim", "claimed"),
        ("pay back", "paid-back"),
        ("자비 처리", "self-paid"),
        ("자비", "self-paid"),
        ("self-pay", "self-paid"),
        ("self-paid", "self-paid"),
        ("진행 중", "open"),
        ("보관", "archived"),
        ("archived", "archived"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_is_named_by_its_word_in_either_language(
    imported: Callable[..., str],
    capsys: CaptureFixture[str],
    language: str,
    typed: str,
    state: str,
) -> None:
    number = imported()
    assert run(["cases", "mark", number, typed, "--lang", language]) == 0
    capsys.readouterr()
    with open_cases() as store:
        found = store.progress.of(int(number))
    assert ("archived" if found.archived_on else found.state) == state


@pytest.mark.parametrize(("language", "word"), [("ko", "보험 처리"), ("en", "claimed")])
def test_a_state_that_there_is_not_is_refused_in_the_language(
    imported: Callable[..., str], capsys: CaptureFixture[str], language: str, word: str
) -> None:
    number = imported()
    assert run(["cases", "mark", number, "갱신", "--lang", language]) == 2
    told = capsys.readouterr().err
    assert word in told
    assert "is not one of" not in told


@pytest.mark.parametrize(
    ("arguments", "korean"),
    [
        (("cases", "history", "1", "--answer", "x"), "1 이상의 수"),
        (("batch", "in.csv", "--jobs", "x"), "1에서"),
        (("decide", "--lang", "kr"), ""),
    ],
)
def test_a_value_that_an_option_does_not_take_is_told_in_the_language(
    capsys: CaptureFixture[str], arguments: tuple[str, ...], korean: str
) -> None:
    assert run([*arguments, *(("--lang", "ko") if korean else ())]) == 2
    told = capsys.readouterr().err
    assert korean in told
    assert "Invalid value" not in told
