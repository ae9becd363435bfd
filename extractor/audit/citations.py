"""Regulations that a text cites: kind, number, year, issuer and the title after "tentang"; and what is known of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from extractor.facts.model import Sentence
from extractor.notation.screened import Screened

NUMBER = Screened(
    re.compile(
        r"\b(?:nomor|nomro|nmor|no\.?)\s*:?\s*(?P<number>\d{1,3})\s*(?:tahun|thn|/)\s*(?P<year>(?:19|20)\d{2})\b",
        re.IGNORECASE,
    ),
    "nomor",
    "nomro",
    "nmor",
    "no",
)
_LETTERS = re.compile(r"[a-z]+")
_ABOUT = re.compile(r"^[\s,]*tentang\s+(?P<title>[^.;(:]{4,220})", re.IGNORECASE)
# Where the title of a citation ends though the sentence goes on.
_END = re.compile(
    r"\s+(?:sebagaimana|sebagai|yang\s+(?:merupakan|telah|mana|terdiri)|dan\s+(?:peraturan|keputusan|undang)|serta\s+peraturan|bahwa|"
    r"maka|pasal|disebutkan|dimana)\b|,\s*(?:peraturan|keputusan|undang|maka)\b",
    re.IGNORECASE,
)
_FORMS = tuple(
    (kind, Screened(re.compile(form, re.IGNORECASE), *words))
    for kind, form, words in (
        ("uu", r"undang\s*-?\s*undang|\buu\b", ("undang", "uu")),
        ("pp", r"peraturan\s+pemerintah(?!\s+(?:daerah|pengganti))|\bpp\b", ("pemerintah", "pp")),
        ("perpres", r"peraturan\s+presiden|\bperpres\b", ("presiden", "perpres")),
        ("inpres", r"instruksi\s+presiden|\binpres\b", ("presiden", "inpres")),
        (
            "permenpan",
            r"peraturan\s+menteri\s+(?:negara\s+)?(?:pendayagunaan|pan\b|pan-?rb)|\bpermen\s*pan",
            ("menteri", "permen"),
        ),
        ("permendagri", r"peraturan\s+menteri\s+dalam\s+negeri|\bpermendagri\b", ("menteri", "permendagri")),
        ("permen", r"peraturan\s+menteri|\bpermen\w*", ("menteri", "permen")),
        ("perda", r"peraturan\s+daerah|\bperda\b", ("daerah", "perda")),
        (
            "perkada",
            r"peraturan\s+(?:bupati|wali\s?kota|gubernur)|\b(?:perbup|perbub|perwali?|perwako|pergub)\b",
            ("bupati", "wali", "gubernur", "perbu", "perwa", "pergub"),
        ),
        ("keputusan", r"keputusan|\bkep\w*", ("kep",)),
        ("surat edaran", r"surat\s+edaran", ("edaran",)),
    )
)
_NATIONAL = frozenset({"uu", "pp", "perpres", "inpres", "permenpan", "permendagri"})
# The kind of a regulation stands at most this far before its number.
_REACH = 170


@dataclass(frozen=True, slots=True)
class Citation:
    """One regulation as a sentence cites it; `title` is empty where the text names none."""

    kind: str
    number: int
    year: int
    title: str
    text: str
    sentence: Sentence
    issuer: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells national regulations apart."""
        return (self.kind, self.number, self.year)


@dataclass(frozen=True, slots=True)
class Regulation:
    """What is known of a national regulation."""

    title: str
    replaced_by: str | None = None
    until: int | None = None


def _regulations() -> dict[tuple[str, int, int], Regulation]:
    rows = yaml.load((Path(__file__).parent / "regulations.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {
        (row["kind"], row["number"], row["year"]): Regulation(row["title"], row.get("replaced_by"), row.get("until"))
        for row in rows
    }


REGULATIONS = _regulations()
"""The known regulations by kind, number and year."""


def citations(sentence: Sentence) -> Iterator[Citation]:
    """The regulations that a sentence cites, in reading order."""
    text, before = sentence.text, 0
    for match in NUMBER.finditer(text):
        head = text[max(before, match.start() - _REACH) : match.start()]
        found = [(last.start(), -rank, kind) for rank, (kind, form) in enumerate(_FORMS) if (last := _last(form, head))]
        before = match.end()
        if not found:
            continue
        start, _, kind = max(found)
        about = _ABOUT.match(text[match.end() :])
        title = about["title"] if about else ""
        following = NUMBER.search(title)
        title = title[: following.start()] if following else title
        end = _END.search(title)
        title = (title[: end.start()] if end else title).strip(" ,")
        named = head[start:].strip() + " " + match[0]
        issuer = "" if kind in _NATIONAL else " ".join(_LETTERS.findall(head[start:].lower()))
        yield Citation(kind, int(match["number"]), int(match["year"]), title, " ".join(named.split()), sentence, issuer)


def _last(form: Screened, text: str) -> re.Match[str] | None:
    found = list(form.finditer(text))
    return found[-1] if found else None
