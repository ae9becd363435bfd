"""Whose figures a column holds: the reporting office, another one, the nation."""

import re

from extractor.tables.context import DocumentContext

NATIONAL = re.compile(r"\bnasional\b|\binternasional\b|\bindonesia\b", re.IGNORECASE)
REGION = re.compile(
    r"\b(?P<word>kabupaten|kab\b\.?|kota|provinsi|propinsi|prov\b\.?)\s*"
    r"(?P<name>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3})",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:dinas|badan|inspektorat|sekretariat|kantor|rsud|rsu|bkpsdm|bkd|bkpp|bpsdm|bappeda|upt|kecamatan)\b",
    re.IGNORECASE,
)
# Words of a header that say what the figures are and when, not whose.
OTHER_WORDS = re.compile(
    r"\([^)]*\)|\b(?:19|20)\d\d\b|\b(?:realisasi|capaian|pencapaian|kinerja|target|tahun|th|nilai|hasil"
    r"|tingkat|persentase"
    r"|persen|indikator|utama|pada|di|dan|dengan|s/d|sampai|standar|akhir|rata-rata|perbandingan|skor"
    r"|indeks|level|tw|triwulan)\b|[%:]",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"^(?:daerah|daerah lain|(?:kab|kabupaten|kota|prov|provinsi|instansi|opd)\S*(?: lain\w*)?|pembanding|kab\W*kota)$",
    re.IGNORECASE,
)
LONG_WORDS = {"kab": "kabupaten", "prov": "provinsi", "propinsi": "provinsi"}


def entity_of(header: str, context: DocumentContext, among_peers: bool) -> str | None:
    """The other office or region that a header names, "nasional", or None for the reporting office itself.

    `among_peers` tells that the table compares offices, so that "Daerah" alone names another one.
    """
    if NATIONAL.search(header):
        return "nasional"
    rest = " ".join(OTHER_WORDS.sub(" ", header).split()).strip(" ./-")
    if among_peers and ELSEWHERE.match(rest):
        return rest
    region = REGION.search(rest)
    if region is None or _is_own(region, rest, context):
        return None
    return rest


def _is_own(region: re.Match[str], rest: str, context: DocumentContext) -> bool:
    """Whether the named region is the report's own."""
    own = plain(context.region or "") or plain(context.agency or "")
    word = region["word"].lower().rstrip(".")
    named = plain(f"{LONG_WORDS.get(word, word)} {region['name']}")
    return bool(own) and (named in own or own in named)


def plain(text: str) -> str:
    """A name in lower case with the words for regions written out."""
    words = (word.strip(".,").lower() for word in text.split())
    return " ".join(LONG_WORDS.get(word, word) for word in words if word)
