"""The catalogue that ships is sound, and a catalogue that contradicts itself is refused with file and entry."""

import pickle
import re
import shutil
from pathlib import Path

import pytest

from schemas.catalogue import Catalogue, CatalogueError, catalogue
from schemas.catalogue.reading import FOLDER


def test_every_part_of_the_shipped_catalogue_loads() -> None:
    shipped = Catalogue()
    assert len(shipped.indicators) >= 150
    assert len(shipped.agencies) >= 25
    assert {"capaian-permendagri", "akip-2021", "skm-2017", "merit-kasn"} <= set(shipped.scale_by_id)
    assert shipped.columns.roles and shipped.table_kinds and shipped.units and shipped.nomenclature and shipped.words
    assert "Kabupaten Banyuwangi" in shipped.regions and "Kota Surabaya" in shipped.regions
    assert len(shipped.regions) == len(set(shipped.regions))


def test_ids_are_kebab_case_and_every_indicator_has_a_gloss() -> None:
    for indicator in catalogue().indicators:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", indicator.id), indicator.id
        assert indicator.gloss_en


def test_every_pattern_compiles() -> None:
    columns = catalogue().columns
    patterns = [p for role in columns.roles for p in role.patterns]
    patterns += [p for hint in (*columns.basis, *columns.phase) for p in hint.patterns]
    patterns += [p for kind in catalogue().table_kinds for p in (*kind.caption, *kind.rules_out, *kind.header)]
    patterns += [p for kind in catalogue().agencies for p in kind.patterns]
    patterns += [*catalogue().polarity.up, *catalogue().polarity.down]
    for pattern in patterns:
        re.compile(pattern)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("{id: nilai-akip, name: Lain, gloss_en: x}", "id used twice"),
        ("{id: baru, name: Nilai SAKIP, gloss_en: x}", "belongs to nilai-akip too"),
        ("{id: baru, name: Baru, gloss_en: x, scale: tidak-ada}", "unknown scale tidak-ada"),
        ("{id: baru, name: Baru, gloss_en: x, unit: hasta}", "unknown unit hasta"),
        ("{id: baru, name: Baru, gloss_en: x, lo: 5, hi: 5}", "lo is not below hi"),
        ("{id: baru, name: Baru, gloss_en: x, unit: level, hi: 9}", "hi is above what level allows"),
        ("{id: baru, name: Baru, gloss_en: x, kind: share, hi: 250}", "a share ends at 100"),
        ("{id: baru, name: Baru, gloss_en: x, polarity: sideways}", "polarity is up or down"),
        ("{id: baru, name: Baru, gloss_en: x, polarita: up}", "polarita"),
    ],
)
def test_a_wrong_indicator_is_refused(copy: Path, entry: str, complaint: str) -> None:
    append(copy / "indicators" / "akuntabilitas.yaml", f"  - {entry}\n")
    with pytest.raises(CatalogueError, match=complaint) as raised:
        _ = Catalogue(copy).indicators
    assert raised.value.file.startswith("indicators/")
    assert raised.value.entry in entry


def test_overlapping_classes_are_refused(copy: Path) -> None:
    scale = "{id: s, name: S, classes: [{label: Atas, lo: 50, hi: 100}, {label: Bawah, lo: 0, hi: 50}]}"
    append(copy / "scales.yaml", f"  - {scale}\n")
    with pytest.raises(CatalogueError, match=r"scales.yaml:\d+: s: classes overlap: Atas and Bawah"):
        _ = Catalogue(copy).scales


def test_bounds_that_only_touch_do_not_overlap(copy: Path) -> None:
    scale = "{id: s, name: S, classes: [{label: Atas, lo: 50, lo_incl: false, hi: 100}, {label: Bawah, lo: 0, hi: 50}]}"
    append(copy / "scales.yaml", f"  - {scale}\n")
    assert "s" in Catalogue(copy).scale_by_id


def test_a_header_under_two_roles_is_refused(copy: Path) -> None:
    text = (copy / "columns.yaml").read_text(encoding="utf-8")
    (copy / "columns.yaml").write_text(text.replace("exact: [satuan,", "exact: [satuan, realisasi,"), encoding="utf-8")
    with pytest.raises(CatalogueError, match='"realisasi" belongs to unit too'):
        _ = Catalogue(copy).columns


def test_broken_yaml_names_the_file(copy: Path) -> None:
    (copy / "units.yaml").write_text("units: [", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"units.yaml"):
        _ = Catalogue(copy).units


def test_the_error_survives_a_trip_between_processes() -> None:
    error = pickle.loads(pickle.dumps(CatalogueError("a.yaml", "b", "c")))
    assert (error.file, error.entry, error.problem) == ("a.yaml", "b", "c")
