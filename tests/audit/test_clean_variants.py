"""Reports in which everything is right are not accused, and a single change in a checked figure is noticed."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.audit import Audit, audit
from extractor.facts.model import Reading
from extractor.notation import printed
from fixtures.variants import reading_of_seed
from schemas import Fact

BATCH = 10
HOLDING = ("consistent", "consistent_by_rounding", "consistent_by_truncation")


def accusations(result: Audit) -> list[str]:
    """Errors and warnings as a person reads them."""
    return [f"{item.check} p.{item.page}: {item.message.id}" for item in result.findings if item.severity != "notice"]


@pytest.mark.parametrize("first", range(0, 100, BATCH))
def test_a_clean_report_is_not_accused(first: int) -> None:
    found = {
        seed: wrong for seed in range(first, first + BATCH) if (wrong := accusations(audit(reading_of_seed(seed))))
    }
    assert found == {}


def checked_results(result: Audit) -> list[Fact]:
    """Figures of tables that some calculation gave back."""
    facts = {item.id: item for item in result.facts}
    wanted = {item.result for item in result.calculations if item.verdict in HOLDING and item.result}
    return [facts[key] for key in sorted(wanted) if facts[key].source.table and facts[key].value]


def changed(reading: Reading, fact: Fact) -> Reading:
    """The reading with one figure a tenth and one unit higher, in its cell as well."""
    value = (fact.value or Decimal(0)) * Decimal("1.1") + 1
    text = printed(value, fact.decimals)
    other = fact.model_copy(update={"value": Decimal(text.replace(".", "").replace(",", ".")), "printed": text})
    facts = tuple(other if item.id == fact.id else item for item in reading.facts)
    return replace(reading, facts=facts)


@pytest.mark.parametrize("seed", range(200, 215))
def test_a_single_change_in_a_checked_figure_is_noticed(seed: int) -> None:
    reading = reading_of_seed(seed)
    fact = random.Random(seed).choice(checked_results(audit(reading)))
    found = audit(changed(reading, fact)).findings
    assert [item for item in found if item.severity != "notice" and fact.id in item.facts], fact
