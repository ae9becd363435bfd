"""Reads the YAML files of a catalogue, and makes the compiled copy that is read instead as long as it is fresh."""

from pathlib import Path
from typing import Any

import yaml

from schemas.catalogue.places import line_in, line_of
from schemas.catalogue.problem import Problem
from schemas.compiled import compile_folder
from schemas.yaml_files import FASTEST

FOLDER = Path(__file__).parent
COMPILED = "catalogue.json"


class _Loader(FASTEST):  # type: ignore[misc]
    """YAML in which "no" is the word of a header and no truth value."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in FASTEST.yaml_implicit_resolvers.items()
    }


class CatalogueError(ValueError):
    """A catalogue file that cannot be used; says which file, line and entry, and what is wrong."""

    def __init__(self, file: str, entry: str, problem: str, line: int | None = None) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {entry}: {problem}")
        self.file, self.entry, self.problem, self.line = file, entry, problem, line

    def __reduce__(self) -> tuple[type["CatalogueError"], tuple[str, str, str, int | None]]:
        """Rebuilt from its parts, so that it survives a trip between processes."""
        return CatalogueError, (self.file, self.entry, self.problem, self.line)


def read(folder: Path, file: str) -> dict[str, Any]:
    """The mapping in a file.

    Raises:
        CatalogueError: the file is no YAML, or no mapping.
    """
    try:
        data = yaml.load((folder / file).read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        raise CatalogueError(file, "the whole file", f"no readable YAML: {problem}", line) from problem
    if not isinstance(data, dict):
        raise CatalogueError(file, "the whole file", "a mapping was expected at the top", 1)
    return data


def place(folder: Path, file: str, problem: Problem) -> tuple[str, int]:
    """File and line of a problem; where `file` stands for several ("indicators/*.yaml"), of the one that has the entry."""
    paths = [path for path in sorted(folder.glob(file)) if problem.entry in path.read_text(encoding="utf-8")]
    for path in reversed(paths) if problem.again else paths:
        line = line_of(path, problem.entry, problem.value, problem.again)
        if line is not None:
            return path.relative_to(folder).as_posix(), line
    if "*" not in file:
        return file, line_in(folder / file, problem.value or problem.entry)
    return file, 1


def compile_catalogue(folder: Path) -> str:
    """The compiled copy of a catalogue, to be written beside its files."""
    return compile_folder(folder, lambda file: read(folder, file))
