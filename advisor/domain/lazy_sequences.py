"""Sequences whose items are made when first used, because most answers need only a few."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

T = TypeVar("T")


class _Compared(Sequence[T]):
    """A sequence that equals any other with the same items."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class LazySequence(_Compared[T]):
    """A sequence whose items are all made at once, when the first of them is used."""

    def __init__(self, make: Callable[[], tuple[T, ...]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> tuple[T, ...]:
        return self._make()

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        return self._items[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


class LazyItems(_Compared[T]):
    """A sequence whose items are made one by one, each from its place when it is used."""

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._make = make
        self._items: list[T | None] = [None] * length

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self[k] for k in range(*place.indices(len(self))))
        found = self._items[place]
        if found is None:
            found = self._items[place] = self._make(place % len(self))
        return found

    def __len__(self) -> int:
        return len(self._items)
