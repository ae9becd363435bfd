"""Changes between two years that tables print, recalculated."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.differences import Pair, pairs_of
from extractor.audit.outcome import Draft, Outcome, expected_value
from extractor.audit.phrases import phrase
from extractor.audit.registry import rule
from extractor.audit.slips import slip_of
from extractor.notation import exact, printed
from schemas import Criterion, Message


@rule(
    "YOY-DELTA",
    title=Message(id="Kenaikan atau penurunan antartahun salah hitung", en="Change between years is miscalculated"),
    severity="error",
    effect=Message(
        id="Perbandingan dengan tahun lalu adalah bagian wajib laporan kinerja.",
        en="The comparison with last year is a mandatory part of the report.",
    ),
    criterion=Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II"),
)
def change_between_years(context: Context) -> Iterator[Outcome]:
    """A printed rise or fall is not the difference of the two years beside it.

    What it checks: columns of differences or growth in tables that compare years; sentences with a rise against last year
        are checked with the other arithmetic of the text.
    Why it matters: the comparison with last year is a mandatory part of the report.
    Formula: this year − last year, or (this year − last year) / last year × 100: what most rows follow.
    Example: 53,60 last year, 56,03 this year, printed 1,04; 56,03 − 53,60 = 2,43.
    When it stays silent: no form fits half of the rows, and two of them; a year is blank.
    Source: PermenPANRB 53/2014, Lampiran II.
    """
    for pair in context.once(pairs_of):
        if pair.growth:
            yield from (_change(context, pair, index) for index in range(len(pair.rows)))


def _change(context: Context, pair: Pair, index: int) -> Outcome:
    result, first, second = pair.rows[index]
    right, formula = pair.right(index), pair.formula(index)
    if pair.fits(index):
        return Outcome.held(formula, (first, second), result, interval=exact(right))
    place, decimals = context.wording.fact(result), max(result.decimals, 2 if "/" in pair.form.text else 0)
    draft = Draft(
        phrase(
            "YOY-DELTA.row",
            name=result.subject.name,
            first=first.period or "",
            second=second.period or "",
            place=place,
            printed=result.printed,
            formula=formula,
            right=printed(right, decimals),
            followed=pair.followed,
        ),
        reported=result,
        expected=expected_value(right, result.decimals, formula),
        facts=(result, first, second),
        slip=slip_of(result, right),
    )
    return Outcome.broken(formula, (first, second), result, draft, interval=exact(right))
