"""The scorer of tables: what is right, what each kind of misreading costs."""

import pytest

from benchmarks.table_score import (
    Answer,
    Figures,
    TrueTable,
    align,
    assign,
    joined,
    plain,
    plain_grid,
    score,
    true_tables,
)

HEADER = [["No", "Indikator", "Target", "Realisasi"]]
BODY = [
    ["1", "Panjang jalan mantap", "71,20", "69,85"],
    ["2", "Jembatan kondisi baik", "88,00", "90,15"],
    ["3", "Luas irigasi terlayani", "1.240", "1.198"],
    ["4", "Rumah layak huni", "312", "305"],
]
GRID = HEADER + BODY
TRUE = TrueTable((4, 5), GRID, HEADER)
CELLS = 20


def of(*answers: Answer) -> Figures:
    return score([TRUE], list(answers))


def test_a_grid_against_itself_is_perfect() -> None:
    figures = of(Answer((4, 5), GRID))
    assert (figures.accuracy, figures.f1, figures.found) == (1.0, 1.0, 1)


def test_nothing_read_leaves_every_cell_wrong() -> None:
    assert of() == Figures(tables=1, cells=CELLS)
    assert of().f1 == 0.0


def test_an_extra_blank_column_costs_nothing() -> None:
    assert of(Answer((4, 5), [["", *row] for row in GRID])).f1 == 1.0


def test_a_row_shifted_by_a_column_is_wrong_but_for_nothing_else() -> None:
    shifted = [*GRID[:2], ["", *GRID[2][:3]], *GRID[3:]]
    figures = of(Answer((4, 5), shifted))
    assert figures.right == CELLS - 4
    assert 0.8 < figures.f1 < 1.0


def test_two_columns_run_together_lose_both() -> None:
    figures = of(Answer((4, 5), [[row[0], row[1], f"{row[2]} {row[3]}"] for row in GRID]))
    assert figures.right == CELLS - 2 * len(GRID)
    assert figures.answered == 15


def test_a_missing_row_costs_its_cells_only() -> None:
    figures = of(Answer((4, 5), [*GRID[:2], *GRID[3:]]))
    assert figures.right == CELLS - 4
    assert figures.f1 == pytest.approx(2 * 16 / (20 + 16))


def test_a_row_too_many_lowers_f1_but_not_the_cells_right() -> None:
    figures = of(Answer((4, 5), [*GRID, ["x", "Sumber", "dinas", "sendiri"]]))
    assert figures.accuracy == 1.0
    assert figures.f1 == pytest.approx(40 / 44)


def test_pieces_are_joined_in_page_order_without_the_repeated_header() -> None:
    figures = of(Answer((5, 5), HEADER + BODY[2:]), Answer((4, 4), HEADER + BODY[:2]))
    assert (figures.accuracy, figures.f1) == (1.0, 1.0)


def test_a_lost_piece_of_a_split_table_costs_its_rows() -> None:
    assert of(Answer((4, 4), HEADER + BODY[:2])).right == 12


def test_a_table_split_by_columns_keeps_only_the_better_half() -> None:
    halves = of(Answer((4, 4), [row[:2] for row in GRID]), Answer((4, 4), [row[2:] for row in GRID]))
    assert halves.right == CELLS // 2


def test_a_merged_cell_read_once_misses_its_other_places() -> None:
    true = TrueTable((1, 1), [["Sasaran", "a"], ["Sasaran", "b"]], [])
    figures = score([true], [Answer((1, 1), [["Sasaran", "a"], ["", "b"]])])
    assert (figures.right, figures.cells, figures.answered) == (3, 4, 3)


def test_a_near_text_is_wrong_but_has_part_of_the_content() -> None:
    read = [[*row[:3], row[3].replace("69,85", "69,83")] for row in GRID]
    figures = of(Answer((4, 5), read))
    assert figures.right == CELLS - 1
    assert figures.content == pytest.approx(CELLS - 0.2)


def test_an_answer_goes_to_the_table_of_its_page_with_the_most_common_words() -> None:
    other = TrueTable((4, 4), [["Kode", "Uraian"], ["5.1", "Belanja pegawai"]], [])
    answers = [
        Answer((4, 4), [["Uraian", "Kode"], ["Belanja pegawai", "5.1"]]),
        Answer((4, 4), plain_grid(GRID)),
        Answer((9, 9), plain_grid(GRID)),
        Answer((4, 4), [["tanda", "tangan"], ["kepala", "dinas"]]),
    ]
    assert assign([TRUE, other], answers) == [1, 0, None, None]


def test_of_two_tables_with_the_words_of_an_answer_the_one_with_fewer_others_is_meant() -> None:
    wide = TrueTable((4, 4), [["Kode", "Uraian", "Pagu"], ["5.1", "Belanja", "900"]], [])
    narrow = TrueTable((4, 4), [["Kode", "Uraian"], ["5.1", "Belanja"]], [])
    answers = [Answer((4, 4), narrow.grid), Answer((4, 4), wide.grid)]
    assert assign([wide, narrow], answers) == [1, 0]
    assert score([wide, narrow], answers).accuracy == 1.0


def test_alignment_keeps_the_order_and_takes_the_largest_sum() -> None:
    import numpy as np

    assert align(np.array([[0.1, 0.9], [0.8, 0.2]])) == [(0, 1)]
    assert align(np.array([[0.5, 0.9], [0.8, 0.5]])) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("a\n b", "a b"),
        ("2019–2024", "2019-2024"),
        ("pemban- gunan", "pembangunan"),
        ("”x”", '"x"'),
        (None, ""),
        ("√", "✔"),
    ],
)
def test_texts_that_say_the_same_are_the_same(printed: str | None, same: str) -> None:
    assert plain(printed) == plain(same)


def test_texts_differ_in_case_and_digits() -> None:
    assert plain("Target") != plain("target")
    assert plain("1-2") == "1-2"


def test_parts_of_a_true_table_become_one_grid() -> None:
    truth = {"tables": [{"parts": [
        {"pages": [4, 4], "header_rows": 1, "grid": HEADER + BODY[:2]},
        {"pages": [5, 5], "header_rows": 1, "grid": HEADER + BODY[2:]},
    ]}]}  # fmt: skip
    assert true_tables(truth) == [TRUE]


def test_rows_of_different_width_are_filled_up() -> None:
    assert joined([[["a", "b"]], [["c"]]], []) == [["a", "b"], ["c", ""]]


def test_figures_of_documents_add_up() -> None:
    total = Figures(1, 1, 10, 5, 10, 6.0) + Figures(1, 0, 10, 0, 0, 0.0)
    assert (total.found, total.accuracy, total.f1) == (1, 0.25, 12 / 30)
