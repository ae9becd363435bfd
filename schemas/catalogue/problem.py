"""What a check says of an entry, and the small questions that several checks ask."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Problem(NamedTuple):
    """An entry and what is wrong with it; `value` is the printed value that is wrong, `again` the second of two entries."""

    entry: str
    text: str
    value: str | None = None
    again: bool = False


def repeated(values: Iterable[str], what: str) -> Iterator[Problem]:
    """Values that stand more than once."""
    return (Problem(value, f"{what} used twice", value, again=True) for value in twice(values))


def twice(values: Iterable[str]) -> list[str]:
    """The values that occur more than once, each once, in order."""
    seen: set[str] = set()
    found: dict[str, None] = {}
    for value in values:
        if value in seen:
            found[value] = None
        seen.add(value)
    return list(found)


def broken_patterns(entry: str, patterns: Iterable[str]) -> Iterator[Problem]:
    """Regular expressions that do not compile."""
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            yield Problem(entry, f"no regular expression: {error}", pattern)
