"""Four years of one office: what was restated in silence is found, what is explained is not accused, breaks are told."""

import json
import shutil
from pathlib import Path

import pytest

from extractor.dataset import database as db
from extractor.dataset.breaks import scale
from extractor.dataset.build import build
from extractor.dataset.panel import best_of
from extractor.dataset.restated import Beside, Remark, restatements
from extractor.dataset.statements import Statement
from fixtures import years
from tests.dataset.saying import statement


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What a dataset answers."""
    with db.opened(folder / db.FILE) as database:
        return database.execute(query).fetchall()


def page_of(folder: Path, report: str, fact: str) -> object:
    """The page of a fact."""
    return rows(folder, f"SELECT page FROM facts WHERE report = '{report}' AND fact = '{fact}'")[0][0]


def test_every_restatement_is_found_with_both_places_and_no_other(years_dataset: Path) -> None:
    found = rows(
        years_dataset,
        "SELECT name, year, earlier_year, later_year, earlier_printed, later_printed, explained, severity, "
        "earlier_report, earlier_fact, earlier_page, later_report, later_fact, later_page FROM restatements",
    )
    want = {
        (
            r.name,
            r.year,
            r.earlier,
            r.later,
            r.right,
            r.printed,
            r.kind == years.EXPLAINED,
            None if r.kind == years.EXPLAINED else "warning",
        )
        for r in years.RESTATED
    }
    assert {row[:8] for row in found} == want and len(found) == len(want)
    for row in found:
        assert (row[10], row[13]) == (page_of(years_dataset, *row[8:10]), page_of(years_dataset, *row[11:13]))


def test_breaks_are_told_and_not_taken_for_restatements(years_dataset: Path) -> None:
    told = rows(years_dataset, "SELECT kind, after, year FROM breaks ORDER BY kind")
    assert [(row[0], row[2]) for row in told] == [("name", 2023), ("unit", 2023)]
    assert told[0][1] == years.RENAMED
    assert rows(years_dataset, f"SELECT 1 FROM restatements WHERE name = '{years.HALLS}'") == []


def test_a_renamed_indicator_stays_one_series_with_the_id_of_its_first_name(years_dataset: Path) -> None:
    found = rows(years_dataset, f"SELECT DISTINCT series FROM facts WHERE name IN ('{years.ROOMS}', '{years.RENAMED}')")
    first = rows(years_dataset, f"SELECT DISTINCT canonical_id FROM facts WHERE name = '{years.ROOMS}'")
    assert found == first and len(found) == 1


def test_the_panel_holds_the_value_of_the_year_s_own_report_unless_a_revision_is_explained(years_dataset: Path) -> None:
    query = "SELECT name, year, printed, reason, restated FROM panel WHERE measure = 'realization'"
    cells = {(row[0], row[1]): row[2:] for row in rows(years_dataset, query)}
    assert cells[years.GUIDES, 2021] == ("53,27", "own-year", "silent")
    assert cells[years.CRAFTS, 2022] == ("45,60", "explained-restatement", "explained")
    assert cells[years.GUIDES, 2020] == ("50,40", "later-report", None)
    assert cells[years.STALLS, 2024] == ("68,47", "own-year", None)


def test_the_total_of_the_budget_has_a_series(years_dataset: Path) -> None:
    found = rows(years_dataset, "SELECT year, measure, reason FROM panel WHERE series = 'total' ORDER BY ALL")
    assert found == [(year, m, "own-year") for year in range(2021, 2025) for m in ("budget", "spending")]


def told(
    *said: Statement, remarks: dict[str, list[Remark]] | None = None, names: tuple[str, ...] = ()
) -> list[tuple[bool, str | None]]:
    """Whether what was said holds restatements, each with explained and severity."""
    beside = Beside(remarks or {}, {}, {said[0].agency_id: frozenset(names)})
    return [(row.explained, row.severity) for row in restatements(said, beside, frozenset())]


OLD = statement("71,50", fiscal_year=2022, year=2022)
CASES = (
    # What the later report prints of the year 2022, and what comes of it.
    (statement("71,50", fiscal_year=2023, year=2022), []),
    (statement("71,5", fiscal_year=2023, year=2022), []),
    (statement("72", fiscal_year=2023, year=2022), []),
    (statement("75,10", fiscal_year=2023, year=2022), [(False, "warning")]),
    (statement("75,10", fiscal_year=2023, year=2022, confidence=0.5), [(False, "notice")]),
)


@pytest.mark.parametrize(("later", "wanted"), CASES)
def test_a_difference_is_one_only_beyond_the_printed_precision(
    later: Statement, wanted: list[tuple[bool, str]]
) -> None:
    assert told(OLD, later) == wanted


def test_a_figure_that_the_later_report_also_prints_as_before_is_not_accused() -> None:
    both = [statement(p, fiscal_year=2023, year=2022, fact=f) for p, f in (("75,10", "f1"), ("71,50", "f2"))]
    assert told(OLD, *both) == []


NOTES = (
    # The remark of the later report, its page, whether it is a note, whether it explains.
    ("*) Realisasi tahun 2022 telah disesuaikan dengan hasil pemeriksaan.", 5, True, True),
    ("*) Angka telah disesuaikan.", 6, True, True),
    ("*) Realisasi tahun 2021 telah disesuaikan.", 5, True, False),
    ("*) Angka telah disesuaikan.", 9, True, False),
    ("*) Angka Cakupan air minum layak telah dikoreksi.", 5, True, False),
    ("Angka Indeks mutu jalan tahun 2022 dikoreksi setelah survei ulang.", 40, False, True),
    ("Data tahun 2022 dikoreksi.", 5, False, False),
)


@pytest.mark.parametrize(("text", "page", "note", "explains"), NOTES)
def test_a_remark_explains_what_it_names_or_stands_beside(text: str, page: int, note: bool, explains: bool) -> None:
    later = statement("75,10", fiscal_year=2023, year=2022, page=5)
    remarks = {later.report: [Remark(page, text, note)]}
    found = told(OLD, later, remarks=remarks, names=(later.name, "Cakupan air minum layak"))
    assert found == [(explains, None if explains else "warning")]


def test_figures_under_the_year_beside_theirs_are_a_notice() -> None:
    before = statement("60,25", fiscal_year=2022, year=2021, fact="f9")
    later = statement("60,25", fiscal_year=2023, year=2022)
    assert told(before, OLD, later) == [(False, "notice")]


def test_a_scale_is_another_where_all_years_change_by_one_factor() -> None:
    before = [statement(p, fiscal_year=2022, year=y) for p, y in (("0,71", 2021), ("0,75", 2022))]
    after = [statement(p, fiscal_year=2023, year=y) for p, y in (("71", 2021), ("75", 2022), ("80", 2023))]
    assert scale(before, after) == 100
    assert scale(before[:1], after) is None
    assert scale(before, [after[0], statement("76", fiscal_year=2023, year=2022)]) == 100
    assert scale(before, [after[0], statement("60", fiscal_year=2023, year=2022)]) is None


def test_an_earlier_report_that_gives_a_series_another_id_leaves_its_trace(years_audits: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for year in (2023, 2024):
        shutil.copy(years_audits / f"pariwisata-{year}.json", tmp_path / "in")
    build(tmp_path / "in", tmp_path / "data")
    before = rows(tmp_path / "data", f"SELECT DISTINCT series FROM facts WHERE name = '{years.RENAMED}'")[0][0]
    shutil.copy(years_audits / "pariwisata-2022.json", tmp_path / "in")
    build(tmp_path / "in", tmp_path / "data")
    after = rows(tmp_path / "data", f"SELECT DISTINCT series FROM facts WHERE name = '{years.ROOMS}'")[0][0]
    assert rows(tmp_path / "data", "SELECT before, after, kind FROM moves") == [(before, after, "renamed")]
    assert rows(tmp_path / "data", f"SELECT series FROM concordance WHERE canonical_id = '{before}'") == [(after,)]


def test_a_quarterly_report_is_not_held_against_a_yearly_one(years_audits: Path, tmp_path: Path) -> None:
    shutil.copytree(years_audits, tmp_path / "in")
    report = json.loads((tmp_path / "in" / "pariwisata-2021.json").read_bytes())
    report["document"]["kind"] = "quarterly"
    (tmp_path / "in" / "pariwisata-2021.json").write_text(json.dumps(report), encoding="utf-8")
    build(tmp_path / "in", tmp_path / "data")
    assert rows(tmp_path / "data", f"SELECT 1 FROM restatements WHERE name = '{years.GUIDES}'") == []
    assert rows(tmp_path / "data", "SELECT count(*) FROM restatements") == [(3,)]


def test_of_several_totals_the_greatest_that_holds_is_that_of_the_office() -> None:
    parts = (("244.804", 2), ("707.999", 1), ("999.999", -1))
    said = [statement(p, series="total", measure="budget", support=n, fact=f"f{n}") for p, n in parts]
    chosen, reason = best_of(said)
    assert (chosen.printed, reason) == ("707.999", "largest")


def test_of_several_values_the_most_confirmed_counts_then_the_most_frequent() -> None:
    confirmed = [statement("71,50", support=2, fact="f1"), statement("75,10", fact="f2"), statement("75,10", fact="f3")]
    assert best_of(confirmed)[0].printed == "71,50" and best_of(confirmed)[1] == "most-confirmed"
    frequent = [statement("71,50", fact="f1"), statement("75,10", fact="f2"), statement("75,10", fact="f3")]
    assert best_of(frequent)[0].printed == "75,10" and best_of(frequent)[1] == "most-often"
    plans = [statement("80", measure="target", basis=basis, fact=f"f{basis}") for basis in ("renstra", "pk")]
    assert best_of(plans)[0].basis == "pk"
