"""Scales that a report prints: whether they grade every value once, and whether they are those of the cited regulation."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.cited_scales import Cited, foreign_legend, foreign_ranges
from extractor.audit.context import Context
from extractor.audit.legend import Interval, Legend
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import both, phrase
from extractor.audit.printed_scales import Graded, PrintedScale, graded_by, printed_scales
from extractor.audit.registry import rule
from extractor.audit.scale_book import Scale, printed_legends, scale_book
from extractor.audit.text_figures import show
from extractor.audit.wording import joined, quoted
from schemas import Fact, Message


@rule(
    "CAT-LEGEND",
    title=Message(id="Skala kategori tidak lengkap atau berulang", en="Scale of classes repeats, overlaps or has gaps"),
    severity="notice",
    effect=Message(
        id="Kategori suatu capaian tidak dapat ditentukan dengan pasti.",
        en="The class of an achievement cannot be told for sure.",
    ),
)
def printed_legend(context: Context) -> Iterator[Outcome]:
    """A printed scale does not give every value exactly one class.

    What it checks: scales in headings and rows of tables and in the text: one class printed several times (error), ranges that
        overlap (an error where an achievement lies in both), open ranges between classes and no class above the last bound (notices,
        only where an achievement lies there).
    Why it matters: the class of an achievement is what is compared between offices.
    Formula: neighbouring classes share at most a bound, and are at most 0,01 apart.
    Example: five columns that are all headed "Sangat Tinggi (90,01%–100%)".
    When it stays silent: no achievement lies in a gap or above the scale; scales of indices; fewer than three classes.
    Source: the legend itself; Permendagri 86/2017 for its usual bounds.
    """
    book = scale_book(context.reading)
    for scale in context.once(printed_scales):
        pairs = tuple((item.label, item.interval) for item in scale.classes)
        if not scale.heading and book.grades_index(Legend(pairs, "", scale.page)):
            continue
        values = graded_by(context, scale)
        if scale.repeated:
            yield Outcome(draft=_repeated(context, scale))
        else:
            yield from _overlaps(context, scale, values)
            yield from _gaps(context, scale, values)
        yield from _open_top(context, scale, values)


def _place(context: Context, scale: PrintedScale) -> tuple[str, str]:
    if scale.table is not None:
        return context.wording.table(scale.table, scale.page)
    return context.wording.sentence(scale.sentences[0])


def _draft(scale: PrintedScale, message: Message, severity: str, facts: Sequence[Fact] = ()) -> Draft:
    cells = tuple(item.cell for item in scale.classes if item.cell is not None)
    return Draft(
        message,
        severity=severity,
        facts=tuple(facts),
        cells=cells,
        sentences=scale.sentences,
        table=scale.table,
        page=scale.page,
        lead="sentences" if scale.sentences else "facts",
    )


def _repeated(context: Context, scale: PrintedScale) -> Draft:
    first = scale.repeated[0]
    message = phrase(
        "CAT-LEGEND.repeated",
        label=first.label,
        range=_range(first.interval),
        count=len(scale.repeated),
        place=_place(context, scale),
    )
    return _draft(scale, message, "error", graded_by(context, scale)[:3] if scale.heading else ())


def _range(interval: Interval) -> str:
    low, high = interval.low, interval.high
    if low is None or high is None:
        return f"≤ {show(high)}" if high is not None else f"≥ {show(low or Decimal(0))}"
    return f"{show(low)}–{show(high)}"


def _overlaps(context: Context, scale: PrintedScale, values: Sequence[Fact]) -> Iterator[Outcome]:
    for first, second in scale.overlaps:
        inside = [fact for fact in values if _in_both(fact, first, second)]
        message = phrase(
            "CAT-LEGEND.overlap",
            place=_place(context, scale),
            first=f"{first.label} {_range(first.interval)}",
            second=f"{second.label} {_range(second.interval)}",
        )
        yield Outcome(draft=_draft(scale, message, "error" if inside else "notice", inside))


def _in_both(fact: Fact, first: Graded, second: Graded) -> bool:
    value = fact.value or Decimal(0)
    return first.interval.meets(value, value) and second.interval.meets(value, value)


def _gaps(context: Context, scale: PrintedScale, values: Sequence[Fact]) -> Iterator[Outcome]:
    for low, high in scale.gaps:
        inside = [fact for fact in values if fact.value is not None and low < fact.value < high]
        if inside:
            message = phrase(
                "CAT-LEGEND.gap",
                place=_place(context, scale),
                first=show(low),
                second=show(high),
                values=_listed(inside),
            )
            yield Outcome(draft=_draft(scale, message, "notice", inside))


def _open_top(context: Context, scale: PrintedScale, values: Sequence[Fact]) -> Iterator[Outcome]:
    top = scale.top
    above = [fact for fact in values if top is not None and fact.value is not None and fact.value > top]
    if top is not None and above:
        message = phrase(
            "CAT-LEGEND.top",
            place=_place(context, scale),
            top=_range(max(scale.bounded, key=lambda entry: entry[1])[2].interval),
            values=_listed(above),
        )
        yield Outcome(draft=_draft(scale, message, "notice", above[:6]))


def _listed(facts: Sequence[Fact]) -> tuple[str, str]:
    texts = list(dict.fromkeys(fact.printed for fact in facts))[:6]
    return joined(texts), joined(texts, "and")


@rule(
    "CAT-SOURCE",
    title=Message(id="Rentang kategori bukan dari peraturan yang dirujuk", en="Range is not of the cited regulation"),
    severity="warning",
    effect=Message(
        id="Kategori dapat berubah bila peraturan yang dirujuk benar-benar dipakai.",
        en="The class may change if the cited regulation is really used.",
    ),
)
def range_of_another_regulation(context: Context) -> Iterator[Outcome]:
    """A printed range belongs to another regulation than the one cited for it.

    What it checks: ranges in sentences that cite the regulation of a known scale; legends with one such citation on their page.
    Why it matters: the old and the new scale give one value different classes.
    Formula: the range is no class of the cited scale, and one of exactly one other scale (bounds within 0,01).
    Example: "76,61–88,30" with a citation of KEP/25/M.PAN/2004, whose class B is 62,51–81,25.
    When it stays silent: bounds are whole numbers; several regulations are cited; the range stands in no known scale.
    Source: schemas/catalogue/scales.yaml, with the regulation of each scale.
    """
    for found in foreign_ranges(context.reading):
        yield Outcome(draft=_range_draft(found))
    for legend in printed_legends(context.reading):
        near = " ".join(item.text for item in context.reading.sentences if item.page == legend.page)
        pair = foreign_legend(legend, near)
        if pair is not None:
            yield Outcome(draft=_legend_draft(context, legend, *pair))


def _named(scale: Scale) -> str:
    return scale.legend.where.removeprefix("skala ")


def _regulation(scale: Scale) -> str:
    return _named(scale).rsplit("(", 1)[-1].rstrip(")")


def _range_draft(found: Cited) -> Draft:
    interval = next((item for name, item in found.own.legend.classes if name == found.label), None)
    own = (
        both("CAT-SOURCE.class", label=found.label, range=_range(interval))
        if interval is not None
        else both("CAT-SOURCE.no-class")
    )
    message = phrase(
        "CAT-SOURCE.interval",
        place=both("place.opening", page=found.sentence.page),
        cited=_regulation(found.own),
        range=found.text,
        source=_named(found.source),
        own=own,
        sentence=quoted(found.sentence.text, 160),
    )
    return Draft(message, sentences=(found.sentence,), lead="sentences")


def _legend_draft(context: Context, legend: Legend, own: Scale, source: Scale) -> Draft:
    place = context.wording.table(legend.table, legend.page) if legend.table else both("place.text", page=legend.page)
    message = phrase("CAT-SOURCE.legend", place=place, cited=_regulation(own), source=_named(source))
    cells = ((legend.table, 0, 0),) if legend.table else ()
    return Draft(message, table=legend.table, page=legend.page, cells=cells)
