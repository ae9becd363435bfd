"""Lists that people write: what any spreadsheet saves is read, and what is wrong with a line is told with its number."""

from pathlib import Path

import pytest

from extractor.batch.expected import Expected, read_expected
from extractor.batch.manifest import read_manifest
from extractor.cli.iku_list import rows_of
from extractor.csv_lists import ListKind, read_list
from extractor.errors import UsageError

KIND = ListKind(("agency", "year"), ("Perbaiki.", "Mend it."))
WANT = ("Dinas Kelautan, Perikanan", "2023")


@pytest.mark.parametrize(
    "data",
    [
        b'agency,year\n"Dinas Kelautan, Perikanan",2023\n',
        b"agency;year\r\nDinas Kelautan, Perikanan;2023\r\n",
        b"\xef\xbb\xbfagency\tyear\nDinas Kelautan, Perikanan\t2023\n",
        "agency;year\nDinas Kelautan, Perikanan;2023\n".encode("utf-16"),
        b'\n Year , AGENCY \n\n2023,"Dinas Kelautan, Perikanan"\n,\n',
        b'agency,year,note\n"Dinas Kelautan, Perikanan",2023\n',
    ],
)
def test_what_spreadsheets_save_is_read(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(data)
    (line,) = read_list(tmp_path / "list.csv", KIND)
    assert (line["agency"], line["year"], line["note"]) == (*WANT, "")


def test_text_of_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("agency,year\nDinas “Pertanian”,2023\n".encode("cp1252"))
    assert read_expected(tmp_path / "list.csv") == (Expected("Dinas “Pertanian”", 2023),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "list.csv: nothing in it"),
        ("agency,year\n", "list.csv: no line below the columns"),
        ("agency,tahun\nx,2023\n", "list.csv:1: without year"),
        ("agency,year,Year\nx,2023,2024\n", "list.csv:1: with year twice"),
        ("agency,year\nx,2023\nDinas Pertanian, Pangan,2023\n", "list.csv:3: 3 cells for 2 columns"),
        ('agency,year\nx,2023\n"Dinas Sosial,2023\ny,2023\n', "list.csv: line 3: unexpected end of data"),
        ('agency,year\n"two\nlines",2023\nx,last\n', "list.csv:4: agency 'x', year 'last'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(text)
    with pytest.raises(UsageError) as error:
        read_expected(tmp_path / "list.csv")
    assert told in error.value.found


def test_a_manifest_of_a_spreadsheet_is_read_and_its_wrong_line_told(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.pdf", "pk.pdf"):
        (tmp_path / name).touch()
    rows = [
        "report;file;part;kind;agency;year",
        "R;b.pdf;2;;;",
        "Q;a.pdf;;;;2022",
        "R;a.pdf;1;lkjip;Dinas;2023",
        "R;pk.pdf;;pk",
    ]
    (tmp_path / "m.csv").write_text("\n".join(rows))
    first, second = read_manifest(tmp_path / "m.csv")
    assert [path.name for path in (*first.files, *first.supporting)] == ["a.pdf", "b.pdf", "pk.pdf"]
    assert (first.agency, first.year, second.year) == ("Dinas", 2023, 2022)
    (tmp_path / "m.csv").write_text("\n".join([*rows, "R;c.pdf;3;;;"]))
    with pytest.raises(UsageError, match=r"m\.csv:6: no file 'c\.pdf'"):
        read_manifest(tmp_path / "m.csv")


def test_a_list_of_indicators_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "iku.csv").write_text('Indikator,Satuan\n"Nilai AKIP,nilai\n')
    with pytest.raises(UsageError, match=r"iku\.csv: line 2: unexpected end of data"):
        rows_of(tmp_path / "iku.csv")
