"""`advisor batch` on a table as an agency keeps it: it is answered, or each obstacle is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli.test_batch import answers, csv_bytes, read
from freezegun import freeze_time

from advisor.intake.typed.kind import kind_told

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

HEADINGS = (
    "No", "고객명", "연락처", "차량번호", "보험사", "만기일", "보험료", "자기부담금",
    "물적할증기준", "사고일", "사고내용", "수리견적", "상대차 수리비", "과실(%)", "대인",
    "과거사고", "보험접수", "비고",
)  # fmt: skip
POLE = (
    "1", "김민수", "010-2345-1001", "12가3456", "삼성", "2027-03-15", "850000", "20%(20~50)",
    "200만원", "2026-11-20", "후진하다 주차장 기둥", "1500000", "", "100", "무", "", "미접수", "",
)  # fmt: skip
CAR = (
    "2", "정우성", "010-2345-1005", "90마5678", "메리츠", "27.8.9", "1,350,000", "30%", "200만원",
    "2026.11.15", "앞차 추돌", "230만", "700,000", "80", "염좌 1명(14급)", "2024.5.2 물적 150만원",
    "접수완료", "작년에도 한건",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _on_a_day() -> object:
    with freeze_time("2026-11-29"):
        yield


def row(**cells: str) -> tuple[str, ...]:
    """Return POLE with some cells changed; a heading is named by its letters and digits alone."""
    named = {"".join(filter(str.isalnum, heading)): n for n, heading in enumerate(HEADINGS)}
    changes = {named[heading]: cell for heading, cell in cells.items()}
    return tuple(changes.get(n, cell) for n, cell in enumerate(POLE))


def test_it_is_answered_in_the_first_run(run: Run, tmp_path: Path) -> None:
    table = csv_bytes(HEADINGS, POLE, CAR)
    ran, out = answers(run, tmp_path, table, "--summary", "--lang", "ko")
    assert ran.code == 0
    pole, car = read(out.read_bytes())
    assert (pole["deductible"], pole["refund_by"]) == ("300000", "2027-03-14")
    assert car["refund_by"] == ""  # somebody is hurt, so nothing can be paid back
    assert "property_paid" not in car["assumed"]


@pytest.mark.parametrize("told", ["보행자 사고", "사람을 침", "pedestrian"])
def test_a_person_who_was_hit_is_reckoned_as_a_thing_once_it_is_said_how_they_are(
    run: Run, tmp_path: Path, told: str
) -> None:
    """A person who was hit counts as an object; without an injury, the row is asked for it."""
    table = csv_bytes(HEADINGS, row(사고내용=told, 대인="12급"), row(사고내용=told, 대인=""))
    ran, out = answers(run, tmp_path, table, "--lang", "ko")
    answered, refused = read(out.read_bytes())
    assert answered["verdict"]
    assert refused["verdict"] == ""
    assert "‘벽·기둥·물체’" in refused["problems"]
    assert "다친 정도를" in refused["problems"]
    assert ran.code == 5


@pytest.mark.parametrize("estimate", ["", "없음", "미정", "0"])
def test_a_client_without_an_estimate_is_not_told_to_pay(
    run: Run, tmp_path: Path, estimate: str
) -> None:
    table = csv_bytes(HEADINGS, row(수리견적=estimate), CAR)
    messages = tmp_path / "messages.txt"
    arguments = ("--summary", "--messages", str(messages), "--lang", "ko")
    ran, out = answers(run, tmp_path, table, *arguments)
    assert ran.code == 0
    assert "2행 김민수" in ran.err
    first, _ = read(out.read_bytes())
    assert "직접 처리하세요" not in first["summary"]
    assert "까지는 자비" in first["summary"]
    assert "견적에 달려" in messages.read_text("utf-8")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("물건", "object"), ("차대물", "object"), ("쇼핑카트", "object"), ("세차 기계", "object"),
        ("기계식 주차장", "object"), ("홍수", "flood"), ("빗물에 잠김", "flood"),
        ("간판 떨어짐", "falling-object"), ("나뭇가지가 떨어짐", "falling-object"),
        ("앞유리 돌빵", "falling-object"), ("스톤칩", "falling-object"), ("킥보드", "collision"),
        ("자전거", "collision"), ("타인차 긁음", "collision"), ("배터리 방전", "breakdown"),
        ("엔진 고장", "breakdown"), ("뺑소니", ""), ("파손", ""),
    ],
)  # fmt: skip
def test_what_happened_is_read_in_the_words_of_agencies(
    run: Run, tmp_path: Path, told: str, code: str
) -> None:
    ran, _ = answers(run, tmp_path, csv_bytes(HEADINGS, row(사고내용=told)))
    assert ran.code == (0 if code else 3)
    assert kind_told(told) == (code or None)


def test_a_cell_that_may_matter_and_is_not_read_is_told(run: Run, tmp_path: Path) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, POLE, CAR), "--summary", "--lang", "ko")
    (line,) = [one for one in ran.err.splitlines() if one.startswith("주의")]
    assert "‘보험접수’" in line
    assert "이미 나온 보험금" in line
    pole, car = read(out.read_bytes())
    assert "접수완료" in car["summary"]
    assert "보험접수" not in pole["summary"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"만기일": "2026-10-01"}, "만기일 2026년 10월 1일(목)이 이미 지났습니다"),
        ({"만기일": "내년 봄"}, "policy.start: "),
        ({"물적할증기준": "250"}, "다음 중 하나를 적어 주세요(원): 500,000"),
        ({"사고내용": "조사 중"}, "다른 차와 충돌 · 벽·기둥·물체"),
        ({"대인": "유"}, "모르면 모름이라고"),
        ({"대인": "많이"}, "다친 사람이 없으면 없음"),
        ({"과거사고": "2025년 12월 자차 80만"}, "2025-12-14까지면 2025-12-14로"),
        ({"과거사고": "작년"}, "2025-07-15처럼 날짜까지 적어 주세요"),
        ({"과거사고": "작년"}, "claim[0].day: [과거사고]"),
        ({"과실": "0"}, "accident.fault: "),
    ],
)
def test_an_obstacle_is_told_with_its_client_and_its_remedy(
    run: Run, tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, CAR, row(**cells)), "--lang", "ko")
    assert ran.code == 5
    told = [one for one in ran.err.splitlines() if one.startswith("3행 김민수 · 12가3456: ")]
    assert said in told[0]
    assert said in read(out.read_bytes())[1]["problems"]


def test_a_client_is_named_on_one_line_whatever_stands_in_the_cell(
    run: Run, tmp_path: Path
) -> None:
    table = csv_bytes(HEADINGS, CAR, row(차량번호="12가3456\n(쏘나타)", 대인="많이"))
    ran, _ = answers(run, tmp_path, table, "--lang", "ko")
    assert "3행 김민수 · 12가3456 (쏘나타): " in ran.err


@pytest.mark.parametrize("threshold", ["200", "200만", "2,000,000원"])
def test_a_threshold_is_called_by_its_number_of_ten_thousands(
    run: Run, tmp_path: Path, threshold: str
) -> None:
    _, out = answers(run, tmp_path, csv_bytes(HEADINGS, row(물적할증기준=threshold)))
    (found,) = read(out.read_bytes())
    assert found["verdict"]
    assert "surcharge_threshold" not in found["assumed"]


@pytest.mark.parametrize(
    "told",
    [
        "주차 중 뺑소니",
        "주차중 물피도주",
        "아파트 주차장 뺑소니",
        "뺑소니(주차중)",
        "뺑소니/주차장",
    ],
)
def test_who_hit_a_parked_car_is_not_known(run: Run, tmp_path: Path, told: str) -> None:
    table = csv_bytes(HEADINGS, row(사고내용=told), row(사고내용="가해자 불명"))
    _, out = answers(run, tmp_path, table, "--columns", "message")
    first, second = (one["message"] for one in read(out.read_bytes()))
    assert first == second != ""


@pytest.mark.parametrize("fault", ["100", "없음", "모름", ""])
def test_what_a_table_says_of_every_row_is_harmless_on_a_pole(
    run: Run, tmp_path: Path, fault: str
) -> None:
    table = csv_bytes((*HEADINGS, "차량가액"), (*row(과실=fault), "1500만"))
    ran, _ = answers(run, tmp_path, table)
    assert ran.code == 0


def test_noughts_of_an_export_state_nothing(run: Run, tmp_path: Path) -> None:
    more = ("지급보험금 1", "이미 나온 보험금", "대인 합의금", "상대방 렌트비", "과거사고건수")
    table = csv_bytes((*HEADINGS, *more), (*row(대인="0", 상대차수리비="0"), *"00000"))
    ran, out = answers(run, tmp_path, table, "--summary", "--lang", "ko")
    assert ran.code == 0
    (found,) = read(out.read_bytes())
    assert found["verdict"] not in {"keep", "refund"}
    assert "과거사고건수" in ran.err
    assert "과거사고건수" not in found["summary"]


def test_a_fault_of_none_is_asked_for_where_it_matters(run: Run, tmp_path: Path) -> None:
    table = csv_bytes(HEADINGS, row(과실="없음", 사고내용="앞차 추돌"))
    ran, _ = answers(run, tmp_path, table, "--lang", "ko")
    assert ran.code == 3
    assert "0이나 무과실" in ran.err


def test_every_choice_is_told_in_the_words_of_the_app(run: Run, tmp_path: Path) -> None:
    """A problem lists the choices in the app's words, because a broker does not know our codes."""
    table = csv_bytes((*HEADINGS, "운전자", "고가 차량"), (*POLE, "손님", "둘 다"))
    ran, _ = answers(run, tmp_path, table, "--lang", "ko")
    assert ran.code == 3
    assert "본인 · 범위 안 운전자" in ran.err
    assert "상대 차 · 내 차" in ran.err


