"""Register: notation and plausibility of printed values."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.observation import outcomes
from extractor.audit.outcome import Outcome
from extractor.audit.registry import rule
from extractor.audit.rules import number_notation, plausibility
from schemas import Message


@rule(
    "NUM-MALFORMED",
    title=Message(id="Angka tidak tertulis sebagai bilangan", en="A figure is no valid number"),
    severity="notice",
)
def malformed(context: Context) -> Iterator[Outcome]:
    """A token that no grammar of numbers reads.

    What it checks: groups of two digits, leading zeros.
    Why it matters: the amount cannot be told for sure.
    Formula: the possible readings.
    Example: 221.442.00 for 221.442.000.
    When it stays silent: the number has one reading.
    Source: Indonesian notation: a dot groups thousands, a comma marks decimals (EYD).
    """
    yield from outcomes(number_notation.broken_number(context.reading))


@rule(
    "NUM-LOCALE",
    title=Message(id="Penulisan desimal tidak seragam", en="Decimals are written in two ways"),
    severity="notice",
)
def notation(context: Context) -> Iterator[Outcome]:
    """Decimal dots or English grouping among Indonesian numbers, one finding per table.

    What it checks: the notation of all figures of a table.
    Why it matters: 1.067 reads as a thousand or as one.
    Formula: count of cells by notation.
    Example: 98.50 in a column of 98,50.
    When it stays silent: the table or the report mostly uses that notation.
    Source: Indonesian notation: a dot groups thousands, a comma marks decimals (EYD).
    """
    yield from outcomes(number_notation.foreign_notation(context.reading))


@rule(
    "VAL-DECIMALS",
    title=Message(id="Jumlah desimal tidak lazim", en="Odd number of decimals"),
    severity="notice",
)
def decimals(context: Context) -> Iterator[Outcome]:
    """One percentage with three decimals in a column of two.

    What it checks: decimals of a column's percentages.
    Why it matters: often a dot for a comma, or digits too many.
    Formula: count of decimals.
    Example: 84,055% beside 90,12%.
    When it stays silent: several such cells.
    Source: none; bounds follow from what the unit or the name of the indicator says.
    """
    yield from outcomes(number_notation.odd_precision(context.reading))


@rule(
    "NUM-SEQ",
    title=Message(id="Nomor urut melompat atau berulang", en="Running numbers skip or repeat"),
    severity="notice",
)
def sequence(context: Context) -> Iterator[Outcome]:
    """The running number in the first column of a table.

    What it checks: that it grows by one, or starts again at one.
    Why it matters: a row may be missing.
    Formula: previous number + 1.
    Example: 1, 2, 3, 5.
    When it stays silent: more than two breaks: then it is no running number.
    Source: Indonesian notation: a dot groups thousands, a comma marks decimals (EYD).
    """
    yield from outcomes(number_notation.running_numbers(context.reading))


@rule(
    "DOC-COLNUM",
    title=Message(id="Nomor kolom melompat", en="Column numbers skip"),
    severity="notice",
)
def column_numbers(context: Context) -> Iterator[Outcome]:
    """The row under the header that numbers the columns.

    What it checks: that the numbers follow each other.
    Why it matters: a column was taken out.
    Formula: 1, 2, 3, …
    Example: 1 2 3 4 7.
    When it stays silent: the row holds anything but numbers.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    yield from outcomes(number_notation.index_row(context.reading))


@rule(
    "VAL-RANGE",
    title=Message(id="Nilai di luar batas yang mungkin", en="Value outside its possible range"),
    severity="warning",
)
def bounds(context: Context) -> Iterator[Outcome]:
    """A share of a whole above 100 per cent.

    What it checks: "Persentase … yang …" as target or realisation, in tables and sentences.
    Why it matters: the figure or the indicator's formula is wrong.
    Formula: 0–100 %.
    Example: 113,75 % of the employees.
    When it stays silent: growth, achievement, ratios.
    Source: none; bounds follow from what the unit or the name of the indicator says.
    """
    yield from outcomes(plausibility.share_range(context.reading))
    yield from outcomes(plausibility.share_in_text(context.reading))


@rule(
    "VAL-COPYPCT",
    title=Message(id="Angka kinerja tersalin dari serapan", en="Performance figure copied from the absorption"),
    severity="warning",
)
def copied(context: Context) -> Iterator[Outcome]:
    """A performance figure that repeats the budget percentage of its line in another table.

    What it checks: equal figures with two decimals.
    Why it matters: spending is no result.
    Formula: achievement = spending / budget × 100 of the same line.
    Example: 85,44 as achievement and as absorption of one activity.
    When it stays silent: whole or half values, figures of one table, the budget of a whole objective.
    Source: none; bounds follow from what the unit or the name of the indicator says.
    """
    yield from outcomes(plausibility.copied_percentage(context.reading))


@rule(
    "VAL-SAME",
    title=Message(id="Target sama persis dengan realisasi", en="Target equals the realisation"),
    severity="warning",
)
def same(context: Context) -> Iterator[Outcome]:
    """A target that is the realisation to the second decimal.

    What it checks: target and realisation of a row.
    Why it matters: the target seems to have been set when the result was known.
    Formula: target = realisation.
    Example: 71,51 and 71,51.
    When it stays silent: whole and half values; tables that set other targets to the second decimal and miss most of them.
    Source: none; bounds follow from what the unit or the name of the indicator says.
    """
    yield from outcomes(plausibility.same_target(context.reading))


@rule(
    "IND-DUP",
    title=Message(id="Indikator tercantum dua kali", en="Indicator stands twice"),
    severity="warning",
)
def repeated(context: Context) -> Iterator[Outcome]:
    """One indicator on two rows of the same parent.

    What it checks: the indicator column of tables.
    Why it matters: the indicator counts twice, or another one is missing.
    Formula: equal text of four or more words.
    Example: the same number of patients on two rows of one activity.
    When it stays silent: short names, and rows of different parents.
    Source: none; the figures of one sentence or table must fit each other.
    """
    yield from outcomes(plausibility.repeated_indicator(context.reading))


@rule(
    "VAL-OUTLIER",
    title=Message(id="Capaian jauh dari 100%", en="Achievement far from 100%"),
    severity="notice",
)
def outlier(context: Context) -> Iterator[Outcome]:
    """An achievement above 150 or below 25 per cent.

    What it checks: achievements in tables, one notice per indicator.
    Why it matters: the target is probably wrong.
    Formula: 25 ≤ achievement ≤ 150.
    Example: 258,97 %.
    When it stays silent: within the bounds.
    Source: none; bounds follow from what the unit or the name of the indicator says.
    """
    yield from outcomes(plausibility.outlier(context.reading))
