"""A report in several files is read as one: pages counted through, tables joined over the ends of files."""

import itertools
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.errors import ExitCode, UsageError
from schemas import Report

REPORT = Path(__file__).parent.parent / "fixtures" / "dossier" / "lkjip-2024.pdf"
SAMPLE = Path(__file__).parent.parent / "fixtures" / "reports" / "sosial-2023.pdf"


def cut(source: Path, folder: Path, ends: tuple[int, ...]) -> list[Path]:
    """The file in parts that end after these pages."""
    paths = []
    with pikepdf.open(source) as pdf:
        bounds = [0, *ends, len(pdf.pages)]
        for number, (first, last) in enumerate(itertools.pairwise(bounds)):
            part = pikepdf.new()
            part.pages.extend(pdf.pages[first:last])
            paths.append(folder / f"part{number}.pdf")
            part.save(paths[-1])
    return paths


@pytest.fixture(scope="module")
def whole() -> Report:
    return extractor.audit(SAMPLE)


def longest(report: Report) -> tuple[int, int]:
    """The pages of the table that runs over most pages."""
    return max((table.pages for table in report.tables), key=lambda pages: pages[1] - pages[0])


def test_parts_say_what_the_whole_says_also_where_a_table_is_cut(whole: Report, tmp_path: Path) -> None:
    first, last = longest(whole)
    assert last > first
    paths = cut(SAMPLE, tmp_path, (first, last))
    report = extractor.audit(paths[0], parts=paths[1:])
    assert [f.model_dump() for f in report.facts] == [f.model_dump() for f in whole.facts]
    assert [(f.key, f.page) for f in report.findings] == [(f.key, f.page) for f in whole.findings]


def test_places_name_the_file_and_its_own_page(whole: Report, tmp_path: Path) -> None:
    paths = cut(SAMPLE, tmp_path, (3, 8))
    report = extractor.audit(paths[0], parts=paths[1:])
    assert [part.pages for part in report.source.parts] == [(1, 3), (4, 8), (9, whole.source.pages)]
    places = [place for finding in report.findings for place in finding.places]
    assert {place.file for place in places} <= {path.name for path in paths}
    assert all(place.page == place.file_page + start for place in places for start in [starts(report)[place.file]])
    assert all(place.file is None for finding in whole.findings for place in finding.places)


def starts(report: Report) -> dict[str | None, int]:
    return {part.file: part.pages[0] - 1 for part in report.source.parts}


def test_chapters_given_in_disorder_are_read_in_order(tmp_path: Path) -> None:
    report = extractor.audit(REPORT)
    heads = [
        section.page for section in report.sections if section.level == 1 and section.number in ("1", "2", "3", "4")
    ]
    assert len(heads) == 4
    paths = cut(REPORT, tmp_path, tuple(page - 1 for page in heads))
    shuffled = [paths[i] for i in (3, 0, 4, 2, 1)]
    told = extractor.audit(shuffled[0], parts=shuffled[1:])
    assert [part.file for part in told.source.parts] == [path.name for path in paths]


def test_one_part_given_twice_is_refused(tmp_path: Path) -> None:
    paths = cut(SAMPLE, tmp_path, (5,))
    with pytest.raises(UsageError, match="twice"):
        extractor.audit(paths[0], parts=[paths[1], paths[0]])


def test_chosen_pages_count_through(tmp_path: Path) -> None:
    paths = cut(SAMPLE, tmp_path, (5,))
    report = extractor.audit(paths[0], parts=paths[1:], pages=[4, 7])
    assert [page.page for page in report.coverage.pages] == [4, 7]


def test_the_command_takes_the_parts_in_a_row(tmp_path: Path) -> None:
    paths = cut(SAMPLE, tmp_path, (5,))
    out = tmp_path / "out.json"
    done = CliRunner().invoke(app, ["audit", *map(str, paths), "-o", str(out), "--ocr", "off"])
    assert done.exit_code == 0
    assert len(Report.model_validate_json(out.read_bytes()).source.parts) == 2
    refused = CliRunner().invoke(app, ["audit", str(paths[0]), str(tmp_path / "none.pdf"), "-o", str(out)])
    assert refused.exit_code == ExitCode.USAGE
    own = CliRunner().invoke(app, ["audit", *map(str, paths), "-o", str(paths[1])])
    assert own.exit_code == ExitCode.USAGE and paths[1].read_bytes()[:4] == b"%PDF"
