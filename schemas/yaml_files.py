"""YAML of people and of the program: a key that a mapping tells twice is refused, where YAML itself keeps the last one."""

from typing import Any

import yaml

# libyaml is six times as fast as the pure Python loader; a wheel without it still works.
FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Once(FASTEST):  # type: ignore[misc]
    """A loader that refuses doubled keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of a node.

        Raises:
            yaml.YAMLError: a key stands in it twice.
        """
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key.value} stands here a second time", problem_mark=key.start_mark
                )
            if isinstance(key.value, str):
                seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


def load(text: str) -> Any:
    """The value of a text.

    Raises:
        yaml.YAMLError: it is no YAML, or has a mapping with a key twice; the mark tells the line.
    """
    return yaml.load(text, Loader=_Once)
