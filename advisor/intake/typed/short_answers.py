"""Grades, injuries, counts, yes and no, and names, as people write them."""

import re
from collections.abc import Mapping
from typing import Literal
from unicodedata import normalize

from advisor.domain.policy import FRACTURE, SPRAIN, InjuryGrade
from advisor.intake.case.fields import DEATH, INJURY_UNKNOWN
from advisor.intake.plain_text import plain, without_invisible, without_zero_fraction
from advisor.intake.problems import Unreadable
from advisor.intake.typed.kind import kind_told, tells_driver
from advisor.intake.typed.won import unhedged

_ENDING = r"\s*(?:더|정도|쯤|임|이에요|예요|이?요|입니다)*\.?"
_WHOLE = rf"(?:another\s)?([0-9]{{1,9}})(?:\s|more|[세살일회번건명년]|개월|years?)*{_ENDING}"
_GRADE = (
    r"(?:grade\s*)?제?([0-9]{1,2})\s*(?:[zp]?\s*등?급|(?:등급)?\s*(?:[zp]|\([zp]\)))?"
    rf"{_ENDING}"
)
_INJURY = r"([0-9]{1,2})\s*(?:등?급)?"
_INJURIES = r"(?<![0-9])([0-9]{1,2})\s*(?:등급|급)"
_WEEKS = r"[23]주(?:진단)?|2[-~]3주(?:진단)?"
"""Two or three weeks on a doctor's certificate, which mean a sprain."""

KIND = "accident.kind"
"""The choice that is also read from a few words that tell what happened."""

KOREAN_CHOICES: Mapping[str, Mapping[str, str]] = {
    KIND: {"collision": "차", "parked-unknown": "주차 주차중"},
    "accident.driver": {
        "insured": "본인 나 피보험자",
        "in-scope": "가족 배우자 운전자범위안 범위안 가족등범위안",
        "out-of-scope": "운전자범위밖 범위밖",
        "designated": "대리 대리운전 대리기사",
        "designated-uninsured": "무보험대리 무보험대리운전",
        "unlicensed": "무면허 무면허운전",
        "drunk": "음주 음주운전",
    },
    "violation[].kind": {
        "unlicensed": "무면허 무면허운전",
        "hit-and-run": "뺑소니",
        "drunk": "음주 음주운전 주취",
        "signal-centre-line-speeding": "신호위반 중앙선침범 속도위반 과속 신호 중앙선",
        "leaving-the-scene": "사고후미조치",
    },
    "occupation": {
        "employed": "직장인 회사원 자영업 근로자 소득있음",
        "housework": "주부 전업주부 가사 가사노동",
        "none": "무직 없음 학생 어린이 미성년자 연금",
    },
    "ward": {"doctor": "의사 의사소견", "full": "만실 병실없음", "wish": "희망 본인희망"},
    "claim[].status": {
        "settled": "불가 불가능 환입불가 환입할수없음 끝남 아니요 아니오 x × no n",
        "refundable": "가능 환입가능 환입할수있음 예 네 o ○ yes y possible",
    },
    "accident.high_value": {"theirs": "상대 상대차", "mine": "내차 나"},
}
"""The Korean words for the choices of a field, separated by blanks."""

_PERSONS = r"[0-9]+\s*(?:명|인|persons?)|[·,/()]"
_BETWEEN_WORDS = r"[\s·ㆍ・‧∙,/]+"
_WITH_GLOSS = r"([a-z][a-z_ -]*[a-z])\s*\(.*\)"
"""A code as problems and help texts show it, followed by its meaning: object(벽·기둥)."""

