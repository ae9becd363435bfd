"""Comments stand in the copy at the cells of their findings, and the original stays as it is."""

import hashlib
from pathlib import Path

import pikepdf
import pytest

from extractor.errors import UsageError
from extractor.report.annotate import annotated, to_user_space
from extractor.report.originals import Originals
from schemas import Report


def test_every_finding_with_a_place_is_a_comment(tmp_path: Path, sample: Path, at_hand: Originals) -> None:
    before = hashlib.sha256(sample.read_bytes()).hexdigest()
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(annotated(at_hand, "id"))
    assert hashlib.sha256(sample.read_bytes()).hexdigest() == before
    with pikepdf.open(copy) as pdf:
        notes = {str(n.NM): (number, n) for number, p in enumerate(pdf.pages, 1) for n in p.get("/Annots", ())}
    findings = [f for f in at_hand.report.findings if f.places]
    assert set(notes) == {f.id for f in findings}
    assert all(notes[f.id][0] == f.places[0].page for f in findings)
    assert all(f.message.id in str(notes[f.id][1].Contents) for f in findings)


@pytest.mark.parametrize(
    ("turn", "expected"),
    [(0, (30, 735, 60, 745)), (90, (65, 60, 75, 90)), (180, (540, 75, 570, 85)), (270, (525, 730, 535, 760))],
)
def test_a_box_finds_its_place_on_a_turned_and_cut_page(turn: int, expected: tuple[float, ...]) -> None:
    """The page is 600 x 800 with 10 points cut off left and right and 40 off above and below; box 20 right, 15 down."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, 800))
    page.cropbox = [10, 40, 590, 760]
    page.Rotate = turn
    if turn == 90:
        expected = (25, 60, 35, 90)
    if turn == 180:
        expected = (540, 55, 570, 65)
    if turn == 270:
        expected = (565, 710, 575, 740)
    assert to_user_space(page, (20, 15, 50, 25)) == expected


def test_without_the_pdf_the_error_says_how_to_give_it(audited: Report) -> None:
    with pytest.raises(UsageError, match="--pdf"):
        annotated(Originals(audited))
