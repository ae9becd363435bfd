"""One form for all spellings of a name: what a person leaves out when asking whether two names are the same."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from schemas.catalogue import catalogue

# "Sasaran 1.", "IKU 2:", "3.", "a)", "1.2.3 " in front of a name.
_MARK = re.compile(
    r"^\s*(?:(?:sasaran(?: strategis)?|tujuan|iku|ikp|iks|indikator(?: kinerja)?(?: utama)?)\s*(?:[-:.]\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4})?\s*[.:)]\s*"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})\s*[.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+|[-•*]\s*)+"
)
_YEAR = re.compile(
    r"\(?\b(?:pada )?(?:tahun |th\.? |ta |t\.a\.? )?(?:19|20)\d\d\b\)?|\btahun n(?:\s*[-+]\s*\d)?\b|\(n(?:\s*[-+]\s*\d)?\)"
)
_LIMIT = re.compile(r"(?:≥|≤|>=?|<=?|minimal|lebih dari|sebesar)\s*\d+(?:[.,]\d+)?\s*(?:%|persen)?")
_FORMULA = re.compile(r"[x×*]\s*100\s*%?", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*)\)?")
_UNIT = re.compile(
    r"^(?:%|persen|orang|rp\.?|rupiah|unit|dokumen|laporan|indeks|nilai|hari|menit|jam|kali|ha|km|ton|kg|skor|poin|level|kasus|kk)$"
)
_WORD = re.compile(r"[a-z0-9]+(?:/[a-z0-9]+)*")
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
LONGEST_ABBREVIATION = 8


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the form in which names are compared.

    `words` are the words that tell names apart in reading order, `text` the same in one string, `squashed` its letters,
    `short` the abbreviations that stood in brackets, `every` all words, `bare` the name without what brackets add.
    """

    words: tuple[str, ...]
    text: str
    squashed: str
    short: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    bare: str | None = None


def normalise(name: str) -> str:
    """The words of a name that tell it from others, lower case, abbreviations spelt out, offices and years dropped."""
    return read_name(name).text


@lru_cache(maxsize=8192)
def read_name(name: str, line: bool = False) -> Name:
    """The form in which a name is compared; empty only for a name without letters. `line` tells a budget line."""
    low = _CONTROL.sub(" ", unicodedata.normalize("NFKC", name).lower()).strip()
    low = _formula(_MARK.sub("", low) or low)
    plain, short = _brackets(low)
    plain = _LIMIT.sub(" ", _YEAR.sub(" ", plain))
    words = _spelt(_without_office(_WORD.findall(plain.replace("&", " dan ").replace("-", " "))))
    fillers = _fillers(line, bool(words) and words[0] in _SCORE_HEADS)
    kept = [word for word in words if word not in fillers] or words
    unique = tuple(word for index, word in enumerate(kept) if not index or kept[index - 1] != word)
    outside = _BRACKET.sub(" ", low).strip() if " " in _inside(low) else None
    return Name(unique, " ".join(unique), "".join(unique), short, tuple(words), outside)


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
        if _UNIT.match(inner) or not inner:
            return " "
        plain = inner.replace(".", "").replace("-", " ")
        if " " not in plain and len(plain) <= LONGEST_ABBREVIATION and plain not in _no_abbreviations():
            short.append(plain)
            return " "
        return f" {inner} "

    return _BRACKET.sub(kept, text), tuple(short)


def _without_office(words: list[str]) -> list[str]:
    """The words before the name of an office at the end, where the name is that of a score."""
    if not words or words[0] not in _SCORE_HEADS:
        return words
    joined = f" {' '.join(words)} "
    found = [joined.find(f" {office} ") for office in catalogue().words.agencies]
    starts = [start for start in found if start > 0]
    kept = joined[: min(starts)].split() if starts else words
    return kept if len(kept) > 1 else words


def _spelt(words: list[str]) -> list[str]:
    """The words with abbreviations spelt out and variants brought to one form."""
    single, phrases = _spellings()
    spelt = [part for joined in words for word in joined.split("/") for part in single.get(word, word).split()]
    text = f" {' '.join(spelt)} "
    for phrase, full in phrases:
        text = text.replace(f" {phrase} ", f" {full} ")
    return text.split()


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