_YES = {
    "true", "yes", "yeah", "yep", "y", "on", "1", "예", "네", "o", "○", "◯", "ㅇ", "v",
    "✓", "✔", "√", "유", "有", "있음", "가입", "가입함", "가입중", "보유",
    "포함", "보장", "보장함", "보장됨", "ㅇㅇ", "covered", "included",
}  # fmt: skip
_NO = {
    "false", "no", "nope", "n", "off", "0", "아니요", "아니오", "ㄴㄴ", "x", "×", "✕", "✗", "✘",
    "무", "無", "없음", "미가입", "미보유", "안함", "제외", "보상제외",
    "미포함", "미보장", "보장안함", "보장안됨", "notcovered", "excluded", "notincluded",
}  # fmt: skip
_SAID = r"(?:음|어요?|습니다)"
_YES_SAID = rf"(?:[네예응넵],?)*(?:(?:있|들었|들어있|가입(?:했|돼있|되어있)){_SAID}|맞아요?)?"
_NO_SAID = rf"(?:아니[요오]?|아뇨)?,?(?:(?:없|안들었|안들어있|가입안했){_SAID}|안들음|가입안함)?"
"""Yes and no as people say them, without blanks."""
_DEATHS = {DEATH, "사망"}
_INJURY_WORDS = {
    FRACTURE: r"골절|부러|\b(?:fracture|broken)",
    SPRAIN: (
        r"(?:(?<![가-힣])|[손발뒷])목(?!격|적|록|요)|허리|염좌|뻐근|타박|멍(?!멍)|삐끗|경상|가벼"
        r"|\b(?:neck|back|sprain|strain|whiplash|bruise|stiff|slight|minor)"
    ),
}
"""Words for an injury, by the grade that most injuries of that name have. A lighter sprain has the
points of the other reading of grade 12, which is in the range of an answer.
"""

_GRAVER = r"파열|탈구|절단|디스크|출혈|뇌진탕|\b(?:ruptur|torn|dislocat|concuss)"
"""Injuries that are not sprains, though to parts of the body that are often sprained."""

_DENIED = r"없|않|아니|아님|안 ?아|괜찮|의심|\b(?:no|not|without|maybe)\b"
"""Words that deny an injury or leave it open."""

_HURT = {"유", "있음", "예", "네", "o", "○", "y", "yes", "부상", "다침", "접수", "hurt", "injured"}
_NOT_YET = "미처리|미접수|접수만|아직|예정|[안못] ?[나받됐]|not yet"
_CLAIMED = "처리|접수|완료|지급|나옴|나왔|paid|claimed"
_FAULTLESS = {"무과실", "과실없음", "과실0", "noneofmine", "nofault"}
_NOT = r"(?:[하나]?겠)?(?:[어아나해]|음|함|남|난?다|[합납습]니다|[하나]?(?:네|지|죠|는데|고))?요?"
"""The endings with which a sentence ends in 모르다 or the like; no noun follows them."""

_UNKNOWN = (
    r"(?:(?:나|저)[는도]|아직|잘|전혀|정확히|확실히|는)*"
    rf"(?:모르{_NOT}|모른다|모릅니다|모름|몰라(?:서)?요?|글쎄요?|알수없{_NOT}"
    rf"|(?:기억|생각)[이을]?(?:안|못|나지않|없){_NOT}|미정|미상|미확인|확인(?:중|필요|예정)|나중에)"
    r"|i?(?:really)?(?:donot|don't|dont|can't|cannot)(?:know|remember|recall|tell)(?:yet)?"
    r"|(?:iam|i'm|im)?(?:not|un)(?:sure|known)(?:yet)?|(?:ihave)?no(?:idea|clue)|i?forgot"
    r"|dunno|idk|tbd|\?+"
)
_IS_NONE = r"없(?:음|다|어요?|네요|습니다|고요|는데요|었음|었어요|었습니다)"
_NOBODY = (
    rf"(?:(?:다친|아픈)(?:사람|분)[은이도]?|부상자[는가도]?|아무도){_IS_NONE}"
    r"|(?:아무도)?(?:안다(?:침|쳤[가-힣]*)|다치지않[가-힣]*)|(?:nobody|noone)(?:(?:was|is)?(?:hurt|injured))?"
    r"|not(?:hurt|injured)|noinjur(?:y|ies)"
)
_NOTHING = (
    r"0명|무|해당(?:사항)?없음|부상없음|미접수|아니[요오]|아뇨"
    rf"|(?:더|더는|더이상|이제|따로|그밖에)?{_IS_NONE}"
    r"|(?:no|none|nothing|not?any)(?:more|else)?|n|that'sall"
)
_NO_BILL = (
    r"(?:내 ?차는?|수리는?|수리비는?|손상|손해|피해| )*(?:없(?:음|다|어요?|습니다)"
    r"|멀쩡(?:함|해요?|합니다)|안 ?(?:고(?:침|쳐요?|칩니다|칠 ?.{0,4})|함|해요?)"
    r"|(?:고치|수리하)지 ?않(?:음|아요?|습니다|을 ?.{0,4}))"
    r"|no (?:repairs?|damage)|not (?:being |to be )?(?:repair(?:ed|ing)|damaged)"
)
"""Words that say that there is nothing to repair, or that it will not be repaired."""

