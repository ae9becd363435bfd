"""The figures of a sentence with what a reader sees around them: unit, kind, and the words just before and after.

Facts of running text carry full dimensions, but only where a subject was found. The rules on prose also need the plain
figures of a sentence: the 24 and 30 of "24 dari 30 peserta". Numbers that name something (years, dates, laws, tables,
levels, list marks) are left out, because no arithmetic holds for them.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from extractor.notation.digits import read_digits
from extractor.notation.model import Hint
from extractor.notation.months import MONTHS
from extractor.notation.screened import Screened, lowered
from extractor.remembered import remembered

PERSONS = frozenset(
    [
        "orang",
        "asn",
        "pns",
        "pppk",
        "peserta",
        "pegawai",
        "pejabat",
        "jiwa",
        "siswa",
        "guru",
        "karyawan",
        "responden",
        "personil",
        "personel",
        "bayi",
        "ibu",
        "anak",
    ]
)
# Searched in lower case; what a number begins with is looked at before what stands before it.
_NUMBER = re.compile(
    r"(?=[\dr])(?<![\w/.,\-–])(?P<currency>rp\.?\s*)?(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?"
    r"|\d+(?:[.,]\d+)?)(?![\d/]|[.,]\d)(?P<percent>\s*(?:%|persen\b|prosen\b))?(?P<scale>\s*(?:miliar|milyar|juta|"
    r"triliun)\b)?"
    r"(?P<words>\s*\([^)\d]{3,40}\))?(?:\s*(?P<unit>[a-z]+))?"
)
_DIGIT = re.compile(r"\d")
_NAMING = re.compile(
    r"(?:\b(?:tahun|thn|ta\.?|nomor|nomro|nmor|no\.?|pasal|ayat|bab|tabel|table|gambar|grafik|lampiran|level|tingkat|"
    r"tipe|type|kelas|roda|eselon|misi|"
    r"tujuan|sasaran|bidang|versi|tanggal|tgl\.?|semester|triwulan|tw|golongan|pukul|halaman|huruf|angka|point|butir|"
    r"ke|uu|pp|s\.?d\.?|"
    r"permenpan(?:rb)?|permendagri|perbup|perwali|perda|perpres|kepmen\w*)|ke-|-)\s*:?\s*$",
    re.IGNORECASE,
)
# Words that name or explain a figure stand within so many characters before it.
_NEAR = 80
_SCALES = {"juta": 6, "miliar": 9, "milyar": 9, "triliun": 12}
_TARGET = Screened(
    re.compile(r"(?:target(?:nya|kan)?|ditargetkan|standar|maksimal|minimal|bobot)\b[^.;]{0,40}$", re.IGNORECASE),
    "target",
    "standar",
    "maksimal",
    "minimal",
    "bobot",
)


class Figure(NamedTuple):
    """One figure of a sentence, with the words before it; `kind` is percent, money, count (whole) or value (with decimals)."""

    text: str
    value: Decimal
    decimals: int
    kind: str
    unit: str | None
    start: int
    end: int
    before: str

    @property
    def target(self) -> bool:
        """Whether the words before call it a target, a standard or a bound."""
        return _TARGET.search(self.before) is not None

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed digit."""
        return Decimal(5).scaleb(-self.decimals - 1)

    @property
    def family(self) -> str:
        """Unit family: all ways to count persons are one."""
        return "orang" if self.unit in PERSONS else self.unit or ""


@remembered(4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All figures of a sentence that measure something, in reading order."""
    matches = _NUMBER.finditer(lowered(text)) if _DIGIT.search(text) else ()
    return tuple(figure for match in matches if (figure := _figure(text, match)))


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    digits, unit = match["digits"], match["unit"]
    start = match.start()
    measured = bool(match["currency"] or match["percent"])
    if not measured and (
        unit in MONTHS or _is_year(digits) or _names(text, start) or _is_mark(text[:start], text, match)
    ):
        return None
    percent = bool(match["percent"])
    money = bool(match["currency"])
    read = read_digits(digits, _hint(money, unit in PERSONS, percent))
    if read.value is None:
        return None
    value, decimals = read.value, read.decimals
    if match["scale"]:
        value, decimals = value.scaleb(_SCALES[match["scale"].strip()]), 0
    kind = "percent" if percent else "money" if match["currency"] else "value" if decimals else "count"
    if kind == "count" and value >= 10_000_000 and digits.count(".") >= 2:
        kind = "money"
    end = match.end("percent") if percent else match.end("digits")
    before = text[max(0, start - _NEAR) : start]
    return Figure(text[start:end].strip(), value, decimals, kind, None if percent else unit, start, end, before)


@cache
def _hint(money: bool, count: bool, percent: bool) -> Hint:
    return Hint(money=money, count=count, percent=percent)


def _names(text: str, start: int) -> bool:
    """Whether the word before a number says that it names something: "Tabel 3", "tahun: 2", "ke-4"."""
    near = max(0, start - _NEAR)
    before = text[near:start].rstrip().removesuffix(":").rstrip()
    # Only the last word can: the search begins there.
    last = before.rsplit(None, 1)[-1] if before else ""
    return bool(last) and _NAMING.search(text, near + len(before) - len(last), start) is not None


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20")


def _is_mark(before: str, text: str, match: re.Match[str]) -> bool:
    """A list mark: at the start of the text or line, followed by a dot or bracket."""
    follows = text[match.end("digits") : match.end("digits") + 1]
    return not before.strip() and follows in (".", ")") and len(match["digits"]) <= 2


def show(value: Decimal, decimals: int | None = None) -> str:
    """A figure in Indonesian notation: dots between thousands, decimal comma."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-max(decimals, 0)), ROUND_HALF_UP)
    text = f"{value:,f}"
    whole, _, cents = text.partition(".")
    if decimals is None:
        cents = cents.rstrip("0")
    return whole.replace(",", ".") + ("," + cents if cents else "")
