"""The rules on budgets. Trees, likely values and links between findings are worked out once, in the budget_ modules."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.outcome import Outcome
from extractor.audit.registry import rule
from extractor.audit.rules.budget_outcomes import found, held_lines, held_percentages, held_sums
from schemas import Message

_TREE = Message(
    id="Satu nilai yang salah merusak semua angka yang dihitung darinya.",
    en="One wrong amount spoils every figure that is made from it.",
)


@rule(
    "BUD-LEVEL",
    title=Message(id="Nilai dari tingkat lain", en="Amount of another level"),
    severity="error",
    effect=_TREE,
)
def other_level(context: Context) -> Iterator[Outcome]:
    """A row carries the amount of another level.

    What it checks: an amount that its rows do not add up to, where the sum and the amount of a row beside it do.
    Why it matters: the total of a sasaran on the row of one of its programmes counts the others twice.
    Formula: printed amount = Σ rows below + amount of a row of the same level.
    Example: 16.000.000 on a programme whose kegiatan add up to 11.000.000, next to a programme of 5.000.000.
    When it stays silent: no row beside it has the amount of the gap (then BUD-SUM).
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-LEVEL")


@rule(
    "BUD-DUP",
    title=Message(id="Nilai tersalin dari baris lain", en="Amount copied from another row"),
    severity="error",
    effect=_TREE,
)
def copied(context: Context) -> Iterator[Outcome]:
    """One amount stands in two rows with different budgets and does not belong into one of them.

    What it checks: equal spending of six or more significant digits in two rows that are not above one another.
    Why it matters: the amount was copied from one row into the other.
    Formula: realisasi of row A = realisasi of row B, pagu A ≠ pagu B.
    Example: 1.234.567 as spending of two kegiatan, where the sub kegiatan of one add up to 1.233.443.
    When it stays silent: a kegiatan and its only sub kegiatan, round amounts, rows in which nothing contradicts the
    amount.
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-DUP")


@rule(
    "BUD-SUM",
    title=Message(id="Jumlah rincian anggaran", en="Sum of budget rows"),
    severity="error",
    effect=_TREE,
)
def sums(context: Context) -> Iterator[Outcome]:
    """The rows below an amount do not add up to it.

    What it checks: in every money column, each printed amount against the rows one level below (sub kegiatan to
    kegiatan, kegiatan to program), labels without amounts passed through.
    Why it matters: one wrong amount spoils every figure that is made from it.
    Formula: amount = Σ rows below, exact to the rupiah.
    Example: 550.000 + 7.350.000 = 7.900.000, printed 7.850.000.
    When it stays silent: no rows below; a blank part (a dash counts as 0); a malformed part whose readings do not
    decide; a table whose nesting is doubtful because most sums of a level fail or a level seems to be missing.
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-SUM")
    yield from held_sums(context, "BUD-SUM")


@rule(
    "BUD-TOTAL",
    title=Message(id="Total anggaran", en="Total of a budget table"),
    severity="error",
    effect=_TREE,
)
def totals(context: Context) -> Iterator[Outcome]:
    """The programmes do not add up to the total, or to their sasaran.

    What it checks: total rows, on top or at the end of a table, and sasaran above programmes.
    Why it matters: the total is the figure that readers quote.
    Formula: total = Σ programmes, exact to the rupiah.
    Example: 8.600.000 + 5.400.000 = 14.000.000, printed 4.000.000 with its first digit lost.
    When it stays silent: as BUD-SUM; a programme repeated once per indicator counts once.
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-TOTAL")
    yield from held_sums(context, "BUD-TOTAL")


@rule(
    "BUD-JENIS",
    title=Message(id="Jumlah jenis belanja", en="Sum of kinds of expenditure"),
    severity="error",
    effect=_TREE,
)
def kinds(context: Context) -> Iterator[Outcome]:
    """Kinds of expenditure do not add up to their group, or groups to all expenditure.

    What it checks: jenis belanja to kelompok to belanja daerah, in every money column.
    Why it matters: one wrong amount spoils every figure that is made from it.
    Formula: kelompok = Σ jenis; belanja daerah = Σ kelompok.
    Example: 22.600.000 + 2.200.000 = 24.800.000, printed 24.900.000.
    When it stays silent: as BUD-SUM; surplus, deficit and remaining funds are part of no sum.
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-JENIS")
    yield from held_sums(context, "BUD-JENIS")


@rule(
    "BUD-OVER",
    title=Message(id="Realisasi melebihi pagu", en="Spending above the budget"),
    severity="error",
    effect=Message(
        id="Belanja tidak boleh melebihi pagu; biasanya salah satu angka salah cetak.",
        en="Spending may not exceed the budget; mostly one of the figures is misprinted.",
    ),
)
def overspending(context: Context) -> Iterator[Outcome]:
    """Spending is above the budget.

    What it checks: every row with budget and spending, against the budget after the change where there is one.
    Why it matters: an office may not spend more than its budget; mostly one of the two figures is misprinted.
    Formula: realisasi ≤ pagu.
    Example: 7.781.600 spent of 7.500.000.
    When it stays silent: revenue and balance rows; a table in which most rows are above (columns read the wrong way
    round).
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-OVER")


@rule(
    "BUD-SHIFT",
    title=Message(id="Persentase bergeser baris", en="Percentages in each other's rows"),
    severity="error",
)
def shifts(context: Context) -> Iterator[Outcome]:
    """Percentages of neighbouring rows stand in each other's rows.

    What it checks: among rows with one parent, percentages that are wrong in their own row and right in one another's.
    Why it matters: each single figure looks wrong, while all of them are right and only their place is not.
    Formula: % of row i = realisasi / pagu × 100 of row j, for a ring of rows.
    Example: 77,50 and 90,00 in two rows where 90,00 and 77,50 belong.
    When it stays silent: a percentage that fits none or several of the rows.
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-SHIFT")


