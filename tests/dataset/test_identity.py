"""Names that no catalogue has become series: the same ones whatever the order, and never two things of one table."""

import random
from collections import Counter

import pytest

from extractor.dataset.identity import Node, concordance, moves

NAMES = {
    "x-a": "Persentase nelayan yang memiliki izin usaha",
    "x-b": "Persentase nelayan yang telah memiliki izin usaha",
    "x-c": "Persentase izin usaha yang dimiliki nelayan",
    "x-d": "Persentase nelayan yang mengikuti pelatihan",
    "x-e": "Persentase nelayan yang dilatih",
    "x-f": "Persentase pengemudi yang memiliki izin usaha",
    "x-g": "Jumlah nelayan yang memiliki izin usaha",
    "x-h": "Persentase nelayan berizin usaha",
}


def nodes(figures: dict[str, set[tuple[str, str, int, str]]] | None = None) -> dict[str, Node]:
    """A node for each name, each in a report of its own."""
    found = {}
    for number, (id_, name) in enumerate(NAMES.items()):
        unit = "count" if name.startswith("Jumlah") else "percent"
        node = Node(
            id_, Counter({name: 2}), Counter({unit: 2}), {"dinas"}, {"perikanan"}, {f"r{number}"}, {2020 + number}
        )
        node.figures = (figures or {}).get(id_, set())
        found[id_] = node
    return found


def groups(found: dict[str, Node]) -> set[frozenset[str]]:
    """The members of each series."""
    rows = concordance(found)
    return {frozenset(r.canonical_id for r in rows if r.series == row.series) for row in rows}


def test_spellings_are_one_series_and_other_things_are_not() -> None:
    found = groups(nodes())
    assert next(group for group in found if "x-a" in group) >= {"x-a", "x-b", "x-h"}
    for other in ("x-d", "x-f", "x-g"):
        assert not any({"x-a", other} <= group for group in found)


@pytest.mark.parametrize("seed", range(6))
def test_any_order_gives_the_same_series(seed: int) -> None:
    shuffled = list(nodes().items())
    random.Random(seed).shuffle(shuffled)
    assert concordance(dict(shuffled)) == concordance(nodes())


def test_equal_figures_of_one_office_join_a_renamed_indicator() -> None:
    figures = {("dinas", "realization", 2021, "47.25"), ("dinas", "realization", 2022, "51.38")}
    found = groups(nodes({"x-d": figures, "x-e": figures}))
    assert any({"x-d", "x-e"} <= group for group in found)
    assert not any({"x-d", "x-e"} <= group for group in groups(nodes()))
    round_ones = {("dinas", "realization", 2021, "100"), ("dinas", "realization", 2022, "50")}
    assert not any({"x-d", "x-e"} <= group for group in groups(nodes({"x-d": round_ones, "x-e": round_ones})))


def test_two_names_of_one_table_are_two_things() -> None:
    found = nodes()
    found["x-a"].tables = found["x-b"].tables = {("r1", "t1")}
    assert not any({"x-a", "x-b"} <= group for group in groups(found))


def test_a_series_keeps_its_id_when_newer_reports_come() -> None:
    few = {id_: node for id_, node in nodes().items() if id_ in ("x-a", "x-b")}
    before = {row.canonical_id: row.series for row in concordance(few)}
    after = {row.canonical_id: row.series for row in concordance(nodes())}
    assert before["x-a"] == before["x-b"] == after["x-a"] == after["x-b"] == after["x-h"] == "x-a"


def test_an_id_of_the_catalogue_names_the_series() -> None:
    found = nodes()
    known = Node(
        "izin-usaha-nelayan", Counter({NAMES["x-a"]: 1}), Counter({"percent": 1}), {"dinas"}, set(), {"r9"}, {2030}
    )
    found[known.id] = known
    assert {r.canonical_id: r.series for r in concordance(found)}["x-a"] == known.id


def test_merges_and_splits_are_told() -> None:
    rows = [
        ("x-a", "x-a", "x-0"),
        ("x-0", "x-0", "x-0"),
        ("x-b", "x-b", "x-b"),
        ("x-c", "x-b", "x-c"),
        ("x-d", "x-d", "x-9"),
    ]
    told = {(row.canonical_id, row.kind) for row in moves(rows, "s")}
    assert told == {("x-a", "merged"), ("x-c", "split"), ("x-d", "renamed")}
