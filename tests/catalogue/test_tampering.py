"""Faults planted in a copy of the catalogue are refused, each with its file and line; the shipped one has none."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.matching.distinct import distinct_problems
from schemas.catalogue import Catalogue
from schemas.catalogue.inspect import Fault, faults, sound_indicators
from schemas.catalogue.reading import COMPILED, FOLDER, compile_catalogue, read
from schemas.compiled import compiled, files_of

AKUN, KES, PEG = (f"indicators/{name}.yaml" for name in ("akuntabilitas", "kesehatan", "kepegawaian"))
NEW = "  - {{id: {id}, name: {name}, gloss_en: x, {rest}}}\n"


class Plant(NamedTuple):
    """A fault: in which file, what becomes what ("" appends), what is said of it, and a piece of the line it is in."""

    file: str
    old: str
    new: str
    complaint: str
    line: str


def entry(rest: str = "kind: index", id: str = "pohon-baru", name: str = "Pohon baru") -> str:
    return NEW.format(id=id, name=name, rest=rest)


PLANTS = [
    Plant(AKUN, "", entry(id="nilai-akip"), "id used twice", "Pohon baru"),
    Plant(AKUN, "", entry(name="Nilai SAKIP"), "belongs to nilai-akip too", "pohon-baru"),
    Plant(AKUN, "", entry("synonyms: [Skor SAKIP]"), "belongs to nilai-akip too", "pohon-baru"),
    Plant(AKUN, "", entry("synonyms: [pohon baru]"), "is told twice", "pohon-baru"),
    Plant(AKUN, "", entry("scale: tidak-ada"), "unknown scale tidak-ada", "pohon-baru"),
    Plant(AKUN, "", entry("unit: hasta"), "unknown unit hasta", "pohon-baru"),
    Plant(AKUN, "", entry("agencies: [dinas-pohon]"), "unknown kind of office dinas-pohon", "pohon-baru"),
    Plant(AKUN, "", entry("lo: 5, hi: 5"), "lo is not below hi", "pohon-baru"),
    Plant(AKUN, "", entry("unit: level, lo: 0, hi: 9"), "hi is above what level allows", "pohon-baru"),
    Plant(AKUN, "", entry("unit: orang, lo: -1"), "lo is below what orang allows", "pohon-baru"),
    Plant(AKUN, "", entry("kind: share, hi: 250"), "a share ends at 100", "pohon-baru"),
    Plant(AKUN, "", entry('kind: count, unit: "%"'), "values of a count have no unit %", "pohon-baru"),
    Plant(AKUN, "", entry("kind: duration, unit: orang"), "values of a duration have no unit orang", "pohon-baru"),
    Plant(AKUN, "", entry("kind: share, synonyms: [Jumlah pohon baru]"), "cannot name a share", "pohon-baru"),
    Plant(AKUN, "", entry("hi: 50, scale: akip-2021"), "goes beyond hi", "pohon-baru"),
    Plant(AKUN, "", entry("polarity: sideways"), "polarity is up or down", "pohon-baru"),
    Plant(AKUN, "", entry("kind: guess"), "unknown kind guess", "pohon-baru"),
    Plant(AKUN, "", entry("aggregation: most"), "unknown aggregation most", "pohon-baru"),
    Plant(AKUN, "", entry('source: ""'), "no source", "pohon-baru"),
    Plant(AKUN, "", entry(id="Pohon_Baru"), "an id has small letters", "Pohon_Baru"),
    Plant(AKUN, "    unit: nilai\n", "    unitt: nilai\n", "unitt: Extra inputs are not permitted", "unitt: nilai"),
    Plant(AKUN, "    lo: 0\n", "    lo: nol\n", "lo: Input should be", "lo: nol"),
    Plant(
        AKUN,
        "    gloss_en: Bureaucratic reform index\n",
        "",
        "gloss_en: Field required",
        "id: indeks-reformasi-birokrasi",
    ),
    Plant(AKUN, "    unit: nilai\n", "    unit: nilai\n    unit: indeks\n", "key told twice", "unit: indeks"),
    Plant(KES, "title: Kesehatan\n", "tittle: Kesehatan\n", "tittle: Extra inputs", "tittle"),
    Plant(KES, "agencies: [kesehatan]\n", "agencies: [kesehatan]]\n", "no readable YAML", "[kesehatan]]"),
    Plant(
        "scales.yaml", "lo: 70, lo_incl: false, hi: 80}", "lo: 70, lo_incl: false, hi: 82}", "classes overlap", "hi: 82"
    ),
    Plant("scales.yaml", "lo: 60, lo_incl: false, hi: 70}", "lo: 60, lo_incl: false, hi: 64}", "gap between", "hi: 64"),
    Plant(
        "scales.yaml",
        "{label: B, synonyms: [Baik], lo: 60,",
        "{label: BB, synonyms: [Baik], lo: 60,",
        "label used twice",
        "id: akip-2021",
    ),
    Plant("scales.yaml", "usage: achievement", "usage: guess", "unknown usage guess", "usage: guess"),
    Plant("scales.yaml", "valid_to: 2017", "valid_to: 1999", "valid_to lies before valid_from", "valid_to: 1999"),
    Plant(
        "units.yaml",
        "synonyms: [org, orng, jiwa]",
        "synonyms: [org, orng, jiwa, lap]",
        "stands for two units",
        "id: laporan",
    ),
    Plant(
        "units.yaml",
        "kind: area, synonyms: [hektar",
        "kind: surface, synonyms: [hektar",
        "unknown kind surface",
        "surface",
    ),
    Plant(
        "agencies.yaml", "short: [DISHUB]", "short: [DISHUB, DINKES]", "is read as kesehatan", "short: [DISHUB, DINKES]"
    ),
    Plant("agencies.yaml", "'perhubungan',", "'perhu(bungan',", "no regular expression", "perhu(bungan"),
    Plant(
        "regions.yaml",
        "  Kota Solo: Kota Surakarta",
        "  Kota Solo: Kota Surabayu",
        "no region Kota Surabayu",
        "Kota Surabayu",
    ),
    Plant("regions.yaml", '  - code: "13"', '  - code: "12"', "code used twice", '- code: "12"|2'),
    Plant("programmes.yaml", '  - code: "1.06"', '  - code: "0.06"', "no urusan 0", '"0.06"'),
    Plant(
        "nomenclature.yaml",
        'level: activity, code: "01.2.05"',
        'level: chapter, code: "01.2.05"',
        "unknown level chapter",
        "chapter",
    ),
    Plant("nomenclature.yaml", 'code: "01.2.06.05"', 'code: "01.2.66.05"', "no activity 01.2.66", "01.2.66.05"),
    Plant(
        "columns.yaml",
        "exact: [satuan,",
        "exact: [satuan, realisasi,",
        '"realisasi" belongs to unit too',
        "exact: [realisasi,",
    ),
    Plant(
        "table_kinds.yaml", "kind: staff", "kind: staff\n    likes: [colour]", "unknown role colour", "likes: [colour]"
    ),
]
UNTOLD = [
    Plant(
        KES,
        "",
        entry("kind: rate, unit: per 1.000 KH", name="Angka Kematian Bayi (AKB) tahun 2023", id="akb-lain"),
        "no feature tells them apart",
        "akb-lain",
    ),
    Plant(
        AKUN,
        "",
        entry("kind: score, unit: nilai", name="Hasil evaluasi nilai SAKIP tahun 2023", id="akip-lain"),
        "no feature tells them apart",
        "akip-lain",
    ),
    Plant(
        PEG,
        "",
        entry("synonyms: [Persentase ibu hamil yang mendapat tablet tambah darah], kind: share"),
        "fits tablet-tambah-darah-ibu-hamil better",
        "pohon-baru",
    ),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", COMPILED))
    for path in (folder / "indicators").glob("*.yaml"):
        if f"indicators/{path.name}" not in (AKUN, KES, PEG):
            path.unlink()
    return folder


def planted(folder: Path, plant: Plant) -> int:
    """Plants a fault; the line where it is to be found."""
    path = folder / plant.file
    text = path.read_text(encoding="utf-8")
    assert plant.old in text
    path.write_text(text.replace(plant.old, plant.new, 1) if plant.old else text + plant.new, encoding="utf-8")
    piece, _, nth = plant.line.partition("|")
    lines = [number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if piece in line]
    return lines[int(nth or 1) - 1]


def told(found: list[Fault], plant: Plant) -> list[int]:
    return [fault.line for fault in found if fault.file == plant.file and plant.complaint in fault.text]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda p: f"{p.file}: {p.complaint}")
def test_a_planted_fault_is_refused_with_file_and_line(copy: Path, plant: Plant) -> None:
    line = planted(copy, plant)
    assert line in told(faults(copy), plant)


@pytest.mark.parametrize("plant", UNTOLD, ids=lambda p: f"{p.file}: {p.complaint}")
def test_what_matching_would_confuse_is_refused(copy: Path, plant: Plant) -> None:
    line = planted(copy, plant)
    assert line in told(faults(copy, distinct_problems(sound_indicators(copy))), plant)


def test_one_name_with_two_units_is_two_indicators(copy: Path) -> None:
    both = entry('kind: rate, unit: "%"', id="pohon-persen") + entry("kind: count, unit: unit", id="pohon-jumlah")
    planted(copy, Plant(AKUN, "", both, "", "pohon-persen"))
    problems = list(distinct_problems(sound_indicators(copy)))
    assert [problem for problem in problems if problem.entry.startswith("pohon")] == []


def test_at_least_thirty_faults_are_planted() -> None:
    assert len(PLANTS) + len(UNTOLD) >= 30


def test_the_shipped_catalogue_is_sound() -> None:
    assert faults(FOLDER, distinct_problems(sound_indicators(FOLDER))) == []


def test_the_compiled_copy_is_fresh_and_says_the_same() -> None:
    assert (FOLDER / COMPILED).read_text(encoding="utf-8") == compile_catalogue(FOLDER), "run: make docs"
    assert list(Catalogue().own_indicators) == sound_indicators(FOLDER)
    assert compiled(FOLDER, COMPILED) == {file: read(FOLDER, file) for file in files_of(FOLDER)}


def test_a_changed_file_is_read_though_the_copy_is_there(copy: Path) -> None:
    (copy / COMPILED).write_text(compile_catalogue(copy), encoding="utf-8")
    planted(copy, Plant(AKUN, "", entry(), "", "pohon-baru"))
    assert "pohon-baru" in Catalogue(copy).indicator_by_id


def test_the_verb_prints_the_faults_and_tells_them_by_its_exit_code(copy: Path) -> None:
    line = planted(copy, PLANTS[0])
    done = CliRunner().invoke(app, ["catalogue", "check", str(copy)])
    assert done.exit_code == 1
    assert f"{AKUN}:{line}: nilai-akip: id used twice" in done.stdout
    assert CliRunner().invoke(app, ["catalogue", "check"]).exit_code == 0


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["catalogue", "check", str(tmp_path / "none")])
    assert done.exit_code == 2 and "none" in done.output
