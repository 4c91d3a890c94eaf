"""The case that ships with the program, to look at and to write over."""

from pathlib import Path


def sample_text() -> str:
    """Return the sample as its file stands, comments included."""
    return Path(__file__).with_name("sample.toml").read_text(encoding="utf-8")
