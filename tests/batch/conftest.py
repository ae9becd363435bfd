"""Small reports: some pages of our own fixtures, each a file of its own."""

import shutil
from pathlib import Path

import pikepdf
import pytest

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
# Pages with a table each, so that something is recalculated.
PIECES = {"perikanan-2023": (6, 9), "pertanian-2024": (6, 9), "sosial-2023": (6, 9), "kepegawaian-2024": (6, 9)}


def piece(source: Path, first: int, last: int, target: Path) -> Path:
    """Some pages of a file."""
    with pikepdf.open(source) as pdf, pikepdf.new() as part:
        part.pages.extend(list(pdf.pages)[first:last])
        part.save(target, deterministic_id=True)
    return target


@pytest.fixture(scope="session")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with four small reports."""
    folder = tmp_path_factory.mktemp("pieces")
    for name, (first, last) in PIECES.items():
        piece(FIXTURES / "reports" / f"{name}.pdf", first, last, folder / f"{name}.pdf")
    return folder


@pytest.fixture
def reports(pieces: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(pieces, tmp_path / "reports"))
