"""Numbers in running text, each with what belongs to it and the role that it plays."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.notation.affixes import MONEY_END, Head, Tail, read_scale, read_tail
from extractor.notation.cleaning import collapse, same_length
from extractor.notation.compound import NUMBER, RATE_BASE, read_fraction, read_range, read_rate
from extractor.notation.figure import assemble
from extractor.notation.model import Cell, Hint, Kind, Parsed, Role, Token
from extractor.notation.predicates import normalise_predicate
from extractor.notation.roles import Mask, masks, may_hold_numbers
from extractor.notation.terbilang import leading_words, trailing_words, words_to_number
from extractor.notation.units import leading_unit
from extractor.remembered import remembered

_NUMBER = re.compile(NUMBER)
_CHUNK = re.compile(r"[^\s(),;]*[0-9][^\s(),;]*")
_CURRENCY = re.compile(r"(?<![A-Za-z])(?:rp|idr)\s?[.,:]{0,2}\s?\(?$", re.IGNORECASE)
_SIGN = re.compile(r"(?:^|(?<=[\s(])|(?<=[Rr][Pp]))-$")
_PERCENT = re.compile(r"\s?(?:%|(?:persen|prosen)\b)", re.IGNORECASE)
_BRACKET = re.compile(r"\s?\(([^()\n]{1,260})\)")
_YEAR = re.compile(r"(?:19[4-9]|20[0-9])[0-9]")
_YEAR_WORD = re.compile(
    r"\b(?:tahun(?: anggaran)?|TA|anggaran|sejak|periode|s\.?\s?/\s?d|s\.d|dan|hingga|sampai|sampai dengan|pada)\.?\s{0,2}$",
    re.IGNORECASE,
)
_TAHUN = re.compile(r"\b(?:tahun|TA)\s{0,2}$", re.IGNORECASE)
_BEFORE_BRACKET = re.compile(r"((?:[A-Za-z][\w-]*\s){0,2}[A-Za-z0-9-]+)\s?\(\s?$")
_GLUED = re.compile(r"[A-Za-z]\w*")
"""Letters that touch the digits and are no unit: "5G"."""
_LINKED = re.compile(rf"(?:-|\s-\s|\s?(?:s\.\s?d\.|s/d)\s?)(?:rp\.?\s?)?{NUMBER}(?:\s?%)?", re.IGNORECASE)
"""A hyphen with a space on one side only is a minus or a dash, no link."""
_OVER = re.compile(
    rf"\s?/\s?(?:{RATE_BASE}(?![0-9])\s?[A-Za-z]{{1,12}}(?:\s(?:hidup|penduduk))?|[0-9]{{1,6}}(?![0-9.,/]))"
)
_NO_HINT = Hint()


@remembered(4096)
def find_numbers(text: str) -> tuple[Token, ...]:
    """Every number of a running text from left to right, none left out, with its role.

    A figure's span takes in Rp, sign, percent sign, scale word, unit, and a bracket with predicate or terbilang behind
    it. Numbers that cannot be figures (years, dates, laws, codes, references, list marks, ordinals in names such as
    "Sasaran 1") are told by `role`. "Bab III" counts as a number too; other roman numbers do not.
    """
    if not may_hold_numbers(text):
        return ()
    clean = same_length(text)
    tokens: list[Token] = []
    position = 0
    for mask in masks(clean):
        tokens.extend(_figures(text, clean[: mask.start], position))
        tokens.extend(_masked(text, mask))
        position = mask.end
    tokens.extend(_figures(text, clean, position))
    return tuple(tokens)


def words_beside(text: str, token: Token) -> int | None:
    """The terbilang that stands beside a number, behind it or in front of its bracket ("dua puluh (20)"), else None."""
    if token.parsed.words is not None:
        return token.parsed.words
    after = leading_words(text[token.end : token.end + 270].lstrip())
    if after is not None and text[token.end :].lstrip().startswith("("):
        return after[0]
    before = text[: token.start].rstrip()
    return trailing_words(before[:-1]) if before.endswith("(") else None


def _masked(text: str, mask: Mask) -> Iterator[Token]:
    """The tokens of a stretch without figures."""
    spans = [(mask.start, mask.end)]
    if not mask.single:
        chunks = _CHUNK.finditer(text, mask.start, mask.end)
        spans = [(match.start(), match.start() + len(match.group().rstrip(".:"))) for match in chunks]
    kind: Kind = "date" if mask.role in ("date", "year") else "identifier"
    for start, end in spans:
        printed = text[start:end]
        yield Token(start, end, printed, Parsed(collapse(printed), kind=kind), mask.role)


def _figures(text: str, clean: str, start: int) -> Iterator[Token]:
    """The tokens between two masked stretches; `clean` ends where the second begins."""
    position = start
    while (match := _NUMBER.search(clean, position)) is not None:
        token = _compound(text, clean, match) or _year(text, clean, match) or _figure(text, clean, match, position)
        pieces = _split(text, clean, match) if token.parsed.kind == "text" else [token]
        yield from pieces
        position = max(match.end(), pieces[-1].end)


def _split(text: str, clean: str, match: re.Match[str]) -> list[Token]:
    """The members of an enumeration without spaces ("2022,2023")."""
    parts = list(re.compile("[0-9]+").finditer(clean, match.start(), match.end()))
    return [_year(text, clean, part) or _figure(text, clean, part) for part in parts]


def _compound(text: str, clean: str, match: re.Match[str]) -> Token | None:
    """A range, rate or fraction that starts at the number."""
    over = _OVER.match(clean, match.end())
    linked = None if over is not None else _LINKED.match(clean, match.end())
    found = over or linked
    if found is None:
        return None
    start, end = match.start(), found.end()
    cell = Cell(collapse(text[start:end]), collapse(clean[start:end]), _NO_HINT)
    parsed = read_rate(cell) or read_fraction(cell) if over else read_range(cell)
    return None if parsed is None else Token(start, end, text[start:end], parsed)


def _year(text: str, clean: str, match: re.Match[str]) -> Token | None:
    """A bare year, or five digits behind "tahun"; not where a unit, a percent sign or Rp makes it an amount."""
    start, end = match.span()
    before = clean[max(0, start - 20) : start]
    slip = len(match.group()) == 5 and _TAHUN.search(before) is not None and match.group().isdigit()
    if not slip and _YEAR.fullmatch(match.group()) is None:
        return None
    if not _YEAR_WORD.search(before) and (_CURRENCY.search(before) or _extent(clean, end, False) > end):
        return None
    printed = text[start:end]
    return Token(start, end, printed, Parsed(printed, kind="date"), "year")


def _figure(text: str, clean: str, match: re.Match[str], floor: int = 0) -> Token:
    """A number with the marks around it; an identifier where it is a code or touches letters.

    What stands in front of `floor` belongs to the token before.
    """
    start, end = match.span()
    before = clean[max(0, start - 40) : start]
    sign = _SIGN.search(before)
    currency = _CURRENCY.search(before[: sign.start()] if sign else before)
    if currency is not None and start - len(before) + currency.start() < floor:
        currency = None
    stop = _extent(clean, end, currency is not None)
    tail = read_tail(collapse(clean[end:stop]), currency=currency is not None)
    if tail is None:
        stop, tail = end, Tail()
    first = currency or sign
    begin = start if first is None else start - len(before) + first.start()
    in_brackets = currency is not None and currency.group().endswith("(") and clean[stop : stop + 1] == ")"
    head = Head(currency=currency is not None, negative=sign is not None or in_brackets)
    stop += in_brackets
    parsed = assemble(collapse(text[begin:stop]), match.group(), (head, tail), _NO_HINT)
    glued = _GLUED.match(clean, stop)
    if glued is not None:
        printed = text[begin : glued.end()]
        return Token(begin, glued.end(), printed, Parsed(collapse(printed), kind="identifier"), "identifier")
    role: Role = "identifier" if parsed.kind == "identifier" else "figure"
    return _with_label_before(clean, Token(begin, stop, text[begin:stop], parsed, role))


def _with_label_before(clean: str, token: Token) -> Token:
    """The token with the predicate in front of its bracket ("BB (70)"), if there is one."""
    if token.parsed.predicate is not None or clean[token.end : token.end + 1] != ")":
        return token
    match = _BEFORE_BRACKET.search(clean[max(0, token.start - 40) : token.start])
    if match is None:
        return token
    words = match.group(1).split(" ")
    for first in range(len(words)):
        predicate = normalise_predicate(" ".join(words[first:]))
        if predicate is not None:
            return replace(token, parsed=replace(token.parsed, predicate=predicate))
    return token


def _extent(clean: str, end: int, currency: bool) -> int:
    """Where what belongs to the number ends: ",-", %, scale word, unit, brackets with predicate or terbilang."""
    money = MONEY_END.match(clean, end)
    position = money.end() if money is not None else end
    percent = _PERCENT.match(clean, position)
    if percent is not None:
        position = percent.end()
    else:
        scale = read_scale(clean[position : position + 12], currency)
        position += scale[1] if scale is not None else 0
    unit_seen = percent is not None
    for _ in range(3):
        longer = _bracket_end(clean, position)
        if longer is None and not unit_seen:
            unit = leading_unit(clean[position : position + 40].split("\n", maxsplit=1)[0])
            longer, unit_seen = (None if unit is None else position + unit[1]), True
        if longer is None:
            break
        position = longer
    return position


def _bracket_end(clean: str, position: int) -> int | None:
    """End of a bracket with a predicate or a number in words (and of words that a misplaced bracket leaves over)."""
    match = _BRACKET.match(clean, position)
    if match is None:
        return None
    if words_to_number(match.group(1)) is not None:
        split = leading_words(clean[position : position + 270].lstrip())
        offset = len(clean[position:]) - len(clean[position:].lstrip())
        return max(match.end(), position + offset + split[1]) if split is not None else match.end()
    return match.end() if normalise_predicate(match.group(1)) is not None else None
