"""The sample case that ships with the program, to look at and to overwrite."""

from pathlib import Path


def sample_text() -> str:
    """Return the text of the sample file, comments included."""
    return Path(__file__).with_name("sample.toml").read_text(encoding="utf-8")
