"""Recognising the kind of an accident in a few words that tell what happened."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from advisor.domain.accident import Kind
from advisor.intake.plain_text import plain_characters


def _apart(words: str) -> tuple[str, ...]:
    return tuple(stem.strip() for stem in words.split("|"))


_STRONG = {
    Kind.COLLISION: """
        추돌 | 앞차 | 뒤차 | 뒷차 | 옆차 | 상대차 | 상대 차 | 다른 차 | 차대차 | 차량끼리 | 차끼리
        | 쌍방 | 주차된 차 | 주차 차량 | 주차한 차 | 문콕 | 오토바이 | 이륜차 | 택시 | 버스 | 트럭
        | 화물차 | car in front | car ahead | car behind | another car | other car | parked car
        | rear-end | rear end | rear ended | motorcycle | motorbike | taxi | bus | truck | lorry""",
    Kind.OBJECT: """
        벽 | 주차장 벽 | 옹벽 | 담벼락 | 담장 | 기둥 | 전봇대 | 전신주 | 가로등 | 신호등 | 가로수
        | 나무 | 화단 | 가드레일 | 난간 | 중앙분리대 | 볼라드 | 연석 | 경계석 | 방지턱 | 펜스
        | 울타리 | 대문 | 차단기 | 구조물 | 시설물 | 표지판 | 거치대 | 카트 | 세차기 | 세차 기계
        | 기계식 주차 | pole | pillar | post | wall | guard rail | guardrail | fence | bollard
        | kerb | curb | tree | flower bed | lamp post | barrier""",
    Kind.ANIMAL: """
        고라니 | 노루 | 사슴 | 멧돼지 | 너구리 | 짐승 | 동물 | 로드킬 | 강아지 | 고양이 | 유기견
        | 들개 | deer | animal | boar | dog""",
    Kind.FALLING_OBJECT: """
        낙하물 | 낙석 | 비래물 | 떨어진 물체 | 떨어진 물건 | 간판이 떨어 | falling object | rockfall
        | fallen load""",
    Kind.ROLLOVER: "전복 | 추락 | 굴러떨어 | rolled over | rollover | overturned",
    Kind.FLOOD: "침수 | 홍수 | 수해 | 물에 잠 | flood",
    Kind.NATURAL: "태풍 | 강풍 | 우박 | 폭설 | 자연재해 | storm | typhoon | hail",
    Kind.FIRE: "화재 | 폭발 | 불이 나 | 불이 났 | 불났 | fire | explosion",
    Kind.THEFT: "도난 | 도둑맞 | theft | stolen",
    Kind.PARKED_UNKNOWN: """
        가해자 불명 | 가해자 모름 | 가해자 미상 | 물피도주 | 주차 중 뺑소니 | 주차 뺑소니
        | 주차장 뺑소니 | 뺑소니(주차 | 뺑소니 주차 | 뺑소니, 주차 | 뺑소니/주차 | 뺑소니-주차
        | 주뺑 | 문콕 당 | 누가 긁 | 누군가 긁 | 치고 감 | 치고 갔 | 치고 도망 | 긁고 감 | 긁고 갔
        | 긁고 도망 | 긁고 튀 | 긁고 튐 | 박고 감 | 박고 갔 | 박고 도망 | 박고 튀 | 박고 튐
        | 받고 도망 | 동전으로 긁 | 긁혀 있 | 주차 중 긁힘
        | hit and run | hit-and-run | unknown driver | parked, unknown
        | my parked car | keyed | door ding | vandali""",
}
"""Words that tell a kind by themselves. A stem of one letter, or a foreign one, begins a word."""

_ON_THE_ROAD = """
    차선변경 | 차로변경 | 끼어들 | 교차로 | 신호대기 | 타인차 | 타인 차 | 자전거 | 킥보드
    | 신호위반 | 중앙선 침범 | 역주행 | 뒤에서 | 옆에서 | 상대가 | 상대방이 | 차와 부딪 | 차랑 부딪
    | 차하고 부딪 | lane change | intersection | hit from behind | bicycle | scooter"""
"""Words that do not fit a parked car hit by an unknown driver."""

_WEAK = {
    Kind.FALLING_OBJECT: """
        떨어짐 | 돌빵 | 스톤칩 | 돌 튐 | 돌이 튀 | 돌 맞 | 돌에 맞 | 앞유리 금 | stone chip
        | windshield | windscreen | fell on | fell onto""",
    Kind.BREAKDOWN: "고장 | 방전 | broke down | breakdown | flat battery",
    Kind.WEAR: "마모 | 노후 | 부식",
    Kind.INTENTIONAL: "고의",
    Kind.OBJECT: "단독 | 물건 | 물체 | 차대물 | 포트홀 | 싱크홀 | single | pothole",
    Kind.COLLISION: f"{_ON_THE_ROAD} | 접촉 | 충돌 | 받힘 | 받음 | collision | collided | scrape \
        | fender bender | fender-bender | sideswip | side-swip | side swip | t-bone",
}
"""Words that count only if no strong word is there; the first kind that fits is taken."""

_STRONG_STEMS = {kind: _apart(words) for kind, words in _STRONG.items()}
_WEAK_STEMS = {kind: _apart(words) for kind, words in _WEAK.items()}
_ROAD_STEMS = _apart(_ON_THE_ROAD)

_RAN_OUT = (
    r" (?:누(?:가|군가)|(?:어떤 ?)?사람이|아이가|애가) ?.*(?:튀어 ?나|뛰어 ?(?:나|들))"
    r"| (?:some(?:one|body)|(?:a )?(?:person|child|kid)) (?:ran|stepped) (?:out|into)"
)
"""Words for a person who came before the car."""

_ANIMAL = r"(?<!\d)(?<! [한두세네몇])(?<!여러) 개(?:가|를|와|랑|하고) ?\w| cats?\b"
"""Words for a dog or a cat that begin many another word; a number of things (개) is no dog."""

_BY_SOMEBODY = (
    r" (?:누(?:가|군가)|어떤 ?(?:놈|사람)이) ?.*(?:박|받|긁|들이|부딪|침|(?<!다)(?:쳤|치))"
    r"| some(?:one|body) (?:has )?(?:hit|scratched|scraped|dented|bumped|damaged)"
)
"""Words for an unknown offender: "somebody" did it."""

_PERSON = _apart(
    "보행자|행인|사람을|사람과|사람이랑|사람하고|사람 침|사람 쳤|pedestrian|passer-by|hit a person"
)
_CAUGHT = _apart("잡음|잡힘|검거|caught")
"""Words about an offender that leave the kind open: once caught, he is not unknown."""

_INSURERS = r"(?:삼성|메리츠|흥국) ?화재|\b(?:samsung|meritz|heungkuk) fire"
"""Names of insurers that contain the word for fire."""

_DRIVER = _apart(
    "대리기사|대리운전|대리가|대리 불|음주|무면허|drunk|designated driver|unlicensed|unlicenced"
)
"""Words about who drove, because the driver changes the answer."""


def kind_told(words: str) -> Kind | None:
    """Return the kind of an accident that is described in a few words; None if none is clear.

    Two things that were hit leave the kind open; one thing, and how it was hit, do not.

    >>> kind_told("기둥 박음"), kind_told("차를 누가 박음"), kind_told("주차하다 긁음")
    (<Kind.OBJECT: 'object'>, <Kind.PARKED_UNKNOWN: 'parked-unknown'>, None)
    """
    text = _told(words)
    if _has(_CAUGHT, text) or tells_person(words):  # a person is no car
        return None
    strong = {kind for kind, stems in _STRONG_STEMS.items() if _has(stems, text)}
    if re.search(_ANIMAL, text):
        strong.add(Kind.ANIMAL)
    if re.search(_BY_SOMEBODY, text) and not _has(_ROAD_STEMS, text):
        strong.add(Kind.PARKED_UNKNOWN)
    if Kind.PARKED_UNKNOWN in strong:
        strong.discard(Kind.COLLISION)
    if len(strong) == 1:
        return strong.pop()
    weak = (kind for kind, stems in _WEAK_STEMS.items() if _has(stems, text))
    return None if strong else next(weak, None)


def tells_person(words: str) -> bool:
    """Return whether a few words about an accident say that somebody on foot was hit.

    >>> tells_person("보행자를 쳤어요"), tells_person("애가 뛰어들어서"), tells_person("앞차 추돌")
    (True, True, False)
    """
    text = _told(words)
    return (
        _has(_PERSON, text) or bool(re.search(_RAN_OUT, text)) or text.strip() in {"사람", "person"}
    )


def tells_driver(words: str) -> bool:
    """Return whether a few words about an accident mention who may have driven.

    >>> tells_driver("대리기사가 기둥 박음"), tells_driver("기둥 박음")
    (True, False)
    """
    return _has(_DRIVER, _told(words))


def _told(words: str) -> str:
    """Return the words in one form and in lower case, each behind a blank."""
    said = re.sub(_INSURERS, "", normalize("NFC", plain_characters(words)).casefold())
    return f" {' '.join(said.split())}"


def _has(stems: Iterable[str], text: str) -> bool:
    """Return whether one of `stems` is in a text; a short or foreign one must begin a word."""
    joined = text.replace(" ", "")
    return any(
        f" {stem}" in text if len(stem) == 1 or stem.isascii() else stem.replace(" ", "") in joined
        for stem in stems
    )