_NO_ACCIDENT = r"무사고|(?:사고|일)(?:가|도|은|는)?(?:없|안)|noaccident|nothing"

_BACK = {"<", "이전", "뒤로", "back"}


def parse_whole(text: str) -> int | Unreadable:
    """Read a count, also with the word for what is counted: 3, 3회, 45세, 14일, 3.0, 약 8년."""
    match = re.fullmatch(_WHOLE, without_zero_fraction(unhedged(plain(text))))
    return int(match[1]) if match else Unreadable("unreadable-whole")


def parse_grade(text: str) -> int | Unreadable:
    """Read a grade: 16, 11Z, 29P, 16등급, 16등급(Z), 16.0."""
    match = re.fullmatch(_GRADE, without_zero_fraction(unhedged(plain(text))))
    return int(match[1]) if match else Unreadable("unreadable-grade")


def parse_injury(text: str) -> InjuryGrade | Literal["unknown"] | Unreadable:
    """Read the grade of an injury: 12, 12급, 염좌 1명(14급), death, or "unknown" in words.

    The gravest of several counts. Words mean the grades that the app offers by name: a sprain is
    12, a fracture 7.
    """
    whole = without_zero_fraction(plain(text))
    if whole in _DEATHS:
        return DEATH
    if is_unknown(text):
        return INJURY_UNKNOWN
    if match := re.fullmatch(_INJURY, whole):
        return int(match[1])
    if grades := re.findall(_INJURIES, whole):
        return min(map(int, grades))
    return _injury_in_words(re.sub(_PERSONS, " ", whole))


def _injury_in_words(said: str) -> int | Unreadable:
    """Read the name of an injury; a word for any injury, or a count, does not give a grade.

    Words that deny an injury beside its name are unreadable, because a person has to judge them.
    """
    bare = _bare(said)
    if bare in _HURT:
        return Unreadable("injury-grade-wanted")
    if re.fullmatch(_WEEKS, bare):
        return SPRAIN
    named = (grade for grade, words in _INJURY_WORDS.items() if re.search(words, said))
    is_open = (
        any(sign.isdecimal() for sign in said)
        or re.search(_DENIED, said)
        or re.search(_GRAVER, said)
    )
    return (not is_open and next(named, None)) or Unreadable("unreadable-injury")


def parse_flag(text: str) -> bool | Unreadable:
    """Read a yes or a no: 예, O, 있음, 네 들었어요, no, 안 들었어요."""
    whole = without_zero_fraction(_bare(text))
    if whole in _YES or (whole and re.fullmatch(_YES_SAID, whole)):
        return True
    is_no = whole in _NO or (whole and re.fullmatch(_NO_SAID, whole))
    return False if is_no else Unreadable("unreadable-flag")


