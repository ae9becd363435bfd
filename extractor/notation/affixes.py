"""What stands before and after the digits of one number: Rp, signs, brackets, %, scale, unit, predicate, terbilang."""

import re
from dataclasses import dataclass, replace

from extractor.notation.predicates import normalise_predicate
from extractor.notation.terbilang import leading_words, words_to_number
from extractor.notation.units import leading_unit, normalise_unit

SCALES = {
    "ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "miliyar": 9, "triliun": 12, "trilyun": 12,
    "rb": 3, "jt": 6, "m": 9, "t": 12,
}  # fmt: skip
_SHORT_SCALES = ("rb", "jt", "m", "t")
_CURRENCY = re.compile(r"(?<![A-Za-z])(?:rp|idr)\s?[.,:;]{0,2}$", re.IGNORECASE)
_BOUND = re.compile(r"(?:>=|<=|=>|=<|[><≥≤])$")
_CODE_LETTER = re.compile(r"(?:^|[^A-Za-z])[A-E]\.?$")
"""A letter that touches the digits makes a code ("A.1", "D3"), no predicate."""
_BOUNDS = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤"}
_BOUND_WORDS = {"minimal": "≥", "maksimal": "≤", "lebih dari": ">", "kurang dari": "<", "min": "≥", "maks": "≤"}
_TREND = "▲▼↑↓"
MONEY_END = re.compile(r"\s?[.,]{1,2}\s?[-=]{1,2}(?![0-9])")
_STOP = re.compile(r"[.,;:](?=\s*\)?\s*$)")
_PERCENT = re.compile(r"\s*%")
_SCALE = re.compile(r"\s*(ribu|juta|mil[iy]y?ar|tril[iy]+un|rb|jt|[mt])\b\.?", re.IGNORECASE)
_PIECE = re.compile(r"\(([^()]*)\)|([^()]+)")
_FOOTNOTE = re.compile(r"\s*\*+\s?\)?\s*$")
_LOOSE_UNIT = re.compile(r"[A-Za-z][A-Za-z./]{2,24}")
_NO_UNITS = frozenset(
    ("yang", "dan", "dari", "atau", "untuk", "dengan", "pada", "dalam", "oleh", "adalah", "telah", "sudah", "serta", "bagi", "para", "ini", "itu")
)  # fmt: skip
_LEADING_UNITS = frozenset(("indeks", "nilai", "skor", "poin", "angka", "%", "rasio"))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the digits; `words` is None where it is anything that does not belong to a number."""

    currency: bool = False
    negative: bool = False
    brackets: int = 0
    bound: str | None = None
    predicate: str | None = None
    unit: str | None = None
    words: int | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands after the digits."""

    currency: bool = False
    percent_sign: bool = False
    closed: int = 0
    scale: int = 0
    unit: str | None = None
    predicate: str | None = None
    words: int | None = None


def read_head(text: str) -> Head | None:
    """The marks before the digits, None where something else stands there."""
    if not text:
        return Head()
    head = Head()
    glued = not text[-1].isspace()
    rest = text.rstrip()
    while rest:
        shorter, head = _strip_mark(rest, head, glued)
        if shorter == rest:
            break
        glued, rest = not shorter[-1:].isspace(), shorter.rstrip()
    return head if not rest else _head_words(rest, head, glued)


def _strip_mark(rest: str, head: Head, glued: bool) -> tuple[str, Head]:
    """The text without the last mark before the digits, and the head with that mark noted."""
    last = rest[-1]
    if last == "(":
        return rest[:-1], replace(head, brackets=head.brackets + 1)
    if last == "+" and glued:
        return rest[:-1], head
    if last == "-" and glued and (len(rest) == 1 or rest[-2] in " (." or _CURRENCY.search(rest[:-1])):
        return rest[:-1], replace(head, negative=True)
    if last in _TREND:
        return rest[:-1], replace(head, predicate=last)
    currency = _CURRENCY.search(rest)
    if currency is not None:
        return rest[: currency.start()], replace(head, currency=True)
    bound = _BOUND.search(rest)
    if bound is not None:
        sign = _BOUNDS.get(bound.group(), bound.group())
        return rest[: bound.start()], replace(head, bound=sign)
    return rest, head


