"""Files that the user names: where they go, and in words why one cannot be read or written."""

import unicodedata
from contextlib import suppress
from pathlib import Path

from advisor.explain.texts import Texts
from advisor.places import expanded
from advisor.storage.atomic_write import write_atomically


def typed_path(typed: str, ending: str = "") -> Path:
    """Return a typed path, with `~` as the home folder, and `ending` added if it has none."""
    signs = unicodedata.normalize("NFC", typed.strip())
    path = Path("".join(sign for sign in signs if sign.isprintable()))
    with suppress(RuntimeError):  # `~name` for an unknown user is a file name like any other
        path = path.expanduser()
    return path if path.suffix or not path.name else path.with_name(path.name + ending)


def working_folder() -> Path:
    """Return the folder in which the program was started, or the home folder if it is gone."""
    return expanded("~") if is_gone() else Path.cwd()


def is_gone() -> bool:
    """Return whether the folder in which the program was started has been removed."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def shown_path(path: Path) -> str:
    """Return the full path as shown to people, with the home folder as `~`."""
    whole, home = working_folder() / path, expanded("~")
    inside = home.is_absolute() and whole.is_relative_to(home)
    return f"~/{whole.relative_to(home)}" if inside else str(whole)


def write_file(path: Path, content: bytes, texts: Texts, *, again: bool) -> str:
    """Write a file; return in words why it could not be written, empty if it was.

    An existing file is overwritten only if `again` is true.
    """
    if not path.name:
        return texts("files.no-name")
    try:
        if path.is_dir():
            return texts("files.folder", path=shown_path(path))
        if not path.parent.is_dir():
            return texts("files.no-folder", path=shown_path(path.parent))
        if path.exists() and not again:
            return texts("files.exists", path=shown_path(path))
        write_atomically(path, content)
    except OSError as error:
        return texts("files.unwritable", path=shown_path(path), why=error.strerror or str(error))
    return ""


def read_file(path: Path, texts: Texts) -> bytes | str:
    """Read a file, or return in words why it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return texts("files.missing", path=shown_path(path))
    except IsADirectoryError:
        return texts("files.folder", path=shown_path(path))
    except OSError as error:
        return texts("files.unreadable", path=shown_path(path), why=error.strerror or str(error))
