"""Running heads and feet: lines that stand at the same height of many pages and belong to no text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.pages.lines import lines_of
from extractor.pages.model import Line, Page, Word

# Share of the page height, at the top and at the bottom, where running heads and feet stand.
MARGIN = 0.12
# Recurring lines are looked for in a deeper zone.
DEEP_MARGIN, DEEP_FOOT = 0.17, 0.2
# A line that recurs (its digits aside) on at least this many pages, each close to another one, is furniture.
RECURS = 3
CLOSE = 4
# Recurring lines stand at one height, told in steps of this many points.
SAME_HEIGHT = 6
# Running heads are known by their words alone on pages of another shape, from so many letters on.
LONG = 10
# Their height is told in so many steps of the page height.
NUMBER_STEPS = 40
# A number that counts on with the pages stands in this share of the page height at the most.
NUMBER_MARGIN = 0.3
LONE_NUMBER = re.compile(r"^[-–—|\s]*(\d{1,3})[-–—|\s]*$")
PAGE_NUMBER = re.compile(r"^[-–—|\s]*(?:hal(?:aman)?\.?\s*)?(?:\d{1,3}|[ivxlc]{1,7})[-–—|\s]*$", re.IGNORECASE)


def _letters(line: Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text).lower()


def _key(line: Line, page: Page) -> str:
    """The line without digits and spaces, with its distance from the nearer edge; empty for a line without letters."""
    letters = _letters(line)
    bottom = line.bbox[3]
    edge, distance = ("top", bottom) if bottom < page.height / 2 else ("foot", page.height - bottom)
    return f"{letters}@{edge}{round(distance / SAME_HEIGHT)}" if any(c.isalpha() for c in letters) else ""


def _with_neighbours(numbers: set[int]) -> int:
    """How many pages have another one of the set close by."""
    return sum(any(n + d in numbers for d in range(-CLOSE, CLOSE + 1) if d) for n in numbers)


def _count(line: Line, page: Page) -> str:
    """The place of a lone number with its lead over the number of the page; empty for another line.

    Page numbers share both on page after page, wherever the text ends and the margin begins.
    """
    match = LONE_NUMBER.match(line.text)
    if not match or not _in_margin(line, page, NUMBER_MARGIN, NUMBER_MARGIN):
        return ""
    return f"{int(match[1]) - page.number}#{round(line.bbox[3] / page.height * NUMBER_STEPS)}"


def _count_in_margin(word: Word, page: Page) -> str:
    """The place of a number in the margin with its lead over the number of the page; empty for another word."""
    if not word.text.isdigit() or len(word.text) > 3 or not word.text.isascii():
        return ""
    if MARGIN * page.height < word.bottom < (1 - MARGIN) * page.height:
        return ""
    return f"{int(word.text) - page.number}@{round(word.x0 / SAME_HEIGHT)}/{round(word.bottom / SAME_HEIGHT)}"


def seeming_counts(page: Page) -> frozenset[int]:
    """Positions of words that may count pages, as far as the page alone tells; `Furniture` knows.

    These are numbers in the first or last line, behind other words and between no upright rulings.
    """
    numbers = [place for place, word in enumerate(page.words) if word.text.isdigit() and _count_in_margin(word, page)]
    if not numbers:
        return frozenset()
    first, last = min(word.top for word in page.words), max(word.bottom for word in page.words)
    return frozenset(
        place
        for place in numbers
        for word in [page.words[place]]
        if (word.bottom > last - SAME_HEIGHT or word.top < first + SAME_HEIGHT)
        and not any(not edge.horizontal and edge.top < word.top and edge.bottom > word.bottom for edge in page.edges)
        and any(w.x1 <= word.x0 and w.top < word.bottom and word.top < w.bottom for w in page.words)
    )


def _in_margin(line: Line, page: Page, head: float = DEEP_MARGIN, foot: float = DEEP_FOOT) -> bool:
    """Whether a line stands in the top or bottom zone, each a share of the page height."""
    return line.bbox[3] < head * page.height or line.bbox[1] > (1 - foot) * page.height


def _shape(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


class Furniture:
    """The running heads and feet of a document."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._lines = {page.number: lines_of(page.words) for page in pages}
        places: dict[str, set[int]] = defaultdict(set)
        for page in pages:
            for line in self._lines[page.number]:
                if _in_margin(line, page):
                    places[_key(line, page)].add(page.number)
                places[_count(line, page)].add(page.number)
                for word in line.words[1:]:
                    places[_count_in_margin(word, page)].add(page.number)
        places.pop("", None)
        self._recurring = {key: _with_neighbours(numbers) for key, numbers in places.items()}
        shapes = Counter(map(_shape, pages)).most_common(1)
        self._usual_shape = shapes[0][0] if shapes else (0, 0)
        self._heads = {key.partition("@")[0] for key, count in self._recurring.items() if count >= RECURS}

    def is_furniture(self, line: Line, page: Page) -> bool:
        """Whether a line is a running head, a running foot or a page number."""
        if self.counts_pages(line, page) or self._is_head_of_odd(line, page):
            return True
        if not _in_margin(line, page):
            return False
        if PAGE_NUMBER.match(line.text) and _in_margin(line, page, MARGIN, MARGIN):
            return True
        return self._recurring.get(_key(line, page), 0) >= RECURS

    def _is_head_of_odd(self, line: Line, page: Page) -> bool:
        """Whether a line of a page of another shape, a sideways one among upright ones, says what the other heads say."""
        if _shape(page) == self._usual_shape:
            return False
        # A head stands as far from the edge as on the other pages, which is a larger share of a lower page.
        head, foot = DEEP_MARGIN * self._usual_shape[1], page.height - DEEP_FOOT * self._usual_shape[1]
        letters = _letters(line)
        return (line.bbox[3] < head or line.bbox[1] > foot) and len(letters) >= LONG and letters in self._heads

    def counts_pages(self, line: Line, page: Page) -> bool:
        """Whether a line is a number that counts on with the pages around it."""
        return self._recurring.get(_count(line, page), 0) >= RECURS

    def without_numbers(self, page: Page) -> Page:
        """The page without words that count its pages, for tables that reach into the margin.

        The first word of a line stays: rows that count on may stand one to a page.
        """
        later = (w for line in self._lines[page.number] for w in line.words[1:])
        counting = {w for w in later if self._recurring.get(_count_in_margin(w, page), 0) >= RECURS}
        return replace(page, words=tuple(w for w in page.words if w not in counting)) if counting else page

    def body(self, page: Page) -> list[Line]:
        """Lines of a page that are not furniture, top to bottom."""
        return [line for line in self._lines[page.number] if not self.is_furniture(line, page)]

    def texts(self, page: Page) -> list[Line]:
        """The running heads and feet of a page that have letters."""
        lines = self._lines[page.number]
        return [line for line in lines if self.is_furniture(line, page) and any(c.isalpha() for c in line.text)]

    def label(self, page: Page) -> str | None:
        """The page number that a reader sees, from the running foot or head."""
        lines = self._lines[page.number]
        for line in [*reversed(lines), *lines][: len(lines) * 2]:
            if self.is_furniture(line, page) and (number := _printed_number(line.text)):
                return number
        return None


def _printed_number(text: str) -> str | None:
    """A page number that stands alone, first or last in a line."""
    match = PAGE_NUMBER.match(text) or re.match(r"^\d{1,3}(?=\s\D)", text) or re.search(r"(?<=\s)\d{1,3}$", text)
    return re.sub(r"[^0-9ivxlcIVXLC]", "", re.sub(r"(?i)hal(?:aman)?", "", match[0])) if match else None


def outside(lines: Iterable[Line], boxes: Sequence[tuple[float, float, float, float]]) -> list[Line]:
    """Lines whose middle lies in none of the boxes."""
    out = []
    for line in lines:
        x0, top, x1, bottom = line.bbox
        y = (top + bottom) / 2
        inside = any(b[1] - 1 <= y <= b[3] + 1 and x0 < b[2] and x1 > b[0] for b in boxes)
        if not inside:
            out.append(line)
    return out
