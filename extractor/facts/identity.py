"""Who reports on which year: a vote over cover, captions, headings and running text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.facts.prose import Paragraph
from schemas import Document, Table
from schemas.catalogue import agency_kind

# Words that begin the name of an office.
OFFICE = (
    r"Dinas|Badan|Inspektorat|Sekretariat(?:\s+(?:Daerah|DPRD|Dewan\s+Perwakilan\s+Rakyat\s+Daerah))?|Satuan\s+Polisi\s+Pamong\s+Praja|"
    r"Rumah\s+Sakit(?:\s+Umum)?(?:\s+Daerah)?|RSUD|RSJ|RSK|Kecamatan|Kelurahan|Kantor|Biro|Balai|UPTD?"
)
REGION_WORD = r"Kabupaten|Kota|Provinsi|Propinsi|Daerah\s+Khusus(?:\s+Ibukota)?"
NAME = r"[A-Z][\w'’.-]*"
JOINING = r"(?:dan|serta|&|atas|di|untuk|bagi)"
REGION = re.compile(rf"\b(?P<word>{REGION_WORD})\s+(?P<name>{NAME}(?:\s+{NAME}){{0,3}})")
AGENCY = re.compile(
    rf"\b(?P<agency>(?:{OFFICE})(?:,?\s+(?:{JOINING}\s+)?(?!(?:{REGION_WORD})\b){NAME}){{0,9}}?)\s+(?P<word>{REGION_WORD})\s+"
    rf"(?P<name>{NAME}(?:\s+{NAME}){{0,2}})"
)
BARE_AGENCY = re.compile(rf"\b(?P<agency>(?:Dinas|Badan|Inspektorat|RSUD)(?:\s+(?:{JOINING}\s+)?{NAME}){{0,6}})")
# Words that end a region's name though they are capitalised.
NO_NAME = {
    "Tahun",
    "Nomor",
    "No",
    "Dan",
    "Yang",
    "Pada",
    "Dalam",
    "Serta",
    "Dengan",
    "Untuk",
    "Periode",
    "Bab",
    "Triwulan",
    "Semester",
    "Dari",
    "Ke",
    "Di",
    "Adalah",
    "Telah",
    "Laporan",
    "Rencana",
    "Sebagai",
    "Oleh",
    "Kepada",
    "Kepala",
    "Bupati",
    "Wali",
    "Sekretaris",
    "Selama",
    "Sebesar",
    "Merupakan",
    "Dapat",
    "Akan",
    "Ini",
    "Berdasarkan",
    "Selaku",
    "Sesuai",
    "Tentang",
    "Atau",
    "Per",
    "Sampai",
    "Dinas",
    "Badan",
    "Provinsi",
    "Kabupaten",
    "Kota",
    "Indikator",
    "Jumlah",
    "Target",
    "Realisasi",
    "Capaian",
}
SMALL = {"dan", "serta", "atas", "di", "untuk", "bagi", "yang"}
YEAR = re.compile(r"\b(20[0-4]\d)\b")
REPORT_YEAR = re.compile(
    r"(?:tahun(?:\s+anggaran)?|t\.?a\.?)\s*(20[0-4]\d)(?!\s*[-–/]\s*20)(?!\s+tentang)", re.IGNORECASE
)
LAW = re.compile(
    r"\b(?:undang|peraturan|keputusan|perpres|permen|perda|perbup|perwal|kepmen|nomor|no\.)", re.IGNORECASE
)
TITLE = re.compile(r"laporan (?:akuntabilitas )?kinerja|lkj|lak[i]?p|lkip", re.IGNORECASE)
KINDS = (
    (
        "lra",
        re.compile(
            r"laporan realisasi anggaran|penjabaran (?:laporan )?(?:pertanggungjawaban|realisasi|lra|apbd)",
            re.IGNORECASE,
        ),
    ),
    ("quarterly", re.compile(r"\btriwulan\b.*\b(?:I|II|III|IV)\b", re.IGNORECASE)),
    ("renja", re.compile(r"rencana kerja\b|\brenja\b", re.IGNORECASE)),
)
COVER_WEIGHT, TITLE_WEIGHT, CAPTION_WEIGHT, HEADING_WEIGHT = 6, 12, 3, 3
FIRST_PAGES = 3


def identify(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Document:
    """Kind, title, agency, region and fiscal year of the report."""
    agency, region = _agency(paragraphs)
    first = " ".join(p.text for p in paragraphs if p.page <= FIRST_PAGES) + " ".join(
        c.text for t in tables if t.pages[0] <= 1 for c in t.cells if c.row < t.header_rows
    )
    return Document(
        kind=_kind(first, paragraphs),
        title=_title(paragraphs),
        agency=agency,
        agency_kind=agency_kind(agency) if agency else None,
        region=region,
        fiscal_year=_year(paragraphs, tables),
    )


def _kind(first: str, paragraphs: Sequence[Paragraph]) -> str:
    """Kind of document by the words of its first pages, an LKjIP where a performance report is named anywhere."""
    if TITLE.search(first):
        return "lkjip"
    for kind, pattern in KINDS:
        if pattern.search(first):
            return kind
    return "lkjip" if any(TITLE.search(p.text) for p in paragraphs) else "other"


def _title(paragraphs: Sequence[Paragraph]) -> str | None:
    """The title on the first pages: the largest print that names a report."""
    named = [p for p in paragraphs if p.page <= FIRST_PAGES and TITLE.match(p.text) and len(p.text) < 200]
    return max(named, key=lambda p: (p.size, -p.page)).text if named else None


def _year(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> int | None:
    """The year that most of the report speaks about; years of laws and plan spans do not vote."""
    votes: Counter[int] = Counter()
    for paragraph in paragraphs:
        weight = _weight(paragraph)
        for match in REPORT_YEAR.finditer(paragraph.text):
            if not LAW.search(paragraph.text[max(0, match.start() - 60) : match.start()]):
                votes[int(match[1])] += weight
    for table in tables:
        for match in YEAR.finditer(table.caption or ""):
            if not re.match(r"\s*[-–]\s*20", (table.caption or "")[match.end() :]):
                votes[int(match[1])] += CAPTION_WEIGHT
        header = " ".join(c.text for c in table.cells if c.row < table.header_rows)
        votes.update(int(m[1]) for m in REPORT_YEAR.finditer(header))
    return min(votes, key=lambda y: (-votes[y], -y)) if votes else None


def _weight(paragraph: Paragraph) -> int:
    """How much a paragraph's year counts."""
    if TITLE.search(paragraph.text) and paragraph.page <= FIRST_PAGES:
        return TITLE_WEIGHT
    if paragraph.page == 1:
        return COVER_WEIGHT
    return HEADING_WEIGHT if paragraph.kind == "heading" else 1


