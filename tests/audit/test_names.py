"""Names of goals, objectives and indicators: when two wordings are told apart, and when they are one."""

import pytest

from extractor.facts.model import Sentence
from schemas import Cell, Column, Section, Table
from tests.audit.outline_reading import drafts, messages, report, said
from tests.audit.prose import BOX, fact


def objectives(
    identifier: str, *names: str, role: str = "objective", kind: str = "achievement", page: int = 5
) -> Table:
    cells = [Cell(row=0, column=c, text=text, page=page, bbox=BOX) for c, text in enumerate(["No", "Sasaran"])]
    for row, name in enumerate(names, 1):
        cells += [Cell(row=row, column=c, text=text, page=page, bbox=BOX) for c, text in enumerate([str(row), name])]
    columns = (Column(role="no"), Column(role=role, header="Sasaran"))
    return Table(
        id=identifier,
        number=identifier,
        kind=kind,
        pages=(page, page),
        columns=columns,
        cells=tuple(cells),
        header_rows=1,
    )


PLAN = "Meningkatnya kualitas air sungai perkotaan"


@pytest.mark.parametrize(
    ("other", "severity"),
    [
        ("Meningkatnya kualitas air danau perkotaan", "warning"),
        ("Meningkatnya kualitas air sungai perkotaan dan perdesaan", None),
        ("Meningkatnya mutu kualitas air sungai perkotaan", "notice"),
        ("Meningkatkan Kualitas Air Sungai Perkotaan", None),
        ("Meningkatnya kualitas air sungei perkotaan", None),
        ("Terwujudnya tata kelola keuangan daerah", None),
    ],
)
def test_an_objective_in_two_tables(other: str, severity: str | None) -> None:
    tables = [objectives("2.1", PLAN, kind="renstra_targets"), objectives("3.1", other)]
    assert [draft.severity for draft in drafts("GOAL-DRIFT", report(tables=tables))] == ([severity] if severity else [])


def test_two_objectives_of_one_table_are_two() -> None:
    both = [PLAN, "Meningkatnya kualitas air danau perkotaan"]
    assert messages("GOAL-DRIFT", report(tables=[objectives("2.1", *both), objectives("3.1", *both)])) == []


def test_a_goal_is_no_objective() -> None:
    goal = objectives("2.1", PLAN, role="goal", kind="renstra_targets")
    tables = [goal, objectives("3.1", "Meningkatnya kualitas air danau perkotaan")]
    assert messages("GOAL-DRIFT", report(tables=tables)) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Sasaran I Meningkatkan Kualitas Pelayanan Umum yang Baik dengan indikator Indeks Air", None),
        ("Sasaran I Meningkatkan Kualitas Air dan Pelayanan Publik yang Baik dengan indikator Indeks Air", "warning"),
        ("Sasaran I Meningkatkan Kualitas Air Sungai Perkotaan dengan indikator Indeks Air", None),
        ("Sasaran 1 : Meningkatnya kualitas air sungai", None),
    ],
)
def test_an_objective_that_the_text_names_by_number(text: str, severity: str | None) -> None:
    found = drafts("GOAL-DRIFT", report(said(text), tables=[objectives("3.1", PLAN)]))
    assert [draft.severity for draft in found] == ([severity] if severity else [])


def named(other: str, printed: str = "80", table: str = "t2") -> list[str]:
    tables = [
        Table(id=name, number=name, kind="achievement", pages=(5, 5), cells=(), columns=())
        for name in ("t1", "t2", "t3")
    ]
    facts = [
        fact("Indeks Kepuasan Pelayanan", "target", "80", canonical_id="x-indeks", table=name, page=page)
        for name, page in (("t1", 5), ("t3", 8))
    ]
    facts.append(fact(other, "target", printed, canonical_id="x-indeks", table=table, page=6, row=4))
    return messages("NAME-DRIFT", report(tables=tables, facts=tuple(facts)))


def test_an_indicator_under_two_names_with_the_same_figures() -> None:
    assert "“Indeks Kepuasan Pegawai”" in named("Indeks Kepuasan Pegawai")[0]
    assert named("indeks kepuasan  PELAYANAN") == []
    assert named("Indeks Kepuasan Pelayanann") == [], "a misspelling"
    assert named("Indeks Kepuasan Pegawai", printed="75") == [], "other figures"
    assert named("Indeks Kepuasan Pegawai", table="t1") == [], "two rows of one table"


CHAPTERS = tuple(Section(number=str(n), title="", level=1, page=page) for n, page in [(1, 2), (2, 9), (3, 14), (4, 30)])


def sets(reported: tuple[str, ...], *texts: str) -> list[str]:
    tables = [
        Table(id="t1", kind="performance_agreement", pages=(10, 10), cells=(), columns=()),
        Table(id="t2", kind="achievement", pages=(15, 15), cells=(), columns=()),
    ]
    planned = ["Indeks Mutu Air", "Persentase Sungai Bersih", "Jumlah Embung Terbangun", "Cakupan Irigasi Teknis"]
    facts = [fact(name, "target", "8", table="t1", page=10, row=row) for row, name in enumerate(planned)]
    facts += [fact(name, "realization", "7", table="t2", page=15, row=row) for row, name in enumerate(reported)]
    sentences = said(*(f"16|sentence|{text}" for text in texts))
    return messages("SET-DIFF", report(sentences, tables=tables, facts=tuple(facts), sections=CHAPTERS))


THREE = ("Indeks Mutu Air", "Persentase Sungai Bersih", "Jumlah Embung Terbangun")


def test_an_agreed_indicator_that_is_not_reported() -> None:
    assert "“Cakupan Irigasi Teknis”" in sets(THREE)[0]
    assert sets((*THREE, "Cakupan Irigasi Teknis")) == []
    assert sets(THREE, "Cakupan irigasi teknis belum dapat dihitung.") == [], "a sentence accounts for it"
    assert sets(THREE[:2]) == [], "two in both are too few"


def test_a_reported_indicator_that_nothing_declares_is_a_notice() -> None:
    assert "Rasio Kebocoran Pipa Induk" in sets((*THREE, "Cakupan Irigasi Teknis", "Rasio Kebocoran Pipa Induk"))[0]


def test_an_indicator_of_the_goal_that_only_the_text_declares() -> None:
    declared = (
        Sentence("s1", "Indikator tujuan :", 10, BOX, paragraph=1),
        Sentence("s2", "Penilaian mandiri pengelolaan risiko Indeks Mutu Air Sasaran 1 :", 10, BOX, paragraph=2),
    )
    facts = (fact("Indeks Mutu Air", "realization", "7", table="t2", page=15),)
    table = Table(id="t2", kind="achievement", pages=(15, 15), cells=(), columns=())
    found = messages("SET-DIFF", report(declared, tables=[table], facts=facts, sections=CHAPTERS))
    assert len(found) == 1 and "“Penilaian mandiri pengelolaan risiko”" in found[0]
    spoken = said("16|sentence|Penilaian mandiri atas pengelolaan risiko ditunda.")
    assert messages("SET-DIFF", report((*declared, *spoken), tables=[table], facts=facts, sections=CHAPTERS)) == []
