"""Figures that may have been misread are to be checked, not accused."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.audit import Audit, audit
from extractor.audit.misread import misreadings
from extractor.facts import read as read_facts
from extractor.facts.model import Reading
from extractor.pages import read as read_pages
from extractor.tables import find
from fixtures.scan import REPORT
from schemas import Fact
from tests.audit.build import Built, table
from tests.audit.build import reading as reading_of

ROW = ("indicator", "target 2031", "realization 2031", "achievement 2031")
SUMS = ("name", "budget 2031", "spending 2031", "absorption 2031")


def doubted(reading: Reading, printed: str, *, recognised: bool = True, **changes: object) -> Reading:
    """The reading with one figure, by its print, read with doubt."""
    (chosen,) = [fact for fact in reading.facts if fact.printed == printed]
    facts = tuple(f.model_copy(update={"confidence": 0.7} | changes) if f is chosen else f for f in reading.facts)
    return replace(reading, facts=facts, recognised=frozenset({chosen.id} if recognised else ()))


def checks(done: Audit) -> list[str]:
    return [finding.check for finding in done.findings]


def told(done: Audit) -> list[tuple[str, int | None, bool, bool]]:
    """Code and page of the diagnostics, and whether both readings are in both sentences."""
    return [
        (d.code, d.page, d.told is not None and d.told.id.startswith("Periksa bacaan"), d.bbox is not None)
        for d in done.diagnostics
    ]


def row(line: str) -> Reading:
    return reading_of(table(ROW, [line]))


@pytest.mark.parametrize(
    ("line", "printed", "right"),
    [
        ("Indeks Air | 40 | 36 | 60", "60", None),
        ("Indeks Air | 80 | 83,20 | 101,00", "101,00", "104,00"),
        ("Indeks Air | 80 | 88,20 | 104,00", "88,20", "83,20"),
        ("Indeks Air | 80 | 83,20 | 104,0096", "104,0096", "104,00%"),
    ],
)
def test_a_usual_confusion_that_makes_all_hold_is_to_be_checked(line: str, printed: str, right: str | None) -> None:
    """0 is not taken for 9: that figure stays a finding, which names the reading."""
    done = audit(doubted(row(line), printed))
    if right is None:
        assert checks(done) == ["CAP-ROW"]
        assert done.diagnostics == () and done.findings[0].hint is not None
        return
    assert checks(done) == []
    assert told(done) == [("reading-to-check", 7, True, True)]
    assert f"“{printed}”" in done.diagnostics[0].message and f"“{right}”" in done.diagnostics[0].message
    assert [item.verdict for item in done.calculations if item.check == "CAP-ROW"] == ["not_checkable"]


def test_a_sure_figure_stays_accused() -> None:
    """The same slip in digital print is the author's."""
    done = audit(row("Indeks Air | 80 | 83,20 | 101,00"))
    assert [(f.check, f.severity) for f in done.findings] == [("CAP-ROW", "error")]
    assert done.diagnostics == ()


def test_a_figure_that_was_only_joined_with_doubt_has_no_confusions() -> None:
    """A join loses no strokes; only what was recorded counts."""
    done = audit(doubted(row("Indeks Air | 80 | 83,20 | 101,00"), "101,00", recognised=False))
    assert [(f.check, f.severity, f.reading) for f in done.findings] == [("CAP-ROW", "warning", "doubtful")]
    other = doubted(
        row("Indeks Air | 80 | 83,20 | 107,00"), "107,00", recognised=False, alternatives=(Decimal("104.00"),)
    )
    assert checks(audit(other)) == []


