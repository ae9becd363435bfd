"""`lkjip dataset`: many audited reports as one dataset."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.dataset_words import comparison_lines, finding_lines, rate_lines, series_lines
from extractor.cli.language import Language, LanguageOption
from extractor.cli.output import deliver
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from extractor.dataset.build import Built

dataset = typer.Typer(
    name="dataset",
    help="Make audited reports one dataset: tables, series over years, restatements.",
    no_args_is_help=True,
    add_completion=False,
)
Folder = Annotated[Path, typer.Argument(help="The folder of the dataset.", metavar="DIR")]
AsJson = Annotated[bool, typer.Option("--json", help="All of it as JSON on stdout.")]
Records = Annotated[Path | None, typer.Option("-o", "--output", help="Write all of it to a file (.json or .csv).")]


@dataset.command()
def build(
    reports: Annotated[Path, typer.Argument(help="A store, or a folder of audits as JSON.", metavar="STORE")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The folder of the dataset (made or renewed).", metavar="DIR")
    ],
    lang: LanguageOption = Language.id,
) -> None:
    """Make or renew a dataset: only reports that are new or changed are read, those that are gone leave.

    Example: lkjip dataset build STORE -o DIR
    """
    from extractor.dataset.build import build as built_from

    _say(built_from(reports, output), output, lang)


@dataset.command()
def export(
    folder: Folder,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder (csv, parquet) or file (xlsx, duckdb).")],
    wanted: Annotated[str, typer.Option("--format", help="parquet, csv (a data package), xlsx or duckdb.")] = "csv",
    licence: Annotated[
        str | None, typer.Option("--licence", help="Licence of the data, for the field of the data package.")
    ] = None,
    lang: LanguageOption = Language.id,
) -> None:
    """Write a dataset as Parquet, as CSV with a Frictionless data package, as a workbook or as one DuckDB file.

    Example: lkjip dataset export DIR --format csv -o package
    """
    from extractor.dataset.export import Format
    from extractor.dataset.export import export as exported

    if wanted not in list(Format):
        found = ", ".join(Format)
        raise UsageError(f"--format {found}", wanted, "Choose one.", (f"--format {found}", wanted, "Pilih salah satu."))
    exported(folder, output, Format(wanted), licence)


@dataset.command()
def series(
    folder: Folder,
    name: Annotated[str, typer.Argument(help="Id or name of an indicator, or total.", metavar="ID|NAME")],
    *,
    agency: Annotated[str | None, typer.Option("--agency", help="Only offices with these words in their name.")] = None,
    picture: Annotated[Path | None, typer.Option("--plot", help="Draw it into a file (.svg or .png).")] = None,
    as_json: AsJson = False,
    output: Records = None,
    lang: LanguageOption = Language.id,
) -> None:
    """Show the chosen value of every office, measure and year of an indicator, with the reason and the place.

    Example: lkjip dataset series DIR "Nilai AKIP" --plot akip.svg
    """
    from extractor.dataset import answers
    from extractor.dataset.frames import reading

    with reading(folder) as opened:
        id_ = opened.series_id(name)
        rows = answers.series(opened.database, id_, agency)
        if picture is not None:
            from extractor.dataset.plot import plot

            broken = answers.records(opened.database, "SELECT * FROM breaks WHERE series = ? ORDER BY ALL", [id_])
            deliver(plot(rows, broken, picture, lang.value), picture)
    _answer(rows, lambda: series_lines(id_, rows, lang), as_json, output)


@dataset.command()
def compare(
    folder: Folder,
    name: Annotated[str, typer.Argument(help="Id or name of an indicator, or total.", metavar="ID|NAME")],
    *,
    measure: Annotated[
        str | None,
        typer.Option("--measure", help="target, realization (default), achievement; budget, spending of total."),
    ] = None,
    region: Annotated[str | None, typer.Option("--region", help="Only regions with these words in their name.")] = None,
    as_json: AsJson = False,
    output: Records = None,
    lang: LanguageOption = Language.id,
) -> None:
    """Set one indicator of many offices side by side by year; of total also what a region's offices make together.

    Example: lkjip dataset compare DIR total --measure budget
    """
    from extractor.dataset import answers
    from extractor.dataset.frames import reading

    with reading(folder) as opened:
        id_ = opened.series_id(name)
        usual = "budget" if id_ == "total" else "realization"
        found = answers.compare(opened.database, id_, measure or usual, region)
    _answer(found.as_records(), lambda: comparison_lines(found, lang), as_json, output)


@dataset.command()
def findings(
    folder: Folder,
    explained: Annotated[bool, typer.Option("--explained", help="Also restatements that the report explains.")] = False,
    as_json: AsJson = False,
    output: Records = None,
    lang: LanguageOption = Language.id,
) -> None:
    """List what does not hold between reports: figures restated without an explanation, and breaks of series.

    Example: lkjip dataset findings DIR -o findings.json
    """
    from extractor.dataset import answers
    from extractor.dataset.frames import reading

    with reading(folder) as opened:
        found = answers.findings(opened.database, explained)
    _answer(found, lambda: finding_lines(found, lang), as_json, output)


@dataset.command()
def sample(
    folder: Folder,
    output: Annotated[Path, typer.Option("-o", "--output", help="The sheet to judge (.xlsx).", metavar="SHEET.xlsx")],
    *,
    count: Annotated[int, typer.Option("-n", "--count", min=1, help="So many figures.")] = 200,
    by: Annotated[str, typer.Option("--by", help="Columns of facts that make the strata.")] = "method,year,measure",
    seed: Annotated[int, typer.Option("--seed", help="Another number draws other figures.")] = 1,
    pdf: Annotated[
        list[Path] | None, typer.Option("--pdf", help="A store, a folder or a file with the PDFs; may be given again.")
    ] = None,
    lang: LanguageOption = Language.id,
) -> None:
    """Draw figures for a person to judge: a sheet with a picture of each place and what was read there.

    Example: lkjip dataset sample DIR -n 200 --by method,year,measure --pdf STORE -o sheet.xlsx
    """
    from extractor.dataset.cutouts import cutouts, files_of
    from extractor.dataset.export import to_file
    from extractor.dataset.frames import reading
    from extractor.dataset.sampling import sample as drawn_from
    from extractor.dataset.sheet import write_sheet

    columns = [name.strip() for name in by.split(",") if name.strip()]
    with reading(folder) as opened:
        drawn = drawn_from(opened.database, count, columns, seed)
    facts = [item.fact for item in drawn.drawn]
    files = files_of((fact["sha256"] for fact in facts if fact["sha256"]), pdf or [])
    pictures = cutouts(facts, files)
    to_file(output, lambda path: write_sheet(drawn, pictures, path, lang.value))
    told = "{n} angka, {p} dengan gambar" if lang is Language.id else "{n} figures, {p} with a picture"
    typer.echo(told.format(n=len(facts), p=len(pictures)), err=True)


@dataset.command()
def judged(
    folder: Folder,
    sheet: Annotated[Path, typer.Argument(help="The judged sheet.", metavar="SHEET.xlsx")],
    lang: LanguageOption = Language.id,
) -> None:
    """Read a judged sheet back: error rates with intervals go into the dataset's codebook.

    Example: lkjip dataset judged DIR sheet.xlsx
    """
    from extractor.dataset.frames import reading
    from extractor.dataset.judged import keep_judged
    from extractor.dataset.sheet import read_sheet

    said = read_sheet(sheet)
    with reading(folder) as opened:
        found, stale = keep_judged(opened.database, opened.folder, said)
    typer.echo("\n".join(rate_lines(found, stale, lang)))


def _answer(
    records: "Sequence[dict[str, Any]]", lines: "Callable[[], Iterator[str]]", as_json: bool, output: Path | None
) -> None:
    """Writes records to a file, or prints them as JSON or as text."""
    from extractor.dataset.listing import encoded

    if as_json or output is not None:
        deliver(encoded(records, output), output)
    else:
        typer.echo("\n".join(lines()))


_TOLD = {
    Language.id: (
        "{added} laporan dibaca, {kept} tetap, {removed} keluar: {place}",
        "Tidak ada yang berubah: {kept} laporan, {place}",
        "Dilewati: {name}: {why}",
    ),
    Language.en: (
        "{added} reports read, {kept} kept, {removed} taken out: {place}",
        "Nothing changed: {kept} reports, {place}",
        "Left out: {name}: {why}",
    ),
}


def _say(built: "Built", place: Path, lang: Language) -> None:
    """Tells on stderr what was done."""
    done, same, refused = _TOLD[lang]
    counts = {"added": len(built.added), "kept": len(built.kept), "removed": len(built.removed)}
    for name, why in built.refused:
        typer.echo(refused.format(name=name, why=why), err=True)
    typer.echo((same if built.same else done).format(**counts, place=place), err=True)
