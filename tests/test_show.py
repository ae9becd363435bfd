"""`lkjip show`: a page with what was read drawn over it."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

import extractor
from extractor.cli import app
from extractor.cli.show import Drawn
from extractor.errors import ExitCode
from extractor.pages import Page
from extractor.report.picture import ACROSS, CELL, DOWN, FACT, SCALE, WORD, Seen, Stage, look, picture, rendered
from schemas import BBox, Cell, Region, Table
from tests.drawing import Sheet, draw

SAMPLE = Path(__file__).parent.parent / "fixtures" / "reports" / "pertanian-2024.pdf"
# A page with tables, whichever the sample has.
PAGE = next(page.page for page in extractor.audit(SAMPLE).coverage.pages if page.tables)
NAME = f"{SAMPLE.stem}-p{PAGE}-rulings.png"


def show(*arguments: str) -> Result:
    """The verb as a user runs it."""
    return CliRunner().invoke(app, ["show", *arguments, "--ocr", "off"], catch_exceptions=False)


def near(image: Image.Image, x: float, y: float) -> set[tuple[int, int, int]]:
    """The colours at a place in points and one pixel around it."""
    row, column = round(y * SCALE), round(x * SCALE)
    around = np.asarray(image)[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2].reshape(-1, 3)
    return {(red, green, blue) for red, green, blue in around.tolist()}


def rgb(colour: str) -> tuple[int, int, int]:
    """The values of a colour such as #2e7d32."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def test_the_stages_of_the_verb_are_those_of_the_picture() -> None:
    assert [d.value for d in Drawn] == [s.value for s in Stage]


def test_the_picture_has_the_size_of_the_page_and_cells_where_they_are(tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    assert show(str(SAMPLE), "--page", str(PAGE), "-o", str(target)).exit_code == 0
    drawn, bare, seen = Image.open(target), rendered(SAMPLE, PAGE), look(SAMPLE, PAGE, Stage.cells)
    assert drawn.size == bare.size
    assert drawn.width == pytest.approx(seen.page.width * SCALE, abs=1)
    assert drawn.height == pytest.approx(seen.page.height * SCALE, abs=1)
    boxes = [c.bbox for t in seen.tables for c in t.cells if c.page == PAGE]
    assert boxes
    for x0, _, x1, bottom in boxes:
        # Left of the middle of a cell's lower side, where no label of the cell below it stands.
        place = (x0 + (x1 - x0) / 3, bottom)
        assert rgb(CELL) in near(drawn, *place) - near(bare, *place)


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_draws_something_of_its_own(stage: Stage) -> None:
    bare = rendered(SAMPLE, PAGE)
    seen = look(SAMPLE, PAGE, stage)
    others = [picture(bare, look(SAMPLE, PAGE, s), s).tobytes() for s in (Stage.words, Stage.rulings) if s is not stage]
    drawn = picture(bare, seen, stage).tobytes()
    assert drawn not in [bare.tobytes(), *others]
    assert drawn == picture(bare, seen, stage).tobytes()


def test_words_and_facts_are_framed() -> None:
    bare = rendered(SAMPLE, PAGE)
    words = look(SAMPLE, PAGE, Stage.words)
    drawn = picture(bare, words, Stage.words)
    assert all(rgb(WORD) in near(drawn, w.x0, (w.top + w.bottom) / 2) for w in words.page.words)
    facts = look(SAMPLE, PAGE, Stage.facts)
    drawn = picture(bare, facts, Stage.facts)
    tops = [f.source.bbox for f in facts.facts]
    assert tops and all(f.source.page == PAGE for f in facts.facts)
    assert all(rgb(FACT) in near(drawn, x0, (top + bottom) / 2) for x0, top, _, bottom in tops)


def test_a_cell_over_two_pages_is_drawn_on_each() -> None:
    first, second = (100.0, 700.0, 200.0, 760.0), (100.0, 60.0, 200.0, 90.0)
    places = (Region(page=1, bbox=first), Region(page=2, bbox=second))
    cell = Cell(row=0, column=0, text="a", page=1, bbox=first, boxes=places)
    table = Table(id="t1", pages=(1, 2), cells=(cell,))
    page = look(SAMPLE, 1, Stage.words).page
    for number, here, there in ((1, first, second), (2, second, first)):
        seen = Seen(_numbered(page, number), (table,))
        drawn = picture(Image.new("RGB", (1241, 1754), "white"), seen, Stage.cells)
        assert rgb(CELL) in near(drawn, *_left(here))
        assert near(drawn, *_left(there)) == {(255, 255, 255)}


def test_a_turned_and_cropped_page_is_drawn_as_it_is_shown(tmp_path: Path) -> None:
    def grid(sheet: Sheet) -> None:
        sheet.grid([100, 200, 300], [100, 130, 160], [["Nama", "Nilai"], ["Padi", "5"]])

    path = tmp_path / "turned.pdf"
    with pikepdf.open(io.BytesIO(draw(grid))) as pdf:
        pdf.pages[0].CropBox = [50, 400, 500, 800]
        pdf.pages[0].Rotate = 90
        pdf.save(path)
    seen, bare = look(path, 1, Stage.rulings), rendered(path, 1)
    assert (seen.page.shown_width, seen.page.turn) == (400, 270)
    drawn = picture(bare, seen, Stage.rulings)
    assert seen.page.edges
    for edge in seen.page.edges:
        x0, top, x1, bottom = seen.page.shown((edge.x0, edge.top, edge.x1, edge.bottom))
        x, y = x0 * 0.9 + x1 * 0.1, top * 0.9 + bottom * 0.1
        assert near(bare, x, y) != {(255, 255, 255)}, "the rendering has no line where the reader saw one"
        assert {rgb(ACROSS), rgb(DOWN)} & near(drawn, x, y)


def test_the_name_tells_page_and_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = show(str(SAMPLE), "--page", str(PAGE), "--stage", "rulings", "--lang", "en")
    assert result.exit_code == 0 and f"Written to {NAME}" in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == [NAME]
    piped = show(str(SAMPLE), "--page", str(PAGE), "--stage", "rulings", "-o", "-")
    assert piped.stdout_bytes == (tmp_path / NAME).read_bytes()


@pytest.mark.parametrize("page", ["0", "-1", "999"])
def test_a_page_that_the_file_lacks_is_wrong_usage(page: str, tmp_path: Path) -> None:
    result = show(str(SAMPLE), "--page", page, "-o", str(tmp_path / "a.png"))
    assert result.exit_code == ExitCode.USAGE
    assert "halaman antara 1 dan" in result.stderr and not list(tmp_path.iterdir())


def _numbered(page: Page, number: int) -> Page:
    """The page under another number."""
    return replace(page, number=number)


def _left(bbox: BBox) -> tuple[float, float]:
    """The middle of the left side of a box."""
    return bbox[0], (bbox[1] + bbox[3]) / 2
