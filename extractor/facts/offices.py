"""Which office of which region reports: a vote over cover, headings, running text and, where that is silent, tables."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from extractor.facts.prose import Paragraph
from schemas import Table
from schemas.catalogue import agency_kind, catalogue

# Words that begin the name of an office.
OFFICE = (
    r"Dinas|Badan|Inspektorat|Sekretariat(?:\s+(?:Daerah|DPRD|Dewan\s+Perwakilan\s+Rakyat\s+Daerah))?|Satuan\s+Polisi\s+Pamong\s+Praja|"
    r"Rumah\s+Sakit(?:\s+Umum|\s+Jiwa|\s+Khusus)?(?:\s+Daerah)?|RSUD|RSJ|RSK|Kecamatan|Kelurahan|Kantor|Biro|Balai|UPTD?"
)
REGION_WORD = r"Kabupaten|Kab\.|Kota|Provinsi|Propinsi|Prov\.|Daerah\s+Khusus(?:\s+Ibukota)?|Daerah\s+Istimewa"
SPELT = {"Kab.": "Kabupaten", "Propinsi": "Provinsi", "Prov.": "Provinsi"}
NAME = r"(?:[A-Z][\w'’.-]*|dr\.)"
JOINING = r"(?:dan|serta|&|atas|di|untuk|bagi)"
REGION = re.compile(rf"\b(?P<word>{REGION_WORD})\s+(?P<name>{NAME}(?:\s+(?:dan\s+)?{NAME}){{0,4}})")
BARE = re.compile(
    rf"\b(?P<agency>(?:Dinas|Badan|Inspektorat|RSUD|Satuan\s+Polisi)(?:,?\s+(?:{JOINING}\s+)?{NAME}){{0,8}})"
)
_SPELT_OUT = rf"(?:{OFFICE})(?:,?\s+(?:{JOINING}\s+)?(?!(?:{REGION_WORD})(?!\w)){NAME}){{0,9}}?"
_ITS_REGION = rf"\s+(?P<word>{REGION_WORD})\s+(?P<name>{NAME}(?:\s+(?:dan\s+)?{NAME}){{0,4}})"
# An office that is spelt out and followed by its region.
AGENCY = re.compile(rf"\b(?P<agency>{_SPELT_OUT}){_ITS_REGION}")
GOVERNMENT = re.compile(
    rf"(?:laporan\s+(?:akuntabilitas\s+)?kinerja|lkj\w*|lakip|lkip)(?:\s+instansi\s+pemerintah)?\W{{0,3}}(?:\(\w+\)\W{{0,3}})?"
    rf"pemerintah\s+(?P<word>{REGION_WORD})\s+(?P<name>{NAME}(?:\s+{NAME}){{0,3}})",
    re.IGNORECASE,
)
# Capitals that begin with the word of an office; what follows in other letters is no part of the name.
_MORE = r"(?:[ ,]+(?:&|[A-Z][A-Z.'’-]+))"
CAPITALS = re.compile(
    rf"\bINSPEKTORAT\b{_MORE}*"
    rf"|\b(?:DINAS|BADAN|SEKRETARIAT|SATUAN|RUMAH SAKIT|RSUD|KECAMATAN|KELURAHAN|KANTOR|BIRO|BALAI)\b{_MORE}+"
)
# Words that end a name though they are capitalised.
NO_NAME = frozenset(
    re.findall(
        r"\w+",
        """Tahun Nomor No Dan Yang Pada Dalam Serta Dengan Untuk Periode Bab Triwulan Semester Dari Ke Di Adalah Telah
        Laporan Rencana Sebagai Oleh Kepada Kepala Bupati Wali Sekretaris Selama Sebesar Merupakan Dapat Akan Ini
        Berdasarkan Selaku Sesuai Tentang Atau Per Sampai Dinas Badan Provinsi Kabupaten Kota Indikator Jumlah Target
        Realisasi Capaian""",
    )
)
SMALL = frozenset({"dan", "serta", "atas", "di", "untuk", "bagi", "yang"})
COVER_WEIGHT, FIRST_PAGES = 6, 3
Office = tuple[str | None, str | None]


def reporting_office(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Office:
    """The full name of the office that reports, with its region, and that region; None for what nothing tells.

    An office is named most often together with its region; all spellings of one kind of office count together. Where
    no sentence names one, the cells of the tables are asked.
    """
    texts = [(capitals_lowered(p.text), p.page) for p in paragraphs]
    agency, region = _voted(texts)
    if agency is None or region is None:
        cells = [(capitals_lowered(cell.text), cell.page) for table in tables for cell in table.cells]
        of_cells = _voted([(text, page) for text, page in cells if _is_office(text)], least=0)
        region = region or _region_of([text for text, _ in cells], known=True)
        agency = agency or of_cells[0]
    if agency is not None and region is not None and not agency.endswith(region):
        agency = f"{agency} {region}"
    return agency, region


def _voted(texts: Sequence[tuple[str, int]], least: int = 1) -> Office:
    """The office and region with most votes; the government itself where only it is named in front.

    A name without region has more than `least` words.
    """
    offices: Counter[tuple[str, str]] = Counter()
    bare: Counter[str] = Counter()
    front = False
    for text, page in texts:
        for match in _agency().finditer(text):
            region = region_name(match["word"], match["name"])
            if region:
                offices[_clean(match["agency"]), region] += COVER_WEIGHT if page == 1 else 1
                front = front or page <= FIRST_PAGES
        bare.update(name for m in BARE.finditer(text) if (name := _clean(m["agency"])).count(" ") >= least)
    government = None if front else _government(texts)
    if government:
        return f"Pemerintah {government}", government
    if offices:
        agency, region = _most(offices)
        return f"{agency} {region}", region
    region_only = _region_of([text for text, _ in texts])
    return (min(bare, key=lambda name: (-bare[name], name)) if bare else None), region_only


def _most(offices: Counter[tuple[str, str]]) -> tuple[str, str]:
    """The best spelling of the office with most votes: spelt out before abbreviated, then the most frequent."""
    groups: Counter[tuple[str, str]] = Counter()
    for (agency, region), count in offices.items():
        groups[agency_kind(agency) or agency, region] += count
    kind, region = min(groups, key=lambda group: (-groups[group], group))
    spellings = {a: n for (a, r), n in offices.items() if r == region and (agency_kind(a) or a) == kind}
    short = {name.lower() for item in catalogue().agencies for name in item.short}
    return min(spellings, key=lambda a: (a.lower() in short, -spellings[a], a)), region


def _government(texts: Sequence[tuple[str, int]]) -> str | None:
    """The region whose government reports as a whole, told by the title."""
    found = (match for text, page in texts if page <= FIRST_PAGES for match in GOVERNMENT.finditer(text))
    return next((name for m in found if (name := region_name(m["word"].title(), m["name"]))), None)


def _region_of(texts: Iterable[str], known: bool = False) -> str | None:
    """The region that is named most often; `known` asks for one of the list."""
    votes: Counter[str] = Counter()
    for text in texts:
        names = (region_name(m["word"], m["name"]) for m in REGION.finditer(text))
        votes.update(name for name in names if name and (not known or name in catalogue().region_codes))
    return min(votes, key=lambda name: (-votes[name], name)) if votes else None


def _is_office(text: str) -> bool:
    """Whether a cell holds the name of an office and nothing else."""
    match = BARE.search(text)
    return match is not None and len(text) < 120 and not re.search(r"[a-z]{3}", BARE.sub("", text))


def region_name(word: str, name: str) -> str | None:
    """A region with its word: one of the list if the words begin with one, else what may belong to a name."""
    spelt = SPELT.get(word, " ".join(word.split()))
    parts = re.findall(r"[\w'’-]+", name)
    for count in range(len(parts), 0, -1):
        found = _regions().get(f"{spelt} {' '.join(parts[:count])}".lower())
        if found:
            return found
    words: list[str] = []
    for part in name.split():
        plain = part.partition("..")[0].strip(".,’'")
        if plain in NO_NAME or len(plain) < 3:
            break
        words.append(plain)
        if part.endswith((".", ",")):
            break
    return f"{spelt} {' '.join(words)}" if words else None


def capitals_lowered(text: str) -> str:
    """Capitals to title case: a whole line of them, else the names of offices among other letters."""
    if text.isupper():
        return title_case(text)
    return CAPITALS.sub(lambda m: title_case(m[0]) + _stop(text[m.end() :]), text)


def _stop(rest: str) -> str:
    """A full stop behind a name in capitals, unless the region follows in other letters."""
    return "" if re.match(rf"\s+(?:{REGION_WORD})\b", rest, re.IGNORECASE) or not rest.strip() else " ."


def title_case(text: str) -> str:
    """Capitals to title case, small words small."""
    words = [w.lower() if w.lower() in SMALL else w.capitalize() if len(w) > 1 else w for w in text.split()]
    return " ".join("RSUD" if w == "Rsud" else w for w in words)


def _clean(agency: str) -> str:
    """The name of an office up to a word that cannot belong to it."""
    words: list[str] = []
    for word in agency.partition(" Sub Unit")[0].split():
        if words and word.strip(".,") in NO_NAME:
            break
        words.append(word)
    return " ".join(words).rstrip(" .,")


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    """Regions by their lower-case names and other spellings."""
    names = {name.lower(): name for name in catalogue().region_codes}
    return names | {other.lower(): name for other, name in catalogue().region_aliases.items()}


@lru_cache(maxsize=1)
def _agency() -> re.Pattern[str]:
    """An office, spelt out or abbreviated, that is followed by its region."""
    return re.compile(rf"\b(?P<agency>{_SPELT_OUT}|(?:{'|'.join(_short())})){_ITS_REGION}")


def _short() -> Iterator[str]:
    """Abbreviations of offices, the longer first, in capitals and with one."""
    names = {name for kind in catalogue().agencies for name in kind.short}
    return (re.escape(name) for name in sorted({*names, *(n.capitalize() for n in names)}, key=lambda n: (-len(n), n)))
