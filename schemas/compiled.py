"""A folder of YAML files kept as one JSON file beside them, which is read instead as long as it is fresh.

YAML costs forty times as much as JSON. The copy names the hash of the files that it was made from; where they have
changed since, or there is no copy, the files themselves are read.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Files = dict[str, Any]
"""What each file says, by its name relative to the folder."""


def files_of(folder: Path) -> list[str]:
    """The YAML files of a folder and its subfolders, relative to it, in alphabetical order."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))


def compiled(folder: Path, copy: str) -> Files | None:
    """The files of a folder from its copy, None where there is none or a file has changed since it was made."""
    try:
        kept = json.loads((folder / copy).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    fresh = isinstance(kept, dict) and kept.get("hash") == _hash(folder)
    files: Files | None = kept.get("files") if fresh else None
    return files


def compile_folder(folder: Path, read: Callable[[str], Any]) -> str:
    """The text of the copy of a folder, one entry a line so that two changes merge; `read` gives what a file says."""
    told = ",\n".join(f"{_json(file)}: {_lines(read(file))}" for file in files_of(folder))
    return f'{{"hash": "{_hash(folder)}",\n"files": {{\n{told}\n}}}}\n'


def _lines(data: Any, inner: bool = False) -> str:
    """JSON of a mapping or a list with each entry, and each entry of a list in a mapping, on a line of its own."""
    if isinstance(data, dict) and not inner:
        return _block("{}", (f"{_json(key)}: {_lines(value, inner=True)}" for key, value in data.items()))
    return _block("[]", map(_json, data)) if isinstance(data, list) else _json(data)


def _block(marks: str, entries: Iterable[str]) -> str:
    return marks[0] + "\n" + ",\n".join(entries) + "\n" + marks[1]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _hash(folder: Path) -> str:
    """A hash of the names and contents of the files of a folder."""
    digest = hashlib.sha256()
    for file in files_of(folder):
        digest.update(file.encode())
        digest.update((folder / file).read_bytes())
    return digest.hexdigest()
