"""Sentences and captions that name another year than the report's although they speak about this year's report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.text_claims import YEAR, plain_years
from extractor.facts.model import Sentence
from extractor.notation.screened import Screened
from schemas import Section, Table


@dataclass(frozen=True, slots=True)
class WrongYear:
    """A sentence with a year that cannot be meant; `certain` is false where only the wording is odd."""

    sentence: Sentence
    year: int
    kind: str
    certain: bool = True
    table: str | None = None


_SELF = Screened(
    re.compile(r"\blaporan\s+(?:akuntabilitas\s+)?kinerja\b|\blk[j]?ip\b|\blakip\b|\blkj\b|\blapkin\b", re.IGNORECASE),
    "laporan",
    "lkip",
    "lkj",
    "lakip",
    "lapkin",
)
_SUBJECT = re.compile(
    r"\b(?:penyusunan|menyusun|disusun(?:nya)?|menyajikan|disajikan|menyampaikan|menyelesaikan|diselesaikan|"
    r"tersusunnya|adapun|puji|syukur|dilaksanakan|ini)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\b(?:bagi|untuk|masukan|perumusan|pedoman|acuan|guna)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:evaluasi|lhe|reviu|review|rekomendasi|tindak\s+lanjut|sebelumnya|lalu|sejak|dibanding\w*|"
    r"berdasarkan\s+(?:lk|lap|hasil)|"
    r"hasil|nilai|akan\s+datang|berikutnya|rencana|target|meningkat|menurun|naik|turun|realisasi\s+tahun)\b",
    re.IGNORECASE,
)


def report_named_otherwise(sentences: Sequence[Sentence], year: int) -> Iterator[WrongYear]:
    """The preface or the opening of a chapter that calls this report the report of last year."""
    for sentence in _naming(sentences, year - 1):
        opening = sentence.place in ("front", "summary") or (sentence.section or "").split(".")[0] in ("1", "I")
        if sentence.kind not in ("sentence", "item") or not opening or not _SELF.search(sentence.text):
            continue
        years = plain_years(sentence.text)
        if years == [year - 1] and _SUBJECT.search(sentence.text) and not _EARLIER.search(sentence.text):
            subject = _SELF.search(sentence.text)
            between = sentence.text[subject.end() : sentence.text.find(str(year - 1))] if subject else None
            if between and len(between) <= 160 and not _PURPOSE.search(between):
                yield WrongYear(sentence, year - 1, "report")


def named_older(sentences: Sequence[Sentence], year: int) -> Iterator[tuple[Sentence, int]]:
    """The preface or an opening that calls this report the report of a year two or more back."""
    for sentence in sentences:
        opening = sentence.place in ("front", "summary") or (sentence.section or "").split(".")[0] in ("1", "I")
        subject = _SELF.search(sentence.text) if opening and sentence.kind in ("sentence", "item") else None
        years = plain_years(sentence.text) if subject else []
        if not subject or len(set(years)) != 1 or not year - 10 < years[0] < year - 1:
            continue
        between = sentence.text[subject.end() :].partition(str(years[0]))[0]
        own = _SUBJECT.search(sentence.text) and not _EARLIER.search(sentence.text[: subject.end()] + between)
        cited = _CITED.search(sentence.text[: subject.end()] + between)
        if own and len(between) <= 160 and not _PURPOSE.search(between) and not cited:
            yield sentence, years[0]


_CITED = re.compile(r"\b(?:nomor|no\.|peraturan|undang|keputusan|instruksi|inpres)\b", re.IGNORECASE)
_HERE = re.compile(r"\bbab\s+ini\b|\bdalam\s+laporan\s+ini\b", re.IGNORECASE)


def chapter_of_other_year(sentences: Sequence[Sentence], sections: Sequence[Section], year: int) -> Iterator[WrongYear]:
    """The opening paragraph of a chapter that promises, "in this chapter", the figures of another year only."""
    starts = {section.page for section in sections if section.level == 1}
    paragraphs: dict[tuple[int, int], list[Sentence]] = {}
    for sentence in sentences:
        if sentence.kind in ("sentence", "item") and sentence.page in starts:
            paragraphs.setdefault((sentence.page, sentence.paragraph), []).append(sentence)
    for members in paragraphs.values():
        text = " ".join(sentence.text for sentence in members)
        years = plain_years(text)
        named = next(
            (other for other in sorted(set(years)) if year - 2 <= other < year and years.count(other) >= 2), None
        )
        if named and year not in years and _HERE.search(text) and set(years) == {named}:
            yield WrongYear(next(item for item in members if str(named) in item.text), named, "chapter")


_SHOWN = Screened(
    re.compile(
        r"\b(?:tabel|table)\s+(?:berikut|di\s?bawah|dibawah|sebagai\s+berikut)|(?:sebagai(?:mana)?|"
        r"seperti)\s+(?:tabel\s+)?berikut|tabel\s+[\d.]+\s*(?:berikut|di\s?bawah|:)",
        re.IGNORECASE,
    ),
    "tabel",
    "table",
    "berikut",
)


def announced_table(sentence: Sentence, tables: Sequence[Table]) -> Table | None:
    """The captioned table that a sentence announces: the next one on its page or the page after."""
    if sentence.kind not in ("sentence", "item") or not _SHOWN.search(sentence.text):
        return None
    near = [table for table in tables if table.caption and table.pages[0] in (sentence.page, sentence.page + 1)]
    after = (table for table in near if _is_after(table, sentence))
    return min(after, key=lambda table: (table.pages[0], _top(table)), default=None)


def introduces_other_year(sentences: Sequence[Sentence], tables: Sequence[Table], year: int) -> Iterator[WrongYear]:
    """A sentence that announces the table of another year than the caption right after it names."""
    for sentence in _naming(sentences, year - 1):
        if sentence.kind not in ("sentence", "item") or not _SHOWN.search(sentence.text):
            continue
        years = set(plain_years(sentence.text))
        if len(years) != 1:
            continue
        named = next(iter(years))
        after = announced_table(sentence, tables) if named == year - 1 else None
        if named != year - 1 or after is None or _EARLIER.search(sentence.text):
            continue
        caption_years = {int(match[0]) for match in YEAR.finditer(after.caption or "")}
        if caption_years == {year}:
            yield WrongYear(sentence, named, "caption", table=after.id)


def _top(table: Table) -> float:
    return min((cell.bbox[1] for cell in table.cells if cell.page == table.pages[0]), default=0.0)


def _is_after(table: Table, sentence: Sentence) -> bool:
    if table.pages[0] == sentence.page:
        return _top(table) >= sentence.bbox[1]
    return table.pages[0] == sentence.page + 1


_COMPARED = Screened(
    re.compile(r"\bdi\s?banding(?:kan)?\s+(?:dengan\s+)?(?:pada\s+)?(?:tahun|thn)\s+(\d{4})\b", re.IGNORECASE),
    "banding",
)
_CHANGE = re.compile(r"\b(?:penurunan|peningkatan|kenaikan|menurun|meningkat|naik|turun)\b", re.IGNORECASE)


def compared_with_itself(sentences: Sequence[Sentence], year: int) -> Iterator[WrongYear]:
    """A change "compared with year y" in a sentence about year y itself."""
    for sentence in _naming(sentences, year):
        match = _COMPARED.search(sentence.text)
        if not match or int(match[1]) != year or not _CHANGE.search(sentence.text):
            continue
        years = plain_years(sentence.text)
        if set(years) != {year} or len(re.findall(rf"\b{year - 1}\b|\b{year + 1}\b", sentence.text)):
            continue
        yield WrongYear(sentence, year, "itself", certain=years.count(year) >= 2)


_FUTURE = re.compile(
    r"\b(?:target|rencana|akan|perkiraan|proyeksi|pagu|sampai|hingga|s\.?d|renstra|rpjmd|diharapkan|mendatang)\b",
    re.IGNORECASE,
)


def future_result(sentences: Sequence[Sentence], year: int) -> Iterator[WrongYear]:
    """A result with a figure that is said to be of the year after the report's."""
    form = re.compile(
        rf"\b(?:capaian|realisasi|penyerapan|serapan)\b[^.;]{{0,60}}\btahun\s+{year + 1}\s+(?:sebesar|adalah|mencapai)\b",
        re.IGNORECASE,
    )
    for sentence in _naming(sentences, year + 1):
        if form.search(sentence.text) and year not in plain_years(sentence.text) and not _FUTURE.search(sentence.text):
            yield WrongYear(sentence, year + 1, "future")


def _naming(sentences: Sequence[Sentence], year: int) -> list[Sentence]:
    """The sentences that print a year."""
    printed = str(year)
    return [sentence for sentence in sentences if printed in sentence.text]


def wrong_years(
    sentences: Sequence[Sentence], sections: Sequence[Section], tables: Sequence[Table], year: int
) -> list[WrongYear]:
    """All of them, in reading order, one per sentence."""
    found = [
        *report_named_otherwise(sentences, year),
        *chapter_of_other_year(sentences, sections, year),
        *introduces_other_year(sentences, tables, year),
        *compared_with_itself(sentences, year),
        *future_result(sentences, year),
    ]
    order = {sentence.id: index for index, sentence in enumerate(sentences)}
    unique: dict[str, WrongYear] = {}
    for item in found:
        unique.setdefault(item.sentence.id, item)
    return sorted(unique.values(), key=lambda item: order[item.sentence.id])
