"""An agency's own list becomes a local catalogue that adds to ours and changes nothing of it."""

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from extractor.cli import app
from schemas.catalogue import CatalogueError, catalogue
from schemas.catalogue.local import layer_of

ROOT = Path(__file__).parent.parent.parent
HEAD = ("No", "Indikator Kinerja", "Satuan", "Polaritas", "Sinonim")
ROWS = (
    (1, "Persentase pohon peneduh yang dirawat", "%", "", "Cakupan pohon peneduh"),
    (2, "Nilai SAKIP", "nilai", "", ""),
    (3, "Jumlah sungai kering", "titik", "turun", ""),
    ("", "", "", "", ""),
)


@pytest.fixture(params=["comma.csv", "semicolon.csv", "book.xlsx"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in ((), HEAD, *ROWS):
            book.active.append(row)  # type: ignore[union-attr]
        book.save(path)
    else:
        mark = ";" if path.stem == "semicolon" else ","
        path.write_text("\n".join(mark.join(map(str, row)) for row in (HEAD, *ROWS)), encoding="utf-8")
    return path


def imported(table: Path) -> Path:
    local = table.with_name("local.yaml")
    code = "import sys; from extractor.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "catalogue", "import", str(table), "-o", str(local), "--lang", "en"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "2 indicators written" in done.stderr and "1 are in the catalogue already" in done.stderr
    return local


def test_a_table_becomes_a_local_catalogue(table: Path) -> None:
    added = layer_of(imported(table), catalogue().own_indicators, catalogue().units).added
    assert [(i.name, i.unit, i.polarity, i.kind, i.domain) for i in added] == [
        ("Persentase pohon peneduh yang dirawat", "%", "up", "rate", "local"),
        ("Jumlah sungai kering", "titik", "down", "count", "local"),
    ]
    assert added[0].synonyms == ("Cakupan pohon peneduh",)


def test_conflicts_are_shown_and_ours_stays(tmp_path: Path) -> None:
    local = tmp_path / "local.yaml"
    local.write_text(
        "indicators:\n"
        "  - {id: nilai-akip, name: Nilai kami, gloss_en: x}\n"
        "  - id: pohon\n"
        "    name: Pohon peneduh\n"
        "    gloss_en: x\n"
        "    synonyms:\n"
        "      - Skor SAKIP\n"
        "      - Peneduh\n",
        encoding="utf-8",
    )
    found = layer_of(local, catalogue().own_indicators, catalogue().units)
    assert [(c.line, c.local, c.ours, c.what) for c in found.conflicts] == [
        (2, "nilai-akip", "nilai-akip", "nilai-akip"),
        (7, "pohon", "nilai-akip", "Skor SAKIP"),
    ]
    assert [(i.id, i.synonyms) for i in found.added] == [("pohon", ("Peneduh",))]


@pytest.mark.parametrize(
    ("entry", "line", "complaint"),
    [
        ("{id: a, name: A, gloss_en: x, unit: hasta}", 2, "unknown unit hasta"),
        ("{id: a, name: A, gloss_en: x, colour: red}", 2, "colour"),
        ("{id: a, name: A, gloss_en: x, lo: nol}", 2, "lo"),
    ],
)
def test_a_wrong_list_is_refused_with_its_line(tmp_path: Path, entry: str, line: int, complaint: str) -> None:
    local = tmp_path / "local.yaml"
    local.write_text(f"indicators:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=complaint) as raised:
        layer_of(local, catalogue().own_indicators, catalogue().units)
    assert raised.value.line == line


def test_an_audit_matches_with_the_local_list(tmp_path: Path) -> None:
    sample = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()
    local = tmp_path / "local.yaml"
    local.write_text(
        "indicators: [{id: pohon, name: Pohon peneduh, gloss_en: x, synonyms: [Skor SAKIP]}]\n", encoding="utf-8"
    )
    code = "import sys; from extractor.cli import main; main()"
    arguments = [
        "audit",
        str(sample),
        "-o",
        str(tmp_path / "a.json"),
        "--ocr",
        "off",
        "--catalogue",
        str(local),
        "--lang",
        "en",
    ]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert 'local.yaml:1: pohon: "Skor SAKIP" belongs to nilai-akip already' in done.stderr
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["generator"]["settings"]["local_catalogue"]


def test_a_name_is_matched_with_the_local_list(tmp_path: Path) -> None:
    local = tmp_path / "local.yaml"
    local.write_text(
        "indicators: [{id: pohon-lokal, name: Persentase pohon peneduh yang dirawat, gloss_en: x}]\n", encoding="utf-8"
    )
    code = "import sys; from extractor.cli import main; main()"
    arguments = ["match", "Prosentase pohon peneduh yang dirawat", "--catalogue", str(local)]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stdout.startswith("Id: pohon-lokal"), done.stdout + done.stderr


@pytest.mark.parametrize("file", ["none.csv", "list.txt", "broken.xlsx", "headless.csv"])
def test_what_is_no_list_is_a_wrong_call(tmp_path: Path, file: str) -> None:
    if file != "none.csv":
        (tmp_path / file).write_text("a,b\n1,2\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["catalogue", "import", str(tmp_path / file), "-o", str(tmp_path / "o.yaml")])
    assert done.exit_code == 2 and file in done.output


def test_show_tells_all_and_search_finds_by_words() -> None:
    shown = CliRunner().invoke(app, ["catalogue", "show", "angka-kematian-ibu", "--lang", "en"]).stdout
    assert "less is better" in shown and "AKI" in shown and "SDGs 3.1.1" in shown
    found = CliRunner().invoke(app, ["catalogue", "search", "kematian", "ibu"]).stdout.splitlines()
    assert found[0].startswith("angka-kematian-ibu\t")
    assert CliRunner().invoke(app, ["catalogue", "search", "qwxyzv"]).exit_code == 1


def test_an_unknown_id_is_answered_with_those_near_it() -> None:
    done = CliRunner().invoke(app, ["catalogue", "show", "nilai-akipp"])
    assert done.exit_code == 2 and "nilai-akip" in done.output
