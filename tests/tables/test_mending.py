"""Slips of recognition that a table's own structure mends, and those that it must leave."""

from extractor.tables.mending import mended
from extractor.tables.model import Entry, Fragment


def fragment(*rows: list[str]) -> Fragment:
    entries = [
        Entry(r, c, 1, 1, text, 1, (0.0, 0.0, 1.0, 1.0)) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    return Fragment(
        1, (0.0, 0.0, 9.0, 9.0), tuple(float(x) for x in range(len(rows[0]) + 1)), len(rows), tuple(entries)
    )


def texts(part: Fragment) -> list[tuple[str, ...]]:
    return [part.texts(i) for i in range(part.rows)]


def test_the_row_that_numbers_the_columns_is_completed() -> None:
    fixed = mended(fragment(["No", "Sasaran", "Target", "%"], ["al", "2", "3", "4"], ["1", "Jalan", "80", "99"]))
    assert texts(fixed)[1] == ("1", "2", "3", "4")
    first = fixed.row(1)[0]
    assert first.raw == "al" and first.confidence < 0.9


def test_row_numbers_between_neighbours_are_mended() -> None:
    fixed = mended(fragment(["1.", "a"], ["Z.", "b"], ["3.", "c"], ["4.", "d"]))
    assert [row[0] for row in texts(fixed)] == ["1.", "2.", "3.", "4."]


def test_data_rows_and_single_letters_stay() -> None:
    rows = [["No", "Kategori", "Nilai"], ["1", "A", "90"], ["2", "v", "85"], ["4", "B", "70"]]
    assert texts(mended(fragment(*rows))) == [tuple(r) for r in rows]


def test_a_lone_one_is_mended_and_the_head_of_the_column_is_not() -> None:
    rows = [["No", "Uraian"], ["l", "a"], ["2", "b"], ["3", "c"]]
    assert [row[0] for row in texts(mended(fragment(*rows)))] == ["No", "1", "2", "3"]
    assert [row[0] for row in texts(mended(fragment(["No", "Uraian"], ["2", "b"], ["3", "c"])))] == ["No", "2", "3"]


def test_row_numbers_get_the_full_stop_of_the_others_and_the_numbering_row_does_not() -> None:
    rows = [
        ["No", "Uraian", "Rp"],
        ["1", "2", "3"],
        ["1.", "a", "5"],
        ["2", "b", "6"],
        ["3.", "c", "7"],
        ["4,", "d", "8"],
    ]
    fixed = mended(fragment(*rows))
    assert [row[0] for row in texts(fixed)] == ["No", "1", "1.", "2.", "3.", "4."]
    assert [fixed.row(r)[0].raw for r in (1, 2, 3, 5)] == [None, None, "2", "4,"]
