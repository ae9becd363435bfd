"""One form for all spellings of a name: what a person leaves out when asking whether two names are the same."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from extractor.matching.mending import mended_words
from extractor.matching.tokens import raw_words
from extractor.matching.units import unit_kind_of
from extractor.remembered import remembered
from schemas.catalogue import catalogue

# "Sasaran 1.", "IKU 2:", "3.", "a)", "1.2.3 " in front of a name.
_MARK = re.compile(
    r"^\s*(?:(?:sasaran(?: strategis)?|tujuan|iku|ikp|iks|indikator(?: kinerja)?(?: utama)?)\s*(?:[-:.]\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4})?\s*[.:)]\s*"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})\s*[.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+|[-•*]\s*"
    # The running number of a row before the word that tells what is measured: "1 Persentase", "10.Jumlah".
    r"|\d{1,2}[.)]?\s*(?=(?:pers|pros|jumlah|cakupan|ra[ts]io|angka|prevalensi|nilai|indek|tingkat|proporsi)))+"
)
_YEAR = re.compile(
    r"\(?\b(?:pada )?(?:tahun |th\.? |ta |t\.a\.? )?(?:19|20)\d\d\b\)?|\btahun n(?:\s*[-+]\s*\d)?\b|\(n(?:\s*[-+]\s*\d)?\)"
)
# Only a name with one of these may hold a year or a limit.
_DATED = re.compile(r"\d|\bn\b")
# A value aimed at, printed behind the name; a limit within a name is a condition.
_LIMIT = re.compile(r"(?:≥|≤|>=?|<=?|minimal|lebih dari|sebesar)\s*\d+(?:[.,]\d+)?\s*(?:%|persen)?\s*[.)]*\s*$")
_FORMULA = re.compile(r"[x×*]\s*100\s*%?", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*)\)?")
_UNIT = re.compile(
    r"^(?:%|rp\.?|rupiah|kelompok|titik|lokasi|buah|batang|poin|point|[a-z0-9.]{1,7}/[a-z0-9.]{1,7}(?:/[a-z]+)?)$"
)
# A plural: "sekolah-sekolah".
_TWICE = re.compile(r"\b(\w{3,})\s?-\s?\1\b")
_CONTROL = re.compile(r"[_\u00ad\u200b\ufeff\s]+")
# Names of measures after which the name of an office says only whose figure it is.
_SCORE_HEADS = (
    "nilai",
    "indeks",
    "predikat",
    "skor",
    "hasil",
    "tingkat",
    "level",
    "opini",
    "survei",
    "ikm",
    "skm",
    "capaian",
)
_ROMAN = frozenset({"i", "ii", "iii", "iv", "v", "vi"})
_LEVEL_WORDS = frozenset({"tingkat", "level", "skala", "lingkup", "lingkungan", "antar"})
_REGION_WORDS = ("kabupaten", "kota", "provinsi")
LONGEST_ABBREVIATION = 8
# A unit at the end of a name, with the words before it that only introduce it.
_TRAILING = frozenset({"persen", "prosen", "orang", "rp", "rupiah", "poin", "point", "ha", "km"})
_INTRODUCING = frozenset({"dalam", "satuan", "juta", "ribu", "miliar"})
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the form in which names are compared.

    `words` are the words that tell names apart in reading order, `text` the same in one string, `squashed` its letters,
    `letters` those of all words, `raw` those of the words as printed, `short` the abbreviations that stood in brackets, `every` all words, `bare` the name
    without what brackets add.
    """

    words: tuple[str, ...]
    text: str
    squashed: str
    short: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    bare: str | None = None
    letters: str = ""
    raw: str = ""


def normalise(name: str) -> str:
    """The words of a name that tell it from others, lower case, abbreviations spelt out, offices and years dropped."""
    return read_name(name).text


@remembered(8192)
def read_name(name: str, line: bool = False) -> Name:
    """The form in which a name is compared; empty only for a name without letters. `line` tells a budget line."""
    low = _CONTROL.sub(" ", unicodedata.normalize("NFKC", name).lower()).strip()
    low = _TWICE.sub(r"\1", low) if "-" in low else low
    low = _formula(_MARK.sub("", low, count=1) or low)
    plain, short = _brackets(low)
    dated = _DATED.search(plain)
    printed = raw_words(_LIMIT.sub(" ", _YEAR.sub(" ", plain)) if dated else plain)
    words = spelt_words(_without_office(_without_unit(mended_words(printed, _spellings()[0]))))
    fillers = _fillers(line, bool(words) and words[0] in _SCORE_HEADS)
    once = [word for index, word in enumerate(words) if not index or words[index - 1] != word]
    unique = tuple([word for word in once if word not in fillers] or once)
    outside = _BRACKET.sub(" ", low).strip() if " " in _inside(low) else None
    return Name(
        unique, " ".join(unique), "".join(unique), short, tuple(words), outside, "".join(words), "".join(printed)
    )


