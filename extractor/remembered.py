"""What is worked out of texts and kept as long as a stage of the work asks for it again and again; no later stage does."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
_CLEAR: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Decorator: the results for the last `most` different arguments are kept until `forget` is called.

    Not for what is worked out of the catalogue, which is the same for all reports.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(maxsize=most)(function)
        _CLEAR.append(kept.cache_clear)
        return cast(Callable[P, T], kept)

    return decorate


def forget() -> None:
    """Lets go of all that is remembered, which at the end of a stage may take as much room as what was read."""
    for clear in _CLEAR:
        clear()
