"""Numbers in running text that are no figures: laws, dates, identifiers, references, list marks, names with numbers."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.notation.model import Role
from extractor.notation.screened import holds
from extractor.notation.units import is_count, leading_unit
from extractor.notation.wordless import DAY, NIP, NUMERIC_DAY, YEARS


class Mask(NamedTuple):
    """A stretch of text whose numbers play one role; `single` tells that it is one token and not one per number."""

    start: int
    end: int
    role: Role
    single: bool


_LAW = (
    r"undang[- ]undang|UUD?|PP|perpres|perppu|perda|perdirjen|perbup|perwali?|perwako|pergub|perka|per(?:men|mendag)\w*"
    r"|kep(?:men|pres|bup|wali|gub|mendag)\w*|keputusan|inpres|instruksi|peraturan|surat|SE|SK"
    r"|lembaran negara|berita (?:acara|daerah|negara)"
)
_NO = r"(?:nomor|nomer|no\b\.?)"
_AND_YEAR = r"(?:[\s,]*(?:tahun|th\.?)\s[0-9]{4})?"
_REFERENCE = r"tabel|gambar|grafik|diagram|bagan|lampiran|bab|halaman|hal\b\.?|sub ?bab|butir|table|figure"
_THING = (
    r"sasaran(?: strategis)?|tujuan|misi|triwulan|tw|semester|caturwulan|golongan|eselon|level|tahap|peringkat|kelas|tipe"
    r"|zona|pilar|prioritas|sila|indikator|IKU|program|kriteria|dimensi|komponen|aspek|unsur"
)
_DAYS = r"(?:[0-3]?[0-9]\s?(?:-|,|dan|&|s\.?\s?/?\s?d\.?|sampai(?:\sdengan)?)\s?){0,5}"
_PATTERNS: tuple[tuple[Role, bool, str], ...] = (
    ("identifier", True, r"(?:https?://|www\.)[^\s)]+|[\w.+-]{1,40}@[\w.-]{1,60}"),
    ("identifier", True, rf"(?:NIP\b\.?\s?:?\s?)?{NIP}\b|NIP\b\.?\s?:?\s?[0-9][0-9 ]{{5,24}}[0-9]"),
    ("identifier", True, r"(?:telp|tlp|telepon|hp|wa|fax|faks|faksimile)\b[.:\s/]{0,3}[(+0-9][0-9 ()/-]{5,24}[0-9]"),
    ("legal-reference", False, rf"(?:{_LAW})\b[^0-9.;:\n]{{0,160}}?\b{_NO}\s?:?\s?[^\s0-9]*[0-9]\S*{_AND_YEAR}"),
    ("legal-reference", False, rf"(?:{_LAW})\s{{0,2}}[0-9]{{1,4}}(?:\s?/\s?[0-9]{{4}}|\stahun\s[0-9]{{4}})"),
    ("legal-reference", False, rf"{_NO}\s?:?\s?[0-9][\w./-]*[\s,]+tahun\s[0-9]{{4}}"),
    ("legal-reference", False, r"tahun\s[0-9]{4}\snomor\s[0-9]+"),
    ("legal-reference", False, r"(?:pasal|ayat)\s?\(?[0-9]{1,3}[a-z]?\)?(?:\sayat\s?\(?[0-9]{1,2}\)?)?"),
    ("identifier", True, rf"{_NO}\s?:?\s?[0-9][\w-]*[./][\w./-]*\w"),
    ("table-reference", True, rf"(?:{_REFERENCE})\s?(?:[IVX]+\b|[0-9]+)(?:[.,-](?:[0-9]+|[IVX]+\b|[a-z]\b))*"),
    ("date", True, rf"{NUMERIC_DAY}\b|{_DAYS}{DAY}(?![0-9])"),
    ("year", True, rf"{YEARS}(?![0-9])"),
    ("identifier", True, r"(?=\S{0,60}[A-Za-z])[0-9][\w.-]*(?:/[\w.-]+){2,}"),
    ("identifier", True, r"[0-9](?:\s\.\s[0-9]{1,4})+(?![0-9.,])"),
    ("identifier", True, r"0[0-9]{2,4}-[0-9]{4,9}(?:-[0-9]{3,5})?(?!\w)"),
    ("unit-number", True, rf"(?:{_THING})(?:\s?[-.]\s?|\s)[0-9]{{1,2}}(?![0-9]|[.,/][0-9]|\s?%)\b"),
    ("unit-number", True, r"ke\s?-\s?[0-9]{1,2}\b"),
    ("identifier", True, r"(?-i:(?!RP|IDR|TA|K?M[23]\b)[A-Z]{1,12}-?[0-9]+(?:\.[0-9]+)*)\b(?![,%])"),
)
_MASK = re.compile(
    r"(?<![\w.,])(?:" + "|".join(f"(?P<m{index}>{pattern})" for index, (_, _, pattern) in enumerate(_PATTERNS)) + ")",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^[ \t]*(?:\(?[0-9]{1,3}[.)](?=\s)|[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}\.?(?=\s+[A-Z]))"
    r"|(?<=[:;,]\s)\(?[0-9]{1,2}[.)](?=\s?[A-Za-z])|(?<=\s)[0-9]{1,2}\)(?=\s?[A-Za-z])",
    re.MULTILINE,
)
_BRACKET_REACH = 80
# Only what holds one of these can have such a stretch without a digit: an address, or "Bab III".
_DIGITLESS = (
    "www.",
    "http",
    "@",
    "tabel",
    "gambar",
    "grafik",
    "diagram",
    "bagan",
    "lampiran",
    "bab",
    "hal",
    "butir",
    "table",
    "figure",
)
_DIGIT = re.compile("[0-9]")


def may_hold_numbers(text: str) -> bool:
    """Whether there may be anything to find in a text: a digit, or what counts as a number without one."""
    return _DIGIT.search(text) is not None or holds(text, _DIGITLESS)


def masks(text: str) -> list[Mask]:
    """The stretches of the text whose numbers are no figures, in order and apart from one another."""
    found = sorted((*_list_marks(text), *_others(text)), key=lambda mask: (mask.start, -mask.end))
    kept: list[Mask] = []
    for mask in found:
        if not kept or mask.start >= kept[-1].end:
            kept.append(mask)
    return kept


def _list_marks(text: str) -> Iterator[Mask]:
    for match in _LIST.finditer(text):
        if not _within_brackets(text, match.start()):
            yield Mask(match.end() - len(match.group().lstrip()), match.end(), "list-number", True)


def _within_brackets(text: str, position: int) -> bool:
    """Whether a bracket is open there, so that "5)" closes it and starts no item."""
    before = text[max(0, position - _BRACKET_REACH) : position]
    return before.rfind("(") > before.rfind(")")


def _others(text: str) -> Iterator[Mask]:
    position = 0
    while (match := _MASK.search(text, position)) is not None:
        position = match.end()
        role, single, _ = _PATTERNS[int((match.lastgroup or "m0")[1:])]
        if role == "unit-number" and _counts(text, match):
            position = match.start() + 1
            continue
        yield Mask(match.start(), match.end(), role, single)


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether the number of "program 3 kegiatan" counts what follows and does not name what stands before."""
    unit = leading_unit(text[match.end() : match.end() + 30])
    return match.group()[0].islower() and unit is not None and is_count(unit[0])
