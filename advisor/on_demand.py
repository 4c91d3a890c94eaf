"""Names that are loaded when they are first asked for, so that no start waits for them.

They stand in the stub beside this module, one a line: `from module import Name as Name`. There
type checkers read what they are, and here it is read where to load them from.
"""

from functools import cache


def __getattr__(name: str) -> object:
    """Return one of the names of the stub.

    Raises:
        AttributeError: it is none of them.
        ImportError: its module needs a library that is not installed.
    """
    if name not in _places():
        raise AttributeError(name)
    # As `importlib.import_module` does, which help would have to load for it.
    return getattr(__import__(_places()[name], fromlist=[name]), name)


@cache
def _places() -> dict[str, str]:
    """Return the module of each name."""
    lines = __loader__.get_data(f"{__file__}i").decode("utf-8").splitlines()
    imports = (line.split() for line in lines if line.startswith("from "))
    return {named: module for _, module, _, named, *_ in imports}
