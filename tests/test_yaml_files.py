"""A key that stands twice in a mapping of a YAML file is refused with its line, so that nothing is lost unseen."""

from pathlib import Path

import pytest
import yaml

from schemas.decision_files import DecisionError, load_decisions
from schemas.yaml_files import load

ROOT = Path(__file__).parent.parent
OWN = sorted(path for room in ("extractor", "schemas") for path in (ROOT / room).rglob("*.yaml"))
DECISIONS = """\
findings:
  - {key: a1b2c3d4, decision: accepted, reason: Sudah dijelaskan.}
names: []
findings:
  - {key: b1b2c3d4, decision: accepted, reason: Sudah dijelaskan.}
"""


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "a", 3),
        ("x:\n  - {id: 1, name: y,\n     id: 2}\n", "id", 3),
        ("q:\n  n: 1\n  n: 1\n", "n", 3),
    ],
)
def test_a_doubled_key_is_told_with_its_line(text: str, key: str, line: int) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as told:
        load(text)
    assert f"key {key} " in str(told.value) and told.value.problem_mark.line + 1 == line


def test_keys_of_different_mappings_are_not_doubled() -> None:
    assert load("a: {n: 1}\nb: &all {n: 2}\nc: {<<: *all, n: 3}\n")["c"] == {"n": 3}


def test_decisions_with_a_section_twice_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    file.write_text(DECISIONS)
    with pytest.raises(DecisionError, match=r"decisions\.yaml:4: the key findings stands here a second time"):
        load_decisions([file])


@pytest.mark.parametrize("path", OWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_of_the_program_tells_a_key_twice(path: Path) -> None:
    assert load(path.read_text(encoding="utf-8")) is not None
