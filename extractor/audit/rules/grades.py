"""Register: what is measured by the scales and words of the catalogue."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.observation import outcomes
from extractor.audit.outcome import Outcome
from extractor.audit.registry import rule
from extractor.audit.rules import categories, duplicates
from schemas import Message


@rule(
    "CAT-VALUE",
    title=Message(id="Kategori tidak sesuai dengan nilainya", en="Category does not fit the value"),
    severity="error",
    effect=Message(id="Peringkat kinerja menjadi lain.", en="The rating of the performance changes."),
)
def category(context: Context) -> Iterator[Outcome]:
    """A category against the class of its value.

    What it checks: predicates in cells, category columns, and categories that a sentence gives to a figure.
    Why it matters: the category is what is compared between offices.
    Formula: class of the value on the printed legend, else on the scale of the index in the catalogue.
    Example: 71,51 labelled B where B ends at 70.
    When it stays silent: values within half a digit of a bound, gaps between classes, labels of no known scale,
    tables of which most labels would be wrong.
    Source: the legend in the report, else the regulation named with the scale in schemas/catalogue/scales.yaml.
    """
    yield from outcomes(categories.cell_predicates(context.reading))
    yield from outcomes(categories.row_categories(context.reading))
    yield from outcomes(categories.sentence_categories(context.reading))


@rule(
    "CAT-CONFLICT",
    title=Message(id="Satu nilai diberi dua kategori", en="One value carries two categories"),
    severity="warning",
)
def conflict(context: Context) -> Iterator[Outcome]:
    """One value with different categories in the text, and two sets of labels in one report.

    What it checks: categories that sentences give to equal achievements or equal values of one index.
    Why it matters: one of them is wrong.
    Formula: place of the label among five classes.
    Example: 100 % is "baik" in chapter III, "sangat baik" in chapter IV.
    When it stays silent: letters, and labels that mean the same class.
    Source: the legend in the report, else the regulation named with the scale in schemas/catalogue/scales.yaml.
    """
    yield from outcomes(categories.conflicting_labels(context.reading))


@rule(
    "CAT-LABEL",
    title=Message(id="Kategori tidak ada dalam skala", en="Category is not in the scale"),
    severity="error",
)
def label(context: Context) -> Iterator[Outcome]:
    """A label that the scale of the index does not have; found together with CAT-VALUE.

    What it checks: letters and words that a sentence gives to the value of a known index.
    Why it matters: the reader cannot tell which class is meant.
    Formula: labels of the scale.
    Example: "BB" for a satisfaction survey.
    When it stays silent: the index is unknown.
    Source: the legend in the report, else the regulation named with the scale in schemas/catalogue/scales.yaml.
    """
    yield from ()


@rule(
    "TARGET-WEAK",
    title=Message(id="Target akhir lebih rendah dari target tahun ini", en="End target below this year's target"),
    severity="notice",
)
def weak_target(context: Context) -> Iterator[Outcome]:
    """An end target of the Renstra that this year's target exceeds already.

    What it checks: this year's target against the end target.
    Why it matters: the plan no longer drives performance, or one of the two is wrong.
    Formula: target of the year > end target.
    Example: 250 this year, 200 at the end of the Renstra.
    When it stays silent: less is better, or the end target has no year.
    Source: none; the figures of one sentence or table must fit each other.
    """
    yield from outcomes(duplicates.weak_targets(context.reading))
