"""Each check is named in a test of the audit, and a dozen of them with all four kinds: fires, holds, its trap, its bound."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.audit import Rule
from extractor.audit.catalogue import all_rules
from tests.audit.build import Built, audited, flat, sentence, table
from tests.audit.test_budget_plain import levelled

FOLDER = Path(__file__).parent
Case = Callable[[], list[str]]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_check_is_named_in_a_test(rule: Rule) -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("test_*.py")))
    assert f'"{rule.code}"' in told, "a check without a test may break unseen"


def text(code: str, *sentences: str, **more: object) -> Case:
    """The findings of a code on the sentences of one paragraph."""
    told = [sentence(words, number=number, **more) for number, words in enumerate(sentences, start=1)]
    return lambda: [severity for _, severity, *_ in flat(audited(*told), code)]


def cells(code: str, *built: Built) -> Case:
    """The findings of a code on tables."""
    return lambda: [severity for _, severity, *_ in flat(audited(*built), code)]


def rows(code: str, columns: str, *lines: str, kind: str = "achievement") -> Case:
    return cells(code, table(columns.split(", "), lines, kind=kind))


def numbering(*numbers: str) -> Case:
    """A table whose second header row numbers the columns."""
    built = table(("no", "indicator", "target 2031", "realization 2031"), ["1 | Indeks Air | 80 | 78"])
    body = [cell.model_copy(update={"row": cell.row + 1}) if cell.row else cell for cell in built.table.cells]
    index = [body[0].model_copy(update={"row": 1, "column": at, "text": number}) for at, number in enumerate(numbers)]
    built.table = built.table.model_copy(update={"cells": (*body, *index), "header_rows": 2})
    return cells("DOC-COLNUM", built)


def programmes(words: str) -> Case:
    """A claim on the page of a budget table with one programme, two activities and three sub-activities."""
    lines = ["A | 60 | 50", "B | 30 | 25", "C | 15 | 10", "D | 15 | 15", "E | 30 | 25", "F | 30 | 25"]
    levels = ["program", "activity", "sub_activity", "sub_activity", "activity", "sub_activity"]
    built = levelled(table(("name", "budget 2031", "spending 2031"), lines, kind="budget_realization"), levels)
    return lambda: [severity for _, severity, *_ in flat(audited(built, sentence(words, page=7)), "CNT-CLAIM")]


def targets(first: str, second: str, *, caption: str = "Perjanjian Kinerja", year: str = "2031") -> Case:
    """The target of one indicator in the agreement and in the table of achievements."""
    plan = table(
        ("indicator", "target 2031 pk"),
        [f"Indeks Kualitas Air Sungai | {first}"],
        kind="performance_agreement",
        number="2.1",
        page=3,
    )
    plan.table = plan.table.model_copy(update={"caption": caption})
    if "Perubahan" in caption:
        plan.facts = [fact.model_copy(update={"basis": "pk_revised"}) for fact in plan.facts]
    result = table(
        ("indicator", f"target {year} pk", "realization 2031"), [f"Indeks Kualitas Air Sungai | {second} | 70"]
    )
    return cells("XT-TARGET", plan, result)


SHARES = "indicator, achievement 2031"
QUARTERS = ("Pada triwulan I nilainya {0}.", "Pada triwulan II nilainya {1}.", "Pada triwulan III nilainya {2}.")


def quarters(*values: str) -> Case:
    return text("VAL-REPEAT", *(line.format(*values) for line in QUARTERS))


W, N, E = ["warning"], ["notice"], ["error"]
CASES: dict[str, list[tuple[str, Case, list[str]]]] = {
    "BREAKDOWN": [
        (
            "fires",
            text("BREAKDOWN", "Terdapat 30 pegawai yang terdiri dari 12 pegawai tetap dan 19 pegawai kontrak."),
            E,
        ),
        (
            "holds",
            text("BREAKDOWN", "Terdapat 31 pegawai yang terdiri dari 12 pegawai tetap dan 19 pegawai kontrak."),
            [],
        ),
        (
            "an open list",
            text(
                "BREAKDOWN",
                "Terdapat 30 pegawai yang terdiri dari antara lain 12 pegawai tetap dan 19 pegawai kontrak.",
            ),
            [],
        ),
        (
            "half of it",
            text("BREAKDOWN", "Terdapat 64 pegawai yang terdiri dari 12 pegawai tetap dan 19 pegawai kontrak."),
            [],
        ),
    ],
    "REMAINDER": [
        ("fires", text("REMAINDER", "Dari 40 berkas telah selesai 25 berkas sehingga menyisakan 16 berkas."), E),
        ("holds", text("REMAINDER", "Dari 40 berkas telah selesai 25 berkas sehingga menyisakan 15 berkas."), []),
        (
            "three figures could be meant",
            text("REMAINDER", "Dari 40 berkas dan 18 surat telah selesai 25 berkas sehingga menyisakan 16 berkas."),
            [],
        ),
        (
            "far off: another thing",
            text("REMAINDER", "Dari 40 berkas telah selesai 25 berkas sehingga menyisakan 400 berkas."),
            [],
        ),
    ],
    "RATIO-COUNT": [
        ("fires", text("RATIO-COUNT", "Sebanyak 24 orang dari 30 orang hadir atau sebesar 81%."), E),
        ("holds", text("RATIO-COUNT", "Sebanyak 24 orang dari 30 orang hadir atau sebesar 80%."), []),
        (
            "a target beside it",
            text("RATIO-COUNT", "Sebanyak 24 orang dari 30 orang hadir, dengan target sebesar 81%."),
            [],
        ),
        ("rounded", text("RATIO-COUNT", "Sebanyak 20 orang dari 30 orang hadir atau sebesar 66,7%."), []),
    ],
    "CNT-CLAIM": [
        ("fires", programmes("Anggaran dibagi atas 1 program, 2 kegiatan dan 4 sub kegiatan."), W),
        ("holds", programmes("Anggaran dibagi atas 1 program, 2 kegiatan dan 3 sub kegiatan."), []),
        (
            "no number fits: another table",
            programmes("Anggaran dibagi atas 4 program, 9 kegiatan dan 14 sub kegiatan."),
            [],
        ),
        ("one number alone", programmes("Anggaran dibagi atas 4 sub kegiatan."), []),
    ],
    "VAL-REPEAT": [
        ("fires", quarters("81,37", "81,37", "81,37"), N),
        ("holds", quarters("81,37", "81,40", "81,37"), []),
        ("round values repeat", quarters("81", "81", "81"), []),
        ("two of them", quarters("81,37", "81,37", "81,39"), []),
    ],
    "VAL-OUTLIER": [
        ("fires", rows("VAL-OUTLIER", SHARES, "Indeks Air | 151%"), N),
        ("holds", rows("VAL-OUTLIER", SHARES, "Indeks Air | 97%"), []),
        ("a ratio without a sign", rows("VAL-OUTLIER", "indicator, realization 2031", "Indeks Air | 151"), []),
        ("at both bounds", rows("VAL-OUTLIER", SHARES, "Indeks Air | 150%", "Indeks Jalan | 25%"), []),
    ],
    "VAL-DECIMALS": [
        ("fires", rows("VAL-DECIMALS", SHARES, "Air | 84,055%", "Jalan | 90,12%", "Kota | 91,20%"), N),
        ("holds", rows("VAL-DECIMALS", SHARES, "Air | 84,05%", "Jalan | 90,12%", "Kota | 91,20%"), []),
        (
            "a habit of the column",
            rows("VAL-DECIMALS", SHARES, "Air | 84,055%", "Jalan | 90,121%", "Kota | 91,20%"),
            [],
        ),
        ("two cells tell no habit", rows("VAL-DECIMALS", SHARES, "Air | 84,055%", "Jalan | 90,12%"), []),
    ],
    "NUM-LOCALE": [
        ("fires", rows("NUM-LOCALE", SHARES, "Air | 84.05%", "Jalan | 90,12%", "Kota | 91,20%"), N),
        ("holds", rows("NUM-LOCALE", SHARES, "Air | 84,05%", "Jalan | 90,12%", "Kota | 91,20%"), []),
        (
            "the report writes English",
            rows("NUM-LOCALE", SHARES, "Air | 84.05%", "Jalan | 90.12%", "Kota | 91,20%"),
            [],
        ),
        ("half of the table", rows("NUM-LOCALE", SHARES, "Air | 84.05%", "Jalan | 90,12%"), N),
    ],
    "NUM-MALFORMED": [
        ("fires", rows("NUM-MALFORMED", "name, budget 2031", "Pipa | 221.442.00"), N),
        ("holds", rows("NUM-MALFORMED", "name, budget 2031", "Pipa | 221.442.000"), []),
        ("a decree is no number", text("NUM-MALFORMED", "Keputusan Nomor 700.1.2.1/84/LH dipakai."), []),
        ("a leading zero", rows("NUM-MALFORMED", "name, budget 2031", "Pipa | 04.597.911.173"), N),
    ],
    "NUM-YEAR": [
        ("fires", text("NUM-YEAR", "Pada tahun 20314 seluruh sumur dipakai."), N),
        ("holds", text("NUM-YEAR", "Pada tahun 2031 seluruh sumur dipakai."), []),
        ("a count of five digits", text("NUM-YEAR", "Sebanyak 20314 sumur dipakai pada tahun ini."), []),
        ("a running foot", text("NUM-YEAR", "Laporan Tahun 20314", kind="footer"), []),
    ],
    "DOC-YEAR": [
        ("fires", text("DOC-YEAR", "Realisasi capaian tahun 2032 sebesar 91,5%."), W),
        ("holds", text("DOC-YEAR", "Realisasi capaian tahun 2031 sebesar 91,5%."), []),
        ("a target lies ahead", text("DOC-YEAR", "Target capaian tahun 2032 sebesar 91,5%."), []),
        ("last year", text("DOC-YEAR", "Realisasi capaian tahun 2030 sebesar 91,5%."), []),
    ],
    "DOC-COLNUM": [
        ("fires", numbering("1", "2", "3", "5"), N),
        ("holds", numbering("1", "2", "3", "4"), []),
        ("years are no column numbers", numbering("No", "2", "3", "5"), []),
        ("begins elsewhere: a table that goes on", numbering("2", "3", "4", "6"), []),
    ],
    "XT-TARGET": [
        ("fires", targets("81,50", "82,50"), W),
        ("holds", targets("81,50", "81,50"), []),
        ("a named revision", targets("81,50", "82,50", caption="Perjanjian Kinerja Perubahan"), N),
        ("coarser print", targets("81,5", "81,50"), []),
    ],
}


@pytest.mark.parametrize(
    ("case", "found"),
    [pytest.param(case, found, id=f"{code}: {name}") for code, cases in CASES.items() for name, case, found in cases],
)
def test_a_check_fires_holds_and_is_silent_where_it_should_be(case: Case, found: list[str]) -> None:
    assert case() == found
