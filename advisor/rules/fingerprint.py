"""One hash of all rule files in force, which shows whether the same rules made two answers."""

from hashlib import sha256
from pathlib import Path

from advisor.rules.layers import Layers


def fingerprint(folder: Path | None = None) -> str:
    """Return the SHA-256 of every rule file in force, the user's own ones included, in hex.

    It changes when a file is added, removed or edited, and is the same on every system: neither
    the location of a folder nor the kind of line endings matters.

    Raises:
        NoPoliciesError: there is no such folder.
        OSError: a file cannot be read.
    """
    layers = Layers.of(folder)
    whole = sha256()
    for file in layers.all_files():
        own = layers.own is not None and file.is_relative_to(layers.own)
        base = layers.own if own and layers.own else layers.shipped
        content = file.read_bytes().replace(b"\r\n", b"\n")
        place = f"{'own' if own else 'shipped'}/{file.relative_to(base).as_posix()}"
        whole.update(f"{place}\n{len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()
