"""Every command that README and docs show in a shell block runs as it stands, in a folder with a report."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[str]:
    """The lines of the page's shell blocks that call the program, comments cut."""
    lines = [line for block in BLOCK.findall(page.read_text("utf-8")) for line in block.splitlines()]
    return [line.split("  #")[0].strip() for line in lines if line.startswith("lkjip ")]


@pytest.mark.parametrize("page", [p for p in PAGES if commands(p)], ids=lambda p: p.name)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path, tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "LKJIP_2024.pdf")
    for command in commands(page):
        words, redirected, target = command.partition(" > ")
        code = "from extractor.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *shlex.split(words)[1:]],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{command}: {done.stderr.decode()}"
        if redirected:
            (tmp_path / target.strip()).write_bytes(done.stdout)


def test_python_of_the_pages_runs(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "LKJIP_2024.pdf")
    for page in PAGES:
        for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            done = subprocess.run(
                [sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{page.name}: {done.stderr}"
