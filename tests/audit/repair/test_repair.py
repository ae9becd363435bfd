"""The wrong figure of a network: found with its value, told apart from what is as good, silent where all holds."""

import itertools
import os
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.webs import Web, fact, tree
from extractor.audit.outcome import AbsentRow, Outcome
from extractor.audit.repair import Solution, cover, network, untangled
from extractor.audit.repair.attach import Mended
from extractor.audit.repair.branches import NO_LIMIT, by_branches
from extractor.audit.repair.cover import Known, Question, cheapest
from extractor.audit.repair.figures import Demand, Figures
from extractor.audit.repair.integers import by_integers
from extractor.audit.repair.localise import again, failing_edits, search
from extractor.audit.repair.values import derived
from extractor.notation import exact

SEEDS = st.integers(min_value=0, max_value=10**6)


def values(solution: Solution) -> dict[str, Decimal | None]:
    return {name: None if v is None else Decimal(v.numerator) / v.denominator for name, v in solution.values.items()}


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_consistent_networks_need_no_repair(seed: int) -> None:
    net = tree(seed, 2 + seed % 3, 2 + seed % 4).network()
    assert net.broken() == []
    assert untangled(net) == []


@given(SEEDS, st.integers(min_value=0, max_value=10**6))
@settings(max_examples=60, deadline=None)
def test_any_single_change_beyond_rounding_is_found(seed: int, pick: int) -> None:
    web = tree(seed, 3, 3)
    names = sorted(web.facts)
    name = names[pick % len(names)]
    right = web.facts[name].value
    assert right is not None
    wrong = right + (Decimal("0.07") if web.facts[name].decimals else Decimal(max(1, int(right) // 7)))
    found = untangled(web.changed(**{name: wrong}).network())
    assert len(found) == 1
    assert values(found[0]) == {name: right}
    assert found[0].alternatives == ()


@pytest.mark.parametrize("seed", range(12))
def test_two_changes_are_both_found(seed: int) -> None:
    web = tree(seed, 4, 4)
    chance = random.Random(seed)
    one, two = chance.sample(sorted(name for name in web.facts if not name.endswith("p")), 2)
    right = {name: web.facts[name].value for name in (one, two)}
    wrong = {name: value + 9_000_000 for name, value in right.items() if value is not None}
    found = untangled(web.changed(**wrong).network())
    assert {name: value for item in found for name, value in values(item).items()} == right


def test_knots_are_solved_the_same_by_any_number_of_processes() -> None:
    apart = {name: fact(name, value) for name, value in (("a", 30), ("b", 40), ("whole", 90))}
    joined = {name: fact(name, value) for name, value in (("p", 20), ("q", 50), ("sum", 71), ("r", 30), ("all", 105))}
    sums = [("whole", ("a", "b")), ("sum", ("p", "q")), ("all", ("sum", "r"))]
    net = Web({**apart, **joined}, sums, [], []).network()
    alone = untangled(net)
    assert len(alone) == 2
    assert untangled(net, jobs=2) == untangled(net, jobs=3) == alone


def test_what_cannot_be_told_is_told_as_not_unique() -> None:
    facts = {name: fact(name, value) for name, value in (("a", 30), ("b", 40), ("whole", 90))}
    found = untangled(Web(facts, [("whole", ("a", "b"))], [], []).network())
    assert len(found) == 1
    assert {frozenset(item.values) for item in (found[0], *found[0].alternatives)} == {
        frozenset({"a"}),
        frozenset({"b"}),
        frozenset({"whole"}),
    }


def test_a_doubtful_reading_is_blamed_before_a_sure_one() -> None:
    facts = {name: fact(name, value) for name, value in (("a", 30), ("b", 40), ("whole", 90))}
    facts["b"] = facts["b"].model_copy(update={"confidence": 0.5})
    found = untangled(Web(facts, [("whole", ("a", "b"))], [], []).network())
    assert values(found[0]) == {"b": Decimal(60)}


def test_amounts_of_many_digits_are_exact() -> None:
    facts = {name: fact(name, value) for name, value in (("a", 123_456_789_012), ("b", 987_654_321_098))}
    facts |= {"whole": fact("whole", 1_111_111_110_111), "again": fact("again", 123_456_789_012, table="t2")}
    facts |= {"other": fact("other", 987_654_321_098, table="t2")}
    web = Web(facts, [("whole", ("a", "b"))], [], [("a", "again"), ("b", "other")])
    found = untangled(web.network())
    assert values(found[0]) == {"whole": Decimal(1_111_111_110_110)}


def test_more_figures_than_calculations_that_fail_tell_of_no_repair() -> None:
    facts = {name: fact(name, value) for name, value in (("whole", 300), ("a", 100), ("b", 150))}
    copies = {f"{name}2": fact(f"{name}2", item.value or 0, table="t2") for name, item in facts.items()}
    pairs = [(name, f"{name}2") for name in facts]
    assert untangled(Web(facts | copies, [("whole", ("a", "b"))], [], pairs[:2]).network()) != []
    assert untangled(Web(facts | copies, [("whole", ("a", "b"))], [], pairs).network()) == []


def test_a_missing_row_explains_both_columns() -> None:
    amounts = {"ab": 50, "bb": 20, "wb": 100, "as": 40, "bs": 10, "ws": 75}
    facts = {name: fact(name, value * 10**6) for name, value in amounts.items()}
    web = Web(facts, [("wb", ("ab", "bb")), ("ws", ("as", "bs"))], [], [])
    gaps = (AbsentRow("k", "Kegiatan C", Decimal(30 * 10**6)), AbsentRow("k", "Kegiatan C", Decimal(25 * 10**6)))
    outcomes = [
        Outcome(o.formula, o.inputs, o.result, o.interval, o.verdict, check=o.check, absent=(gap,))
        for o, gap in zip(web.outcomes(), gaps, strict=True)
    ]
    found = untangled(network(list(facts.values()), outcomes))
    assert [(item.values, item.rows) for item in found] == [({}, ("row k",))]


def test_a_row_with_the_figures_of_its_neighbour() -> None:
    facts = {
        "a": fact("a", 52_392_000, row=3),
        "b": fact("b", 40_271_000, row=4),
        "c": fact("c", 60_000_000, row=5),
        "whole": fact("whole", 241_901_000, row=2),
        "a2": fact("a2", 129_509_000, table="t2", row=3),
        "b2": fact("b2", 52_392_000, table="t2", row=4),
        "as": fact("as", 52_388_656, "spending", row=3, column=2),
        "bs": fact("bs", 39_355_104, "spending", row=4, column=2),
        "wholes": fact("wholes", 180_505_235, "spending", row=2, column=2),
    }
    web = Web(facts, [("whole", ("a", "b", "c")), ("wholes", ("as", "bs"))], [], [("a", "a2"), ("b", "b2")])
    found = untangled(web.network())
    assert [item.shifted for item in found] == [True]
    assert values(found[0]) == {
        "a": Decimal(129_509_000),
        "b": Decimal(52_392_000),
        "as": Decimal(128_116_579),
        "bs": Decimal(52_388_656),
    }


def test_the_row_whose_figures_moved_is_told_by_the_sums_beside_it() -> None:
    facts = {
        "a": fact("a", 52_392_000, row=3),
        "b": fact("b", 40_271_000, row=4),
        "whole": fact("whole", 92_663_000, row=2),
        "a2": fact("a2", 129_509_000, table="t2", row=3),
        "b2": fact("b2", 52_392_000, table="t2", row=4),
    }
    # Either table may carry its neighbour's row; the sum of the first holds as printed, so that the second is wrong.
    net = Web(facts, [("whole", ("a", "b"))], [], [("a", "a2"), ("b", "b2")]).network()
    assert len(net.shifts) == 2
    found = untangled(net)
    assert [(item.shifted, values(item)) for item in found] == [
        (True, {"a2": Decimal(52_392_000), "b2": Decimal(40_271_000)})
    ]


def test_a_malformed_figure_means_the_reading_by_which_its_sum_holds() -> None:
    broken = fact("a", 0).model_copy(update={"value": None, "candidates": (Decimal(300), Decimal(30))})
    whole, part = fact("whole", 340), fact("b", 40)
    outcome = Outcome(inputs=(broken, part), result=whole, interval=exact(Decimal(340)), verdict="consistent")
    net = network([broken, whole, part], [outcome])
    assert net.values["a"] == Fraction(300)
    assert net.broken() == []


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_all_ways_to_cover_agree_on_the_cost(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"n{number:02}" for number in range(10)]
    weights = {name: chance.choice([950, 1000, 1005, 1300]) for name in names}
    figures = Figures(weights.__getitem__)
    demands = [Demand(figures.of(chance.sample(names, chance.randrange(1, 5)))) for _ in range(9)]
    demands.append(Demand(figures.of(names[:2]), figures.of(names[3:4])))
    sets = range(1 << len(figures.costs))
    right = min(figures.cost(bits) for bits in sets if all(demand.met(bits) for demand in demands))
    proven = Question(figures, NO_LIMIT, lambda chosen: (), proven=True)
    for bits in (
        cheapest(demands, proven, Known()).chosen,
        cheapest(demands, proven._replace(most=right), Known()).chosen,
        by_branches(demands, figures.costs, NO_LIMIT).chosen,
        by_integers(demands, figures.costs),
    ):
        assert bits is not None
        assert all(demand.met(bits) for demand in demands)
        assert figures.cost(bits) == right
    assert cheapest(demands, proven._replace(most=right - 1), Known()) == (None, True)


def test_a_dear_set_of_one_part_does_not_tell_that_all_parts_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"a": 900, "b": 1000, "c": 900, "d": 900, "x": 1000, "y": 1000, "z": 1000}
    figures = Figures(weights.__getitem__)
    demands = [Demand(figures.of(names)) for names in ("ab", "bc", "bd", "xy", "yz", "xz")]
    # So few branches find "acd" for the first part, which leaves too little for the second, though "b" would do.
    monkeypatch.setattr(cover, "_QUICK", 4)
    known = Known()
    assert cheapest(demands, Question(figures, 3700), known) == (None, False)
    answer = cheapest(demands, Question(figures, 3700, lambda chosen: (), proven=True), known)
    assert answer.sure
    assert answer.chosen is not None
    assert figures.cost(answer.chosen) == 3000


def test_rows_that_were_added_are_remembered_with_what_was_learned() -> None:
    facts = {name: fact(name, value) for name, value in (("whole", 300), ("a", 100), ("b", 150))}
    net = Web(facts, [("whole", ("a", "b"))], [], []).network()
    net = replace(net, absent={"b": "a row"})
    before = search(net, [])
    before.lessons[frozenset({"whole", "a", "b"}), frozenset({"b"})] = frozenset({"b"})
    task = again(before, net.altered({}, frozenset(), net.meant), [])
    assert task.demands == [Demand(task.figures.of(("whole", "a")), task.figures.of(("b",)))]
    assert again(before, net.altered({"a": Fraction(150)}, frozenset(), net.meant), []).demands == []


def test_a_refused_set_leaves_the_answer_open() -> None:
    figures = Figures(lambda name: 1000)
    demands = [Demand(figures.of("ab")), Demand(figures.of("cd"))]
    refused = [figures.of("ac")]

    def check(chosen: int) -> list[int]:
        return [figures.of("bd")] if chosen in refused else []

    answer = by_branches(demands, figures.costs, NO_LIMIT, check=check)
    assert answer.chosen is not None
    assert answer.chosen not in refused
    assert not answer.sure


@pytest.mark.parametrize("seed", range(8))
def test_no_cheaper_set_has_values_than_the_one_that_is_found(seed: int) -> None:
    web = tree(seed, 2, 2)
    chance = random.Random(seed)
    wrong = chance.sample(sorted(name for name in web.facts if not name.endswith("p")), 2)
    net = web.changed(**{name: (web.facts[name].value or 0) + 9_000_000 for name in wrong}).network()
    task = search(net, [relation.facts for relation in net.broken()])
    chosen = task.next()
    assert chosen is not None
    assert failing_edits(net, chosen) == []
    best = task.figures.cost(task.figures.of(chosen))
    for size in (1, 2):
        for names in itertools.combinations(sorted(web.facts), size):
            touched = all(not relation.facts.isdisjoint(names) for relation in net.broken())
            if touched and task.figures.cost(task.figures.of(names)) < best:
                assert failing_edits(net, frozenset(names)) != []


def test_a_set_that_lacks_a_figure_is_found_beside_the_best() -> None:
    facts = {"whole": fact("whole", 300), "a": fact("a", 100), "b": fact("b", 150)}
    net = Web(facts, [("whole", ("a", "b"))], [], []).network()
    task = search(net, [relation.facts for relation in net.broken()])
    first = task.next()
    assert first is not None
    second = task.next(lacking=first)
    third = task.next(lacking=first, without=second or frozenset())
    assert len(first) == 1
    assert len({first, second, third}) == 3
    assert task.next(without=frozenset(facts)) is None


def test_the_integer_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    import scipy.optimize

    solve = scipy.optimize.milp

    def loud(*arguments: object, **options: object) -> object:
        os.write(1, b"Solving report")
        return solve(*arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scipy.optimize, "milp", loud)
        assert by_integers([Demand(0b11)], {0b01: 1000, 0b10: 950}) == 0b10
    assert capfd.readouterr().out == ""


def test_a_value_that_cannot_be_printed_names_the_figures_that_give_it() -> None:
    facts = {
        name: fact(name, value) for name, value in (("whole", 100), ("a", 130), ("b", 40), ("far", 7), ("again", 9))
    }
    net = Web(facts, [("whole", ("a", "b"))], [], [("far", "again")]).network()
    # Spending below zero is never printed: with 130 kept, b would be -30, whatever becomes of the pair elsewhere.
    found = derived(net, frozenset({"b", "far"}))
    assert found.values is None
    assert found.given == {"whole", "a", "b"}
    assert derived(net, frozenset({"a"})).values == {"a": Fraction(60)}


def test_figures_without_printable_values_are_not_tried_with_strangers() -> None:
    facts = {name: fact(name, value) for name, value in (("whole", 100), ("a", 130), ("b", 120))}
    facts |= {f"far{number}": fact(f"far{number}", number, table="t2") for number in range(6)}
    pairs = [(f"far{number}", f"far{number + 1}") for number in range(0, 6, 2)]
    net = Web(facts, [("whole", ("a", "b"))], [], pairs).network()
    task = search(net, [relation.facts for relation in net.broken()])
    found = task.solution(without=frozenset({"whole"}))
    assert found is not None
    assert {"a", "b"} <= found.names
    demand = Demand(task.figures.of(("whole", "b")), task.figures.of(("a",)))
    assert demand in task.demands


def test_what_the_work_allowed_leaves_open_is_not_told_as_unique() -> None:
    facts = {name: fact(name, value) for name, value in (("whole", 300), ("a", 100), ("b", 150), ("c", 130))}
    facts |= {f"{name}2": fact(f"{name}2", facts[name].value or 0, table="t2") for name in ("whole", "a", "c")}
    pairs = [(name, f"{name}2") for name in ("whole", "a", "c")]
    net = Web(facts, [("whole", ("a", "b")), ("c", ("b",))], [], pairs).network()
    (known,) = untangled(net)
    assert known.proven
    task = search(net, [relation.facts for relation in net.broken()])
    task.rounds = 1
    assert task.next() is None
    assert task.exhausted
    name = min(known.values)
    assert Mended(replace(known, alternatives=()), {}, frozenset()).sure(name)
    assert not Mended(replace(known, alternatives=(), proven=False), {}, frozenset()).sure(name)


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_a_search_that_takes_over_finds_what_one_from_the_start_finds(seed: int) -> None:
    web = tree(seed, 3, 3)
    chance = random.Random(seed)
    wrong = chance.sample(sorted(name for name in web.facts if not name.endswith("p")), 3)
    net = web.changed(**{name: (web.facts[name].value or 0) + 9_000_000 for name in wrong}).network()
    before = search(net, [relation.facts for relation in net.broken()])
    assert before.next() is not None
    right = web.facts[wrong[0]].value
    assert right is not None
    mended = net.altered({wrong[0]: Fraction(right)}, frozenset(), net.meant)
    broken = [relation.facts for relation in mended.broken()]
    one, two = again(before, mended, broken), search(mended, broken)
    costs = []
    for task in (one, two):
        chosen = task.next()
        assert chosen is not None
        assert failing_edits(mended, chosen) == []
        costs.append(task.figures.cost(task.figures.of(chosen)))
    assert costs[0] == costs[1]
