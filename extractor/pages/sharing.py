"""Equal values kept once: words of a line share their heights, rulings of a grid their ends."""

from typing import TypeVar

T = TypeVar("T")


class Shared(dict[T, T]):
    """The first of equal values, for each that is asked for: `shared[value]`."""

    def __missing__(self, value: T) -> T:
        """The value itself, which is the first of its kind."""
        self[value] = value
        return value
