"""The comparer sees what is missing, what is wrong and what is accused without reason."""

import copy
from typing import Any

from tests.comparer import compare

GRID = [
    ["No", "Indikator", "Capaian (%)"],
    ["1", "Angka kematian ternak", "96,00"],
    ["2", "Populasi sapi potong", "99,15"],
]
FACT = {
    "id": "f1",
    "subject": {"name": "Populasi sapi potong", "kind": "indicator", "level": None},
    "measure": "achievement",
    "period": "2024",
    "printed": "99,15",
    "value": 99.15,
    "candidates": [],
    "source": {"table": "t1", "page": 4},
}
FINDING = {
    "check": "CAP-ROW",
    "severity": "error",
    "page": 4,
    "table": "3.1",
    "message": {"id": "", "en": "Populasi sapi potong"},
    "facts": ["f1"],
    "places": [{"table": "t1", "text": "99,15"}],
    "reported": {"printed": "99,15", "value": 99.15},
    "repair": None,
}


def report(**changes: Any) -> dict[str, Any]:
    cells = [
        {"row": r, "column": k, "row_span": 1, "column_span": 1, "text": text}
        for r, row in enumerate(GRID)
        for k, text in enumerate(row)
    ]
    table = {"id": "t1", "number": "3.1", "caption": "", "pages": [4, 4], "cells": cells}
    return copy.deepcopy({"tables": [table], "facts": [FACT], "findings": [FINDING]} | changes)


def truth(**changes: Any) -> dict[str, Any]:
    item = {
        "id": "P01",
        "checks": ["CAP-ROW"],
        "severity": "error",
        "tables": ["3.1"],
        "pages": [4],
        "reported": [{"printed": "99,15", "value": 99.15, "decimals": 2}],
        "subject_words": ["populasi"],
        "why": "",
    }
    fact = {
        "subject": ["Populasi sapi potong"],
        "measure": ["achievement"],
        "period": ["2024"],
        "level": None,
        "printed": "99,15",
        "value": 99.15,
        "decimals": 2,
        "table": "3.1",
        "page": 4,
    }
    tables = [{"id": "3.1", "number": "3.1", "parts": [{"grid": GRID}]}]
    return copy.deepcopy({"tables": tables, "facts": [fact], "findings": [item], "doubtful": []} | changes)


def test_a_right_report_has_nothing_missing_and_nothing_wrong() -> None:
    figures = compare(report(), truth())
    assert (figures.cell_share, figures.fact_f1) == (1, 1)
    assert not (figures.tables_missed or figures.tables_extra or figures.findings_missed or figures.false_alarms)


def test_a_lost_row_costs_its_own_cells_only() -> None:
    read = report()
    read["tables"][0]["cells"] = [c | {"row": c["row"] // 2} for c in read["tables"][0]["cells"] if c["row"] != 1]
    figures = compare(read, truth())
    assert (figures.cells, figures.cells_right) == (9, 6)
    assert "Angka kematian ternak" in figures.cells_wrong[1]


def test_a_wrong_value_is_missed_and_wrong() -> None:
    figures = compare(report(facts=[FACT | {"value": 91.55, "printed": "91,55"}]), truth())
    assert len(figures.facts_missed) == len(figures.facts_wrong) == 1


def test_a_figure_of_a_table_is_no_answer_to_one_in_a_sentence() -> None:
    told = truth()
    told["facts"][0]["table"] = None
    assert compare(report(), told).facts_missed


def test_an_unlisted_table_is_extra() -> None:
    read = report()
    read["tables"].append(read["tables"][0] | {"id": "t2", "number": None})
    assert compare(read, truth()).tables_extra == ["t2 p.4 "]


def test_a_notice_is_no_answer_to_an_error() -> None:
    assert compare(report(findings=[FINDING | {"severity": "notice"}]), truth()).findings_missed


def test_another_check_is_a_miss_and_a_false_alarm() -> None:
    figures = compare(report(findings=[FINDING | {"check": "BUD-PCT"}]), truth())
    assert figures.findings_missed and figures.false_alarms


def test_what_is_doubtful_is_no_false_alarm() -> None:
    told = truth(findings=[], fully_clean=False)
    assert compare(report(), told).false_alarms
    told["doubtful"] = truth()["findings"]
    assert compare(report(), told).false_alarms == []