def test_an_amount_without_its_unit_is_told_with_its_client(run: Run, tmp_path: Path) -> None:
    ran, _ = answers(run, tmp_path, csv_bytes(HEADINGS, CAR, row(수리견적="60")), "--lang", "ko")
    assert ran.code == 0
    told = [one for one in ran.err.splitlines() if one.startswith("3행 김민수")]
    assert "혹시 60만 원인가요?" in told[0]


def test_an_insurer_that_nobody_knows_is_told_with_its_client(run: Run, tmp_path: Path) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, CAR, row(보험사="삼화")), "--lang", "ko")
    assert ran.code == 0
    told = [one for one in ran.err.splitlines() if one.startswith("3행 김민수")]
    assert "‘삼화’" in told[0]
    assert "insurer-unknown" in read(out.read_bytes())[1]["warnings"]


@pytest.mark.parametrize(
    ("heading", "day", "refund_by"),
    [
        ("만기일", "2027-03-15", "2027-03-14"),
        ("보험만기일", "2026-11-30", "2026-11-29"),
        ("만기일", "3/15", "2027-03-14"),
        ("만기일", "11월 30일", "2026-11-29"),
        ("갱신일", "2027-03-15", "2027-03-14"),
        ("갱신일", "2026-03-15", "2027-03-14"),
        ("Expiry date", "2027-03-15", "2027-03-14"),
    ],
)
def test_a_day_of_expiry_makes_the_policy_start(
    run: Run, tmp_path: Path, heading: str, day: str, refund_by: str
) -> None:
    headings = [heading if one == "만기일" else one for one in HEADINGS]
    ran, out = answers(run, tmp_path, csv_bytes(headings, row(만기일=day)))
    assert ran.code == 0
    assert read(out.read_bytes())[0]["refund_by"] == refund_by


