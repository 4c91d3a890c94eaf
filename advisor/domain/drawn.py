"""Sequences whose members are made when first used, because most answers need only a few."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

T = TypeVar("T")


class Drawn(Sequence[T]):
    """A sequence whose members are all made at once, when the first of them is used."""

    def __init__(self, draw: Callable[[], tuple[T, ...]]) -> None:
        self._draw = draw

    @cached_property
    def _members(self) -> tuple[T, ...]:
        return self._draw()

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        return self._members[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._members == tuple(other)

    def __hash__(self) -> int:
        return hash(self._members)

    def __repr__(self) -> str:
        return repr(self._members)


class DrawnSingly(Sequence[T]):
    """A sequence whose members are made one by one, each from its place when it is used."""

    def __init__(self, length: int, draw: Callable[[int], T]) -> None:
        self._draw = draw
        self._drawn: list[T | None] = [None] * length

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self[k] for k in range(*place.indices(len(self))))
        found = self._drawn[place]
        if found is None:
            found = self._drawn[place] = self._draw(place % len(self))
        return found

    def __len__(self) -> int:
        return len(self._drawn)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