def parse_choice(text: str, path: str) -> str | Unreadable:
    """Read a choice of a field: its code, or a Korean word for it such as 기둥 or 차대차.

    Both may be typed together, as the choices are listed: `object(벽·기둥)`. What happened may be
    described in a few words, as long as they do not mention who drove.
    """
    if with_gloss := re.fullmatch(_WITH_GLOSS, plain(text)):
        text = with_gloss[1]
    whole = re.sub(_BETWEEN_WORDS, "", plain(text))
    words = KOREAN_CHOICES.get(path, {}).items()
    named = next((code for code, known in words if whole and whole in known.split()), None)
    if named is None and path == KIND and not tells_driver(text):
        named = kind_told(text)
    return named or parse_name(text)


def parse_name(text: str) -> str | Unreadable:
    """Read a code: a choice or a name, turned into lower case and joined by hyphens."""
    return plain(text).replace("_", "-").replace(" ", "-") or Unreadable("unreadable-text")


def parse_words(text: str) -> str:
    """Read free words: without invisible signs and outer blanks, and with Hangul composed."""
    return normalize("NFC", without_invisible(text)).strip()


def says_paid(text: str) -> bool | None:
    """Return whether words without a sum say that the insurer has paid; None if they do not say.

    >>> says_paid("접수완료"), says_paid("미접수"), says_paid("210만")
    (True, False, None)
    """
    if any(sign.isdecimal() for sign in text):
        return None
    said = parse_flag(text)
    if isinstance(said, bool):
        return said
    whole = plain(text)
    return False if re.search(_NOT_YET, whole) else True if re.search(_CLAIMED, whole) else None


def is_unknown(text: str) -> bool:
    """Return whether a text says that the user does not know.

    >>> is_unknown("잘 모르겠습니다."), is_unknown("I don’t know"), is_unknown("230만")
    (True, True, False)
    """
    return bool(re.fullmatch(_UNKNOWN, _bare(text)))


def is_faultless(text: str) -> bool:
    """Return whether a text says that somebody has no fault in an accident.

    >>> is_faultless("무과실"), is_faultless("없음")
    (True, False)
    """
    return _bare(text) in _FAULTLESS


def is_nothing(text: str) -> bool:
    """Return whether a text says that there is none.

    >>> is_nothing("더 없어요"), is_nothing("no more"), is_nothing("0")
    (True, True, False)
    """
    return bool(re.fullmatch(_NOTHING, _bare(text)))


def is_no_accident(text: str) -> bool:
    """Return whether a text says, when asked what happened, that nothing did.

    >>> is_no_accident("사고 없어요"), is_no_accident("Nothing happened"), is_no_accident("벽")
    (True, True, False)
    """
    return is_nothing(text) or bool(re.search(_NO_ACCIDENT, _bare(text)))


def is_no_bill(text: str) -> bool:
    """Return whether a text says that a damage costs nothing.

    >>> is_no_bill("안 고침"), is_no_bill("수리 안 해요"), is_no_bill("없음"), is_no_bill("모름")
    (True, True, True, False)
    """
    return is_nothing(text) or bool(re.fullmatch(_NO_BILL, plain(text).rstrip(".!")))


def is_nobody(text: str) -> bool:
    """Return whether a text says that nobody was hurt.

    >>> is_nobody("다친 사람 없어요"), is_nobody("none"), is_nobody("nobody"), is_nobody("12")
    (True, True, True, False)
    """
    return bool(re.fullmatch(_NOBODY, _bare(text))) or is_nothing(text)


def is_back(text: str) -> bool:
    """Return whether a text asks to go back to the previous question.

    >>> is_back("<"), is_back("이전"), is_back("2026-03-02")
    (True, True, False)
    """
    return _bare(text) in _BACK


def _bare(text: str) -> str:
    return "".join(plain(text).split()).rstrip(".!").replace("’", "'")
