"""`lkjip dataset`: many audited reports as one dataset."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.language import Language, LanguageOption

if TYPE_CHECKING:
    from extractor.dataset.build import Built

dataset = typer.Typer(
    name="dataset",
    help="Make audited reports one dataset: tables, series over years, restatements.",
    no_args_is_help=True,
    add_completion=False,
)
Folder = Annotated[Path, typer.Argument(help="The folder of the dataset.", metavar="DIR")]


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
