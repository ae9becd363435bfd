"""Arithmetic that a paragraph states about its own figures: shares, remainders, breakdowns, means of periods.

Each function looks at sentences only and returns what it is sure of. Where the link between the figures is not
certain (a third figure that could be meant, an open list, a comparison with another year) it stays silent.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.text_figures import Figure, figures, show
from extractor.facts.model import Sentence
from extractor.notation.screened import Screened, lowered


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of a text about its own figures, recalculated; `holds` tells whether it does."""

    sentences: tuple[Sentence, ...]
    figure: Figure
    low: Decimal
    high: Decimal
    formula: str
    holds: bool

    @property
    def expected(self) -> Decimal:
        """Middle of what the other figures allow."""
        return (self.low + self.high) / 2


_LINK = re.compile(r"(?:\batau\b|sebesar|sehingga|mencapai|yaitu|yakni|adalah|\(|=)", re.IGNORECASE)
_OF = re.compile(
    r"^(?:[^\d,;.]{0,60}\s)?dari\s+(?:total\s+|jumlah\s+|keseluruhan\s+|seluruh\s+)*(?:\w+\s+){0,3}$", re.IGNORECASE
)
_ASIDE = re.compile(r"^\s*\([^)]*\)")
_BEFORE = re.compile(r"\s*(?:\(|atau|yaitu|yakni)\s*(?:\w+\s+){0,3}")
_AND = re.compile(r"\bdan\s+(?:yang\s+)?(?:telah|sudah|berhasil)\b[^;]*sebanyak\s*$", re.IGNORECASE)


def shares(sentence: Sentence) -> list[Stated]:
    """Statements "x of y, z %" of one sentence: two counts and a percentage that is said to be their share."""
    found = figures(sentence.text)
    counts = [figure for figure in found if figure.kind == "count" and not figure.target]
    if len(counts) != 2 or min(counts[0].value, counts[1].value) <= 0:
        return []
    between = sentence.text[counts[0].end : counts[1].start]
    linked = _ASIDE.sub("", between)
    if counts[0].value < counts[1].value and _OF.search(linked):
        part, whole = counts
    elif counts[0].value > counts[1].value and _AND.search(linked):
        whole, part = counts
    else:
        return []
    ratio = part.value / whole.value * 100
    percents = [figure for figure in found if figure.kind == "percent" and not figure.target]
    near = sorted(percents, key=lambda figure: (abs(figure.value - ratio), figure.start))
    if not near or abs(near[0].value - ratio) > 2 or not _linked_share(sentence.text, near[0], counts):
        return []
    holds = abs(near[0].value - ratio) < Decimal(1).scaleb(-near[0].decimals)
    return [Stated((sentence,), near[0], ratio, ratio, f"{part.text} / {whole.text} × 100", holds)]


def _linked_share(text: str, percent: Figure, counts: Sequence[Figure]) -> bool:
    """The percentage follows the counts with a word that says so, or stands right before their bracket."""
    if percent.start > counts[1].end:
        return bool(_LINK.search(text[counts[1].end : percent.start]))
    return bool(_BEFORE.fullmatch(text[percent.end : counts[0].start]))


_REMAINDER = re.compile(
    r"(?:(?P<left>menyisakan|tersisa|sisanya|kekurangan|kekurangannya)|selisih(?:nya)?|lebih\s+(?:unggul|tinggi|"
    r"rendah|besar|kecil)|terpaut)"
    r"(?:\s+(?:nilai|poin|sebanyak|sebesar|yaitu|sekitar|adalah))*(?P<from>\s+(?:dari|daripada|"
    r"dibanding(?:kan)?)\s[^\d;.]{3,80}?)?\s*$",
    re.IGNORECASE,
)
# A remainder and what it is measured from stand within so many characters before the figure.
_CLAUSE = 240
# Each of those statements has one of these words.
REMAINS = ("menyisakan", "tersisa", "sisanya", "kekurangan", "selisih", "lebih", "terpaut")
_OTHER_YEAR = re.compile(r"\btahun\s+(?:lalu|sebelumnya|\d{4})|\btriwulan|\bsemester|\bbulan\b", re.IGNORECASE)


