"""What a report says of one cell of the panel, for tests."""

from dataclasses import replace
from decimal import Decimal

from extractor.dataset.statements import Statement
from fixtures.printing import number, places

_SAID = Statement(
    report="r", fiscal_year=2022, agency_id="dinas", agency="Dinas", region="Kota", series="x-indeks-mutu-jalan",
    name="Indeks mutu jalan", measure="realization", year=2022, value=None, printed="", decimals=0, unit="indeks", unit_kind="score",
    basis=None, phase=None, confidence=1.0, support=0, method="ruled", table_kind="achievement", table="t1", column=3, fact="f1", page=5,
    x0=0.0, top=0.0, x1=1.0, bottom=1.0, sha256=None, level=None, path=(),
)  # fmt: skip


def statement(printed: str, **more: object) -> Statement:
    """A statement of a print; its report is that of its fiscal year."""
    value: Decimal = number(printed)
    told = {"report": f"r{more.get('fiscal_year', 2022)}"} | more
    return replace(_SAID, printed=printed, value=value, decimals=places(printed), **told)  # type: ignore[arg-type]
