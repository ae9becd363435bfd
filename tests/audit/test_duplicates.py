"""Duplicate figures over tables: when they clash, which is likely right, and what is left alone."""

import pytest

from extractor.audit.duplicate_facts import agree
from extractor.audit.rules import duplicates
from tests.audit.prose import fact, reading, table

TABLES = (table("t1", number="3.1"), table("t2", number="3.2", page=8), table("t3", number="3.3", page=9))
NAME = "Indeks Kepuasan Pengguna"


def rows(identifier: str, realization: str, achievement: str, page: int, **more: str) -> tuple:
    return (
        fact(NAME, "target", more.get("target", "80"), table=identifier, page=page, basis="pk"),
        fact(NAME, "realization", realization, table=identifier, page=page),
        fact(NAME, "achievement", achievement, table=identifier, page=page),
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("102", "102,03", True),
        ("91", "91,84", True),
        ("102", "101,15", False),
        ("246,5", "246,50", True),
        ("95,20", "95,21", False),
        ("1.391", "1.392", False),
    ],
)
def test_agreement_at_the_coarser_precision(first: str, second: str, expected: bool) -> None:
    assert agree(fact(NAME, "achievement", first), fact(NAME, "achievement", second)) is expected


def test_realization_clash_names_all_places_and_the_value_with_arithmetic() -> None:
    facts = (*rows("t1", "72,50", "90,63", 5), *rows("t2", "76,50", "90,63", 8), *rows("t3", "76,50", "90,63", 9))
    (draft,) = duplicates.realizations(reading(facts, tables=TABLES))
    assert draft.check == "XT-IND"
    assert (draft.printed, draft.expected) == ("76,50", "72,50")
    assert "Tabel 3.2 (halaman 8)" in draft.message.id
    assert "Tabel 3.3 (halaman 9)" in draft.message.id


def test_majority_decides_without_arithmetic() -> None:
    facts = tuple(
        fact(NAME, "realization", printed, table=name, page=page)
        for name, printed, page in (("t1", "70", 5), ("t2", "71", 8), ("t3", "71", 9))
    )
    (draft,) = duplicates.realizations(reading(facts, tables=TABLES))
    assert (draft.printed, draft.expected) == ("70", "71")


def test_equal_figures_and_other_periods_entities_members_hold() -> None:
    facts = (
        fact(NAME, "realization", "71,25", table="t1"),
        fact(NAME, "realization", "71,3", table="t2"),
        fact(NAME, "realization", "65", table="t2", period="2030"),
        fact(NAME, "realization", "80", table="t3", entity="Kota Contoh"),
        fact(NAME, "realization", "35", table="t3", member={"jenis kelamin": "L"}),
    )
    assert not list(duplicates.realizations(reading(facts, tables=TABLES)))


def test_a_table_with_several_values_for_one_indicator_is_not_compared() -> None:
    parts = tuple(fact(NAME, "realization", printed, table="t1", row=row) for row, printed in enumerate(("100", "4,5")))
    facts = (*parts, fact(NAME, "realization", "81", table="t2"))
    assert not list(duplicates.realizations(reading(facts, tables=TABLES)))


def test_last_year_is_xt_prev() -> None:
    facts = (
        fact(NAME, "realization", "65,18", table="t1", period="2030"),
        fact(NAME, "realization", "65,16", table="t2", period="2030"),
    )
    (draft,) = duplicates.realizations(reading(facts, tables=TABLES))
    assert draft.check == "XT-PREV"


def test_achievement_is_folded_under_its_realization() -> None:
    facts = (*rows("t1", "72", "90", 5), *rows("t2", "76", "95", 8))
    found = reading(facts, tables=TABLES)
    assert len(list(duplicates.realizations(found))) == 1
    assert not list(duplicates.achievements(found))


def test_achievement_against_another_plan_is_another_fact() -> None:
    facts = (
        fact(NAME, "achievement", "100", table="t1", basis="pk"),
        fact(NAME, "achievement", "94,66", table="t2", basis="renstra"),
    )
    assert not list(duplicates.achievements(reading(facts, tables=TABLES)))