def remainders(passage: Sequence[Sentence]) -> list[Stated]:
    """Statements "leaves n", "short of n", "better by n" of the last sentence, against two figures of the passage."""
    sentence = passage[-1]
    found = figures(sentence.text)
    out = []
    for figure in found:
        clause = max(sentence.text.rfind(";", 0, figure.start) + 1, figure.start - _CLAUSE)
        match = _REMAINDER.search(sentence.text, clause, figure.start)
        if not match or (not match["left"] and _OTHER_YEAR.search(sentence.text)):
            continue
        others = [other for other in found if other is not figure]
        for earlier in reversed(passage[:-1]):
            if len(_alike(figure, others)) >= 2 or (not match["left"] and _OTHER_YEAR.search(earlier.text)):
                break
            others = [*figures(earlier.text), *others]
        stated = _difference(passage, figure, _alike(figure, others))
        out += [stated] if stated else []
    return out


def _alike(figure: Figure, others: Sequence[Figure]) -> list[Figure]:
    """The figures that a difference of this kind can be made of."""
    kinds = {"percent": {"percent"}, "money": {"money"}}.get(figure.kind, {"count", "value"})
    return [other for other in others if other.kind in kinds]


def _difference(passage: Sequence[Sentence], figure: Figure, others: Sequence[Figure]) -> Stated | None:
    pairs = [(a, b) for i, a in enumerate(others) for b in others[i + 1 :] if a.value != b.value]
    slack = figure.half + sum((other.half for other in others if other.decimals), Decimal(0))
    fits = [pair for pair in pairs if abs(abs(pair[0].value - pair[1].value) - figure.value) <= slack]
    if not fits and len(others) != 2:
        return None
    if not fits and not pairs:
        return None
    first, second = sorted(fits[0] if fits else pairs[0], key=lambda other: -other.value)
    exact = first.value - second.value
    if not fits and not figure.value / 20 <= exact <= figure.value * 20:
        return None
    return Stated(tuple(passage), figure, exact, exact, f"{first.text} − {second.text}", bool(fits))


# Searched in lower case.
PARTS = Screened(
    re.compile(r"(?:yang\s+)?(?:terdiri\s+(?:dari|atas)|dengan\s+rincian|yaitu|yakni|dengan\s+perincian)\b"),
    "terdiri",
    "rincian",
    "yaitu",
    "yakni",
)
_CLOSED = re.compile(r"[^,;:]{0,60}\.?\)?\s*")
_OPEN_LIST = re.compile(
    r"antara\s+lain|di\s?antara\w*|termasuk|meliputi|misalnya|seperti|dan\s+lain|sisanya", re.IGNORECASE
)


def breakdowns(sentence: Sentence) -> list[Stated]:
    """Statements "n, made of a, b and c" of one sentence, where all parts are counted like the whole."""
    found = figures(sentence.text)
    for match in PARTS.finditer(lowered(sentence.text)):
        before = [figure for figure in found if figure.end <= match.start() and figure.kind in ("count", "money")]
        parts = [figure for figure in found if figure.start >= match.end()]
        if not before or len(parts) < 2 or _OPEN_LIST.search(sentence.text, before[-1].end):
            continue
        whole = before[-1]
        closed = _CLOSED.fullmatch(sentence.text[parts[-1].end :])
        if not closed or not _countable(whole, parts) or match.start() - whole.end > 120:
            continue
        total = sum((part.value for part in parts), Decimal(0))
        holds = total == whole.value or any(total - part.value == whole.value for part in parts)
        if holds or whole.value / 2 <= total <= whole.value * 3 / 2:
            formula = " + ".join(part.text for part in parts)
            return [Stated((sentence,), whole, total, total, formula, holds)]
    return []


def parted(sentence: Sentence) -> tuple[Figure, tuple[Figure, ...]] | None:
    """The whole and the parts of a sentence "n, made of a, b and c", whether they add up or not."""
    found = figures(sentence.text)
    for match in PARTS.finditer(lowered(sentence.text)):
        before = [figure for figure in found if figure.end <= match.start() and figure.kind in ("count", "money")]
        parts = tuple(figure for figure in found if figure.start >= match.end())
        if before and len(parts) >= 2 and _countable(before[-1], parts) and match.start() - before[-1].end <= 120:
            return before[-1], parts
    return None


