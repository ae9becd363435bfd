"""Readings of files that lie under their hash, with the names that a person knows."""

from collections.abc import Mapping
from dataclasses import replace

from extractor.readings import ReadReport


def renamed(reading: ReadReport, names: Mapping[str, str]) -> ReadReport:
    """The reading with the names of its files, parts and documents beside it, by their hash."""
    source = reading.document.source
    parts = tuple(part.model_copy(update={"file": names.get(part.sha256, part.file)}) for part in source.parts)
    file = ", ".join(part.file for part in parts) if parts else names.get(source.sha256, source.file)
    beside = tuple(d.model_copy(update={"file": names.get(d.sha256, d.file)}) for d in reading.documents)
    source = source.model_copy(update={"file": file, "parts": parts})
    return replace(reading, document=replace(reading.document, source=source), documents=beside)
