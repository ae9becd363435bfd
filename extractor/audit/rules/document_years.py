"""Sentences of this year's report that name another year."""

import re
from collections.abc import Iterator

from extractor.audit.candidates import candidates
from extractor.audit.observation import Observation
from extractor.audit.phrases import both, phrase
from extractor.audit.text_figures import figures
from extractor.audit.wording import Wording, quoted
from extractor.audit.year_claims import WrongYear, wrong_years
from extractor.facts.model import Reading
from extractor.notation.screened import Screened
from schemas import Fact


def document_year(reading: Reading) -> Iterator[Observation]:
    """DOC-YEAR: preface, openings, sentences before a table and comparisons with the wrong year."""
    year = reading.document.fiscal_year
    if year is None:
        return
    wording = Wording(reading)
    for wrong in wrong_years(reading.sentences, reading.sections, reading.tables, year):
        yield _draft(wrong, year, wording, _quoted_facts(reading, wrong))


def _quoted_facts(reading: Reading, wrong: WrongYear) -> tuple[Fact, ...]:
    """Table figures that the sentence repeats: evidence for the year that it means."""
    if wrong.kind != "future":
        return ()
    values = {figure.value for figure in figures(wrong.sentence.text) if figure.decimals}
    near = [fact for fact in reading.facts if fact.source.table and abs(fact.source.page - wrong.sentence.page) <= 1]
    return tuple(fact for fact in near if fact.value in values)[:3]


def _draft(wrong: WrongYear, year: int, wording: Wording, facts: tuple[Fact, ...]) -> Observation:
    sentence = wrong.sentence
    table = wording.table(wrong.table, sentence.page) if wrong.table else ("", "")
    expected = year - 1 if wrong.kind == "itself" else year
    return Observation(
        check="DOC-YEAR",
        severity="warning" if wrong.certain else "notice",
        message=phrase(
            "DOC-YEAR.text",
            page=sentence.page,
            year=wrong.year,
            text=both(f"DOC-YEAR.{wrong.kind}", year=year, table=table),
            sentence=quoted(sentence.text, 220),
        ),
        facts=facts,
        sentences=(sentence,),
        printed=_compared(sentence.text, year) if wrong.kind == "itself" else str(wrong.year),
        expected=str(expected),
        lead="sentences",
    )


def _compared(text: str, year: int) -> str:
    """The words of a comparison as printed, with the figures that it compares."""
    start = text.find(str(year))
    return quoted(text[start:], 100).strip('"')


_FIVE_DIGITS = re.compile(r"(?:19|20)\d{3}\b")
_LONG_YEAR = Screened(
    re.compile(r"\b(?:tahun(?:\s+anggaran)?|ta\.?)\s+(?P<year>(?:19|20)\d{3})\b", re.IGNORECASE), "tahun", "ta"
)


def impossible_year(reading: Reading) -> Iterator[Observation]:
    """NUM-YEAR: a year of five digits."""
    for sentence in candidates(reading, _LONG_YEAR):
        match = _LONG_YEAR.search(sentence.text) if _FIVE_DIGITS.search(sentence.text) else None
        if match and sentence.kind != "footer":
            yield Observation(
                check="NUM-YEAR",
                severity="notice",
                message=phrase(
                    "NUM-YEAR.digits", page=sentence.page, year=match["year"], sentence=quoted(sentence.text, 160)
                ),
                sentences=(sentence,),
                printed=match["year"],
                lead="sentences",
            )
