"""A second version of the sample report: one slip corrected, another one changed and still wrong."""

from dataclasses import replace
from pathlib import Path

from fixtures.build import build
from fixtures.plans.pertanian import FIELDS, LOSS, plan
from fixtures.slips import printed_as


def revised(folder: Path) -> Path:
    """The PDF of the second version."""
    corrected, changed = f"capaian|{FIELDS}|capaian", f"capaian|{LOSS}|capaian"
    slips = [
        replace(slip, change=printed_as("105,00%")) if slip.key == changed else slip
        for slip in plan().slips
        if slip.key != corrected
    ]
    build(replace(plan(), name="pertanian-2024-revisi", slips=tuple(slips)), folder)
    return folder / "pertanian-2024-revisi.pdf"
