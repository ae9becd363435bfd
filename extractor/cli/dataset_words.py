"""What the verbs of a dataset say on the terminal, in both languages."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from extractor.cli.language import Language

if TYPE_CHECKING:
    from extractor.dataset.answers import Comparison
    from extractor.dataset.rates import Rate, Rates

WIDEST = 60
_SERIES = {
    Language.id: (
        "Deret {id}",
        "hal.",
        "disajikan ulang: {kind}",
        {"silent": "tanpa penjelasan", "explained": "dijelaskan"},
    ),
    Language.en: ("Series {id}", "page", "restated: {kind}", {"silent": "no explanation", "explained": "explained"}),
}
_COMPARED = {
    Language.id: ("Jumlah {region}", "{year}: belum lengkap, tanpa {lacking}", "Tidak ada angka."),
    Language.en: ("Total of {region}", "{year}: not complete, without {lacking}", "No figures."),
}
_FOUND = {
    Language.id: (
        "Penyajian ulang tanpa penjelasan: {n}",
        "Penyajian ulang yang dijelaskan: {n}",
        "Putusnya deret: {n}",
    ),
    Language.en: ("Restated without an explanation: {n}", "Restated with an explanation: {n}", "Breaks of series: {n}"),
}


def series_lines(id_: str, rows: Sequence[dict[str, Any]], lang: Language) -> Iterator[str]:
    """The values of a series: a block an office, a line a measure and year."""
    head, page, restated, kinds = _SERIES[lang]
    yield head.format(id=id_)
    for agency, group in groupby(rows, key=lambda row: row["agency"]):
        yield f"\n{agency}"
        for row in group:
            unit = f" {row['unit']}" if row["unit"] and not row["printed"].endswith(row["unit"]) else ""
            again = f"; {restated.format(kind=kinds[row['restated']])}" if row["restated"] else ""
            value = f"{row['printed']}{unit}"
            yield f"  {row['year']}  {row['measure']:<12} {value:>22}  {page} {row['page']}, {row['reason']}{again}"


def comparison_lines(found: "Comparison", lang: Language) -> Iterator[str]:
    """A line an office, a column a year; then the totals of regions, or which offices they lack."""
    total, open_, nothing = _COMPARED[lang]
    if not found.values:
        yield nothing
        return
    width = min(max(len(agency) for agency, _ in found.offices), WIDEST)
    yield " " * width + "".join(f"{year:>22}" for year in found.years)
    for agency, _ in found.offices:
        values = (found.values.get((agency, year)) for year in found.years)
        yield f"{agency[:width]:<{width}}" + "".join(f"{row['printed'] if row else '':>22}" for row in values)
    for region, totals in groupby(found.totals, key=lambda item: item.region):
        by_year = {item.year: item for item in totals}
        sums = (_sum(by_year[year].value) if year in by_year else "" for year in found.years)
        yield f"{total.format(region=region)[:width]:<{width}}" + "".join(f"{text:>22}" for text in sums)
        lacking = [item for item in by_year.values() if item.lacking]
        yield from ("  " + open_.format(year=item.year, lacking=", ".join(item.lacking)) for item in lacking)


def _sum(value: Decimal | None) -> str:
    """A total in rupiah; a question mark where an office lacks."""
    return "?" if value is None else f"{value:,.0f}".replace(",", ".")


def finding_lines(found: Sequence[dict[str, Any]], lang: Language) -> Iterator[str]:
    """The messages: restatements without and with an explanation, then breaks."""
    silent, explained, breaks = _FOUND[lang]
    groups = (
        (silent, [item for item in found if item["kind"] == "restatement" and not item["explained"]]),
        (explained, [item for item in found if item["kind"] == "restatement" and item["explained"]]),
        (breaks, [item for item in found if item["kind"] == "break"]),
    )
    for title, items in groups:
        if items or title is not explained:
            yield title.format(n=len(items))
            yield from (f"  {item['agency']}: {item['message'][lang.value]}" for item in items)


_RATED = {
    Language.id: (
        "{where}: {wrong} dari {judged} salah, {share} (Wilson {wilson}, eksak {exact})",
        "semua",
        "Tertimbang menurut banyaknya angka: {share}",
        "{n} baris tidak cocok lagi dengan dataset dan tidak dihitung",
        "Belum ada baris yang dinilai.",
    ),
    Language.en: (
        "{where}: {wrong} of {judged} wrong, {share} (Wilson {wilson}, exact {exact})",
        "all",
        "Weighed by the number of figures: {share}",
        "{n} rows do not fit the dataset any more and are not counted",
        "No row is judged yet.",
    ),
}


def rate_lines(found: "Rates", stale: int, lang: Language) -> Iterator[str]:
    """The error rates: of all, by stratum, weighed; and how many rows were left out."""
    line, all_, weighted, left, nothing = _RATED[lang]
    if not found.whole.judged:
        yield nothing
    else:
        rows = [(all_, found.whole), *((" | ".join(stratum), rate) for stratum, rate in found.by_stratum.items())]
        yield from (line.format(where=where, **_rated(rate, lang)) for where, rate in rows if where and rate.judged)
        yield weighted.format(share=_percent(found.weighted or 0.0, lang))
    if stale:
        yield left.format(n=stale)


def _rated(rate: "Rate", lang: Language) -> dict[str, str | int]:
    spans = {
        name: " – ".join(_percent(bound, lang) for bound in span)
        for name, span in (("wilson", rate.wilson), ("exact", rate.exact))
    }
    return {"wrong": rate.wrong, "judged": rate.judged, "share": _percent(rate.share or 0.0, lang), **spans}


def _percent(share: float, lang: Language) -> str:
    text = f"{share * 100:.1f} %"
    return text.replace(".", ",") if lang is Language.id else text