def _countable(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Parts and whole have one kind and unit, and each part is smaller."""
    same_kind = all(part.kind == whole.kind and part.value < whole.value for part in parts)
    if whole.kind == "money":
        return same_kind
    return same_kind and bool(whole.family) and all(part.family == whole.family for part in parts)


_PERIOD = Screened(
    re.compile(r"\b(?:triwulan|tw|semester)\.?\s*(i{1,3}|iv|[1-4])\b", re.IGNORECASE), "triwulan", "tw", "semester"
)
_MEAN = re.compile(r"rata\s*-?\s*rata", re.IGNORECASE)
_UNTIL = re.compile(r"s\.?d|sampai")
_ORDER = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def period_means(sentences: Sequence[Sentence]) -> list[Stated]:
    """A yearly mean that follows a list of quarters or semesters, each with one figure."""
    run: list[tuple[int, Sentence, Figure]] = []
    gap = 0
    out = []
    for sentence in sentences:
        entry = _period_value(sentence)
        if entry:
            run = [*run, entry] if run and entry[0] == run[-1][0] + 1 else [entry] if entry[0] == 1 else []
            gap = 0
            continue
        gap += 1
        if len(run) >= 2 and gap <= 3 and (figure := _mean_figure(sentence, run)):
            out.append(_mean(run, sentence, figure))
            run = []
        elif gap > 3:
            run = []
    return out


def repeated_values(sentences: Sequence[Sentence]) -> list[tuple[tuple[Sentence, ...], Figure]]:
    """Three or more quarters in a row with one and the same value that is not round."""
    run: list[tuple[int, Sentence, Figure]] = []
    out = []
    for entry in [*map(_period_value, sentences), None]:
        if entry and run and entry[0] == run[-1][0] + 1 and entry[2].value == run[-1][2].value:
            run.append(entry)
            continue
        if len(run) >= 3 and run[0][2].value % 1:
            out.append((tuple(item[1] for item in run), run[0][2]))
        run = [entry] if entry else []
    return out


def _period_value(sentence: Sentence) -> tuple[int, Sentence, Figure] | None:
    found = [figure for figure in figures(sentence.text) if figure.kind == "value"]
    match = _PERIOD.search(sentence.text) if len(found) == 1 else None
    if not match or match.start() > found[0].start or _UNTIL.search(sentence.text):
        return None
    order = match[1].lower()
    return _ORDER.get(order) or int(order), sentence, found[0]


def _mean_figure(sentence: Sentence, run: Sequence[tuple[int, Sentence, Figure]]) -> Figure | None:
    """The only decimal figure of a sentence on the mean, close to the figures of the periods."""
    if not _MEAN.search(sentence.text):
        return None
    low, high = min(item[2].value for item in run), max(item[2].value for item in run)
    found = [
        figure
        for figure in figures(sentence.text)
        if figure.kind == "value" and low * 9 / 10 <= figure.value <= high * 11 / 10
    ]
    return found[0] if len(found) == 1 else None


def _mean(run: Sequence[tuple[int, Sentence, Figure]], sentence: Sentence, figure: Figure) -> Stated:
    parts = [item[2] for item in run]
    mean = sum((part.value for part in parts), Decimal(0)) / len(parts)
    slack = max(part.half for part in parts) + figure.half
    formula = f"({' + '.join(part.text for part in parts)}) / {len(parts)}"
    holds = abs(mean - figure.value) <= slack
    half = max(part.half for part in parts)
    return Stated((*(item[1] for item in run), sentence), figure, mean - half, mean + half, formula, holds)


def passages(
    sentences: Sequence[Sentence], wanted: Container[str] | None = None, length: int = 4
) -> Iterator[tuple[Sentence, ...]]:
    """Each running sentence, or those with the ids that are wanted, with up to three sentences of its paragraph before it."""
    running = [sentence for sentence in sentences if sentence.kind in ("sentence", "item")]
    for index, sentence in enumerate(running):
        if wanted is not None and sentence.id not in wanted:
            continue
        start = index
        while start and index - start < length - 1 and _follows(running[start - 1], running[start]):
            start -= 1
        yield tuple(running[start : index + 1])


def _follows(first: Sentence, second: Sentence) -> bool:
    return first.paragraph == second.paragraph and first.section == second.section and second.page - first.page <= 1


def shown(stated: Stated) -> str:
    """The recalculated figure: exact where it has few decimals, else at the printed ones but at least two."""
    exact = stated.expected.normalize()
    decimals = -int(exact.as_tuple()[2])
    return show(stated.expected) if decimals <= 4 else show(stated.expected, max(stated.figure.decimals, 2))