def _without_unit(words: list[str]) -> list[str]:
    """The words without a unit at the end: "..., dalam persen"."""
    if len(words) <= FEWEST_WORDS or words[-1] not in _TRAILING:
        return words
    right = words[:-1]
    while len(right) > FEWEST_WORDS and right[-1] in _INTRODUCING:
        right = right[:-1]
    return right


def _inside(text: str) -> str:
    """What stands in the first brackets."""
    found = _BRACKET.search(text)
    return found[1].strip() if found else ""


def _formula(text: str) -> str:
    """The name without the formula behind it: "A (b / c x 100)" is A, "b / c x 100" is b."""
    if not _FORMULA.search(text):
        return text
    opened = text.find("(")
    if opened > 8 and _FORMULA.search(text[opened:]):
        return text[:opened]
    head = text.split("/ ", maxsplit=1)[0] if "/ " in text else text.split(":", maxsplit=1)[0]
    return head if len(head) > 8 else text


def _brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without units and abbreviations in brackets, and those abbreviations."""
    short: list[str] = []

    def kept(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if not inner or _UNIT.match(inner) or unit_kind_of(inner) is not None:
            return " "
        plain = inner.replace(".", "").replace("-", " ")
        if " " not in plain and len(plain) <= LONGEST_ABBREVIATION and plain not in _no_abbreviations():
            short.append(plain)
            return " "
        return f" {inner} "

    return _BRACKET.sub(kept, text), tuple(short)


def _without_office(words: list[str]) -> list[str]:
    """The words before the name of an office at the end of a score's name, and before that of a region at any end."""
    if not words:
        return words
    joined = f" {' '.join(words)} "
    starts = _offices(joined) if words[0] in _SCORE_HEADS else []
    region = _region(joined)
    starts = [start for start in (*starts, region) if start > 0]
    if not starts:
        return words
    kept, tail = joined[: min(starts)].split(), joined[min(starts) :].split()
    # A number behind the office counts; it is no part of its name.
    return [*kept, *(word for word in tail if word.isdigit() or word in _ROMAN)] if len(kept) > 1 else words


def _offices(text: str) -> list[int]:
    """Where names of offices begin; behind "tingkat" a region is a level, no office."""
    starts = [text.find(f" {office} ") for office in catalogue().words.agencies]
    return [start for start in starts if start > 0 and text[:start].rsplit(maxsplit=1)[-1] not in _LEVEL_WORDS]


def _region(text: str) -> int:
    """Where the name of a known region at the end of a text begins, with its word: "... di kabupaten lembah hijau"."""
    found = max((text.rfind(f" {word} ") for word in _REGION_WORDS), default=-1)
    return found if found > 0 and text[found:].strip() in _regions() else -1


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    """Names of regions with their word, lower case."""
    names = (str(getattr(region, "name", region)) for region in catalogue().regions)
    return frozenset(" ".join(raw_words(name)) for name in names)


def spelt_words(words: list[str]) -> list[str]:
    """The words with abbreviations spelt out and variants brought to one form."""
    single, phrases = _spellings()
    spelt = [part for word in words for part in single.get(word, word).split()]
    if _phrase_starts().isdisjoint(spelt):
        return spelt
    text = f" {' '.join(spelt)} "
    for phrase, full in phrases:
        if phrase in text:
            text = text.replace(f" {phrase} ", f" {full} ")
    return text.split()


@lru_cache(maxsize=1)
def _phrase_starts() -> frozenset[str]:
    """First words of phrases."""
    return frozenset(phrase.split()[0] for phrase, _ in _spellings()[1])


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Single words and phrases with what they are read as."""
    table = catalogue().words.spellings
    return {k: v for k, v in table.items() if " " not in k}, tuple((k, v) for k, v in table.items() if " " in k)


@lru_cache(maxsize=4)
def _fillers(line: bool, score: bool) -> frozenset[str]:
    """Words that change nothing in a budget line, an indicator, a score."""
    words = catalogue().words
    if line:
        return frozenset(words.fillers)
    return frozenset((*words.fillers, *words.indicator_fillers, *(words.score_fillers if score else ())))


@lru_cache(maxsize=1)
def _no_abbreviations() -> frozenset[str]:
    """Short words in brackets that tell names apart and are no abbreviation of them."""
    return frozenset(word for group in catalogue().words.qualifiers for word in group)
