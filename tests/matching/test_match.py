"""Facts get the identity of their subject: the catalogue's, or one made of the name."""

import random

import pytest

from extractor.matching import match
from schemas import Fact, Match
from tests.matching.conftest import MakeFact


def ids(facts: tuple[Fact, ...]) -> list[str | None]:
    return [fact.subject.canonical_id for fact in facts]


def test_a_known_name_is_matched_with_its_reason(fact: MakeFact) -> None:
    (found,) = match([fact("Nilai SAKIP Perangkat Daerah")])
    assert found.subject.canonical_id == "nilai-akip"
    assert found.subject.match is not None
    assert found.subject.match.decision == "matched"
    assert (found.subject.match.score or 0) > 0.98
    assert found.subject.match.reasons


def test_a_similar_name_is_only_proposed(fact: MakeFact) -> None:
    (found,) = match([fact("Persentase perangkat daerah yang memiliki website resmi")])
    assert found.subject.match is not None
    assert found.subject.match.decision == "proposed"
    assert (found.subject.canonical_id or "").startswith("x-")
    assert found.subject.match.candidates[0].id == "persentase-opd-website"


def test_an_unknown_name_is_new_with_an_id_made_of_it(fact: MakeFact) -> None:
    (found,) = match([fact("Jumlah pohon peneduh yang dirawat")])
    assert found.subject.canonical_id == "x-jumlah-dirawat-peneduh-pohon"
    assert found.subject.match is not None and found.subject.match.decision == "new"


def test_a_long_name_has_a_short_id_of_its_own(fact: MakeFact) -> None:
    name = "Jumlah dokumen " + " ".join(f"bahan{number}" for number in range(30))
    first, second = ids(match([fact(name + " awal", table="t1"), fact(name + " tinggi", table="t2")]))
    assert first is not None and len(first) <= 84
    assert first != second


def test_the_abbreviation_in_brackets_helps_a_misspelt_name(fact: MakeFact) -> None:
    assert ids(match([fact("Gross Deet Rate (GDR)")])) == ["gross-death-rate"]


def test_an_explanation_in_brackets_does_not_hide_the_name(fact: MakeFact) -> None:
    assert ids(match([fact("Angka Kematian Ibu (ibu melahirkan yang meninggal)")])) != ["angka-kematian-bayi"]
    assert ids(match([fact("Indeks Kepuasan Masyarakat (hasil olahan sendiri)")])) == ["indeks-kepuasan-masyarakat"]


def test_spellings_of_one_report_share_an_id(fact: MakeFact) -> None:
    names = [
        "Persentase pohon peneduh yang dirawat",
        "Persenrase pohon peneduh yang dirawat",
        "Persentase pohonpeneduh yang dirawat",
        "a. Persentase pohon peneduh yang dirawat",
    ]
    assert len(set(ids(match([fact(name) for name in names])))) == 1


def test_a_cut_name_joins_the_only_longer_one(fact: MakeFact) -> None:
    whole, cut = "Jumlah pohon peneduh yang dirawat warga", "Jumlah pohon peneduh yang dirawat"
    same = [fact(whole, table="t1", printed="47,25"), fact(cut, table="t2", printed="47,25")]
    assert len(set(ids(match(same)))) == 1
    other = [fact(whole, table="t1", printed="47,25"), fact(cut, table="t2", printed="51,75")]
    assert len(set(ids(match(other)))) == 2


def test_a_name_that_ends_in_the_air_was_cut(fact: MakeFact) -> None:
    whole, cut = "Persentase warga kota yang memiliki pohon peneduh", "Persentase warga kota yang memiliki"
    assert len(set(ids(match([fact(whole, table="t1"), fact(cut, table="t2")])))) == 1


def test_names_of_one_table_are_not_cut_forms_of_each_other(fact: MakeFact) -> None:
    whole, cut = "Jumlah pohon peneduh yang dirawat warga", "Jumlah pohon peneduh yang dirawat"
    assert len(set(ids(match([fact(whole, table="t1"), fact(cut, table="t1")])))) == 2


def test_two_rows_of_one_table_do_not_share_an_indicator(fact: MakeFact) -> None:
    rows = [fact("Nilai SAKIP", table="t1", row=1), fact("Hasil Evaluasi AKIP", table="t1", row=2)]
    found = match(rows)
    assert sorted(str(f.subject.match.decision) for f in found if f.subject.match) == ["matched", "proposed"]


def test_a_share_and_its_number_in_one_table_stay_apart(fact: MakeFact) -> None:
    name = "Taman kota yang dirawat"
    rows = [
        fact(name, table="t1", row=1, unit="%", id="a"),
        fact(name, table="t1", row=1, unit="%", measure="achievement", id="b"),
        fact(name, table="t1", row=2, unit="unit", id="c"),
        fact(name, table="t1", row=2, unit="%", measure="achievement", id="d"),
    ]
    found = ids(match(rows))
    assert found[0] == found[1] != found[2] == found[3]


