"""Claims of a sentence in words: counts of rows, highest and lowest, rise and fall, all targets met, years."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor.audit.text_figures import Figure, figures
from extractor.notation.screened import Screened, lowered

_WORDS = {
    word: number
    for number, word in enumerate(
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
    )
} | {"dua belas": 12}
# Numbers and things in lower case; what a number begins with is looked at before what stands before it.
COUNT = Screened(
    re.compile(
        rf"(?=[\d{''.join(sorted({word[0] for word in _WORDS}))}])"
        + r"(?<![\w.,/])(?P<number>\d{1,4}|"
        + "|".join(sorted(_WORDS, key=len, reverse=True))
        + r")\s*(?:\([^)]{0,30}\)\s*)?(?:buah\s+)?"
        r"(?P<thing>sub[\s-]*kegiatan|kegiatan|program|sasaran(?:\s+strategis|\s+stratejik)?|indikator)\b(?!\s*[\"“])",
    ),
    "kegiatan",
    "program",
    "sasaran",
    "indikator",
)
_THING = re.compile(r"[\s-]")
_LEVELS = {
    "program": "program",
    "kegiatan": "activity",
    "sub": "sub_activity",
    "sasaran": "objective",
    "indikator": "indicator",
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things that a sentence names; `level` is program, activity, sub_activity, objective or indicator."""

    level: str
    number: int
    text: str


def counts(text: str) -> dict[str, Count]:
    """The counts of rows that a sentence claims, by level; a level named twice is left out."""
    found: dict[str, list[Count]] = {}
    for match in COUNT.finditer(lowered(text)):
        number = int(match["number"]) if match["number"].isdigit() else _WORDS[match["number"]]
        level = _LEVELS[_THING.split(match["thing"])[0]]
        found.setdefault(level, []).append(Count(level, number, text[match.start("number") : match.end("number")]))
    return {level: items[0] for level, items in found.items() if len({item.number for item in items}) == 1}


