"""A report as PDF: its first page is one page, Korean is drawn, and nothing is fetched."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from missing_library import draws_letters, import_fails
from report.written_reports import FOLDER

from advisor.cli.main import run
from advisor.domain.case import Client
from advisor.domain.decision import Decision
from advisor.explain.texts import Texts
from advisor.intake.case.case_file import parse_toml
from advisor.report.page.document import Report, report
from advisor.report.page.first_page import Letterhead
from advisor.report.page.report_file import PdfLibraryError, to_pdf, unbroken
from advisor.report.page.to_html import to_html
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import CaptureFixture, MonkeyPatch  # noqa: PT013 - types only

RULEBOOK = load_rulebook()


def has_korean_letters() -> bool:
    found = shutil.which("fc-list")
    if found is None:
        return False
    listed = subprocess.run([found, ":lang=ko"], capture_output=True, check=False)  # noqa: S603 - our own words
    return bool(listed.stdout.strip())


def printed(page: Report, texts: Texts) -> bytes | None:
    """Return the PDF file; without Pango, check that it is refused and return None.

    Pango comes with no Python package, so the tests of a written file hold nothing more than this
    on a machine without it. CI installs it.
    """
    if draws_letters():
        return to_pdf(page, texts)
    with pytest.raises(PdfLibraryError):
        to_pdf(page, texts)
    return None


def golden() -> Decision:
    document = parse_toml((FOLDER / "case.toml").read_text("utf-8"))
    assert isinstance(document, dict)
    found = answer(document, RULEBOOK)
    assert isinstance(found, Decision)
    return found


def unpacked(pdf: bytes) -> bytes:
    """Return all the content of a PDF file, compressed objects included.

    Compressed data may end in bytes that look like a line end, so each part is read as far as
    it goes.
    """
    found = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(packed))
    return b"\n".join(found)


def pages(pdf: bytes) -> int:
    """Return the number of pages in the file's page tree."""
    return int(re.findall(rb"<</Type /Pages/Kids[^>]*/Count (\d+)>>", unpacked(pdf))[0])


def page_of(anchor: str, pdf: bytes) -> int:
    """Return the number of the page that an anchor is on."""
    file = unpacked(pdf)
    (listed,) = re.findall(rb"/Kids \[([^\]]*)\]", file)
    (page,) = re.findall(rb"\(%s\) \[(\d+ 0 R)" % anchor.encode(), file)
    return re.findall(rb"\d+ 0 R", listed).index(page) + 1


def test_the_page_to_hand_over_is_one_page() -> None:
    """However long the names are, the letters shrink until everything fits on one page.

    The font with Hangul is in the file; the command below writes an English page.
    """
    name, found = "김·철수 " * 24, golden()
    client = Client(name=name, telephone=name, plate=name, policy_number=name)
    decision = evolve(found, case=evolve(found.case, client=client))
    head = Letterhead(name + "\n" * 30 + "x", "한빛대리점 02-123-4567 " * 20, with_client=True)
    texts = Texts("ko")
    pdf = printed(report(decision, RULEBOOK, texts, head, page_one=True), texts)
    if pdf is not None:
        assert pdf.startswith(b"%PDF-")
        assert pages(pdf) == 1
        assert not has_korean_letters() or draws_korean(pdf)


def draws_korean(pdf: bytes) -> bool:
    """Return whether the file contains a font with Hangul, as it must if the machine has one."""
    fonts = rb"/BaseFont /\w+\+\S*(?:KR|CJK|Nanum|Malgun|Gothic)"
    return re.search(fonts, unpacked(pdf)) is not None


def test_words_are_kept_whole_and_nothing_else_is_touched() -> None:
    page = to_html(report(golden(), RULEBOOK, Texts("ko")), Texts("ko"))
    kept = unbroken(page)
    plain = re.sub(r'<span class="word">(.*?)</span>', r"\1", kept)
    assert plain.replace("\N{NO-BREAK SPACE}", " ") == page
    for whole in ("보험사에", "1일(월)까지"):
        assert f'<span class="word">{whole}</span>' in kept
    assert "만 원" not in re.sub(r"(?s)<(svg|pre|style|title)\b.*?</\1>", "", plain)
    for part in re.findall(
        r"<(?:pre|svg|style|title)\b.*?</(?:pre|svg|style|title)>", kept, re.DOTALL
    ):
        assert 'class="word"' not in part


def test_details_begin_on_the_second_page(monkeypatch: MonkeyPatch) -> None:
    """The first part stands alone on its page, and writing it all opens no connection."""
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection"))
    texts = Texts("ko")
    pdf = printed(report(golden(), RULEBOOK, texts), texts)
    if pdf is not None:
        assert page_of("details", pdf) == 2


def test_the_command_writes_it_by_the_name(tmp_path: Path, capsys: CaptureFixture[str]) -> None:
    out = tmp_path / "out.pdf"
    code = run(["report", "--sample", "--page-one", "-o", str(out)])
    said = capsys.readouterr().err
    if draws_letters():
        assert (code, pages(out.read_bytes())) == (0, 1)
        assert str(out) in said
    else:
        assert (code, out.exists()) == (2, False)
        assert said


@pytest.mark.parametrize(
    ("error", "said"),
    [(ModuleNotFoundError("weasyprint"), "[pdf]'"), (OSError("no libpango"), "no libpango")],
)
def test_without_the_extra_the_command_names_what_to_install(
    error: Exception,
    said: str,
    tmp_path: Path,
    monkeypatch: MonkeyPatch,
    capsys: CaptureFixture[str],
) -> None:
    import_fails(monkeypatch, "weasyprint", error)
    assert run(["report", "--sample", "-o", str(tmp_path / "out.pdf")]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
