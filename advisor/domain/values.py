"""`attrs.frozen`, with equality, hash and representation written once for all classes of values.

attrs compiles these three anew for each class, which took a sixth of the time of a command, more
than its decision. For cached properties in a class with slots it compiles even more, and reads them
more slowly than Python does, so classes with cached properties go without slots.
"""

from __future__ import annotations

from functools import cache, cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

__all__ = ["frozen"]

_OF_ATTRS = {"order", "cache_hash"}
"""Options that need the equality or the hash that attrs itself would write."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from attrs import frozen
else:

    def frozen(cls: type | None = None, *, eq: bool = True, **options: object) -> Any:  # noqa: ANN401 - type checkers read that of attrs
        """Make the class one of unchangeable values; the options are those of attrs."""
        if cls is None:
            return partial(frozen, eq=eq, **options)
        if not _OF_ATTRS.isdisjoint(options):
            return attrs.frozen(cls, eq=eq, **options)
        if "__repr__" not in cls.__dict__:
            cls.__repr__ = _Value.__repr__
        if eq:
            cls.__eq__, cls.__hash__ = _Value.__eq__, _Value.__hash__
        slots = not any(isinstance(part, cached_property) for part in vars(cls).values())
        return attrs.frozen(cls, eq=False, repr=False, **{"slots": slots, **options})


class _Value:
    """The methods that all these classes share, whatever their bases are."""

    def __eq__(self, other: object) -> bool:
        cls: Any = type(self)
        compared = _compared(cls)
        if type(other) is not cls:
            return NotImplemented
        return bool(compared(self) == compared(other))

    def __hash__(self) -> int:
        cls: Any = type(self)
        return hash((cls, _compared(cls)(self)))

    def __repr__(self) -> str:
        cls: Any = type(self)
        fields = (field for field in attrs.fields(cls) if field.repr)
        shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields)
        return f"{cls.__qualname__.rpartition('>.')[2]}({shown})"


@cache
def _compared(cls: type) -> Callable[[object], object]:
    """Return a function that gets the fields of a value that count for its equality."""
    names = [field.name for field in attrs.fields(cls) if field.eq]
    return attrgetter(*names) if names else lambda _value: ()
