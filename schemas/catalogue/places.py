"""Where an entry or a value stands in a file of the catalogue: the line, counted from 1."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from schemas.yaml_files import FASTEST

# Keys by which a person knows an entry, the best first.
NAMING = ("id", "kind", "role", "value", "code", "name")


def entries(path: Path) -> list[tuple[dict[str, str], yaml.Node]]:
    """Every mapping of a file with what names it, outer ones before inner ones; empty for a file that is no YAML."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=FASTEST)
    except (yaml.YAMLError, UnicodeDecodeError):
        return []
    return list(_mappings(root)) if root is not None else []


def line_of(path: Path, entry: str, value: str | None = None, again: bool = False) -> int | None:
    """The line of a value in an entry, else of the entry itself; None where the file has no such entry.

    `again` takes the last entry of that name.
    """
    named = [node for names, node in entries(path) if entry in names.values()]
    if not named:
        return None
    node = named[-1 if again else 0]
    return next(_lines(node, value), _line(node)) if value else _line(node)


def line_in(path: Path, value: str) -> int:
    """The first line of a file in which a value stands, 1 where it stands nowhere."""
    return next((line for _, node in entries(path)[:1] for line in _lines(node, value)), 1)


def line_at(path: Path, keys: Sequence[str | int]) -> int:
    """The line at the end of a path of keys and positions, as far as the path leads."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=FASTEST)
    return _line(_follow(root, keys)) if root is not None else 1


def doubled_keys(path: Path) -> Iterator[tuple[str, int]]:
    """Keys that a mapping tells twice (YAML silently keeps the last), with their line."""
    for _, node in entries(path):
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                yield key.value, _line(key)
            seen.add(key.value)


def _follow(node: yaml.Node, keys: Sequence[str | int]) -> yaml.Node:
    """The node at the end of a path, else the last one on the way."""
    for key in keys:
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        elif isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(key)), None)
            if found is None:
                return node
            node = found[1] if isinstance(found[1], yaml.SequenceNode | yaml.MappingNode) else found[0]
        else:
            return node
    return node


def _mappings(node: yaml.Node) -> Iterator[tuple[dict[str, str], yaml.Node]]:
    """Mappings under a node with their naming scalars."""
    if isinstance(node, yaml.MappingNode):
        yield {key.value: value.value for key, value in node.value if key.value in NAMING}, node
    for child in node.value if not isinstance(node, yaml.ScalarNode) else ():
        for part in child if isinstance(child, tuple) else (child,):
            yield from _mappings(part)


def _lines(node: yaml.Node, value: str) -> Iterator[int]:
    """Lines of the scalars under a node that are a value, whatever their capitals."""
    if isinstance(node, yaml.ScalarNode):
        if node.value.lower() == value.lower():
            yield _line(node)
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from _lines(part, value)


def _line(node: yaml.Node) -> int:
    """The line in which a node begins."""
    return int(node.start_mark.line) + 1
