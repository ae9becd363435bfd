"""Arithmetic stated in running text: shares, remainders, breakdowns, means of quarters, change against last year."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.candidates import candidates, sentences_with
from extractor.audit.duplicate_facts import half, identity
from extractor.audit.observation import Observation
from extractor.audit.phrases import both, phrase
from extractor.audit.text_arithmetic import (
    PARTS,
    REMAINS,
    Stated,
    breakdowns,
    passages,
    period_means,
    remainders,
    repeated_values,
    shares,
    shown,
)
from extractor.audit.text_figures import Figure, figures, show
from extractor.audit.wording import Wording, quoted
from extractor.facts.model import Reading, Sentence
from extractor.notation.screened import Screened
from schemas import Fact


def ratio_count(reading: Reading) -> Iterator[Observation]:
    """RATIO-COUNT: counts and percentage of one sentence."""
    for sentence in _running(reading):
        for stated in shares(sentence):
            yield from _draft("RATIO-COUNT", stated)


def remainder(reading: Reading) -> Iterator[Observation]:
    """REMAINDER: what is said to be left, lacking or ahead."""
    seen: set[tuple[str, int]] = set()
    wanted = {sentence.id for sentence in sentences_with(reading, REMAINS)}
    for passage in passages(reading.sentences, wanted):
        for stated in remainders(passage):
            key = (passage[-1].id, stated.figure.start)
            if key not in seen:
                seen.add(key)
                yield from _draft("REMAINDER", stated)


def breakdown(reading: Reading) -> Iterator[Observation]:
    """BREAKDOWN: a number and the parts that it is said to be made of."""
    for sentence in candidates(reading, PARTS):
        for stated in breakdowns(sentence) if _is_running(sentence) else ():
            yield from _draft("BREAKDOWN", stated)


def average_of_periods(reading: Reading) -> Iterator[Observation]:
    """AVG-PERIOD: the year's value and the mean of its quarters or semesters."""
    for stated in period_means([sentence for sentence in reading.sentences if sentence.kind in ("sentence", "item")]):
        yield from _draft("AVG-PERIOD", stated)


def repeated_periods(reading: Reading) -> Iterator[Observation]:
    """VAL-REPEAT: quarters with the same value to the last decimal."""
    for sentences, figure in repeated_values(_running(reading)):
        page = sentences[0].page
        yield Observation(
            check="VAL-REPEAT",
            severity="notice",
            message=phrase(
                "VAL-REPEAT.text",
                page=page,
                figure=figure.text,
                count=len(sentences),
                sentence=quoted(sentences[0].text),
            ),
            sentences=sentences,
            printed=figure.text,
            value=figure.value,
            lead="sentences",
        )


def _running(reading: Reading) -> list[Sentence]:
    return [sentence for sentence in reading.sentences if _is_running(sentence)]


def _is_running(sentence: Sentence) -> bool:
    return sentence.kind in ("sentence", "item") and sentence.place != "appendix"


def _draft(check: str, stated: Stated) -> Iterator[Observation]:
    if stated.holds:
        return
    sentence, figure, right = stated.sentences[-1], stated.figure, shown(stated)
    unit = "%" if figure.kind == "percent" else ""
    yield Observation(
        check=check,
        severity="error",
        message=phrase(
            "BREAKDOWN.text",
            page=sentence.page,
            figure=figure.text,
            what=both(f"{check}.what"),
            formula=stated.formula,
            right=right,
            unit=unit,
            sentence=quoted(sentence.text),
        ),
        sentences=(sentence, *(item for item in stated.sentences if item is not sentence)),
        printed=figure.text,
        value=figure.value,
        expected=right + unit,
        expected_value=stated.expected,
        low=stated.low,
        high=stated.high,
        formula=stated.formula,
        lead="sentences",
    )


_CHANGE = re.compile(
    r"\b(?P<word>peningkatan|kenaikan|meningkat|naik|penurunan|menurun|turun)\b[^;]{0,80}?\b(?:sebesar|sebanyak)\s*$",
    re.IGNORECASE,
)


def change_to_last_year(reading: Reading) -> Iterator[Observation]:
    """YOY-DELTA: a rise or fall against last year, where the table beside the text holds both years' figures."""
    year = reading.document.fiscal_year
    if year is None:
        return
    wording, last = Wording(reading), Screened(re.compile(rf"\btahun\s+{year - 1}\b"), str(year - 1))
    for sentence in candidates(reading, last):
        if not _is_running(sentence) or not last.search(sentence.text):
            continue
        found = figures(sentence.text)
        for figure in found:
            others = [other for other in found if other is not figure and other.kind in ("percent", "value")]
            if len(others) != 1 or figure.kind not in ("percent", "value"):
                continue
            if not _CHANGE.search(sentence.text[: figure.start]):
                continue
            pair = _both_years(reading, sentence, str(year), others[0].value, others[0].decimals)
            if pair and (seen := _change(sentence, figure, pair, wording)):
                yield seen


def _both_years(
    reading: Reading, sentence: Sentence, year: str, value: Decimal, decimals: int
) -> tuple[Fact, Fact] | None:
    """The year's figure that the sentence quotes, in a table on its page or the one before, with last year's."""
    if not decimals:
        return None
    near = [
        fact
        for fact in reading.facts
        if fact.measure == "realization"
        and fact.source.table
        and 0 <= sentence.page - fact.source.page <= 1
        and fact.value is not None
    ]
    now = [fact for fact in near if fact.period == year and fact.value == value and fact.entity is None]
    if len({identity(fact) for fact in now}) != 1:
        return None
    before = [
        fact
        for fact in near
        if fact.period == str(int(year) - 1)
        and identity(fact) == identity(now[0])
        and fact.source.table == now[0].source.table
    ]
    return (now[0], before[0]) if len({fact.value for fact in before}) == 1 else None


def _change(sentence: Sentence, figure: Figure, pair: tuple[Fact, Fact], wording: Wording) -> Observation | None:
    now, before = pair
    if now.value is None or before.value is None or not before.value:
        return None
    points = abs(now.value - before.value)
    growth = points / before.value * 100
    margin = half(now) + half(before)
    value, half_digit, text = figure.value, figure.half, figure.text
    if abs(value - points) <= half_digit + margin or abs(value - growth) <= half_digit + margin / before.value * 100:
        return None
    right = show(points)
    place = wording.fact(before)
    return Observation(
        check="YOY-DELTA",
        severity="error",
        message=phrase(
            "YOY-DELTA.text",
            page=sentence.page,
            text=text,
            now=now.printed,
            before=before.printed,
            place=place,
            right=right,
            growth=show(growth, 2),
        ),
        facts=(now, before),
        sentences=(sentence,),
        printed=text,
        value=value,
        expected=right,
        expected_value=points,
        low=points - margin,
        high=points + margin,
        formula=f"{now.printed} − {before.printed}",
        lead="sentences",
    )