SUPERLATIVE = Screened(
    re.compile(r"\b(?P<word>tertinggi|terbesar|terendah|terkecil)\b", re.IGNORECASE),
    "tertinggi",
    "terbesar",
    "terendah",
    "terkecil",
)
_AGAINST = re.compile(
    r"\b(?:sedangkan|sementara|diikuti|disusul|kemudian|adapun|dan\s+(?:yang\s+)?(?:terendah|tertinggi))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words and two figures of one sentence that cannot both be right."""

    word: str
    first: Figure
    second: Figure


def superlative(text: str) -> Contradiction | None:
    """A highest or lowest figure that the other figure of its sentence beats."""
    match = SUPERLATIVE.search(text)
    if not match or len(list(SUPERLATIVE.finditer(text))) != 1:
        return None
    found = [figure for figure in figures(text) if figure.kind == "percent" and not figure.target]
    if len(found) != 2:
        return None
    first, second = found
    between = text[first.end : second.start]
    if not match.end() <= first.start <= match.end() + 60 or not _AGAINST.search(between):
        return None
    highest = match["word"].lower() in ("tertinggi", "terbesar")
    wrong = second.value > first.value if highest else second.value < first.value
    return Contradiction(match["word"], first, second) if wrong else None


MOVE = Screened(
    re.compile(
        r"\b(?P<word>meningkat|naik|peningkatan|kenaikan|bertambah|menurun|turun|penurunan|"
        r"berkurang)\b(?P<between>[^;\d]{0,80}(?:\b\d{4}\b[^;\d]{0,60})?)\bdari\s+$",
        re.IGNORECASE,
    ),
    "ningkat",
    "naik",
    "bertambah",
    "turun",
    "nurun",
    "berkurang",
)
_RISING = ("meningkat", "naik", "peningkatan", "kenaikan", "bertambah")
_TO = re.compile(r"^[^;]{0,60}\b(?:menjadi|ke)\s+(?:sebesar\s+)?$", re.IGNORECASE)
_RANKED = re.compile(
    r"peringkat|rangking|ranking|urutan|temuan|waktu|hari|kematian|kemiskinan|pengangguran", re.IGNORECASE
)


def movement(text: str) -> Contradiction | None:
    """A rise "from a to b" with b below a, or a fall with b above a."""
    found = figures(text)
    for first, second in pairwise(found):
        before = text[: first.start]
        match = MOVE.search(before) if before.rstrip().lower().endswith("dari") else None
        comparable = (first.kind == second.kind and first.unit == second.unit) or first.kind == second.kind == "percent"
        if not match or not comparable or _RANKED.search(text) or not _TO.search(text[first.end : second.start]):
            continue
        rising = match["word"].lower() in _RISING
        if (rising and second.value < first.value) or (not rising and second.value > first.value):
            return Contradiction(match["word"], first, second)
    return None


def leap(contradiction: Contradiction) -> bool:
    """The second figure is a percentage that no share can reach from the first: a slip of the pen, not a trend."""
    first, second = contradiction.first, contradiction.second
    return second.kind == "percent" and first.value <= 100 and second.value > max(Decimal(200), first.value * 5)


ALL = Screened(
    re.compile(r"(?<!belum )(?<!tidak )\b(?:seluruh|semua)\b(?:\s+\w+){0,2}\s+indikator\b", re.IGNORECASE),
    "seluruh",
    "semua",
)
_MET = re.compile(
    r"\b(?:telah|sudah|dapat|berhasil)?\s*(?:mencapai|memenuhi|melebihi|melampaui)\s+(?:\w+\s+){0,2}target|"
    r"mencapai\s+100\s*%|capaian\s+100\s*%|\btercapai\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\bbelum\b|\bada\s+yang\b|\btidak\b|kecuali|sebagian|\bsasaran\s+(?:ke|pertama|kedua|ketiga|\d|i)|triwulan|"
    r"semester|\bprogram\b|kegiatan|klasifikasi|kategori|\bjika\b|\bagar\b|diharapkan|\bakan\b",
    re.IGNORECASE,
)


def claims_all_met(text: str) -> bool:
    """The sentence says that all indicators reached their target, without a limit to some of them."""
    return bool(ALL.search(text) and _MET.search(text)) and not _PART.search(text)


YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d{2}(?![\d/-]|\.\d)")


_YEAR_WORDS = ("tahun", "anggaran", "ta", "ta.", "thn", "thn.")
# What stands before a year, in lower case.
_OF_YEAR = re.compile(r"\b(?:tahun(?:\s+anggaran)?|ta\.?|thn\.?)\s*$")
_OF_DECREE = re.compile(r"\b(?:nomor|no\.?|nomro|nmor)\s*[\w./-]+\s+(?:tahun|thn)\s*$")


def plain_years(text: str) -> list[int]:
    """Years that a sentence speaks about: not those of laws, decrees, dates and periods of several years."""
    out = []
    for match in YEAR.finditer(text) if "20" in text or "19" in text else ():
        before = text[max(0, match.start() - 60) : match.start()].lower()
        named = before.rstrip().endswith(_YEAR_WORDS)
        if named and _OF_YEAR.search(before) and not _OF_DECREE.search(before):
            out.append(int(match[0]))
    return out


TIMES = Screened(
    re.compile(
        r"\b(?P<times>satu|dua|tiga|empat|[1-4])\s*(?:\(\w+\)\s*)?kali\b[^.;]{0,80}?\b(?P<unit>triwulan|semester|tw)\s+"
        r"(?P<first>I{1,3}|IV|[1-4])\s*(?:s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|-|–|hingga)\s*(?:triwulan\s+|semester\s+|"
        r"tw\s+)?"
        r"(?P<last>I{1,3}|IV|[1-4])\b",
        re.IGNORECASE,
    ),
    "kali",
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def times_against_periods(text: str) -> tuple[str, int] | None:
    """The words of "twice, in quarters I to IV" and the number of periods, where the two differ."""
    match = TIMES.search(text)
    if not match:
        return None
    first, last = (_ROMAN.get(match[name].lower()) or int(match[name]) for name in ("first", "last"))
    times = int(match["times"]) if match["times"].isdigit() else _WORDS[match["times"].lower()]
    return (match[0], last - first + 1) if last > first and last - first + 1 != times else None