@pytest.mark.parametrize(("written", "fitting"), [("2028-03-15", "2027"), ("2031.3.15", "2027")])
def test_an_expiry_of_a_later_year_names_the_one_that_fits(
    run: Run, tmp_path: Path, written: str, fitting: str
) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, row(만기일=written)), "--lang", "ko")
    assert ran.code == 3
    (refused,) = read(out.read_bytes())
    assert f"만기가 {fitting}년 3월 15일" in refused["problems"]
    assert "계산일" not in refused["problems"]


def test_a_stated_start_goes_before_the_day_of_expiry(run: Run, tmp_path: Path) -> None:
    headings, cells = (*HEADINGS, "개시일"), (*row(만기일="2020-01-01"), "2026-03-02")
    ran, out = answers(run, tmp_path, csv_bytes(headings, cells))
    assert ran.code == 0
    assert read(out.read_bytes())[0]["refund_by"] == "2027-03-01"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-02", "2027-03-02"),
        ("2026-03-02", "2027-03-01"),
        ("2020-03-02", "2027-03-02"),
        ("2024-03-02", "2027-03-01"),
    ],
)
def test_a_start_some_years_before_the_end_is_that_of_the_first_of_them(
    run: Run, tmp_path: Path, start: str, end: str
) -> None:
    """An agency may state when a client first came: the policy year is that before the expiry."""
    headings, cells = (*HEADINGS, "개시일"), (*row(만기일=end), start)
    ran, out = answers(run, tmp_path, csv_bytes(headings, cells))
    assert ran.code == 0
    assert read(out.read_bytes())[0]["refund_by"] == "2027-03-01"


@pytest.mark.parametrize("end", ["2027-06-02", "2026-12-02", "2028-03-02"])
def test_a_start_and_an_end_that_contradict_are_not_chosen_from(
    run: Run, tmp_path: Path, end: str
) -> None:
    headings, cells = (*HEADINGS, "개시일"), (*row(만기일=end), "2026-03-02")
    ran, _ = answers(run, tmp_path, csv_bytes(headings, cells), "--lang", "en")
    assert ran.code == 3  # not one row is answered
    assert "a policy is for a year" in ran.err


def test_that_nothing_says_who_has_own_damage_cover_is_told(run: Run, tmp_path: Path) -> None:
    headings = ["참조" if one == "자기부담금" else one for one in HEADINGS]
    table = csv_bytes(headings, POLE)
    ran, _ = answers(run, tmp_path, table, "--lang", "ko")
    assert "--default policy.own_damage=예" in ran.err
    for given in ("policy.own_damage=예", "자기부담금=20%"):
        ran, _ = answers(run, tmp_path, table, "--lang", "ko", "--default", given)
        assert "자차에 들지 않은" not in ran.err
    ran, _ = answers(run, tmp_path, csv_bytes(HEADINGS, POLE), "--lang", "ko")
    assert "자차에 들지 않은" not in ran.err


