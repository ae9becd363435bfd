"""Register: what sentences say, against their own figures, the tables and the report's year."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.observation import outcomes
from extractor.audit.outcome import Outcome
from extractor.audit.registry import rule
from extractor.audit.rules import claims, document_years, number_words, paragraphs
from schemas import Message


@rule(
    "RATIO-COUNT",
    title=Message(id="Persentase tidak sesuai dengan jumlahnya", en="Percentage does not fit the counts"),
    severity="error",
)
def ratio(context: Context) -> Iterator[Outcome]:
    """Two counts and their percentage in one sentence.

    What it checks: "x of y" with the percentage that the sentence derives from them.
    Why it matters: the percentage is often the realisation of an indicator.
    Formula: x / y × 100, rounded or cut at the printed decimals.
    Example: 45 of 60, printed as 74 %.
    When it stays silent: a third count, a percentage that no word links to the counts, or one more than 2 points off.
    Source: none; the figures of one sentence or table must fit each other.
    """
    yield from outcomes(paragraphs.ratio_count(context.reading))


@rule(
    "REMAINDER",
    title=Message(id="Sisa atau selisih di teks keliru", en="Remainder or difference in the text is wrong"),
    severity="error",
)
def difference(context: Context) -> Iterator[Outcome]:
    """What is left, lacking or ahead, against the two figures of the passage.

    What it checks: "menyisakan", "kekurangan", "selisih", "lebih unggul … poin" of a sentence.
    Why it matters: gaps decide what is planned next.
    Formula: a − b.
    Example: 210 posts, 190 trained, "menyisakan 25".
    When it stays silent: more than two figures could be meant and none fits, or another year is compared.
    Source: none; the figures of one sentence or table must fit each other.
    """
    yield from outcomes(paragraphs.remainder(context.reading))
    yield from outcomes(paragraphs.change_to_last_year(context.reading))


@rule(
    "BREAKDOWN",
    title=Message(id="Rincian tidak sama dengan jumlahnya", en="Parts do not add up to the whole"),
    severity="error",
)
def parts(context: Context) -> Iterator[Outcome]:
    """A number and the parts of which a sentence says that it is made.

    What it checks: "n yang terdiri dari a, b dan c" where all parts are counted in one unit.
    Why it matters: one of the numbers is wrong.
    Formula: a + b + c.
    Example: 300 participants: 120, 90 and 80.
    When it stays silent: open lists ("antara lain"), mixed units, a list that goes on, one part counted twice.
    Source: none; the figures of one sentence or table must fit each other.
    """
    yield from outcomes(paragraphs.breakdown(context.reading))


@rule(
    "AVG-PERIOD",
    title=Message(id="Nilai setahun bukan rata-rata periodenya", en="The year's value is not the mean of its periods"),
    severity="error",
)
def mean_of_periods(context: Context) -> Iterator[Outcome]:
    """The mean of a year over quarters or semesters that the text lists.

    What it checks: a value that follows the values of the periods and is called their mean.
    Why it matters: it is the realisation of the indicator.
    Formula: sum of the periods' values / their number, ± half a unit of the last digit.
    Example: 70,10 and 72,30, mean printed as 72,50.
    When it stays silent: a period is missing, or several figures could be the mean.
    Source: none; the figures of one sentence or table must fit each other.
    """
    yield from outcomes(paragraphs.average_of_periods(context.reading))


@rule(
    "VAL-REPEAT",
    title=Message(id="Nilai yang sama berulang", en="One value repeats"),
    severity="notice",
)
def repeats(context: Context) -> Iterator[Outcome]:
    """Three or more periods with the same value to the last decimal.

    What it checks: lists of quarters in the text.
    Why it matters: independent measurements rarely agree to the last decimal.
    Formula: equal values that are not whole.
    Example: 80,80 in three quarters.
    When it stays silent: whole values, fewer than three.
    Source: none; bounds follow from what the unit or the name of the indicator says.
    """
    yield from outcomes(paragraphs.repeated_periods(context.reading))


@rule(
    "CNT-CLAIM",
    title=Message(id="Jumlah yang disebut tidak sesuai tabel", en="A claimed number of items does not fit the table"),
    severity="warning",
)
def row_numbers(context: Context) -> Iterator[Outcome]:
    """Numbers of programmes, activities, objectives and indicators that a sentence claims.

    What it checks: the claim against the rows of the nearest budget or achievement table.
    Why it matters: a row is missing, or the text is last year's.
    Formula: count of rows of a level.
    Example: 42 sub kegiatan in the text, 43 rows in the table.
    When it stays silent: no other number of the claim fits the table, or the difference exceeds three.
    Source: none; the figures of one sentence or table must fit each other.
    """
    yield from outcomes(claims.row_counts(context.reading))


@rule(
    "NV-CLAIM",
    title=Message(id="Pernyataan bertentangan dengan angkanya", en="A statement contradicts its figures"),
    severity="warning",
)
def statements(context: Context) -> Iterator[Outcome]:
    """Highest and lowest, rise and fall, all targets met.

    What it checks: words of order and direction against the two figures of their sentence, and "semua indikator
    mencapai target" against the achievement table above it.
    Why it matters: conclusions are read first.
    Formula: comparison of the figures.
    Example: "tertinggi 81,20% sedangkan … 84,75%".
    When it stays silent: more than two figures, a limit ("belum", "sasaran kedua", "triwulan"), ranks, and names where
    less is better.
    Source: none; a statement must fit the figures it speaks about.
    """
    yield from outcomes(claims.all_targets_met(context.reading))
    yield from outcomes(claims.ordering(context.reading))
    yield from outcomes(claims.times(context.reading))


@rule(
    "DOC-YEAR",
    title=Message(id="Tahun yang disebut bukan tahun laporan", en="The year named is not the report's"),
    severity="warning",
    effect=Message(
        id="Bagian itu tampaknya disalin dari laporan tahun lain.",
        en="The passage seems copied from another year's report.",
    ),
)
def years(context: Context) -> Iterator[Outcome]:
    """Sentences about this year's report that name another year.

    What it checks: preface and opening chapter, the first paragraph of a chapter, sentences that announce a table,
    comparisons of a year with itself, results of a year to come.
    Why it matters: text left over from last year's report.
    Formula: the year of title pages, captions and running text.
    Example: "Laporan Kinerja … Tahun 2030" in the preface of the report of 2031.
    When it stays silent: statements about earlier years, evaluations, laws, plans.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    yield from outcomes(document_years.document_year(context.reading))


@rule(
    "NUM-YEAR",
    title=Message(id="Tahun tidak mungkin", en="Impossible year"),
    severity="notice",
)
def long_years(context: Context) -> Iterator[Outcome]:
    """A year of five digits.

    What it checks: "tahun" followed by five digits.
    Why it matters: a slip of the pen that search and data sets do not find.
    Formula: none.
    Example: "tahun anggaran 20311".
    When it stays silent: always else.
    Source: Indonesian notation: a dot groups thousands, a comma marks decimals (EYD).
    """
    yield from outcomes(document_years.impossible_year(context.reading))


@rule(
    "NUM-WORDS",
    title=Message(id="Angka dan terbilang berbeda", en="Digits and words differ"),
    severity="error",
)
def words(context: Context) -> Iterator[Outcome]:
    """Digits and the number in words beside them.

    What it checks: "13 (tiga belas)".
    Why it matters: in a document of record the words count.
    Formula: value of the words.
    Example: 13 (dua belas).
    When it stays silent: the bracket holds no number; a notice where it only closes too early.
    Source: Indonesian notation: a dot groups thousands, a comma marks decimals (EYD).
    """
    yield from outcomes(number_words.digits_and_words(context.reading))
