"""Any consistent network of figures is left alone by all rules; any single change beyond rounding in it is told.

The figures are drawn, the tables are those of a report: achievements with their mean, a budget tree of three levels with
percentages, staff by kind with sums. Figures are whole, or have two decimals, as reports print them.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.audit import Audit, audit
from extractor.facts.model import Reading
from extractor.notation import printed, round_half_up, ulp
from schemas import Fact
from tests.audit.build import Built, reading, table

KINDS = ("Golongan I", "Golongan II", "Golongan III", "Golongan IV", "Tenaga Ahli")
NAMES = ("Indeks Air", "Nilai Jalan", "Indeks Hutan", "Nilai Pasar", "Indeks Taman", "Nilai Kebun")
COMPUTED = {"achievement", "absorption", "average_achievement"}
HUNDRED = Decimal(100)


def money(value: int) -> str:
    return printed(Decimal(value), 0)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return round_half_up(Decimal(part) / Decimal(whole) * HUNDRED, 2)


def achievements(dice: Random) -> Built:
    """Targets, realisations, their shares and the mean of these."""
    lines, shares = [], []
    for name in dice.sample(NAMES, dice.randint(2, 6)):
        target = dice.randint(41, 97)
        realization = round_half_up(Decimal(target) * dice.randint(7100, 9900) / 10000, 2)
        shares.append(share(realization, target))
        lines.append(f"{name} | {target} | {printed(realization, 2)} | {printed(shares[-1], 2)}")
    mean = round_half_up(sum(shares, Decimal(0)) / len(shares), 2)
    columns = ("indicator", "target 2031", "realization 2031", "achievement 2031")
    return table(columns, [*lines, f"average: Rata-rata | | | {printed(mean, 2)}"], number="3.1", page=7)


def budget(dice: Random) -> Built:
    """Sub-activities that add up to activities, these to programmes and the total; each row with its share spent."""
    rows: list[tuple[str, str, int, int]] = []
    for programme in range(1, dice.randint(2, 3) + 1):
        start = len(rows)
        for activity in range(1, dice.randint(2, 3) + 1):
            leaves = []
            for leaf in range(1, dice.randint(2, 4) + 1):
                amount = dice.randint(10_000, 900_000) * 1000 + dice.randint(101, 998)
                leaves.append(
                    (
                        "sub_activity",
                        f"Urusan {programme}{activity}{leaf} {'abcd'[leaf - 1]}",
                        amount,
                        amount * dice.randint(7013, 9971) // 10000,
                    )
                )
            rows += [("activity", f"Layanan {programme}{activity}", *_summed(leaves)), *leaves]
        own = [row for row in rows[start:] if row[0] == "activity"]
        rows.insert(start, ("program", f"Program {['Satu', 'Dua', 'Tiga'][programme - 1]}", *_summed(own)))
    total = _summed([row for row in rows if row[0] == "program"])
    lines = [f"{name} | {money(a)} | {money(s)} | {printed(share(s, a), 2)}" for _, name, a, s in rows]
    lines.append(f"total: Jumlah | {money(total[0])} | {money(total[1])} | {printed(share(total[1], total[0]), 2)}")
    columns = ("name", "budget 2031", "spending 2031", "absorption 2031")
    return nested(table(columns, lines, kind="budget_realization", number="3.2", page=8), [row[0] for row in rows])


def _summed(rows: Sequence[tuple[str, str, int, int]]) -> tuple[int, int]:
    return sum(row[2] for row in rows), sum(row[3] for row in rows)


def nested(built: Built, levels: Sequence[str]) -> Built:
    """The rows below the last one of the level above them."""
    order = {"program": 0, "activity": 1, "sub_activity": 2}
    above: dict[int, int] = {}
    rows = [built.rows[0]]
    for row, level in zip(built.rows[1:], levels, strict=False):
        depth = order[level]
        above[depth] = row.index
        rows.append(replace(row, parent=above.get(depth - 1), level=level))
    rows.append(replace(built.rows[-1], level="total"))
    by_row = {row.index: row.level for row in rows}
    built.facts = [
        f.model_copy(
            update={"subject": f.subject.model_copy(update={"kind": "budget_line", "level": by_row[f.source.row or 0]})}
        )
        for f in built.facts
    ]
    return replace(built, rows=tuple(rows))


def staff(dice: Random) -> Built:
    """Men and women by kind, with the sums of rows and columns."""
    counts = [(kind, dice.randint(11, 90), dice.randint(11, 90)) for kind in dice.sample(KINDS, dice.randint(3, 5))]
    lines = [f"{kind} | {men} | {women} | {men + women}" for kind, men, women in counts]
    men, women = sum(row[1] for row in counts), sum(row[2] for row in counts)
    columns = ("name", "count kelamin=L", "count kelamin=P", "count")
    return table(
        columns, [*lines, f"total: Jumlah | {men} | {women} | {men + women}"], kind="staff", number="1.1", page=3
    )


def drawn(seed: int) -> Reading:
    dice = Random(seed)
    return reading(staff(dice), achievements(dice), budget(dice))


def changed(given_reading: Reading, fact: Fact, steps: int) -> Reading:
    """The reading with one figure moved by steps of its last digit."""
    assert fact.value is not None
    value = fact.value + steps * ulp(fact.decimals)
    other = fact.model_copy(update={"value": value, "printed": printed(value, fact.decimals)})
    return replace(given_reading, facts=tuple(other if item is fact else item for item in given_reading.facts))


def told(result: Audit) -> list[str]:
    return [f"{item.check} {item.severity}: {item.message.en}" for item in result.findings]


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_a_consistent_network_is_left_alone(seed: int) -> None:
    assert told(audit(drawn(seed))) == []


@settings(max_examples=120, deadline=None)
@given(
    st.integers(min_value=0, max_value=10**9),
    st.integers(min_value=0),
    st.integers(min_value=1, max_value=400),
    st.sampled_from((1, -1)),
)
def test_any_single_change_beyond_rounding_is_told(seed: int, which: int, size: int, sign: int) -> None:
    base = drawn(seed)
    fact = base.facts[which % len(base.facts)]
    assert fact.value is not None
    # Two units of the last digit are beyond rounding and cutting of a computed figure; an input must move its result so far.
    # A figure that is several times as large as its partner is taken for one of another scale, and not checked.
    units = int(abs(fact.value).scaleb(max(fact.decimals, 0)))
    least = 2 if fact.measure in COMPUTED else 1 + units // 2000
    steps = sign * min(max(size, least), max(least, units // 2))
    found = audit(changed(base, fact, steps)).findings
    assert [item for item in found if item.severity != "notice" and fact.id in item.facts], (
        fact.printed,
        fact.measure,
        steps,
        [item.message.en for item in found],
    )
