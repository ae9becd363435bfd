"""Files of a folder become one report only where that is sure."""

from pathlib import Path

from extractor.batch.glance import Glance, glance
from extractor.batch.grouping import grouped
from extractor.batch.job import Job
from tests.batch.conftest import FIXTURES, piece

AGENCY, REGION = "Dinas Taman Kota Muara Jati", "Kota Muara Jati"


def seen(
    kind: str = "lkjip", chapters: tuple[int, ...] = (), year: int | None = 2024, agency: str | None = AGENCY
) -> Glance:
    return Glance(kind, agency, None, REGION if agency else None, year, 10, chapters)


def jobs(**files: Glance | None) -> dict[str, tuple[list[str], list[str]]]:
    """Name of each report's first file with its files and the documents beside it."""
    found = grouped({Path("folder") / f"{name}.pdf": told for name, told in files.items()})
    return {job.files[0].stem: ([p.stem for p in job.files], [p.stem for p in job.supporting]) for job in found}


def test_chapters_that_follow_one_another_are_one_report_in_their_order() -> None:
    found = jobs(d=seen(chapters=(4, 99)), a=seen(chapters=(2, 3)), z=seen(chapters=(0, 1)))
    assert found == {"z": (["z", "a", "d"], [])}


def test_a_chapter_that_tells_no_agency_belongs_to_a_report_that_begins_with_the_first() -> None:
    unknown = seen("other", (3,), year=None, agency=None)
    assert jobs(a=seen(chapters=(1, 2)), b=unknown) == {"a": (["a", "b"], [])}
    assert len(jobs(a=seen(chapters=(2,)), b=unknown)) == 2


def test_a_gap_a_repetition_and_a_contradiction_leave_each_file_alone() -> None:
    assert len(jobs(a=seen(chapters=(1,)), b=seen(chapters=(3,)))) == 2
    assert len(jobs(a=seen(chapters=(1, 2)), b=seen(chapters=(2, 3)))) == 2
    assert len(jobs(a=seen(chapters=(1, 2)), b=seen(chapters=(3,), year=2023))) == 2
    assert len(jobs(a=seen(chapters=(0,)), b=seen(chapters=(0, 99)))) == 2


def test_chapters_of_two_agencies_in_one_folder_are_two_reports() -> None:
    other = "Dinas Arsip Kota Muara Jati"
    found = jobs(
        a=seen(chapters=(1, 2)),
        b=seen(chapters=(3,)),
        c=seen(chapters=(1,), agency=other),
        d=seen(chapters=(2,), agency=other),
    )
    assert found == {"a": (["a", "b"], []), "c": (["c", "d"], [])}


def test_a_whole_report_takes_no_part_and_a_file_nobody_could_look_at_stays_alone() -> None:
    assert len(jobs(a=seen(chapters=(0, 1, 2, 3)), b=seen(chapters=(4,)), c=None)) == 3


def test_documents_of_the_same_agency_and_year_stand_beside_the_only_report() -> None:
    found = jobs(
        report=seen(chapters=(1, 2, 3)),
        pk=seen("pk"),
        old=seen("pk", year=2023),
        renstra=seen("renstra", year=2021),
        foreign=seen("pk", agency="Dinas Arsip Kota Muara Jati"),
        nobody=seen("pk", agency=None),
    )
    assert found["report"] == (["report"], ["pk", "renstra"])
    assert set(found) == {"report", "old", "foreign", "nobody"}


def test_two_reports_of_one_agency_and_year_get_no_documents() -> None:
    found = jobs(draft=seen(chapters=(1, 2, 3)), final=seen(chapters=(1, 2, 3)), pk=seen("pk"))
    assert all(beside == [] for _, beside in found.values())
    assert len(found) == 3


def test_real_chapters_and_documents_are_put_together_and_the_job_says_why(tmp_path: Path) -> None:
    source = FIXTURES / "dossier" / "lkjip-2024.pdf"
    tops = {1: 0}
    for page in range(1, 20):
        found = glance(piece(source, page - 1, page, tmp_path / "page.pdf")).chapters
        if found and found[0] not in {0, 99}:
            tops[page] = found[0]
    starts = [page for page, chapter in tops.items() if chapter in {0, 2, 3}]
    (tmp_path / "page.pdf").unlink()
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], 20], strict=True)):
        piece(source, first - 1, last - 1, tmp_path / f"{'cab'[number]}.pdf")
    pk = FIXTURES / "dossier" / "pk.pdf"
    (tmp_path / "pk.pdf").write_bytes(pk.read_bytes())
    jobs: list[Job] = grouped({path: glance(path) for path in sorted(tmp_path.glob("*.pdf"))})
    assert [([p.name for p in job.files], [p.name for p in job.supporting]) for job in jobs] == [
        (["c.pdf", "a.pdf", "b.pdf"], ["pk.pdf"])
    ]
    assert jobs[0].why is not None
    assert "BAB 2" in jobs[0].why.en and "pk.pdf (pk)" in jobs[0].why.en
