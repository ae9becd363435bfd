"""Numbers in Indonesian words (terbilang): reading them with their usual slips, and writing them."""

import re

from extractor.remembered import remembered

_ONES = {
    "nol": 0, "kosong": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9,
}  # fmt: skip
_SMALL = {"belas": 10, "puluh": 10, "ratus": 100}
_LARGE = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12}
_WORD = re.compile("|".join((*_ONES, *_SMALL, *_LARGE, "se")))
_NAMES = tuple(word for word in _ONES if word != "kosong")
_STEPS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
_NOISE = re.compile(r"[\s()\-.,:;\"']+")
_PIECE = re.compile(r"[^\s()]+")
_LONGEST = 260


def words_to_number(text: str) -> int | None:
    """The value of a number in words, None where the text is anything else.

    Tolerates case, brackets, missing or doubled spaces ("duapuluh", "(empat puluh dua )") and "rupiah" at the end.
    """
    if len(text) > _LONGEST:
        return None
    return _value(_NOISE.sub("", text.lower()).removesuffix("rupiah"))


@remembered(2048)
def _value(joined: str) -> int | None:
    """Value of words written together."""
    words: list[str] = []
    position = 0
    while position < len(joined):
        match = _WORD.match(joined, position)
        if match is None:
            return None
        words.append(match.group())
        position = match.end()
    return _sum(words) if words else None


def _sum(words: list[str]) -> int | None:
    """Total of the groups between ribu, juta, miliar; their sizes must fall."""
    total, limit = 0, 10**15
    group: list[str] = []
    for word in words:
        size = _LARGE.get(word)
        if size is None:
            group.append(word)
            continue
        value = _below_thousand(group)
        if not value or size >= limit:
            return None
        total, limit, group = total + value * size, size, []
    if not group:
        return total
    if group == ["se"]:
        return None
    rest = _below_thousand(group)
    if rest is None or (rest == 0 and total):
        return None
    return total + rest


def _below_thousand(words: list[str]) -> int | None:
    """Value of at most ratus, puluh or belas, and ones; None where the words do not follow one another."""
    total, limit = 0, 1000
    pending: int | None = None
    for word in words:
        size = _SMALL.get(word)
        if size is None:
            if pending is not None:
                return None
            pending = 1 if word == "se" else _ONES[word]
            continue
        if not pending or size >= limit:
            return None
        total += pending + 10 if word == "belas" else pending * size
        limit, pending = (1 if word == "belas" else size), None
    if pending is None:
        return total if words else None
    lone_prefix = words[-1] == "se" and len(words) > 1
    if lone_prefix or pending >= limit or (pending == 0 and len(words) > 1):
        return None
    return total + pending


def leading_words(text: str) -> tuple[int, int] | None:
    """Value and end position of the longest number in words at the start of the text, over brackets if need be."""
    best: tuple[int, int] | None = None
    for match in _PIECE.finditer(text[:_LONGEST]):
        joined = _NOISE.sub("", text[: match.end()].lower())
        if _WORD.match(joined) is None or not joined.isalpha():
            break
        value = _value(joined)
        if value is not None:
            end = match.end()
            while end < len(text) and text[end] in " )":
                end += 1
            best = (value, len(text[:end].rstrip()))
        elif not _WORD.match(match.group().lower()):
            break
    return best


def trailing_words(text: str) -> int | None:
    """Value of the longest number in words at the end of the text, as in "sebanyak dua puluh"."""
    best: int | None = None
    pieces = list(_PIECE.finditer(text[-_LONGEST:]))
    for match in reversed(pieces):
        if _WORD.match(match.group().lower()) is None:
            break
        value = words_to_number(text[-_LONGEST:][match.start() :])
        if value is not None:
            best = value
    return best


def number_in_words(number: int) -> str:
    """The number in words, as in "dua puluh satu"; for whole numbers below 10^15 in size.

    Raises:
        ValueError: the number is too large to have an agreed name.
    """
    if abs(number) >= 10**15:
        raise ValueError(f"expected a number below 10^15 in size, found {number}; write it in digits")
    if number < 0:
        return "minus " + number_in_words(-number)
    if number < 10:
        return _NAMES[number]
    parts: list[str] = []
    for size, name in _STEPS:
        count, number = divmod(number, size)
        if count:
            parts.append("seribu" if name == "ribu" and count == 1 else f"{_hundreds(count)} {name}")
    if number:
        parts.append(_hundreds(number))
    return " ".join(parts)


def _hundreds(number: int) -> str:
    """Words of 1 to 999."""
    hundred, rest = divmod(number, 100)
    parts = [] if not hundred else ["seratus" if hundred == 1 else f"{_NAMES[hundred]} ratus"]
    tens, ones = divmod(rest, 10)
    if rest in (10, 11):
        parts.append("sepuluh" if rest == 10 else "sebelas")
    elif tens == 1:
        parts.append(f"{_NAMES[ones]} belas")
    else:
        parts += [f"{_NAMES[tens]} puluh"] * bool(tens) + [_NAMES[ones]] * bool(ones)
    return " ".join(parts)
