"""Ordinal labels that stand for or beside a number: letters, opinions, rating words and levels (DOMAIN section 2)."""

import re

_LETTERS = ("AA", "A", "A-", "BB", "B", "B-", "CC", "C", "C-", "D", "E")
_OPINIONS = {
    "WTP": "wajar tanpa pengecualian",
    "WDP": "wajar dengan pengecualian",
    "TW": "tidak wajar",
    "TMP": "tidak memberikan pendapat",
}
_GRADED = {
    "Baik": ("Sangat", "Cukup", "Kurang", "Tidak"),
    "Tinggi": ("Sangat", "Cukup"),
    "Rendah": ("Sangat", "Cukup"),
    "Kurang": ("Sangat",),
    "Buruk": ("Sangat",),
    "Memuaskan": ("Sangat", "Cukup", "Kurang", "Tidak"),
    "Memadai": ("Sangat", "Cukup", "Kurang", "Tidak"),
    "Berhasil": ("Sangat", "Cukup", "Kurang", "Tidak"),
    "Efektif": ("Sangat", "Cukup", "Kurang", "Tidak"),
    "Efisien": ("Sangat", "Cukup", "Kurang", "Tidak"),
    "Informatif": ("Menuju", "Cukup", "Kurang", "Tidak"),
    "Inovatif": ("Sangat", "Cukup", "Kurang"),
    "Tercapai": ("Belum", "Tidak"),
    "Menunjang": ("Tidak", "Kurang"),
    "Sehat": ("Sangat", "Kurang", "Tidak"),
}
_SINGLE = (
    "Cukup", "Sedang", "Istimewa", "Butuh Perbaikan", "Melampaui", "Melampaui Target", "Melebihi Target",
    "Tidak Tercapai Target", "Rintisan", "Berkembang", "Terdefinisi", "Terkelola", "Terkelola dan Terukur", "Optimum",
    "Optimal", "Terjaga", "Waspada", "Rentan", "Paripurna", "Sangat Sedang",
)  # fmt: skip


def _table() -> dict[str, str]:
    """Every label, lower case, with its usual spelling."""
    labels = [*_SINGLE, *_GRADED, *(f"{grade} {word}" for word, grades in _GRADED.items() for grade in grades)]
    table = {label.lower(): label for label in labels}
    for short, long in _OPINIONS.items():
        table[short.lower()] = table[long] = table[f"{long} ({short.lower()})"] = short
    return table


_LABELS = _table()
_LEAD = re.compile(r"(?:nilai|predikat|kategori|kriteria|peringkat|opini|mutu|grade)\s*:?\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[/(),:;]\s*|\s+-\s+")
LEVEL = re.compile(r"\b(?:level|lvl|tingkat)\s*[-:]?\s*([1-5]|I{1,3}|IV|V)\b(?![.,]?[0-9]|\s*%)", re.IGNORECASE)
_LONGEST_LABEL = 45


def normalise_predicate(text: str) -> str | None:
    """The usual spelling of a label, None where it is none; of several ("BB/Sangat Baik") the first.

    Letters count only in capitals; a lead such as "Nilai" or "Predikat" and brackets are dropped.
    """
    bare = text.strip(" /,:;-") if not text.strip().endswith("-") else text.strip(" /,:;")
    if len(bare) > _LONGEST_LABEL:
        return None
    bare = _LEAD.sub("", bare, count=1) if _LEAD.match(bare) else bare
    found = _single(bare)
    if found is not None:
        return found
    parts = [part for part in _SEPARATOR.split(bare) if part]
    labels = [_single(part) for part in parts]
    return labels[0] if len(parts) <= 3 and labels and all(labels) else None


def _single(text: str) -> str | None:
    bare = text.strip(" ().")
    if bare in _LETTERS:
        return bare
    if len(bare) > 1:
        found = _LABELS.get(" ".join(bare.lower().split()))
        if found is not None:
            return found
    level = LEVEL.fullmatch(bare)
    return None if level is None else level_name(level)


def level_name(match: re.Match[str]) -> str:
    """The label of a maturity level, "Level 3"."""
    return f"Level {match.group(1).upper()}"
