"""`lkjip doctor`: what is there and what is missing."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from extractor.cli.checkup import Item, Need, checkup, complete
from extractor.cli.language import Language, LanguageOption
from extractor.errors import ExitCode

HEADINGS = {
    Language.id: {
        Need.core: "Inti",
        Need.optional: "Pilihan",
        Need.tests: "Hanya untuk pengujian proyek ini",
        Need.told: "Mesin",
    },
    Language.en: {
        Need.core: "Core",
        Need.optional: "Optional",
        Need.tests: "Only for the project's own tests",
        Need.told: "Machine",
    },
}
NAMES = {
    Language.id: {
        "temporary-files": "berkas sementara",
        "limits": "batas per dokumen",
        "cores": "inti prosesor",
        "memory": "memori",
        "fonts": "fon",
    },
    Language.en: {
        "temporary-files": "temporary files",
        "limits": "limits on a document",
        "cores": "processor cores",
        "fonts": "fonts",
    },
}
TOLD = {
    Language.id: {
        "good": "ada",
        "missing": "TIDAK ADA",
        "old": "TERLALU LAMA ATAU TIDAK LENGKAP",
        "limits": "memori, waktu CPU, waktu, ukuran berkas",
        "lacking": "tidak ada: {found}; dokumen dibatasi dengan waktu saja",
        "fonts": "tidak diperlukan",
        "memory": "kurang dari 2 GB: laporan panjang mungkin tidak muat",
        "use": {
            "tesseract": "membaca hasil pindaian",
            "ocr": "membaca hasil pindaian tanpa tesseract, atau menilai bacaannya",
            "web": "aplikasi reviu",
            "dask": "banyak mesin",
        },
        "complete": "Inti lengkap: laporan digital dapat diaudit.",
        "incomplete": "Inti tidak lengkap: pasang yang tidak ada lebih dahulu.",
        "no_ocr": "Tanpa tesseract dan tanpa rapidocr, halaman hasil pindaian tidak terbaca.",
    },
    Language.en: {
        "good": "there",
        "missing": "MISSING",
        "old": "TOO OLD OR INCOMPLETE",
        "limits": "memory, CPU time, time, size of files",
        "lacking": "missing: {found}; a document is held to its time only",
        "fonts": "none needed",
        "memory": "less than 2 GB: a long report may not fit",
        "use": {
            "tesseract": "reads scans",
            "ocr": "reads scans without tesseract, or judges what it read",
            "web": "the review app",
            "dask": "many machines",
        },
        "complete": "The core is complete: digital reports can be audited.",
        "incomplete": "The core is not complete: install what is missing first.",
        "no_ocr": "Without tesseract and rapidocr pages that are scans are not read.",
    },
}


def doctor(
    lang: LanguageOption = Language.id,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Tell what is installed, what is missing, and how to get it; exit 0 when the core is complete.

    Example: lkjip doctor --lang en
    """
    items = checkup()
    good = complete(items)
    if as_json:
        told = {"complete": good, "items": [asdict(item) for item in items]}
        typer.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        for line in lines(items, lang):
            typer.echo(line)
    if not good:
        raise typer.Exit(int(ExitCode.MISSING_EXTRA))


def lines(items: list[Item], language: Language) -> list[str]:
    """What a person reads, a line an item under its heading, and the verdict."""
    told = TOLD[language]
    out: list[str] = []
    for need, heading in HEADINGS[language].items():
        out += [heading, *(f"  {_line(item, language)}" for item in items if item.need is need), ""]
    out.append(str(told["complete" if complete(items) else "incomplete"]))
    if not any(item.good for item in items if item.name in {"tesseract", "ocr"}):
        out.append(str(told["no_ocr"]))
    return out


def _line(item: Item, language: Language) -> str:
    """Name, state, what was found, and how to get what is missing."""
    told = TOLD[language]
    name = NAMES[language].get(item.name, item.name)
    if item.need is Need.told:
        return f"{name:24} {_of_machine(item, language)}"
    state = told["good"] if item.good else told["old"] if item.found else told["missing"]
    uses = told["use"]
    use = f"({uses[item.name]})" if isinstance(uses, dict) and item.name in uses else ""
    advice = "" if item.good else f"-> {item.advice}"
    return " ".join(part for part in (f"{name:24}", str(state), item.found, use, advice) if part)


def _of_machine(item: Item, language: Language) -> str:
    """What is told of the machine."""
    told = TOLD[language]
    if item.name == "limits":
        return str(told["limits"] if item.good else told["lacking"]).format(found=item.found)
    if item.name == "fonts":
        return str(told["fonts"])
    return item.found if item.good else f"{item.found}: {told[item.name]}"
