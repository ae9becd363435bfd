"""The package holds all of its files, and a bundle installs without network."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bundle.build import SUMS, build

ROOT = Path(__file__).parent.parent
DATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
# An address of nobody: whoever asks the network there gets no answer.
NOWHERE = "http:" + "//127.0.0.1:9"


@pytest.mark.parametrize("package", DATA)
def test_every_file_that_the_code_reads_is_part_of_the_package(package: str) -> None:
    folder = ROOT / package
    needed = {
        p for p in folder.rglob("*") if p.is_file() and p.suffix not in {".py", ".md"} and "__pycache__" not in p.parts
    }
    packed = {path for pattern in DATA[package] for path in folder.glob(pattern)}
    assert sorted(str(path.relative_to(folder)) for path in needed - packed) == []


@pytest.mark.skipif(
    not os.environ.get("LKJIP_TEST_BUNDLE"),
    reason="downloads every package and installs it, which takes minutes: make test-bundle",
)
def test_a_bundle_installs_without_network_and_audits(tmp_path: Path) -> None:
    folder = build(tmp_path / "offline")
    texts = [folder / SUMS, *folder.glob("*.txt"), *folder.glob("*.sh")]
    assert [
        text.name
        for text in texts
        if re.search(r"https?:|find-links|index-url", text.read_text().replace("--find-links", ""))
    ] == []
    names = [wheel.name for wheel in (folder / "wheels").iterdir()]
    assert all(name.endswith(".whl") for name in names) and any(name.startswith("lkjip_extractor-") for name in names)
    place = tmp_path / "place"
    alone = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))},
        **{f"{way}_proxy": NOWHERE for way in ("http", "https", "all")},
        "PIP_INDEX_URL": NOWHERE,
        "PIP_CONFIG_FILE": os.devnull,
        "PYTHON": sys.executable,
    }
    done = subprocess.run(
        ["sh", str(folder / "install.sh"), str(place)], env=alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "python" in done.stdout
    sample = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text().strip()
    command = [str(place / "bin" / "lkjip"), "audit", str(sample), "-o", "out.json", "--ocr", "off"]
    audit = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, text=True, check=False)
    assert audit.returncode == 0 and (tmp_path / "out.json").stat().st_size > 1000, audit.stderr
    (folder / "wheels" / names[0]).write_bytes(b"changed on the way")
    again = subprocess.run(
        ["sh", str(folder / "install.sh"), str(tmp_path / "other")],
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode != 0 and names[0] in again.stdout + again.stderr
