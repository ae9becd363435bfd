"""The sheet on which a person judges a sample: the place as a picture, what was read, and two questions a row."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from extractor.dataset.cutouts import SCALE, Key
from extractor.dataset.sampling import Sample
from extractor.errors import UsageError
from extractor.report.spreadsheet_text import harmless

SHEET, ABOUT = "sample", "about"
# Width in pixels of a picture, and what one line of a sheet is high.
PICTURE, PIXELS = 620, 96 / 72
YES, NO = ("ya", "y", "yes", "benar", "1"), ("tidak", "t", "n", "no", "salah", "0")
_PAST = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a sheet says in one language."""

    head: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    missing: str
    help: str


_WORDS = {
    "id": _Words(
        ("No", "Tempat", "Instansi", "Tahun", "Hal.", "Tercetak", "Nilai", "Satuan", "Uraian", "Ukuran", "Periode"),
        ("Angka benar?", "Uraian benar?", "Catatan"),
        ("ya", "tidak"),
        "PDF tidak tersedia: {file}",
        "Bandingkan tiap baris dengan gambar. Angka benar: nilai dan satuannya seperti tercetak di dalam bingkai. "
        "Uraian benar: indikator atau baris, ukuran, dan periodenya benar. Jawab ya atau tidak; kosong berarti belum dinilai.",
    ),
    "en": _Words(
        ("No", "Place", "Office", "Year", "Page", "Printed", "Value", "Unit", "Subject", "Measure", "Period"),
        ("Figure right?", "Subject right?", "Note"),
        ("yes", "no"),
        "PDF not at hand: {file}",
        "Compare each row with its picture. Figure right: value and unit are those inside the frame. Subject right: "
        "indicator or line, measure and period are right. Answer yes or no; empty is not judged.",
    ),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of one figure; None where nothing was said."""

    report: str
    fact: str
    stratum: tuple[str, ...]
    printed: str
    figure: bool | None
    subject: bool | None
    note: str


def write_sheet(drawn: Sample, pictures: Mapping[Key, bytes], target: Path, language: str = "id") -> None:
    """Writes the sheet as XLSX; what tells a row again stands in hidden columns."""
    import xlsxwriter

    words = _WORDS[language]
    book = xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "LKjIP sample", "created": _PAST})
    bold, wrap = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet = book.add_worksheet(SHEET)
    head = [*words.head, *words.questions, "report", "fact", "stratum"]
    questions = len(words.head)
    sheet.write_row(0, 0, head, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in ((1, PICTURE / 7), (2, 24), (5, 16), (8, 40), (questions + 2, 30)):
        sheet.set_column(column, column, width, wrap)
    sheet.set_column(questions + 3, questions + 5, None, None, {"hidden": True})
    for line, item in enumerate(drawn.drawn, start=1):
        fact = item.fact
        _picture(sheet, line, pictures.get((fact["report"], fact["fact"])), words.missing.format(file=fact["file"]))
        told = (fact["agency"], fact["fiscal_year"], fact["page"], fact["printed"], fact["value_exact"], fact["unit"])
        subject = " > ".join([*(fact["path"] or ()), fact["name"]])
        row = [line, None, *told, subject, fact["measure"], fact["period"]]
        keys = [fact["report"], fact["fact"], json.dumps(item.stratum, ensure_ascii=False)]
        for column, value in enumerate([*row, None, None, None, *keys]):
            if isinstance(value, int):
                sheet.write_number(line, column, value, wrap)
            elif value is not None:
                sheet.write_string(line, column, harmless(str(value)), wrap)
    choice = {"validate": "list", "source": list(words.answers)}
    sheet.data_validation(1, questions, max(1, len(drawn.drawn)), questions + 1, choice)
    _about(book.add_worksheet(ABOUT), drawn, words.help, bold)
    book.close()


def _picture(sheet: Any, line: int, picture: bytes | None, missing: str) -> None:
    """Puts the picture into its row, or says that there is none."""
    if picture is None:
        sheet.write_string(line, 1, missing)
        return
    from PIL import Image

    width, height = Image.open(io.BytesIO(picture)).size
    scale = PICTURE / width
    sheet.set_row(line, min(400, height * scale / PIXELS + 6))
    options = {"image_data": io.BytesIO(picture), "x_scale": scale, "y_scale": scale, "object_position": 1}
    sheet.insert_image(line, 1, "place.png", options)


def _about(sheet: Any, drawn: Sample, help_: str, bold: Any) -> None:
    """What was drawn, so that rates can be told of all figures."""
    sheet.set_column(0, 0, 60)
    sheet.write_string(0, 0, help_)
    sheet.write_row(2, 0, ["by", json.dumps(drawn.by)])
    sheet.write_row(3, 0, ["seed", drawn.seed])
    sheet.write_row(4, 0, ["scale", SCALE])
    sheet.write_row(6, 0, ["stratum", "figures"], bold)
    for number, (stratum, size) in enumerate(drawn.sizes.items(), start=7):
        sheet.write_row(number, 0, [json.dumps(stratum, ensure_ascii=False), size])


@dataclass(frozen=True, slots=True)
class Judged:
    """A sheet read back: by which columns it was drawn, how many figures each stratum has, what a person said."""

    by: tuple[str, ...]
    sizes: Mapping[tuple[str, ...], int]
    judgements: tuple[Judgement, ...]


def read_sheet(path: Path) -> Judged:
    """The judgements of a sheet.

    Raises:
        UsageError: the file is no such sheet, or an answer is neither yes nor no.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
        about = [row[:2] for row in book[ABOUT].iter_rows(values_only=True)]
        by = tuple(json.loads(str(about[2][1])))
        sizes = {tuple(json.loads(str(s))): int(str(n)) for s, n in about[7:] if s}
        rows = list(book[SHEET].iter_rows(min_row=2, values_only=True))
        book.close()
    except Exception as error:
        raise _refused(path, f"{type(error).__name__}: {error}") from None
    return Judged(by, sizes, tuple(_judgements(path, rows)))


def _judgements(path: Path, rows: list[tuple[Any, ...]]) -> Iterator[Judgement]:
    columns = len(_WORDS["en"].head)
    for line, row in enumerate(rows, start=2):
        if len(row) < columns + 6 or not row[columns + 3]:
            continue
        figure, subject = (_answer(path, line, value) for value in row[columns : columns + 2])
        note, report, fact, stratum = (str(value or "") for value in row[columns + 2 : columns + 6])
        yield Judgement(report, fact, tuple(json.loads(stratum)), str(row[5]), figure, subject, note)


def _answer(path: Path, line: int, value: Any) -> bool | None:
    """Yes, no, or nothing said."""
    text = str(value if value is not None else "").strip().casefold()
    if not text:
        return None
    if text not in YES + NO:
        raise _refused(path, f"line {line}: {value!r}")
    return text in YES


def _refused(path: Path, found: str) -> UsageError:
    return UsageError(
        "a sheet of lkjip dataset sample with answers yes or no",
        f"{path}: {found}",
        "Correct the answer, or draw a new sheet.",
        (
            "lembar dari lkjip dataset sample dengan jawaban ya atau tidak",
            f"{path}: {found}",
            "Perbaiki jawabannya, atau buat lembar baru.",
        ),
    )
