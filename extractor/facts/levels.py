"""The level of a budget row by its own words, its column, or its code."""

import re
from collections.abc import Sequence

from extractor.facts.line import Line
from extractor.facts.lines import ENUMERATOR

ORDER = ("program", "activity", "sub_activity")
# How high a level stands; what is equal is on the same level. Function and income are no levels of the contract.
RANK = {
    "total": 0, "income": 0, "function": 1, "objective": 2, "program": 3, "expenditure_group": 3, "activity": 4,
    "sub_activity": 5, "expenditure_type": 6, "account": 7,
}  # fmt: skip
INTERNAL = frozenset({"income", "function", "account"})
WORDS = (
    ("sub_activity", re.compile(r"^sub\W*kegiatan\b", re.IGNORECASE)),
    ("activity", re.compile(r"^kegiatan\b", re.IGNORECASE)),
    ("program", re.compile(r"^program(?:me)?\b", re.IGNORECASE)),
    ("objective", re.compile(r"^(?:sasaran|tujuan|misi)\b", re.IGNORECASE)),
    ("function", re.compile(r"^(?:bidang\s+)?urusan\b|^unsur\b|^satker\b|^satuan kerja\b", re.IGNORECASE)),
    ("income", re.compile(r"^pendapatan(?:\s+daerah)?$", re.IGNORECASE)),
    ("total", re.compile(r"^belanja(?:\s+(?:daerah|skpd|opd))?$|^(?:total|jumlah)\s+belanja$", re.IGNORECASE)),
    (
        "expenditure_group",
        re.compile(
            r"^belanja\s+(?:operasi(?:onal)?|modal|(?:tidak\s+)?langsung|(?:tidak|tak)\s+terduga|transfer)"
            r"(?:\s*\(.*)?$",
            re.IGNORECASE,
        ),
    ),
    ("expenditure_type", re.compile(r"^belanja\b", re.IGNORECASE)),
)
HEADER_WORDS = (
    ("sub_activity", re.compile(r"sub\W*kegiatan")),
    ("activity", re.compile(r"(?<!sub )(?<!sub)kegiatan")),
    ("program", re.compile(r"program")),
)
OFFICE = re.compile(
    r"^\W*(?:dinas|badan|inspektorat|sekretariat|kantor|rsud|rumah sakit|kecamatan|satuan polisi)\b", re.IGNORECASE
)
BALANCE = re.compile(r"^\W*(?:surplus|defisit|silpa|sisa\s+lebih|pembiayaan)\b", re.IGNORECASE)
# Parts of a code of urusan.bidang.program.k.kegiatan.sub kegiatan, by level.
CODE_LENGTHS = {1: "function", 2: "function", 3: "program", 5: "activity", 6: "sub_activity"}


def bare(name: str) -> str:
    """A name without a number in front of it."""
    return ENUMERATOR.sub("", name).lstrip(" \u25ba-•–:.").strip()


def stated_level(line: Line) -> str | None:
    """The level that the row's own words state."""
    if line.kind == "total":
        return "total"
    name = bare(line.name)
    return next((level for level, pattern in WORDS if pattern.match(name)), None)


def levels_of_header(header: str) -> tuple[str, ...]:
    """The levels that the header over the names lists, highest first: "Program/Kegiatan" has two."""
    text = " ".join(header.lower().split())
    found = {level for level, pattern in HEADER_WORDS if pattern.search(text)}
    return tuple(level for level in ORDER if level in found)


def levels_of_codes(codes: Sequence[str]) -> dict[str, str]:
    """Levels of codes of the nomenclature of Permendagri 90/2019, whose fourth part is 1 or 2; empty for others."""
    parts = {code: code.split(".") for code in codes}
    if not any(len(p) in (5, 6) and p[3] in ("1", "2") and len(p[2]) == len(p[4]) == 2 for p in parts.values()):
        return {}
    return {code: CODE_LENGTHS[len(p)] for code, p in parts.items() if len(p) in CODE_LENGTHS}
