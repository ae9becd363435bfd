"""What a person reads in a cell: lines in order, words that a narrow cell broke put together again."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.pages.lines import lines_of
from extractor.pages.model import Line, Word
from extractor.tables.vocabulary import Vocabulary

LAST_LETTERS = re.compile(r"[^\W\d_]+$")
FIRST_LETTERS = re.compile(r"^[^\W\d_]+")
NUMBER_END = re.compile(r"(?:^|\s)(?:Rp\.?\s?)?[\d.,]*[\d.,]$")
NUMBER_START = re.compile(r"^(?:[\d.,]+(?:,-|\.-)?|,?-|,-|%)(?=\s|$|\))")
GROUPED = re.compile(r"\d[.,]\d{3}")
# A number whose last group lacks digits ("13.000.0"), and one whose groups are whole.
MALFORMED = re.compile(r"^(?:Rp\.?)?\d{1,3}([.,])(?:\d{3}\1)*\d{1,2}$", re.IGNORECASE)
WELL_FORMED = re.compile(r"^(?:Rp\.?)?\d{1,3}([.,])\d{3}(?:\1\d{3})+(?:[.,]\d{1,2})?(?:,-)?$", re.IGNORECASE)
LIST_MARK = re.compile(r"^(?:[-•–▪➢*]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])$")
# So many single letters in a row are one word set apart.
SET_APART = 4
# An underscore that stands for a space: between letters, digits or a per cent sign, outside addresses.
UNDERSCORE = re.compile(r"(?<=[^\W_%])_(?=[^\W_])|(?<=%)_(?=[^\W_])")
ADDRESS = re.compile(r"[@/:]|\.(?:com|id|go|org|net|pdf)")
# A line that leaves less room than this many mean characters was broken because its word did not fit.
ROOM = 1.15


def cell_text(words: Sequence[Word], width: float, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """The text of a cell and, where words were rejoined, the plain reading.

    `width` is the room for text in the cell's column, in points.
    """
    if not words:
        return "", None
    if sum(not w.upright for w in words) * 2 > len(words):
        return _turned(words), None
    lines = [_unspaced(line) for line in lines_of(words)]
    text = lines[0].text
    for above, below in itertools.pairwise(lines):
        glue = "" if _broken(text, above, below, width, vocabulary) else " "
        text += glue + below.text
    plain = " ".join(line.text for line in lines)
    text = _spaced(text)
    return text, (plain if plain != text else None)


def _unspaced(line: Line) -> Line:
    """A line whose letters were set apart ("U r a i a n") as one word."""
    if len(line.words) < SET_APART or any(len(w.text) > 1 for w in line.words) or not line.text[0].isalpha():
        return line
    first, box = line.words[0], line.bbox
    return Line((replace(first, text="".join(w.text for w in line.words), x1=box[2]),))


def _spaced(text: str) -> str:
    """The text with spaces where underscores stand for them."""
    if "_" not in text:
        return text
    return " ".join(t if ADDRESS.search(t) else UNDERSCORE.sub(" ", t) for t in text.split(" "))


def page_glue(above: str, below: str, vocabulary: Vocabulary) -> str:
    """What joins the text of a cell with its rest on the next page: nothing inside a word, else a space."""
    head, tail = LAST_LETTERS.search(above), FIRST_LETTERS.search(below)
    if not head or not tail or not _fits_case(head[0], tail[0]):
        return " "
    known = vocabulary.count(head[0] + tail[0])
    return "" if known > min(vocabulary.count(head[0]), vocabulary.count(tail[0])) else " "


def _turned(words: Sequence[Word]) -> str:
    """Text that runs upwards: columns of words from left to right, each from the bottom."""
    return " ".join(w.text for w in sorted(words, key=lambda w: (round(w.x0), -w.bottom)))


def _broken(text: str, above: Line, below: Line, width: float, vocabulary: Vocabulary) -> bool:
    """Whether the end of one line and the start of the next are one word or one number."""
    last, first = above.words[-1].text, below.words[0].text
    if _number_broken(text, first, above, width):
        return True
    head, tail = LAST_LETTERS.search(last), FIRST_LETTERS.search(first)
    if not head or not tail:
        return False
    joined = head[0] + tail[0]
    if not _fits_case(head[0], tail[0]):
        return False
    alone = len(above.words) == 1 or (len(above.words) == 2 and bool(LIST_MARK.match(above.words[0].text)))
    known = vocabulary.count(joined)
    apart = min(vocabulary.count(head[0]), vocabulary.count(tail[0]))
    if known >= 2 and max(vocabulary.count(head[0]), vocabulary.count(tail[0])) <= 1:
        return True
    if known and known > apart:
        return alone or len(head[0]) < 3
    return alone and not _has_room(above, width) and vocabulary.count(tail[0]) <= 1 + 2 * known


def _fits_case(head: str, tail: str) -> bool:
    """Whether the two parts can be one word by their letters' case."""
    return tail.islower() or (head.isupper() and tail.isupper())


def _has_room(line: Line, width: float) -> bool:
    """Whether one more character would have fitted on the line."""
    x0, _, x1, _ = line.bbox
    characters = max(1, sum(len(w.text) for w in line.words) + len(line.words) - 1)
    return width - (x1 - x0) > ROOM * (x1 - x0) / characters


def _number_broken(text: str, first: str, above: Line, width: float) -> bool:
    """Whether a number runs over the line end: "27.346.788." | "906" or "16.103.640.900," | "-"."""
    if not NUMBER_END.search(text) or not NUMBER_START.search(first):
        return False
    last = text.rsplit(" ", 1)[-1]
    if first in {"-", ",-", ".-"}:
        return bool(re.search(r"\d[.,]?$", last)) and bool(GROUPED.search(last))
    if first == "%":
        return False
    if last.endswith((".", ",")):
        return bool(re.search(r"\d", last))
    if first.startswith((".", ",")):
        return True
    if MALFORMED.search(last) and WELL_FORMED.match(last + first):
        return True
    return bool(GROUPED.search(last)) and not _has_room(above, width)
