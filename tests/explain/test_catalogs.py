"""Both languages say the same things, with the same facts."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import advisor.explain
from advisor.explain.korean import PARTICLES
from advisor.explain.pages import help_page
from advisor.explain.texts import LANGUAGES, Texts

FOLDER = Path(advisor.explain.__file__).parent
FILES = sorted(path.stem for path in (FOLDER / "en").glob("*.toml"))

IN_QUOTES = re.compile(rf"[“‘]\{{[^}}]*:(?:{'|'.join(PARTICLES)})\}}[”’]")
GLUED = re.compile(r"\}(?:으로|이라|[은는이가을를과와로])(?![가-힣])")
FACT = re.compile(r"\{[^}]*\}")
FAMILIAR = re.compile(r"[가-힣](?<![세까나가])요(?=[.,:!]|$)")
"""The ending of the 해요 style; requests (하세요) and questions (나요, 까요) suit both styles."""
NO_ENDINGS = ("아니요", "필요")

BOTH_FORMS = re.compile(r"[은는이가을를과와]\([가-힣]+\)|\([가-힣]\)[가-힣]")


@cache
def texts(language: str, file: str) -> dict[str, str]:
    def flat(table: dict[str, object], prefix: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, value in table.items():
            inner = flat(value, f"{prefix}{key}.") if isinstance(value, dict) else None
            found |= {f"{prefix}{key}": str(value)} if inner is None else inner
        return found

    return flat(tomllib.loads((FOLDER / language / f"{file}.toml").read_text("utf-8")), "")


def facts(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_have_the_same_files() -> None:
    names = [{path.name for path in (FOLDER / language).iterdir()} for language in LANGUAGES]
    assert names[0] == names[1]


@pytest.mark.parametrize("file", FILES)
def test_both_languages_have_the_same_texts_in_the_same_order(file: str) -> None:
    assert list(texts("ko", file)) == list(texts("en", file))


@pytest.mark.parametrize("file", FILES)
def test_no_language_knows_a_fact_that_the_other_does_not(file: str) -> None:
    """Every text uses the same facts in Korean as in English."""
    korean, english = texts("ko", file), texts("en", file)
    alone = {
        code: facts(korean[code]) ^ facts(english[code])
        for code in english
        if facts(korean[code]) != facts(english[code])
    }
    assert alone == {}


@pytest.mark.parametrize("file", FILES)
def test_korean_particles_follow_the_word_before_them(file: str) -> None:
    """A format picks the form of a particle, and no quotes hold one that belongs behind them."""
    wrong = [
        text
        for text in texts("ko", file).values()
        if any(form.search(text) for form in (GLUED, BOTH_FORMS, IN_QUOTES))
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES)
def test_korean_speaks_in_one_style(file: str) -> None:
    """Every text is in the 합니다 style; questions in 해요 would sound like another program."""
    found = [
        text
        for text in texts("ko", file).values()
        for match in FAMILIAR.finditer(text)
        if not text[: match.end()].endswith(NO_ENDINGS)
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_format_is_known(language: str, file: str) -> None:
    known = {*Texts(language).formats, "text", "count", "lines", "short", ""}  # type: ignore[arg-type]
    for text in texts(language, file).values():
        for _, _, spec, conversion in Formatter().parse(text):
            form, _, particle = (spec or "").partition(":")
            assert conversion is None
            assert not particle or particle in PARTICLES
            assert form.partition(" ")[0] in known | PARTICLES, text


@pytest.mark.parametrize("file", FILES)
def test_english_explains_itself_and_korean_stays_korean(file: str) -> None:
    """No text is empty, and no English text was left untranslated in Korean."""
    assert all(text.strip() for text in texts("en", file).values())
    same = {
        code
        for code, text in texts("ko", file).items()
        if text == texts("en", file)[code] and re.search("[a-z]{3} [a-z]{3}", FACT.sub("", text))
    }
    assert same == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_fits_a_narrow_terminal(language: str) -> None:
    from advisor.explain.width import width  # noqa: PLC0415

    assert max(map(width, help_page(language).splitlines())) <= 80  # type: ignore[arg-type]
