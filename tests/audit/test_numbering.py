"""Numbers of lists and levels, and signs beside numbers."""

from dataclasses import replace

import pytest

from extractor.audit.numbering import mark_numbers
from extractor.facts.model import Sentence
from tests.audit.build import Built, audited, flat, table


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("V.", {"roman": 5, "letter": 22}),
        ("IV", {"roman": 4}),
        ("(3)", {"digit": 3}),
        ("B", {"letter": 2}),
        ("IIII", {}),
        ("A.1", {}),
    ],
)
def test_what_a_mark_counts(text: str, numbers: dict[str, int]) -> None:
    assert mark_numbers(text) == numbers


def items(*texts: str, left: float = 70.0, section: str = "3.1") -> list[Sentence]:
    return [
        Sentence(f"s{n}-{left}", text, 8, (left, 10, 500, 20), kind="item", section=section)
        for n, text in enumerate(texts, 1)
    ]


def breaks(*sentences: Sentence) -> int:
    return len(flat(audited(sentences=sentences), "NUM-SEQ"))


def test_a_list_that_skips() -> None:
    assert breaks(*items("1. Perencanaan", "2. Pelaksanaan", "4. Pelaporan")) == 1
    assert breaks(*items("1. Perencanaan", "2. Pelaksanaan", "3. Pelaporan", "1. Hambatan", "2. Solusi")) == 0


def test_an_item_read_into_another_sentence_is_no_skip() -> None:
    assert breaks(*items("1. Perencanaan", "2. Pelaksanaan dan 3. Pemantauan", "4. Pelaporan")) == 0


def test_other_indents_sections_and_far_jumps_are_other_lists() -> None:
    first = items("1. Perencanaan", "2. Pelaksanaan")
    assert breaks(*first, *items("4. Pelaporan", left=90.0)) == 0
    assert breaks(*first, *items("4. Pelaporan", section="3.2")) == 0
    assert breaks(*first, *items("9. Pelaporan")) == 0


def test_a_list_that_goes_back() -> None:
    foreign = items("1. Indeks", "2. Nilai", "3. Jumlah", "4. Persentase", "5. Survei")
    quarters = [f"{n}. Hasil survei triwulan {n - 3}" for n in (4, 5, 6, 7)]
    assert breaks(*foreign, *items(*quarters)) == 1
    outer = items("1. Hasil awal", "1. Indeks", "2. Nilai", "2. Hasil kedua", "3. Hasil ketiga", "4. Hasil akhir")
    assert breaks(*outer) == 0


def budget(*marks: str) -> Built:
    built = table(
        ["no", "name", "budget"],
        [f"{mark} | Kegiatan {n} | {n}.000" for n, mark in enumerate(marks)],
        kind="budget_allocation",
    )
    rows = tuple(replace(row, level="activity") if row.kind == "data" else row for row in built.rows)
    return replace(built, rows=rows)


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        (("1.", "II.", "III.", "IV."), 1),
        (("A", "B", "V"), 1),
        (("I", "II", "III"), 0),
        (("A", "B", "C"), 0),
        (("1", "2"), 0),
        (("A", "I", "1"), 0),
    ],
)
def test_marks_of_one_level(marks: tuple[str, ...], count: int) -> None:
    found = [
        item for item in audited(budget(*marks)).findings if item.check == "NUM-SEQ" and "seragam" in item.message.id
    ]
    assert len(found) == count


def test_one_objective_over_several_rows_repeats_its_number() -> None:
    lines = [
        "1 | Tertib | Indeks A | 80",
        "2 | Aman | Indeks B | 81",
        "2 | Aman | Indeks C | 82",
        "3 | Maju | Indeks D | 83",
    ]
    assert flat(audited(table(["no", "objective", "indicator", "target"], lines)), "NUM-SEQ") == []
    lines[2] = "2 | Rapi | Indeks C | 82"
    assert len(flat(audited(table(["no", "objective", "indicator", "target"], lines)), "NUM-SEQ")) == 1


def column(*values: str, header: str = "Capaian") -> Built:
    lines = [f"Indeks {n} | {value}" for n, value in enumerate(values)]
    return table(["indicator", f"achievement header={header}"], lines)


def test_per_cent_signs() -> None:
    assert len(flat(audited(column("100%", "98,60", "103,26%")), "NUM-PCTSIGN")) == 1
    for fine in (("100%", "98%"), ("100", "98"), ("100%", "98", "97")):
        assert flat(audited(column(*fine)), "NUM-PCTSIGN") == []
    assert flat(audited(column("100%", "98,60", "103,26%", header="Capaian_(%)")), "NUM-PCTSIGN") == []


@pytest.mark.parametrize(
    ("amounts", "count"),
    [
        (("7.500.000,-", "2.000.000", "3.000.000,-"), 1),
        (("Rp 7.500.000", "2.000.000", "3.000.000"), 1),
        (("7.500.000,-", "2.000.000,-"), 0),
        (("7.500.000", "2.000.000,00"), 0),
    ],
)
def test_manners_of_amounts(amounts: tuple[str, ...], count: int) -> None:
    built = table(
        ["name", "budget"], [f"Baris {n} | {text}" for n, text in enumerate(amounts)], kind="budget_allocation"
    )
    assert len(flat(audited(built), "NUM-CURRENCY")) == count


def test_a_total_may_carry_its_own_sign() -> None:
    built = table(
        ["name", "budget"],
        ["Satu | 2.000.000", "Dua | 1.000.000", "total: Jumlah | Rp 3.000.000"],
        kind="budget_allocation",
    )
    assert flat(audited(built), "NUM-CURRENCY") == []


def test_an_indicator_of_another_line() -> None:
    lines = [
        "Pengelolaan Arsip Dinamis Daerah | Jumlah dokumen pengelolaan arsip dinamis daerah | 100",
        "Pembinaan Perpustakaan Sekolah | Jumlah dokumen pengelolaan arsip dinamis daerah | 90",
    ]
    built = table(["name", "indicator", "achievement"], lines, kind="program_support")
    assert [item[:2] for item in flat(audited(built), "IND-DUP")] == [("IND-DUP", "warning")]
    lines[1] = "Pengelolaan Arsip Dinamis Dinas | Jumlah dokumen pengelolaan arsip dinamis daerah | 90"
    assert flat(audited(table(["name", "indicator", "achievement"], lines, kind="program_support")), "IND-DUP") == []
    lines[1] = "Pembinaan Perpustakaan Sekolah | Jumlah dokumen pembinaan perpustakaan sekolah | 90"
    assert flat(audited(table(["name", "indicator", "achievement"], lines, kind="program_support")), "IND-DUP") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pagu sebesar Rp 5.000.000,- (enam juta rupiah).", "6.000.000"),
        ("Pagu sebesar Rp 5.000.000,- (lima juta rupiah).", None),
        ("Peserta sebanyak 30 (tiga puluh orang).", None),
        ("Menurut pasal 5 (ayat dua) tersebut.", None),
    ],
)
def test_amounts_and_units_in_words(text: str, expected: str | None) -> None:
    found = flat(audited(sentences=(Sentence("s1", text, 8, (10, 10, 20, 20)),)), "NUM-WORDS")
    assert [item[3] for item in found] == ([expected] if expected else [])
