"""The codebook: what every table and column holds, made from the models, and how far a person found the readings right."""

from collections.abc import Iterator

from extractor.dataset.columns import Column, columns, description
from extractor.dataset.tables import DERIVED, READ, Spec

_TYPES = {
    "text": "text",
    "integer": "integer",
    "number": "double",
    "boolean": "boolean",
    "list": "list of texts",
    "object": "JSON",
    "decimal": "decimal, in digits",
}


def codebook() -> str:
    """The codebook as markdown."""
    lines = ["# Codebook of the dataset", "", "Made from the models of its tables.", ""]
    for title, specs in (("Read from each report", READ), ("Worked out from all reports together", DERIVED)):
        lines += [f"## {title}", ""]
        for spec in specs:
            lines += [*_table(spec), ""]
    return "\n".join(lines)


def _table(spec: Spec) -> Iterator[str]:
    yield f"### {spec.name}"
    yield ""
    yield description(spec.model)
    yield ""
    yield "| Column | Type | Meaning |"
    yield "|---|---|---|"
    yield from (f"| `{column.name}` | {_type(column)} | {column.description} |" for column in columns(spec.model))


def _type(column: Column) -> str:
    """The type, with its unit, and whether it is never empty."""
    told = _TYPES[column.kind] + (f", {column.unit}" if column.unit else "")
    return told + (", never empty" if column.required else "")
