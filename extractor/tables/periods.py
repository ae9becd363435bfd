"""The period that a column speaks of: a year, a quarter, a semester."""

import re
from collections.abc import Sequence

from extractor.tables.context import DocumentContext
from extractor.tables.header_words import Path
from schemas.catalogue import catalogue

YEAR = re.compile(r"(?<![\d/])(?:20[0-4]\d|19[89]\d)(?!\d)")
SPAN = re.compile(
    r"((?:19|20)\d\d)\s*(?:-|–|—|/|s\.?\s?[./]?\s?d\.?|sampai(?:\s+dengan)?|hingga)\s*(?:tahun\s+)?((?:19|20)\d\d)",
    re.IGNORECASE,
)
QUARTER_WORD = re.compile(r"\b(?:tri\s?wulan|tribulan|tw|kuartal)\b|\btw(?=[\s.-]?[IViv1-4])", re.IGNORECASE)
QUARTER = re.compile(
    r"(?:tri\s?wulan|tribulan|tw|kuartal)[\s.-]*(?:ke\s?-?\s*)?(IV|I{1,3}|[1-4])\b(?!\s*(?:-|–|s\.?/?d|sampai|dan))",
    re.IGNORECASE,
)
BARE = re.compile(r"^\W*(IV|I{1,3}|[1-4])\W*$")
SEMESTER = re.compile(r"semester[\s.-]*(?:ke\s?-?\s*)?(II|I|1|2)\b", re.IGNORECASE)
ORDINAL = re.compile(r"^\W*(?:(?:tahun|thn?)\.?\s*)?(?:ke\s?-?\s*)?(VI|IV|V|I{1,3}|[1-6])\W*$", re.IGNORECASE)
END_OF_PLAN = re.compile(r"renstra|rpjmd|\bakhir\b|jangka menengah", re.IGNORECASE)
COMPARED = re.compile(r"(?:dengan|dibanding\w*|terhadap|th?dp|banding)\W+(?:\w+\W+){0,4}$", re.IGNORECASE)
NUMBERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
# Years that a header may place "n" before or after the report's.
PREVIOUS, THIS = -1, 0


def years_in(text: str) -> list[int]:
    """The different years of a text in their order; those of a span ("2021-2026") are left out."""
    return list(dict.fromkeys(int(year) for year in YEAR.findall(SPAN.sub(" ", text))))


def span_in(text: str) -> tuple[int, int] | None:
    """The last span of years of a text."""
    found = [(int(a), int(b)) for a, b in SPAN.findall(text) if int(a) < int(b)]
    return found[-1] if found else None


def header_period(path: Path, last: bool, context: DocumentContext) -> str | None:
    """The year that the header names, the innermost first; of several the first, with `last` the last."""
    for part in reversed(path):
        years = years_in(re.sub(r"\([^)]*\)", " ", part)) or years_in(part)
        if years:
            return str(years[-1] if last else years[0])
        low = part.lower()
        if context.fiscal_year is not None:
            if any(re.search(pattern, low) for pattern in catalogue().columns.previous_year):
                return str(context.fiscal_year - 1)
            if any(re.search(pattern, low) for pattern in catalogue().columns.this_year):
                return str(context.fiscal_year)
        if last and (span := span_in(part)) and END_OF_PLAN.search(part):
            return str(span[1])
    return None


def part_of_year(path: Path, caption: str) -> str | None:
    """The quarter or semester ("Q1" to "Q4", "S1", "S2") where the header names a quarter or semester."""
    for part in reversed(path):
        quarter, semester = QUARTER.search(part), SEMESTER.search(part)
        if quarter:
            return f"Q{_number(quarter[1])}"
        if semester:
            return f"S{_number(semester[1])}"
    if QUARTER_WORD.search(" ".join((caption, *path))):
        found = [match for part in path if (match := BARE.match(part))]
        return f"Q{_number(found[-1][1])}" if found else None
    return None


def plan_years(paths: Sequence[Path], texts: Sequence[str]) -> dict[int, str]:
    """Calendar years, by column, of columns headed 1, 2, 3 … or "tahun ke-n", from the span that a text names.

    A plan of six years with five columns counts the first year as the starting point.
    """
    numbers = {c: _number(match[1]) for c, path in enumerate(paths) if path and (match := ORDINAL.match(path[-1]))}
    ordered = list(numbers.values())
    if len(ordered) < 3 or ordered != list(range(1, len(ordered) + 1)):
        return {}
    span = next((found for text in texts if (found := span_in(text))), None)
    if span is None or not 0 <= span[1] - span[0] + 1 - len(ordered) <= 1:
        return {}
    return {column: str(span[1] - len(ordered) + number) for column, number in numbers.items()}


def caption_year(caption: str, context: DocumentContext) -> int | None:
    """The year that a caption gives all columns; None where it names none or more than one."""
    found = list(YEAR.finditer(SPAN.sub(lambda m: " " * len(m[0]), caption)))
    own = [int(m[0]) for m in found if not _of_plan(caption, m.start())]
    free = [int(m[0]) for m in found if not _of_plan(caption, m.start()) and not COMPARED.search(caption[: m.start()])]
    years = set(own) if len(set(own)) == 1 else set(free)
    if context.fiscal_year in own:
        return context.fiscal_year
    return years.pop() if len(years) == 1 else None


def plan_end(texts: Sequence[str]) -> str | None:
    """The last year of the plan that a text speaks of: "target Renstra 2026", "2021-2026"."""
    for text in texts:
        named = [m[0] for m in YEAR.finditer(text) if _of_plan(text, m.start())]
        span = span_in(text)
        if span and END_OF_PLAN.search(text):
            return str(span[1])
        if named:
            return named[-1]
    return None


def _of_plan(text: str, position: int) -> bool:
    """Whether the year at a position is that of a medium-term plan."""
    return END_OF_PLAN.search(text[max(0, position - 30) : position]) is not None


def _number(mark: str) -> int:
    """Value of a digit or roman number."""
    return int(mark) if mark.isdigit() else NUMBERS[mark.upper()]
