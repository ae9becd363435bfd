"""Reads, checks, joins and writes files of decisions; what is wrong is told with file and line."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schemas.decision_conflicts import Conflict, Placed, conflicts
from schemas.decisions import SECTIONS, Decisions
from schemas.yaml_files import load

# What does not change what is decided.
TOLD = frozenset({"who", "when", "reason", "state", "note"})


class DecisionError(ValueError):
    """A file of decisions that cannot be used: which file and line, and what is wrong there."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file, self.line, self.problem = file, line, problem

    def __reduce__(self) -> tuple[type["DecisionError"], tuple[str, int, str]]:
        """Rebuilt from its parts, so that it survives a trip between processes."""
        return DecisionError, (self.file, self.line, self.problem)


@dataclass(frozen=True, slots=True)
class Book:
    """The decisions of one or more files, each with its place."""

    decisions: Decisions
    placed: tuple[Placed, ...]


def unplaced(decisions: Decisions) -> Book:
    """Decisions that come from no file."""
    return Book(decisions, tuple(Placed("", 0, name, e) for name in SECTIONS for e in getattr(decisions, name)))


def joined(books: Sequence[Book]) -> Book:
    """Several books as one; what is decided twice alike counts once, where it stands first."""
    return _book([entry for book in books for entry in book.placed])


def load_decisions(paths: Sequence[Path]) -> Book:
    """The decisions of files taken together; one that is decided twice alike counts once.

    Raises:
        OSError: a file cannot be read.
        DecisionError: a file is no file of decisions, or two decisions contradict each other.
    """
    placed: list[Placed] = []
    for path in paths:
        placed += _read(path)
    book = _book(placed)
    for conflict in conflicts(book.placed):
        raise refusal(conflict)
    return book


def refusal(conflict: Conflict) -> DecisionError:
    """The error that names both places."""
    first, second = conflict.first, conflict.second
    return DecisionError(
        second.file, second.line, f"{conflict.problem}; decided otherwise at {first.file}:{first.line}"
    )


def dump_decisions(decisions: Decisions) -> str:
    """The text of a file of decisions."""
    data = decisions.model_dump(mode="json", exclude_defaults=True)
    kept = {"version": decisions.version, **{name: data[name] for name in SECTIONS if data.get(name)}}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=120)


def decisions_hash(decisions: Decisions) -> str:
    """A short hash of what is decided, whoever decided it and in whatever order; empty for no decision."""
    entries = sorted(_content(name, entry) for name in SECTIONS for entry in getattr(decisions, name))
    return hashlib.sha256("\n".join(entries).encode("utf-8")).hexdigest()[:16] if entries else ""


def _book(placed: Sequence[Placed]) -> Book:
    """The decisions, each once, by section and then in the order of the files."""
    once = {_content(entry.section, entry.decision): entry for entry in reversed(placed)}
    kept = [entry for entry in placed if once[_content(entry.section, entry.decision)] is entry]
    parts: dict[str, Any] = {name: tuple(e.decision for e in kept if e.section == name) for name in SECTIONS}
    return Book(Decisions(**parts), tuple(kept))


def _content(section: str, decision: Any) -> str:
    """What is decided, as text."""
    return section + json.dumps(decision.model_dump(mode="json", exclude=set(TOLD)), sort_keys=True)


def _read(path: Path) -> list[Placed]:
    """The decisions of a file with their lines."""
    try:
        text = path.read_text(encoding="utf-8")
        data, root = load(text) or {}, yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as problem:
        raise DecisionError(path.name, 1, f"UTF-8 text was expected: {problem.reason}") from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        what = getattr(problem, "problem", None) or "no readable YAML"
        raise DecisionError(path.name, mark.line + 1 if mark else 1, str(what)) from problem
    if not isinstance(data, dict):
        raise DecisionError(path.name, 1, "a mapping with the sections names, tables, cells, findings was expected")
    lines = _lines(root)
    try:
        # A section with only comments below it is empty.
        decisions = Decisions.model_validate({key: value for key, value in data.items() if value is not None})
    except ValidationError as problem:
        error = problem.errors()[0]
        where = tuple(part for part in error["loc"][:2])
        line = lines.get(where) or lines.get(where[:1]) or 1
        raise DecisionError(path.name, line, f"{'.'.join(map(str, error['loc']))}: {error['msg']}") from problem
    return [
        Placed(path.name, lines.get((name, index), 1), name, entry)
        for name in SECTIONS
        for index, entry in enumerate(getattr(decisions, name))
    ]


def _lines(root: Any) -> dict[tuple[Any, ...], int]:
    """Line of every section and of every entry of a section."""
    found: dict[tuple[Any, ...], int] = {}
    for key, value in root.value if root is not None else ():
        found[key.value,] = key.start_mark.line + 1
        if isinstance(value, yaml.SequenceNode):
            found.update(((key.value, i), node.start_mark.line + 1) for i, node in enumerate(value.value))
    return found
