"""Facts made of a name."""

from collections.abc import Callable

import pytest

from schemas import Fact, FactSource, Subject

MakeFact = Callable[..., Fact]


@pytest.fixture
def fact() -> MakeFact:
    def make(name: str, *, kind: str = "indicator", table: str | None = None, row: int | None = None, unit: str | None = None,
             level: str | None = None, code: str | None = None, measure: str = "target", id: str = "f1",
             printed: str = "1") -> Fact:  # fmt: skip
        return Fact(
            id=id,
            subject=Subject(kind=kind, name=name, level=level, code=code),
            measure=measure,
            printed=printed,
            unit=unit,
            source=FactSource(page=1, bbox=(0, 0, 1, 1), table=table, row=row),
        )

    return make