def test_a_wrong_unit_in_another_table_does_not_part_a_name(fact: MakeFact) -> None:
    name = "Taman kota yang dirawat"
    found = ids(match([fact(name, table="t1", row=1, unit="%"), fact(name, table="t2", row=1, unit="unit")]))
    assert found[0] == found[1]


def test_the_order_of_facts_does_not_matter(fact: MakeFact) -> None:
    names = [
        "Nilai SAKIP",
        "Pohon dirawat",
        "Pohon dirawta",
        "Angka Kematian Ibu",
        "Angka kematian bayi",
        "Jalan mantap",
    ]
    facts = [fact(name, table=f"t{i % 3}", row=i, id=f"f{i}") for i, name in enumerate(names)]
    expected = {f.id: f.subject for f in match(facts)}
    for seed in range(5):
        mixed = facts[:]
        random.Random(seed).shuffle(mixed)
        assert {f.id: f.subject for f in match(mixed)} == expected


def test_a_decision_of_a_person_stays(fact: MakeFact) -> None:
    bare = fact("Nilai SAKIP")
    subject = bare.subject.model_copy(update={"canonical_id": "lain", "match": Match(decision="decided")})
    assert ids(match([bare.model_copy(update={"subject": subject})])) == ["lain"]


def test_other_subjects_stay_as_they_are(fact: MakeFact) -> None:
    facts = [fact("Laki-laki", kind="staff"), fact("Total", kind="total")]
    assert list(match(facts)) == facts


def test_matching_again_changes_nothing(fact: MakeFact) -> None:
    once = match(
        [fact("Nilai SAKIP"), fact("Pohon dirawat"), fact("Program Penataan", kind="budget_line", level="program")]
    )
    assert match(once) == once


class TestBudgetLines:
    """The same programme row in two tables gets one id."""

    def test_the_printed_code_is_the_id(self, fact: MakeFact) -> None:
        assert ids(match([fact("Program Kebersihan", kind="budget_line", level="program", code="2.11. 03.")])) == [
            "2.11.03"
        ]

    def test_a_table_without_codes_takes_the_only_code_of_the_name(self, fact: MakeFact) -> None:
        facts = [
            fact("PROGRAM KEBERSIHAN KOTA", kind="budget_line", level="program", code="2.11.03", table="t1"),
            fact("Program Kebersihan Kota", kind="budget_line", level="program", table="t2"),
        ]
        assert ids(match(facts)) == ["2.11.03", "2.11.03"]

    def test_a_name_with_two_codes_takes_neither(self, fact: MakeFact) -> None:
        facts = [
            fact("Penyusunan Laporan", kind="budget_line", level="activity", code="1.01.01.2.01", table="t1"),
            fact("Penyusunan Laporan", kind="budget_line", level="activity", code="1.01.02.2.01", table="t1"),
            fact("Penyusunan Laporan", kind="budget_line", level="activity", table="t2"),
        ]
        assert ids(match(facts))[2] == "x-penyusunan-laporan"

    @pytest.mark.parametrize(
        "other",
        [
            "PROGRAM PENATAAN TAMAN KABUPATEN/KOTA",
            "Program : Penataan Taman",
            "3. Program Penataan Taman",
            "Program Penataan Tamann",
        ],
    )
    def test_spellings_share_an_id(self, fact: MakeFact, other: str) -> None:
        facts = [
            fact("Program Penataan Taman", kind="budget_line", level="program", table="t1"),
            fact(other, kind="budget_line", level="program", table="t2"),
        ]
        assert len(set(ids(match(facts)))) == 1

    @pytest.mark.parametrize(
        "other",
        ["Penataan Kebun", "Pengadaan Taman (DAK)", "Evaluasi Pengadaan Taman", "Pengaduan Taman"],
    )
    def test_different_lines_stay_apart(self, fact: MakeFact, other: str) -> None:
        facts = [
            fact("Pengadaan Taman", kind="budget_line", level="activity", table="t1"),
            fact(other, kind="budget_line", level="activity", table="t2"),
        ]
        assert len(set(ids(match(facts)))) == 2

    def test_a_name_at_two_levels_has_two_ids(self, fact: MakeFact) -> None:
        facts = [
            fact("Penataan Taman", kind="budget_line", level="activity", table="t1"),
            fact("Penataan Taman", kind="budget_line", level="sub_activity", table="t1"),
        ]
        assert len(set(ids(match(facts)))) == 2
