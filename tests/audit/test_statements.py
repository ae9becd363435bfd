"""The evaluation matrix: where a report tells what is asked about each indicator, and what it leaves out."""

from extractor.audit.statements import statements
from extractor.facts.model import Reading
from schemas import Cell, Column, Section, Table
from tests.audit.outline_reading import drafts, report, said
from tests.audit.prose import BOX, fact

CHAPTERS = tuple(Section(number=str(n), title="", level=1, page=page) for n, page in [(1, 2), (2, 9), (3, 14), (4, 30)])
GOAL = "Meningkatnya mutu air sungai perkotaan"


def table(identifier: str, kind: str, page: int, *cells: str, role: str = "indicator") -> Table:
    return Table(
        id=identifier,
        number=None,
        kind=kind,
        pages=(page, page),
        columns=(Column(role=role), Column(role="source" if kind == "iku" else "category")),
        cells=tuple(Cell(row=row, column=0, text=text, page=page, bbox=BOX) for row, text in enumerate(cells)),
    )


def filled(*texts: str, **more: object) -> Reading:
    """One indicator with results on page 15, last year on 18, Renstra on 20, efficiency on 22, and sentences."""
    name = "Indeks Mutu Air"
    tables = [
        table("t1", "achievement", 15, name),
        table("t2", "previous_years", 18, name),
        table("t3", "renstra_progress", 20, name),
        table("t4", "efficiency", 22, GOAL),
    ]
    facts = [
        fact(name, "target", "80", table="t1", page=15, basis="pk", path=(GOAL,)),
        fact(name, "realization", "78", table="t1", page=15, column=3, path=(GOAL,)),
        fact(name, "realization", "75", table="t2", page=18, period="2030"),
        fact(name, "target", "90", table="t3", page=20, period="2034", basis="renstra"),
    ]
    return report(said(*texts), tables=tables, facts=tuple(facts), sections=CHAPTERS)


def pages(reading: Reading) -> dict[str, int]:
    """What the matrix tells of the only statement: page by cell."""
    (only,) = statements(reading)
    cells = only.model_dump()
    return {name: value["page"] for name, value in cells.items() if isinstance(value, dict)}


def test_tables_answer_for_their_cells() -> None:
    assert pages(filled()) == {"target": 15, "realization": 15, "previous_years": 18, "renstra": 20, "efficiency": 22}


def test_sentences_that_name_the_indicator_answer_for_the_others() -> None:
    found = pages(
        filled(
            "16|sentence|Indeks Mutu Air naik karena limbah berkurang.",
            "16|sentence|Hasil itu ditunjang program penataan sungai.",
            "17|sentence|Indeks Mutu Air berada di bawah rata-rata nasional.",
            "15|sentence|Sumber: Bidang Pemantauan",
        )
    )
    assert {name: found[name] for name in ("causes", "programmes", "national", "source")} == {
        "causes": 16,
        "programmes": 16,
        "national": 17,
        "source": 15,
    }


def test_sentences_about_other_things_and_other_chapters_answer_for_nothing() -> None:
    assert "causes" not in pages(filled("16|sentence|Anggaran turun karena dialihkan."))
    assert "causes" not in pages(filled("10|sentence|Indeks Mutu Air dipilih karena penting."))


def test_a_report_without_results_has_no_statements() -> None:
    assert statements(report(said("15|sentence|Tidak ada tabel."))) == ()


def test_the_agreement_stands_in_where_no_result_is_reported() -> None:
    facts = (fact("Indeks Mutu Air", "target", "80", table="t1", page=10, basis="pk"),)
    only = statements(report(tables=[table("t1", "performance_agreement", 10)], facts=facts))
    assert [(item.indicator, item.realization) for item in only] == [("Indeks Mutu Air", None)]


def test_a_part_that_is_spoken_of_for_no_indicator_is_a_notice() -> None:
    names = ["Indeks Mutu Air", "Rasio Embung Terisi", "Panjang Tanggul Terawat"]
    facts = tuple(fact(name, "realization", "7", table="t1", page=15, row=row) for row, name in enumerate(names))
    spoken = said(
        "16|sentence|Kinerja ini mendukung Renstra karena program dan kegiatan berjalan efisien di tahun sebelumnya."
    )
    reading = report(spoken, tables=[table("t1", "achievement", 15, *names)], facts=facts, sections=CHAPTERS[2:3])
    told = [draft for draft in drafts("DOC-SECTION", reading) if "tidak satu pun" in draft.message.id]
    assert len(told) == 3
    two = report(spoken, tables=[table("t1", "achievement", 15)], facts=facts[:2], sections=CHAPTERS[2:3])
    assert not [draft for draft in drafts("DOC-SECTION", two) if "tidak satu pun" in draft.message.id]