def test_a_reading_that_mends_one_calculation_and_breaks_another_explains_nothing() -> None:
    """With 83,20 the achievement would hold, but the same figure printed elsewhere says 88,20."""
    one, two = (
        table(ROW, ["Indeks Air | 80 | 88,20 | 104,00"]),
        table(("indicator", "realization 2031"), ["Indeks Air | 88,20"], number="3.2", page=8),
    )
    built = reading_of(one, two)
    first = next(fact for fact in built.facts if fact.printed == "88,20")
    facts = tuple(f.model_copy(update={"confidence": 0.7}) if f is first else f for f in built.facts)
    done = audit(replace(built, facts=facts, recognised=frozenset({first.id})))
    assert "CAP-ROW" in checks(done) and done.diagnostics == ()


def test_a_figure_that_was_surely_read_elsewhere_was_read_right() -> None:
    """88,20 stands in another table, of another indicator even: nobody misread it twice."""
    other = table(("indicator", "realization 2031"), ["Indeks Api | 88,20"], number="3.2", page=8)
    built = reading_of(table(ROW, ["Indeks Air | 80 | 88,20 | 104,00"]), other)
    facts = tuple(f.model_copy(update={"confidence": 0.7}) if f.id == "t3.1r1c2" else f for f in built.facts)
    done = audit(replace(built, facts=facts, recognised=frozenset({"t3.1r1c2"})))
    assert checks(done) == ["CAP-ROW"] and done.diagnostics == ()


def test_a_finding_names_the_other_reading_in_both_languages_and_as_data() -> None:
    done = audit(
        doubted(row("Indeks Air | 80 | 83,20 | 92,00"), "92,00", alternatives=(Decimal("92.80"),), raw="92,0O")
    )
    (finding,) = done.findings
    assert finding.hint is not None and "“92,80”, “92,0O”" in finding.hint.id and "“92,80”, “92,0O”" in finding.hint.en
    assert [(item.printed, item.page, item.texts) for item in finding.other_readings] == [
        ("92,00", 7, ("92,80", "92,0O"))
    ]


def test_a_report_as_it_was_scanned_is_told_to_be_checked() -> None:
    """An own report whose sum holds, one amount of it read with a wrong digit."""
    pages = read_pages(REPORT).pages
    reading = read_facts(pages, find(pages))
    before = audit(reading)
    amount = next(
        f
        for f in reading.facts
        if f.measure == "budget" and f.source.table and "3" in f.printed and _confirmed(before, f)
    )
    wrong = amount.printed.replace("3", "8", 1)
    facts = tuple(
        f.model_copy(
            update={
                "confidence": 0.8,
                "printed": wrong,
                "value": Decimal("".join(c for c in wrong.removesuffix(",-") if c.isdigit())),
            }
        )
        if f.id == amount.id
        else f
        for f in reading.facts
    )
    scanned = replace(reading, facts=facts, recognised=frozenset({amount.id}))
    after = audit(scanned)
    assert [d.code for d in after.diagnostics] == ["reading-to-check"] and amount.printed.removesuffix(
        ",-"
    ) in after.diagnostics[0].message
    assert {(f.check, f.place_key) for f in after.findings} == {(f.check, f.place_key) for f in before.findings}


def _confirmed(done: Audit, fact: Fact) -> bool:
    return next(f.support.confirmed for f in done.facts if f.id == fact.id) > 1


def figure(printed: str, value: str, decimals: int, **more: object) -> Fact:
    built: Built = table(ROW, ["Indeks Air | 1 | 1 | 1"])
    return built.facts[0].model_copy(update={"printed": printed, "value": Decimal(value), "decimals": decimals} | more)


def values(fact: Fact, recognised: bool = True) -> Iterable[str]:
    return {str(item.value) for item in misreadings(fact, recognised)}


def test_confusions_are_those_of_engines() -> None:
    assert {"71", "11", "44", "-41"} <= set(values(figure("41", "41", 0))) and "61" not in values(figure("41", "41", 0))
    assert {"7.15", "71.5"} <= set(values(figure("715", "715", 0)))
    assert "105" in values(figure("1050", "1050", 0)) and "105" not in values(figure("1050%", "1050", 0))
    assert list(values(figure("41", "41", 0), recognised=False)) == []
