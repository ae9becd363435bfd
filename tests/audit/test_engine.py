"""The engine: every rule is documented; findings are numbered, placed, keyed, ranked and linked; profiles choose."""

from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules

import pytest

from extractor.audit import RULES, Context, Outcome, Profile
from extractor.audit.assemble import assemble
from extractor.audit.outcome import Draft, expected_value, note
from extractor.audit.registry import HEADINGS, Rule, part, rule, sections
from schemas import Fact, Message
from tests.audit.build import Built, audited, fact, flat, reading, table

RULE_PACKAGE = import_module("extractor.audit.rules")
ROW = ["indicator", "target", "realization", "achievement"]
REQUIRED = [heading for heading in HEADINGS if heading != "Source"]


def test_every_module_of_rules_is_imported() -> None:
    """A rule in a module that nobody imports would never run."""
    for module in iter_modules(RULE_PACKAGE.__path__):
        before = set(RULES)
        import_module(f"extractor.audit.rules.{module.name}")
        assert set(RULES) == before, module.name


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_documented(code: str) -> None:
    entry = RULES[code]
    assert entry.title.id and entry.title.en
    assert entry.severity in ("error", "warning", "notice")
    assert [heading for heading in REQUIRED if not entry.sections.get(heading)] == []


def test_sections_of_a_docstring() -> None:
    def function() -> None:
        """First line.

        What it checks: rows
            of a table.
        Formula: a + b
        """

    assert sections(function) == {"": "First line.", "What it checks": "rows of a table.", "Formula": "a + b"}  # type: ignore[arg-type]


def test_a_code_is_registered_once() -> None:
    message = Message(id="x", en="x")
    with pytest.raises(ValueError, match="registered twice"):
        rule("CAP-ROW", title=message, severity="error")(lambda context: iter(()))
    with pytest.raises(ValueError, match="expected error, warning or notice"):
        rule("NEW-CODE", title=message, severity="fatal")
    with pytest.raises(KeyError):
        part("NEW-CODE")(lambda context: iter(()))


def wrong() -> Built:
    return table(ROW, ["Indeks Air | 30 | 31,27 | 104,32", "Indeks Jalan | 40 | 36 | 30"])


def test_findings_are_placed_and_keyed() -> None:
    first, second = audited(wrong()).findings
    assert (first.id, second.id) == ("x001", "x002")
    assert [place.column for place in first.places] == [3, 2, 1]
    assert first.calculation in {item.id for item in audited(wrong()).calculations}
    other = audited(table(ROW, ["Indeks Air | 30 | 31,27 | 107,11"])).findings[0]
    assert other.place_key == first.place_key
    assert other.key != first.key
    assert len({first.key, second.key, first.place_key, second.place_key}) == 4


def test_the_same_reading_gives_the_same_audit() -> None:
    assert audited(wrong()) == audited(wrong())


def test_errors_that_are_farther_off_rank_first() -> None:
    assert [(item.id, item.rank) for item in audited(wrong()).findings] == [("x001", 2), ("x002", 1)]


def test_a_doubtful_reading_is_no_error() -> None:
    built = wrong()
    built.facts[:] = [item.model_copy(update={"confidence": 0.6}) for item in built.facts]
    assert {(item.severity, item.reading) for item in audited(built).findings} == {("warning", "doubtful")}


def test_figures_count_their_support() -> None:
    by_print = {item.printed: item.support for item in audited(wrong()).facts}
    assert (by_print["104,32"].confirmed, by_print["104,32"].contradicted) == (0, 1)
    assert by_print["31,27"].contradicted == 0
    held = {item.printed: item.support for item in audited(table(ROW, ["Indeks Air | 40 | 36 | 90"])).facts}
    assert held["36"].confirmed == 1


def test_a_profile_chooses_and_counts_what_it_leaves_out() -> None:
    assert flat(audited(wrong(), profile=Profile(ignore=("CAP",)))) == []
    assert [(item.check, item.count) for item in audited(wrong(), profile=Profile(ignore=("CAP",))).suppressed] == [
        ("CAP-ROW", 2)
    ]
    assert flat(audited(wrong(), profile=Profile(select=("BUD",)))) == []
    assert len(flat(audited(wrong(), profile=Profile(select=("CAP-ROW",))))) == 2
    milder = audited(wrong(), profile=Profile(severities={"CAP-ROW": "notice"}))
    assert {item.severity for item in milder.findings} == {"notice"}


def outcome(accused: Fact, right: int, code: str = "CAP-ROW", **more: object) -> tuple[Rule, Outcome]:
    draft = Draft(
        Message(id=f"{code} {accused.printed}", en="x"),
        reported=accused,
        facts=(accused,),
        expected=expected_value(Decimal(right)),
        **more,  # type: ignore[arg-type]
    )
    return RULES[code], Outcome.broken("a + b", (accused,), accused, draft)


def test_a_finding_that_follows_from_another_names_it() -> None:
    cause, effect = fact("90", "achievement"), fact("95", "average_achievement")
    context = Context(reading())
    found = assemble(context, [outcome(effect, 97, "AVG-ALL", because=(cause,)), outcome(cause, 96)]).findings
    by_check = {item.check: item for item in found}
    assert by_check["AVG-ALL"].consequence_of == by_check["CAP-ROW"].id
    assert by_check["CAP-ROW"].consequence_of is None
    assert by_check["CAP-ROW"].rank < by_check["AVG-ALL"].rank


def test_a_finding_is_told_once() -> None:
    figure = fact("90", "achievement")
    context = Context(reading(facts=(figure,)))
    same = assemble(context, [outcome(figure, 96), outcome(figure, 96, "CAP-NEG")])
    assert [item.check for item in same.findings] == ["CAP-ROW"]
    assert len(same.calculations) == 2
    other = assemble(context, [outcome(figure, 96), outcome(figure, 94, "CAP-NEG")])
    assert [item.check for item in other.findings] == ["CAP-NEG", "CAP-ROW"]


def test_an_observation_is_no_calculation() -> None:
    context = Context(reading())
    found = assemble(
        context, [(RULES["POLARITY"], note(Message(id="Pesan.", en="Message."), page=4, severity="notice"))]
    )
    assert found.calculations == ()
    assert [(item.severity, item.page, item.calculation) for item in found.findings] == [("notice", 4, None)]
