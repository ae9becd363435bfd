"""Running numbers of lists and of budget lines on one level: which one skips, goes back, or is of another kind."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.context import Context
from extractor.facts.model import Row, Sentence

_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_MARK = re.compile(r"\(?([A-Z]|[IVXL]{1,6}|\d{1,2})[.)]?$")
_ITEM = re.compile(r"(?P<number>\d{1,2})(?P<close>[.)])\s+(?=[A-Za-z“\"(])")
_LONGEST_SKIP = 3
_INDENT = 5.0
"""Points between marks that stand at one indent."""
STYLES = ("roman", "letter", "digit")


def mark_numbers(text: str) -> dict[str, int]:
    """What a mark counts in each style it may be of: "V." is roman 5 or letter 22."""
    match = _MARK.fullmatch(text.strip())
    if not match:
        return {}
    mark, found = match[1], {}
    if mark.isdigit():
        return {"digit": int(mark)}
    if _ROMAN.fullmatch(mark):
        found["roman"] = _roman(mark)
    if len(mark) == 1:
        found["letter"] = ord(mark) - ord("A") + 1
    return found


def _roman(mark: str) -> int:
    values = [_VALUES[letter] for letter in mark]
    return sum(
        -value if any(value < later for later in values[index + 1 : index + 2]) else value
        for index, value in enumerate(values)
    )


@dataclass(frozen=True, slots=True)
class RowBreak:
    """A row whose mark does not continue that of its sibling before: where, what is printed, what is expected."""

    row: Row
    printed: str
    expected: str


def sibling_breaks(context: Context, table: str) -> list[RowBreak]:
    """Budget lines whose mark does not follow the kind and order of most lines of their level; empty where no order shows.

    A level is one where its marks count on from 1 below each parent.
    """
    columns = [index for index, item in enumerate(context.tables[table].columns) if item.role == "no"]
    by_parent: dict[tuple[str, int | None], list[tuple[Row, str]]] = defaultdict(list)
    for row in context.rows(table):
        text = context.cell_text(table, row.index, columns[0]) if len(columns) == 1 else ""
        if row.kind in ("data", "group") and row.level in ("program", "activity", "sub_activity") and text:
            by_parent[row.level, row.parent].append((row, text))
    found: list[RowBreak] = []
    for members in by_parent.values():
        found += _breaks(members)
    return sorted(found, key=lambda item: item.row.index)


def _breaks(members: Sequence[tuple[Row, str]]) -> list[RowBreak]:
    """The rows out of order among siblings, where at least two thirds are in order."""
    scores = {
        style: sum(mark_numbers(text).get(style) == number for number, (_, text) in enumerate(members, 1))
        for style in STYLES
    }
    style = max(STYLES, key=lambda name: scores[name])
    if len(members) < 3 or scores[style] == len(members) or 3 * scores[style] < 2 * len(members):
        return []
    return [
        RowBreak(row, text, _written(style, number))
        for number, (row, text) in enumerate(members, 1)
        if mark_numbers(text).get(style) != number
    ]


def _written(style: str, number: int) -> str:
    if style == "digit":
        return str(number)
    if style == "letter":
        return chr(ord("A") + number - 1)
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


@dataclass(frozen=True, slots=True)
class ItemBreak:
    """An item of a list in the text with the number before it."""

    sentence: Sentence
    number: int
    before: int


def list_breaks(sentences: Sequence[Sentence]) -> Iterator[ItemBreak]:
    """Items that neither begin a list nor continue one of their section.

    A number that skips counts at one indent only, and not where the text between holds the missing mark: the item may
    have been read into another sentence. A number that goes back counts where three items or more go on from it in the
    same words, and no item before it does: else an outer list goes on.
    """
    for items in _numbered(sentences):
        for index, item in enumerate(items):
            earlier = items[:index]
            level = [other for other in earlier if abs(other.left - item.left) <= _INDENT]
            if item.number == 1 or not earlier:
                continue
            if level and 1 < item.number - level[-1].number <= _LONGEST_SKIP and not _shown(items, level[-1], item):
                yield ItemBreak(item.sentence, item.number, level[-1].number)
            elif _goes_back(items, index):
                yield ItemBreak(item.sentence, item.number, earlier[-1].number)


@dataclass(frozen=True, slots=True)
class _Item:
    """A numbered item: its number, first word and indent, and the texts from it to the next one of its kind."""

    sentence: Sentence
    number: int
    close: str
    word: str
    left: float
    texts: list[str]


def _numbered(sentences: Sequence[Sentence]) -> Iterator[list[_Item]]:
    """The numbered items of each section, by the sign behind their number."""
    found: dict[tuple[str | None, str], list[_Item]] = {}
    for sentence in sentences:
        match = _ITEM.match(sentence.text) if sentence.kind == "item" and sentence.place == "body" else None
        if match is not None:
            number, words = int(match["number"]), sentence.text[match.end() :].lower().split()
            item = _Item(sentence, number, match["close"], words[0], sentence.bbox[0], [])
            found.setdefault((sentence.section, match["close"]), []).append(item)
        for close in ".)":
            items = found.get((sentence.section, close))
            if items:
                items[-1].texts.append(sentence.text)
    yield from found.values()


def _shown(items: Sequence[_Item], first: _Item, last: _Item) -> bool:
    """Whether the number before `last` is marked anywhere in the text since `first`."""
    between = items[items.index(first) : items.index(last)]
    mark = rf"(?<![\w.,]){last.number - 1}{re.escape(last.close)}(?!\d)"
    return any(re.search(mark, text) for item in between for text in item.texts)


def _goes_back(items: Sequence[_Item], index: int) -> bool:
    """Whether a list that nothing begins starts at an item, behind one with the same or a higher number."""
    item = items[index]
    run = items[index : index + 3]
    alike = len(run) == 3 and all(
        other.number == item.number + step and other.word == item.word for step, other in enumerate(run)
    )
    return alike and items[index - 1].number >= item.number and all(other.word != item.word for other in items[:index])