def _head_words(rest: str, head: Head, glued: bool) -> Head | None:
    """The head where words are left: a bound, a predicate, a unit or a terbilang; None for any other word."""
    bare = rest.strip(" /,:;-")
    if not bare:
        return head if head.currency or head.brackets else None
    sign = _BOUND_WORDS.get(bare.lower().rstrip("."))
    if sign is not None:
        return replace(head, bound=sign)
    unit = normalise_unit(bare)
    if unit in _LEADING_UNITS:
        return replace(head, unit=unit)
    predicate = normalise_predicate(rest)
    if predicate is not None:
        return None if glued and _CODE_LETTER.search(rest) else replace(head, predicate=predicate)
    words = words_to_number(bare)
    return None if words is None else replace(head, words=words)


def read_tail(text: str, *, opened: int = 0, currency: bool = False) -> Tail | None:
    """The marks after the digits, None where something else stands there; `opened` brackets are still to be closed."""
    tail = Tail()
    if not text:
        return tail
    money = MONEY_END.match(text)
    if money is not None:
        text, tail = text[money.end() :], replace(tail, currency=True)
    elif _STOP.match(text) or (currency and text in ("-", "-)")):
        text = text[1:]
    for _ in range(2):
        percent = _PERCENT.match(text)
        if percent is not None:
            text, tail = text[percent.end() :], replace(tail, percent_sign=True, unit="%")
        while tail.closed < opened and text.lstrip().startswith(")"):
            text, tail = text.lstrip()[1:], replace(tail, closed=tail.closed + 1)
    rest = _FOOTNOTE.sub("", text).strip(" ;:")
    return tail if rest in ("", ".", ",") else _tail_words(rest, tail, currency)


def read_scale(text: str, currency: bool) -> tuple[int, int] | None:
    """Power of ten and end position of a scale word at the start of the text; "M", "jt" only behind Rp."""
    match = _SCALE.match(text)
    if match is None:
        return None
    word = match.group(1).lower()
    if word in _SHORT_SCALES and not currency:
        return None
    return SCALES.get(word, 12 if word.startswith("tril") else 9), match.end()


def _tail_words(rest: str, tail: Tail, currency: bool) -> Tail | None:
    scale = read_scale(rest, currency)
    if scale is not None:
        tail, rest = replace(tail, scale=scale[0]), rest[scale[1] :].strip()
    words = leading_words(rest)
    if words is not None:
        tail, rest = replace(tail, words=words[0]), rest[words[1] :].strip(" )")
    for bracketed, plain in _PIECE.findall(rest):
        piece = bracketed or plain
        if not piece.strip(" /,:;.-"):
            continue
        read = _tail_piece(piece, tail, loose=not bracketed)
        if read is None:
            return None
        tail = read
    return tail


def _tail_piece(piece: str, tail: Tail, loose: bool) -> Tail | None:
    """The tail with one more piece of words; a single unknown word right after the digits is taken as a unit."""
    bare = piece.strip(" /,:;")
    unit = normalise_unit(bare)
    if unit == "rupiah":
        return replace(tail, currency=True)
    if unit is not None and (tail.unit is None or tail.unit == unit):
        return replace(tail, unit=unit)
    predicate = normalise_predicate(bare)
    if predicate is not None:
        return replace(tail, predicate=tail.predicate or predicate)
    words = words_to_number(bare)
    if words is not None:
        return replace(tail, words=words)
    lead = leading_unit(bare)
    if lead is not None and tail.unit is None and lead[1] < len(bare):
        return _tail_piece(bare[lead[1] :], replace(tail, unit=lead[0]), loose=False)
    fits = loose and tail == Tail() and _LOOSE_UNIT.fullmatch(bare) and bare.lower() not in _NO_UNITS
    return replace(tail, unit=bare) if fits else None
