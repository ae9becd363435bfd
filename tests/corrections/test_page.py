"""The examples of docs/decisions.md: each can be read, and those about the sample fit it."""

import hashlib
import re
from pathlib import Path

from extractor.report.table_files import read_tables
from schemas.decision_files import load_decisions
from tests.corrections.book import MISFIT

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "fixtures" / "reports" / "pertanian-2024.pdf"
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
HASH = "dc9f888d74d65123"


def test_the_examples_of_the_page_fit_the_sample(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    own = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()[:16]
    blocks = BLOCK.findall(page)
    sections: set[str] = set()
    plain = read_tables(SAMPLE)[0].tables
    for number, block in enumerate(blocks):
        path = tmp_path / f"{number}.yaml"
        path.write_text(block.replace(HASH, own), encoding="utf-8")
        book = load_decisions([path])
        sections |= {entry.section for entry in book.placed}
        file, _ = read_tables(SAMPLE, decisions=book)
        wrong = [note.message for note in file.diagnostics if note.code == MISFIT]
        told = [message for message in wrong if "no page names the office" not in message]
        assert told == [], block
        assert (file.tables != plain) == ("findings" not in block and not wrong), block
    assert len(blocks) > 5 and sections == {"tables", "cells", "findings"}
