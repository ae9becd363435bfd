"""Every hostile file has the outcome that the documentation names, within its limits; it takes half a minute of CPU."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.isolation.platform import LINUX
from fixtures.hostile import HOSTILE

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| `(\w+)` \| (\d+) \| (?:`(.+?)`)? \|$", re.MULTILINE)
TABLE = {row[0]: row[1:] for row in ROW.findall((ROOT / "docs" / "limits.md").read_text(encoding="utf-8"))}
SECONDS = 180.0

pytestmark = pytest.mark.skipif(not LINUX, reason="only Linux has all the limits")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of every file, and the memory of the process that started them."""
    command = [sys.executable, "-m", "benchmarks.hostile", "--json", "--seconds", str(SECONDS)]
    place = tmp_path_factory.mktemp("cwd")
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place)},
    )
    assert done.stderr == "" and list(place.iterdir()) == []
    found = json.loads(done.stdout)
    return {"parent_mb": found["parent_mb"], **{line["name"]: line for line in found["lines"]}}


def test_every_file_stands_in_the_table_with_what_it_is() -> None:
    what = {name: (maker.__doc__ or "").splitlines()[0].rstrip(".") for name, maker in HOSTILE.items()}
    assert {name: row[0] for name, row in TABLE.items()} == what


@pytest.mark.parametrize("name", HOSTILE)
def test_the_outcome_is_the_documented_one(name: str, lines: dict[str, Any]) -> None:
    if name == "unreadable" and os.geteuid() == 0:
        pytest.skip("an administrator may read every file")
    _, kind, code, told = TABLE[name]
    line = lines[name]
    assert line["kind"] == kind, line["told"]
    assert line["exit_code"] in {int(code), None} and (line["exit_code"] is None) == (kind == "out_of_memory")
    assert told in line["told"] and line["output"] == ""
    assert line["seconds"] < SECONDS + 2


def test_the_process_that_starts_them_stays_small(lines: dict[str, Any]) -> None:
    assert lines["parent_mb"] <= 300