@rule(
    "BUD-PCT",
    title=Message(id="Persentase serapan", en="Budget absorption"),
    severity="error",
    effect=Message(
        id="Serapan adalah ukuran untuk menilai program dan kegiatan.",
        en="Absorption is what programmes and activities are judged by.",
    ),
)
def percentages(context: Context) -> Iterator[Outcome]:
    """A printed percentage is not spending as per cent of the budget.

    What it checks: the percentage of every row with budget and spending, in tables and in sentences.
    Why it matters: absorption is what programmes are judged by.
    Formula: realisasi / pagu × 100, at the printed decimals.
    Example: 600.000 / 640.000 × 100 = 93,75, printed 93,15.
    When it stays silent: a budget of 0; a balance row; a column in which most rows fail (another ratio); a sentence
    with two budgets. A percentage that was cut and not rounded is a notice (NUM-TRUNC), one that is off in its last
    digit too.
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-PCT", "NUM-TRUNC")
    yield from held_percentages(context)


@rule(
    "BUD-BOUND",
    title=Message(id="Persentase di luar rinciannya", en="Percentage outside its parts"),
    severity="warning",
)
def bounds(context: Context) -> Iterator[Outcome]:
    """A percentage lies outside those of the rows that it sums up.

    What it checks: a percentage without amounts of its own against the lowest and highest percentage of the rows below
    it; in prose, a bound that both groups of expenditure are said to keep against the percentage of all expenditure.
    Why it matters: a total is a weighted mean of its parts and lies between them.
    Formula: min(% below) ≤ % ≤ max(% below).
    Example: 95 % for a programme whose kegiatan reach 80 % and 90 %.
    When it stays silent: the percentage was recalculated from its amounts (BUD-PCT); in prose, a year without a
    printed total, or with totals on both sides of the bound.
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-BOUND")


@rule(
    "BUD-SIGN",
    title=Message(id="Tanda surplus/(defisit)", en="Sign of a surplus or deficit"),
    severity="warning",
)
def signs(context: Context) -> Iterator[Outcome]:
    """A surplus or deficit has its sign in some columns only.

    What it checks: the row surplus/(defisit) of a table without revenue: it is the spending, negative, in every column.
    Why it matters: without brackets a deficit reads as a surplus.
    Formula: surplus/(defisit) = − belanja.
    Example: (900.000) in the budget column, 800.000 in the spending column.
    When it stays silent: tables with revenue rows; a row with one sign throughout.
    Source: arithmetic; budget structure of Permendagri 90/2019 and Permendagri 77/2020 (titles only, wording not compared).
    """
    yield from found(context, "BUD-SIGN")


@rule(
    "XT-BUD",
    title=Message(id="Anggaran berbeda antartabel", en="Budget differs between tables"),
    severity="warning",
    effect=Message(id="Pembaca tidak tahu nilai mana yang berlaku.", en="A reader cannot know which value holds."),
)
def between_tables(context: Context) -> Iterator[Outcome]:
    """A budget line has different amounts or percentages in two tables.

    What it checks: rows that are the same line (by code, or by name below the same parent) in columns that say the
    same thing.
    Why it matters: a reader cannot know which of the two is the budget or the spending.
    Formula: figure in table A = figure in table B, percentages at the coarser precision.
    Example: a kegiatan with 330.000 in one table and 300.000 in another; 300.000 satisfies the sums.
    When it stays silent: columns in which most lines differ (before and after a budget change, another year).
    Source: none; two prints of one figure must agree, as duplicate facts in XBRL (Calculations 1.1).
    """
    yield from found(context, "XT-BUD")
    yield from held_lines(context)


@rule(
    "ROW-MISSING",
    title=Message(id="Baris tidak ada", en="Missing row"),
    severity="warning",
)
def missing(context: Context) -> Iterator[Outcome]:
    """A row that other tables of the same budget have is not in this one.

    What it checks: rows below the same programme or kegiatan in all budget tables; also tables without amounts that
    list at least four in five of the lines of a level.
    Why it matters: the amounts of the table cannot add up without it.
    Formula: printed amount − Σ rows below = amount of the missing row in another table.
    Example: a gap of 300.000 below a programme, and a kegiatan of 300.000 that only another table lists.
    When it stays silent: the sums hold without the row, or the gap is another one.
    Source: none; two tables of one budget list the same rows.
    """
    yield from found(context, "ROW-MISSING")


@rule(
    "ROW-DUPNAME",
    title=Message(id="Dua baris dengan satu nama", en="Two rows with one name"),
    severity="warning",
)
def one_name(context: Context) -> Iterator[Outcome]:
    """Two rows below one row have the same name and different amounts.

    What it checks: rows with the same parent whose names are equal but for case and punctuation.
    Why it matters: one of them carries the wrong name, so its figures are read as another line's.
    Formula: name A = name B, amount A ≠ amount B.
    Example: two kegiatan "Administrasi Umum" below one programme.
    When it stays silent: rows repeated once per indicator (same or no amounts), rows with different codes or with
        different numbers at their end.
    Source: none; two tables of one budget list the same rows.
    """
    yield from found(context, "ROW-DUPNAME")
