"""Register: the same fact in several places must be one and the same figure."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import agree
from extractor.audit.observation import outcomes
from extractor.audit.outcome import Outcome
from extractor.audit.registry import rule
from extractor.audit.rules import duplicates, staff, text_table
from extractor.audit.rules.text_averages import text_averages
from extractor.audit.text_links import agreements, table_figures
from schemas import Message

_TRUST = Message(
    id="Pembaca tidak dapat mengetahui angka mana yang benar.", en="A reader cannot know which figure is right."
)


def _held(context: Context, measure: str, check: str) -> Iterator[Outcome]:
    """Duplicates over tables that agree: they confirm each other."""
    found = duplicates.duplicates_of(context.reading)
    for key, members in found.groups.items():
        several = key[1] == measure and len({fact.source.table for fact in members}) > 1
        if several and all(agree(members[0], other) for other in members):
            yield Outcome.held(" = ".join(fact.printed for fact in members), members, check=check)


@rule(
    "XT-IND",
    title=Message(id="Realisasi indikator berbeda antartabel", en="Realisation of an indicator differs between tables"),
    severity="warning",
    effect=_TRUST,
)
def realization(context: Context) -> Iterator[Outcome]:
    """Realisation of one indicator, year and entity in several tables.

    What it checks: that every table prints the same realisation of an indicator for the report's year.
    Why it matters: an achievement cannot be trusted while its realisation is told in two ways.
    Formula: all printed values equal at the coarser printed precision.
    Example: 76,50 in one table, 72,50 in two others.
    When it stays silent: other years, entities or members; tables that print parts of the indicator in several rows;
    columns whose heading names the wrong year (DOC-YEARLABEL).
    Source: none; two prints of one figure must agree, as duplicate facts in XBRL (Calculations 1.1).
    """
    yield from outcomes(duplicates.realizations(context.reading))
    yield from _held(context, "realization", "XT-IND")


@rule(
    "XT-CAP",
    title=Message(id="Capaian berbeda antartabel", en="Achievement differs between tables"),
    severity="warning",
    effect=_TRUST,
)
def achievement(context: Context) -> Iterator[Outcome]:
    """Achievement of one indicator, year and plan in several tables, and averages of one sasaran.

    What it checks: that an achievement, or the average of a sasaran, is the same wherever it is printed.
    Why it matters: rating and conclusion depend on the achievement.
    Formula: all printed values equal at the coarser printed precision.
    Example: 101,15 in one table, 102 in another.
    When it stays silent: achievements against different plans; where target or realisation differ already.
    Source: none; two prints of one figure must agree, as duplicate facts in XBRL (Calculations 1.1).
    """
    yield from outcomes(duplicates.achievements(context.reading))
    yield from outcomes(duplicates.averages(context.reading))
    yield from _held(context, "achievement", "XT-CAP")


@rule(
    "XT-TARGET",
    title=Message(id="Target berbeda antardokumen atau antartabel", en="Target differs between plans or tables"),
    severity="warning",
    effect=Message(
        id="Capaian diukur terhadap target yang tidak ditetapkan di dokumen perencanaan.",
        en="The achievement is measured against a target that the plan does not set.",
    ),
)
def target(context: Context) -> Iterator[Outcome]:
    """Target of one indicator and year: Renstra column, PK, IKU, achievement table.

    What it checks: that the target of the year is the same in the plan, the agreement and the achievement table.
    Why it matters: a target that was changed afterwards makes any result a success.
    Formula: all printed targets equal at the coarser printed precision.
    Example: 70 for the year in the Renstra table, 71,51 in the achievement table.
    When it stays silent: end targets; a named revision (PK Perubahan, Review) makes it a notice.
    Source: none; two prints of one figure must agree, as duplicate facts in XBRL (Calculations 1.1).
    """
    yield from outcomes(duplicates.targets(context.reading))
    yield from _held(context, "target", "XT-TARGET")


@rule(
    "XT-PREV",
    title=Message(id="Angka tahun lalu berbeda", en="Last year's figure differs"),
    severity="warning",
    effect=_TRUST,
)
def previous(context: Context) -> Iterator[Outcome]:
    """Last year's totals in the text against the tables; last year's realisations are compared with XT-IND.

    What it checks: that a total of last year in a sentence is that of the tables.
    Why it matters: growth is measured from it.
    Formula: equal at the coarser printed precision.
    Example: last year's spending of 23,3 billion in the text, 23,4 in the table.
    When it stays silent: no table prints last year's total.
    Source: none; two prints of one figure must agree, as duplicate facts in XBRL (Calculations 1.1).
    """
    yield from outcomes(duplicates.previous_totals(context.reading))


@rule(
    "XT-STAFF",
    title=Message(id="Jumlah pegawai berbeda antartabel", en="Numbers of employees differ between tables"),
    severity="warning",
    effect=_TRUST,
)
def employees(context: Context) -> Iterator[Outcome]:
    """Employees by gender over the staff tables.

    What it checks: that men and women add up to the same numbers in all staff tables with one total.
    Why it matters: the tables describe the same people on the same day.
    Formula: sum of each gender's column, equal in all tables.
    Example: 23 men in one table, 24 in another, 44 employees in both.
    When it stays silent: totals differ, or a row lacks one of the genders.
    Source: none; two prints of one figure must agree, as duplicate facts in XBRL (Calculations 1.1).
    """
    yield from outcomes(staff.gender_split(context.reading))


@rule(
    "TV-NUM",
    title=Message(id="Angka di teks berbeda dengan tabel", en="Figure in the text differs from the table"),
    severity="warning",
    effect=_TRUST,
)
def text_and_table(context: Context) -> Iterator[Outcome]:
    """A sentence's figure against the tables.

    What it checks: figures that a sentence gives for a named indicator or budget line, figures one digit off the
    table's, figures that belong to another indicator, and the number of employees.
    Why it matters: readers quote the text.
    Formula: equal at the coarser printed precision.
    Example: 71,11 in the text, 71,51 in all tables.
    When it stays silent: the subject was carried over from an earlier sentence; the value stands in a table for the
    same indicator under another measure, year or entity; the text measures on another scale than the table.
    Source: none; two prints of one figure must agree, as duplicate facts in XBRL (Calculations 1.1).
    """
    yield from outcomes(text_table.text_against_table(context.reading))
    yield from outcomes(staff.text_total(context.reading))
    yield from outcomes(text_averages(context.reading))
    for told, twin in agreements(context.reading.facts, table_figures(context.reading), context.year):
        yield Outcome.held(f"{told.printed} = {twin.printed}", (told, twin), check="TV-NUM")


@rule(
    "NV-ENTITY",
    title=Message(id="Angka milik instansi lain", en="The figure belongs to another agency"),
    severity="warning",
    effect=_TRUST,
)
def peers(context: Context) -> Iterator[Outcome]:
    """A figure that a sentence gives to one peer and the tables to another.

    What it checks: figures right behind the name of a peer agency.
    Why it matters: the paragraph was copied from another comparison.
    Formula: the value stands in the peers' columns for exactly one other agency.
    Example: 271 for Kota A in the text, for Provinsi B in the table.
    When it stays silent: whole values below 100, values of the reporting agency, names that share their words.
    Source: none; a statement must fit the figures it speaks about.
    """
    yield from outcomes(text_table.entity_against_table(context.reading))


@rule(
    "DOC-YEARLABEL",
    title=Message(id="Tahun pada judul kolom keliru", en="Wrong year in a column heading"),
    severity="warning",
)
def year_labels(context: Context) -> Iterator[Outcome]:
    """A column whose heading names another year than its figures.

    What it checks: columns under last year's heading that hold this year's figures of other tables.
    Why it matters: a series over the years takes the heading at its word.
    Formula: every realisation of the column equals that of the report's year elsewhere, none that of the named year.
    Example: "Realisasi s/d 2023" over the figures of 2024.
    When it stays silent: the table has a column for this year too, or only one row can be compared.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    yield from outcomes(duplicates.mislabelled(context.reading))
