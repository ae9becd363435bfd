"""Cells that hold no figure: blanks, dashes, ticks, predicates, dates and identifiers."""

import re

from extractor.notation.model import Cell, Parsed
from extractor.notation.predicates import normalise_predicate

_DASH = re.compile(r"(?:(?:rp|idr)\s?[.:]{0,2}\s?)?\(?[-.…_\s]*[-…_][-.,…_\s]*\)?\s*%?|\.{2,}", re.IGNORECASE)
_ABSENT = frozenset(
    ("n/a", "na", "n.a", "n.a.", "n / a", "tad", "t.a.d", "tidak ada data", "belum ada data", "nihil", "#n/a", "#div/0!",
     "#ref!", "#value!", "t/a", "belum ada", "tidak ada", "belum dinilai", "belum tersedia", "data tidak tersedia")
)  # fmt: skip
_TICKS = frozenset("√vV✓✔☑ü\uf050\uf0fc\uf0d6\uf061▲▼↑↓△▽")
_MONTHS = (
    "jan(?:uari)?|feb(?:ruari|uari)?|peb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[i]?|jul[i]?|agu(?:stus|st)?|ags"
    "|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|nop(?:ember)?|des(?:ember)?"
)
YEAR = r"(?:19|20)[0-9]{2}"
DAY = rf"(?:[0-3]?[0-9]\s(?:{_MONTHS})\.?\s{YEAR}|(?:{_MONTHS})\.?\s{YEAR}|[0-3]?[0-9]\s(?:{_MONTHS})\b)"
_DAY_MONTH = "|".join(f"[0-3]?[0-9]{mark}[01]?[0-9]{mark}{YEAR}" for mark in ("-", "/", r"\."))
NUMERIC_DAY = rf"(?:{_DAY_MONTH}|{YEAR}-[01][0-9]-[0-3][0-9])"
_UNTIL = r"\s?(?:-|/|s\.?\s?/?d\.?|sampai(?: dengan)?|hingga)\s?"
YEARS = rf"{YEAR}{_UNTIL}{YEAR}"
_PERIOD = r"(?:triwulan|tw\.?|semester|smt\.?|caturwulan)\s?-?\s?(?:I{1,3}|IV|[1-4])"
_DATE = re.compile(
    rf"(?:(?:ta\.?|tahun(?: anggaran)?|thn\.?|th\.?|s\.?\s?/\s?d\.?|per|tanggal|akhir|awal)\s?)*"
    rf"(?:{DAY}|{YEARS}|{_PERIOD}(?:\s?(?:-|/|tahun|ta)?\s?{YEAR})?)"
    rf"|(?:ta\.?|tahun(?: anggaran)?|thn\.?|th\.?|s\.?\s?/\s?d\.?)\s?(?:(?:ta\.?|tahun)\s)?{YEAR}[0-9]?"
    rf"|{NUMERIC_DAY}|[01]?[0-9]/{YEAR}",
    re.IGNORECASE,
)
NIP = r"(?:19|20)[0-9]{6}\s?(?:19|20)[0-9]{4}\s?[12]\s?[0-9]{3}"
_IDENTIFIER = re.compile(
    rf"(?:nip\.?\s?:?\s?)?{NIP}"
    r"|nip\b.*|(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+"
    r"|(?:nomor|no\.?)\s?:?\s?\S*[0-9]\S*(?:\s(?:tahun|th\.?)\s[0-9]{4})?"
    r"|(?=\S*[A-Za-z])[^\s/]*[0-9][^\s/]*(?:/[^\s/]+){2,}"
    r"|[0-9X](?:\s\.\s[0-9Xx]{1,4})+"
    r"|0[0-9]{2,4}[-\s][0-9]{5,9}|\(0[0-9]{2,4}\)\s?[0-9]{5,9}|08[0-9]{2}(?:-[0-9]{3,5}){2}",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})[.)]?")
_MIXED_CODE = re.compile(
    r"(?=\S*[A-Za-z])(?=\S*[0-9])[A-Za-z0-9]+(?:[./_-][A-Za-z0-9]+)+[.)]?|[A-Z][0-9]+|[A-Z]\.[0-9.]+"
)
_LONGEST = 90


def read_without_digits(cell: Cell) -> Parsed:
    """The reading of a cell without digits; kind text where it is no blank, dash, tick, predicate or ordinal."""
    clean = cell.clean
    if not clean:
        return Parsed(cell.printed, kind="blank")
    if len(clean) > _LONGEST:
        return Parsed(cell.printed)
    if clean.lower() in _ABSENT or _DASH.fullmatch(clean):
        return Parsed(cell.printed, kind="dash", currency=clean[:2].lower() == "rp")
    if clean in _TICKS:
        return Parsed(cell.printed, kind="tick")
    predicate = normalise_predicate(clean)
    if predicate is not None:
        return Parsed(cell.printed, predicate=predicate, kind="predicate")
    if _ROMAN.fullmatch(clean):
        return Parsed(cell.printed, kind="identifier")
    if _DATE.fullmatch(clean):
        return Parsed(cell.printed, kind="date")
    return Parsed(cell.printed)


def read_date(cell: Cell) -> Parsed | None:
    """A date, a period or a span of years."""
    return Parsed(cell.printed, kind="date") if _DATE.fullmatch(cell.clean) else None


def read_identifier(cell: Cell) -> Parsed | None:
    """A personnel number, decree number, telephone number or address."""
    return Parsed(cell.printed, kind="identifier") if _IDENTIFIER.fullmatch(cell.clean) else None


def read_mixed_code(cell: Cell) -> Parsed | None:
    """A code of letters and digits ("A.1", "5.03.xx"), tried after everything else."""
    return Parsed(cell.printed, kind="identifier") if _MIXED_CODE.fullmatch(cell.clean) else None