def _agency(paragraphs: Iterable[Paragraph]) -> tuple[str | None, str | None]:
    """The office named most often together with its region, and that region."""
    offices: Counter[tuple[str, str]] = Counter()
    regions: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for paragraph in paragraphs:
        text = _title_case(paragraph.text) if paragraph.text.isupper() else paragraph.text
        for match in AGENCY.finditer(text):
            region = _region(match["word"], match["name"])
            if region:
                offices[(" ".join(match["agency"].split()), region)] += COVER_WEIGHT if paragraph.page == 1 else 1
        regions.update(r for m in REGION.finditer(text) if (r := _region(m["word"], m["name"])))
        bare.update(" ".join(m["agency"].split()) for m in BARE_AGENCY.finditer(text))
    if offices:
        agency, region = min(offices, key=lambda k: (-offices[k], k))
        return f"{agency} {region}", region
    region = min(regions, key=lambda r: (-regions[r], r)) if regions else None
    return (min(bare, key=lambda a: (-bare[a], a)) if bare else None), region


def _region(word: str, name: str) -> str | None:
    """Region with its kind; words that cannot belong to a name are cut off."""
    words: list[str] = []
    for part in name.split():
        plain = part.strip(".,’'")
        if plain in NO_NAME or len(plain) < 3:
            break
        words.append(plain)
        if part.endswith((".", ",")):
            break
    return f"{word.replace('Propinsi', 'Provinsi')} {' '.join(words)}" if words else None


def _title_case(text: str) -> str:
    """Capitals to title case, small words small."""
    words = [w.lower() if w.lower() in SMALL else w.capitalize() if len(w) > 1 else w for w in text.split()]
    return " ".join("RSUD" if w == "Rsud" else w for w in words)
