"""`lkjip catalogue`: checks, shows, searches and imports the vocabulary of the field."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.language import Language, LanguageOption
from extractor.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from schemas.catalogue.models import Indicator

app = typer.Typer(no_args_is_help=True, help="Check, show, search or extend the catalogue of indicators.")
MOST = 15
WORDS = {
    Language.id: {
        "sound": "Katalog tidak bermasalah: {count} indikator.",
        "faults": "{count} masalah.",
        "synonyms": "sinonim",
        "unit": "satuan",
        "bounds": "batas",
        "polarity": "polaritas",
        "kind": "jenis",
        "scale": "skala",
        "aggregation": "gabungan antarperiode",
        "formula": "rumus",
        "agencies": "perangkat daerah",
        "any": "semua",
        "source": "sumber",
        "domain": "bidang",
        "none": "Tidak ada yang cocok.",
        "written": "{count} indikator ditulis ke {file}; {known} sudah ada di katalog, {conflicts} bertentangan.",
        "up": "makin besar makin baik",
        "down": "makin kecil makin baik",
        "ideal": "rentang ideal",
        "conflict": '{file}:{line}: {local}: "{what}" sudah milik {ours}; yang di katalog dipakai',
    },
    Language.en: {
        "sound": "The catalogue is sound: {count} indicators.",
        "faults": "{count} faults.",
        "synonyms": "synonyms",
        "unit": "unit",
        "bounds": "bounds",
        "polarity": "polarity",
        "kind": "kind",
        "scale": "scale",
        "aggregation": "over periods",
        "formula": "formula",
        "agencies": "offices",
        "any": "any",
        "source": "source",
        "domain": "domain",
        "none": "Nothing fits.",
        "written": "{count} indicators written to {file}; {known} are in the catalogue already, {conflicts} conflict.",
        "up": "more is better",
        "down": "less is better",
        "ideal": "ideal range",
        "conflict": '{file}:{line}: {local}: "{what}" belongs to {ours} already; the catalogue\'s is used',
    },
}
Folder = Annotated[Path | None, typer.Argument(help="Folder of a catalogue; the shipped one without it.")]


@app.command()
def check(folder: Folder = None, lang: LanguageOption = Language.id) -> None:
    """Refuse a catalogue that contradicts itself: every fault with file, line and entry.

    Example: lkjip catalogue check
    """
    from extractor.matching.distinct import distinct_problems
    from schemas.catalogue.inspect import faults, sound_indicators
    from schemas.catalogue.reading import FOLDER

    place = folder or FOLDER
    if not place.is_dir():
        raise _no_folder(place)
    indicators = sound_indicators(place)
    found = faults(place, distinct_problems(indicators))
    for fault in found:
        typer.echo(f"{fault.file}:{fault.line}: {fault.entry}: {fault.text}")
    key = "faults" if found else "sound"
    typer.echo(WORDS[lang][key].format(count=len(found) or len(indicators)), err=True)
    if found:
        raise typer.Exit(int(ExitCode.FINDINGS))


@app.command()
def show(
    indicator: Annotated[str, typer.Argument(help="Id of an indicator, such as nilai-akip.", metavar="ID")],
    lang: LanguageOption = Language.id,
) -> None:
    """Show all that the catalogue knows of an indicator.

    Example: lkjip catalogue show nilai-akip
    """
    from schemas.catalogue import catalogue

    found = catalogue().indicator_by_id.get(indicator.lower())
    if found is None:
        near = ", ".join(entry.id for entry, _ in _search(indicator.replace("-", " "))[:5]) or "-"
        raise UsageError(
            "the id of an indicator",
            repr(indicator),
            f"Near it: {near}. Search with: lkjip catalogue search WORDS",
            ("id indikator", repr(indicator), f"Yang mirip: {near}. Cari dengan: lkjip catalogue search KATA"),
        )
    typer.echo("\n".join(_told(found, lang)))


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words of a name.")],
    lang: LanguageOption = Language.id,
) -> None:
    """List the indicators whose names fit some words, the best first.

    Example: lkjip catalogue search angka kematian ibu
    """
    found = _search(" ".join(words))[:MOST]
    if not found:
        typer.echo(WORDS[lang]["none"], err=True)
        raise typer.Exit(int(ExitCode.FINDINGS))
    for entry, _ in found:
        typer.echo(f"{entry.id}\t{entry.name}\t{entry.unit or '-'}\t{entry.domain}")


@app.command("import")
def import_(
    table: Annotated[Path, typer.Argument(help="The agency's list of indicators.", metavar="FILE.csv|xlsx")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the local list goes.", metavar="LOCAL.yaml")],
    lang: LanguageOption = Language.id,
) -> None:
    """Make an agency's own list of indicators a local catalogue, to be laid over ours with --catalogue.

    Example: lkjip catalogue import iku.xlsx -o iku.yaml
    """
    from extractor.cli.iku_list import local_list, rows_of
    from extractor.report import refuse_unwritable, write_atomically
    from schemas.catalogue import catalogue
    from schemas.catalogue.local import layer_of

    refuse_unwritable(output)
    made = local_list(rows_of(table), table.name)
    write_atomically(made.text.encode(), output)
    layer = layer_of(output, catalogue().own_indicators, catalogue().units)
    show_conflicts(output, lang)
    counts = {"count": made.entries, "known": made.known, "conflicts": len(layer.conflicts)}
    typer.echo(WORDS[lang]["written"].format(file=output, **counts), err=True)


def show_conflicts(local: Path, lang: Language) -> None:
    """Lays a local list over the catalogue and says on stderr where it speaks against ours.

    Raises:
        UsageError: the list cannot be used.
    """
    from schemas.catalogue import CatalogueError, lay_over

    try:
        layer = lay_over(local)
    except (CatalogueError, OSError) as error:
        raise UsageError(
            "a local catalogue in YAML",
            str(error),
            "lkjip catalogue import makes one from a table.",
            ("katalog lokal dalam YAML", str(error), "lkjip catalogue import membuatnya dari sebuah tabel."),
        ) from None
    for conflict in layer.conflicts:
        typer.echo(WORDS[lang]["conflict"].format(file=local.name, **conflict.model_dump()), err=True)


def _search(text: str) -> "list[tuple[Indicator, float]]":
    """Indicators with a name like a text, and how like, the best first."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio
    from rapidfuzz.utils import default_process

    from schemas.catalogue import catalogue

    names = [
        (name, entry)
        for entry in catalogue().indicators
        for name in (entry.name, *entry.synonyms, entry.gloss_en, entry.id)
    ]
    texts = [name for name, _ in names]
    best: dict[str, tuple[Indicator, float]] = {}
    for _, score, place in process.extract(
        text, texts, scorer=token_set_ratio, processor=default_process, limit=None, score_cutoff=70
    ):
        entry = names[place][1]
        whole = score + token_sort_ratio(text, texts[place], processor=default_process)
        if entry.id not in best or whole > best[entry.id][1]:
            best[entry.id] = (entry, whole)
    return sorted(best.values(), key=lambda pair: (-pair[1], pair[0].id))


def _told(entry: "Indicator", lang: Language) -> Iterable[str]:
    """An indicator as lines."""
    words = WORDS[lang]
    bounds = f"{'-' if entry.lo is None else entry.lo} … {'-' if entry.hi is None else entry.hi}"
    facts = {
        "synonyms": "; ".join(entry.synonyms),
        "unit": entry.unit,
        "bounds": bounds if (entry.lo, entry.hi) != (None, None) else None,
        "polarity": words[entry.polarity or "ideal"],
        "kind": entry.kind,
        "scale": entry.scale,
        "aggregation": entry.aggregation,
        "formula": entry.formula,
        "agencies": ", ".join(entry.agencies) or words["any"],
        "domain": entry.domain,
        "source": entry.source,
    }
    yield f"{entry.id}: {entry.name} ({entry.gloss_en})"
    yield from (f"  {words[key]}: {value}" for key, value in facts.items() if value)


def _no_folder(place: Path) -> UsageError:
    """The error for a folder that is not there."""
    return UsageError(
        "the folder of a catalogue",
        f"no folder {place}",
        "Leave it out to check the shipped catalogue.",
        ("folder katalog", f"tidak ada folder {place}", "Kosongkan untuk memeriksa katalog bawaan."),
    )