@pytest.mark.parametrize(("cover", "assumed"), [("모름", True), ("가입", False), ("미가입", False)])
def test_a_cover_that_nobody_knows_of_is_no_missing_one(
    run: Run,
    tmp_path: Path,
    cover: str,
    assumed: bool,  # noqa: FBT001 - a parameter
) -> None:
    headings = ["자차 담보" if one == "자기부담금" else one for one in HEADINGS]
    ran, out = answers(run, tmp_path, csv_bytes(headings, row(자기부담금=cover)))
    assert ran.code == 0
    (found,) = read(out.read_bytes())
    assert ("policy.own_damage=true" in found["assumed"]) is assumed
    assert (found["verdict"] == "not-covered") is (cover == "미가입")


def test_a_key_without_a_column_is_told_with_the_headings_that_give_it(
    run: Run, tmp_path: Path
) -> None:
    headings = ["언제까지" if one == "만기일" else one for one in HEADINGS]
    ran, _ = answers(run, tmp_path, csv_bytes(headings, POLE), "--lang", "ko")
    (line,) = [one for one in ran.err.splitlines() if "policy.start" in one and "제목" in one]
    assert "개시일" in line
    assert "만기일" in line


def test_all_headings_are_listed(run: Run) -> None:
    ran = run("batch", "--headings", "--lang", "ko")
    assert ran.code == 0
    lines = [one for one in ran.out.splitlines() if one.startswith("policy.start: ")]
    assert any("책임개시일" in one for one in lines)
    assert any("만기일" in one for one in lines)
    assert "면책금" in ran.out


def test_no_client_is_sent_an_amount_that_was_likely_meant_otherwise(
    run: Run, tmp_path: Path
) -> None:
    """A bill of 230 may mean 2,300,000 won: the row is answered, but its message is held back."""
    out = tmp_path / "messages.txt"
    table = csv_bytes(HEADINGS, POLE, row(No="2", 고객명="최지은", 수리견적="230"))
    for flags in ((), ("--save",), ("--save",)):
        ran, _ = answers(run, tmp_path, table, "--messages", str(out), "--lang", "ko", *flags)
        assert ran.code == 0
        assert "김민수" in out.read_text("utf-8-sig")
        assert "최지은" not in out.read_text("utf-8-sig")
        (told,) = (line for line in ran.err.splitlines() if "최지은" in line)
        assert told.endswith("메시지는 쓰지 않았습니다. 금액부터 확인하고 다시 돌리세요.")


@pytest.mark.parametrize(
    "title", ["▣ 11월 둘째 주", "11월 2주", "2026년 11월", "[11월 접수분]", "■ 삼성화재"]
)
def test_a_title_between_the_rows_is_no_case(run: Run, tmp_path: Path, title: str) -> None:
    """A row with nothing but a title is kept where it is, and is neither a case nor a problem."""
    between = ("", title, *("" for _ in HEADINGS[2:]))
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, POLE, between, CAR), "--lang", "ko")
    assert ran.code == 0
    assert "1줄은 사례가 아니어서" in ran.err
    assert [one["고객명"] for one in read(out.read_bytes())] == ["김민수", title, "정우성"]


@pytest.mark.parametrize("heading", ["사고내용", "사고 종류"])
def test_who_drove_is_not_lost_in_what_happened(run: Run, tmp_path: Path, heading: str) -> None:
    """If the cell on what happened names a special driver, the column for the driver is asked for.

    With a designated driver in that column, the row is answered: the policy does not cover it.
    """
    table = tmp_path / "in.csv"
    head = f"고객,보험 시작일,올해 보험료,사고일,{heading},자차 담보,내 차 수리비"
    row = "김,2026-03-02,82만,2026-11-19,대리기사가 기둥에 박음,있음,180만"
    table.write_text(f"{head}\n{row}\n", "utf-8")
    refused = run("batch", str(table), "-o", "-", "--lang", "ko")
    assert "‘운전자’ 열에" in refused.err
    assert "비어 있습니다" not in refused.err, "what happened is told: a pillar"
    table.write_text(f"{head}\n{row.replace('대리기사가 기둥에 박음', '음주 사고')}\n", "utf-8")
    untold = run("batch", str(table), "-o", "-", "--lang", "ko").err
    assert "‘운전자’ 열에" in untold
    assert "“음주 사고”에서도 읽을 수 없습니다" in untold
    assert "비어 있습니다" not in untold
    table.write_text(f"{head},운전자\n{row},대리\n", "utf-8")
    answered = run("batch", str(table), "-o", "-", "--lang", "ko")
    assert "not-covered" in answered.out
