"""Names that are imported only when they are first used, so that starting does not wait for them.

They are listed in the stub beside this module, one a line: `from module import Name as Name`. Type
checkers read the stub to know what they are, and this module to know where to import them from.
"""

from functools import cache


def __getattr__(name: str) -> object:
    """Return one of the names of the stub.

    Raises:
        AttributeError: the stub has no such name.
        ImportError: its module needs a library that is not installed.
    """
    if name not in _places():
        raise AttributeError(name)
    # This is what `importlib.import_module` does, without the cost of loading it for `--help`.
    return getattr(__import__(_places()[name], fromlist=[name]), name)


@cache
def _places() -> dict[str, str]:
    """Return the module of each name."""
    lines = __loader__.get_data(f"{__file__}i").decode("utf-8").splitlines()
    imports = (line.split() for line in lines if line.startswith("from "))
    return {named: module for _, module, _, named, *_ in imports}