def test_target_clash_is_a_notice_where_a_revision_is_named() -> None:
    facts = (
        fact(NAME, "target", "70", table="t1", basis="renstra"),
        fact(NAME, "target", "75", table="t2", basis="pk"),
    )
    (plain,) = duplicates.targets(reading(facts, tables=TABLES))
    assert plain.severity == "warning"
    named = (table("t1", caption="Target Renstra setelah Review"), TABLES[1])
    (revised,) = duplicates.targets(reading(facts, tables=named))
    assert revised.severity == "notice"


def test_end_target_without_year_is_not_this_years_target() -> None:
    facts = (
        fact(NAME, "target", "90", table="t1", basis="renstra", period=None),
        fact(NAME, "target", "75", table="t2", basis="pk"),
    )
    assert not list(duplicates.targets(reading(facts, tables=TABLES)))


def test_achievements_against_end_targets_of_two_plans_are_not_compared() -> None:
    def row(table: str, period: str | None, target: str, printed: str) -> tuple:
        return (
            fact(NAME, "target", target, table=table, basis="renstra", period=period),
            fact(NAME, "realization", "17", table=table),
            fact(NAME, "achievement", printed, table=table, basis="renstra"),
        )

    other = (*row("t1", "2033", "13", "130,77"), *row("t2", None, "14", "121,43"))
    assert not list(duplicates.achievements(reading(other, tables=TABLES)))
    same = (*row("t1", "2033", "13", "130,77"), *row("t2", None, "13", "121,43"))
    (draft,) = duplicates.achievements(reading(same, tables=TABLES))
    assert draft.check == "XT-CAP"
    assert "130,77" in draft.message.id.partition("perhitungan")[2]


def test_column_with_last_years_heading_and_this_years_figures() -> None:
    facts = tuple(
        fact(name, "realization", printed, table=identifier, period=period)
        for name, printed in (("Indeks Kesatu", "71,51"), ("Indeks Kedua", "80,25"))
        for identifier, period in (("t1", "2031"), ("t2", "2030"))
    )
    found = reading(facts, tables=TABLES)
    (draft,) = duplicates.mislabelled(found)
    assert draft.check == "DOC-YEARLABEL"
    assert not list(duplicates.realizations(found))


def test_a_comparison_table_with_both_years_is_not_mislabelled() -> None:
    facts = tuple(
        fact(name, "realization", printed, table=identifier, period=period)
        for name, printed in (("Indeks Kesatu", "71,51"), ("Indeks Kedua", "80,25"))
        for identifier, period in (("t1", "2031"), ("t2", "2030"), ("t2", "2031"))
    )
    assert not list(duplicates.mislabelled(reading(facts, tables=TABLES)))


def test_average_of_one_sasaran_in_two_tables() -> None:
    facts = tuple(
        fact(
            "Meningkatnya mutu layanan", "average_achievement", printed, table=name, kind="budget_line", basis="renstra"
        )
        for name, printed in (("t1", "94,66"), ("t2", "95,66"))
    )
    (draft,) = duplicates.averages(reading(facts, tables=TABLES))
    assert draft.check == "XT-CAP"


def test_a_table_that_differs_throughout_measures_something_else() -> None:
    names = ("Indeks Kesatu", "Indeks Kedua", "Indeks Ketiga")
    facts = tuple(
        fact(name, "realization", printed, table=identifier, row=row)
        for row, name in enumerate(names)
        for identifier, printed in (("t1", f"7{row},1"), ("t2", f"2{row},1"), ("t3", f"7{row},1"))
    )
    assert not list(duplicates.realizations(reading(facts, tables=TABLES)))
    one_odd = tuple(item for item in facts if item.source.table != "t2" or item.subject.name == "Indeks Kesatu")
    assert len(list(duplicates.realizations(reading(one_odd, tables=TABLES)))) == 1


def test_sums_over_years_and_outputs_of_activities_are_not_compared() -> None:
    facts = (fact(NAME, "realization", "70", table="t1"), fact(NAME, "realization", "210", table="t2"))
    summed = table("t2", page=8, caption="Realisasi s.d. Tahun 2031 terhadap Target Akhir")
    assert not list(duplicates.realizations(reading(facts, tables=(TABLES[0], summed))))
    support = table("t2", "program_support", page=8)
    assert not list(duplicates.realizations(reading(facts, tables=(TABLES[0], support))))


def test_digits_with_and_without_separator_are_one_figure() -> None:
    assert agree(fact(NAME, "achievement", "16,000"), fact(NAME, "achievement", "16000"))
