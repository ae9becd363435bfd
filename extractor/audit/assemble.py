"""Outcomes of all rules become calculations and findings: numbered, placed, ranked, and linked to what explains them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor.audit.context import Context
from extractor.audit.doubts import Doubt, cleared, doubts, read_otherwise
from extractor.audit.keys import Setting, keys_of
from extractor.audit.material import is_material
from extractor.audit.misread import is_doubtful
from extractor.audit.outcome import NOT_CHECKABLE, Draft, Outcome, Tried
from extractor.audit.places import places_of
from extractor.audit.profile import Profile
from extractor.audit.rank import ranked
from extractor.audit.reading_hints import hint_of, other_readings
from extractor.audit.registry import RULES, Rule
from extractor.audit.repair import Network, attached, mended, network, untangled
from extractor.audit.right_side import with_right_side
from extractor.notation import Interval
from schemas import Calculation, Change, Diagnostic, Fact, Finding, Place, Support, Suppressed, Variant
from schemas.base import trusted


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit adds to a reading: facts with their support, calculations, findings, suppressed ones by check.

    `diagnostics` name figures whose reading a person should check before anything is said about them.
    """

    facts: tuple[Fact, ...]
    calculations: tuple[Calculation, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Entry(NamedTuple):
    """One outcome on its way: its check, its place among all, and the ids of its calculation and finding."""

    check: str
    outcome: Outcome
    calculation: str | None = None
    finding: str | None = None
    number: int = 0


class _Located(NamedTuple):
    """The outcome of a finding with its evidence, the accused figure first, its places, and the page to look at."""

    entry: _Entry
    evidence: tuple[Fact, ...]
    places: tuple[Place, ...]
    page: int | None


def assemble(context: Context, yielded: Sequence[tuple[Rule, Outcome]], jobs: int = 1) -> Audit:
    """The audit of a report from what its rules yielded, in the order of the rules; `jobs` processes work on it."""
    entries = _numbered(_told_once(outcome.of(outcome.check or rule.code) for rule, outcome in yielded))
    checked = [entry.outcome for entry in entries]
    net = network(context.reading.facts, checked)
    found_doubts = doubts(net, checked, context.reading)
    entries, net = _cleared(entries, found_doubts), read_otherwise(net, found_doubts)
    calculations = tuple(_calculation(entry) for entry in entries if entry.calculation)
    drafted = [entry for entry in entries if entry.outcome.draft]
    wanted = [entry for entry in drafted if _wanted(context.profile, entry)]
    dropped = Counter(map(_check, drafted)) - Counter(map(_check, wanted))
    ordered = sorted((_located(context, entry) for entry in wanted), key=_reading_order)
    named = [seen.entry._replace(finding=f"x{number:03d}") for number, seen in enumerate(ordered, 1)]
    accusing = _accusing(named)
    found = with_right_side(
        [_finding(context, seen._replace(entry=entry), accusing) for seen, entry in zip(ordered, named, strict=True)]
    )
    found = _repaired(net, found, named, jobs)
    findings = ranked(found, {fact.id: fact for fact in context.reading.facts})
    return Audit(
        facts=_supported(context, entries),
        calculations=calculations,
        findings=findings,
        suppressed=tuple(Suppressed(check=check, count=count) for check, count in sorted(dropped.items())),
        diagnostics=tuple(doubt.diagnostic() for doubt in found_doubts),
    )


def _cleared(entries: Sequence[_Entry], found: Sequence[Doubt]) -> list[_Entry]:
    """The entries, without findings where a misreading of a doubtful figure explains them."""
    numbers = {number for doubt in found for number in doubt.numbers}
    return [e._replace(outcome=cleared(e.outcome)) if e.number in numbers else e for e in entries]


def _repaired(net: Network, findings: list[Finding], named: Sequence[_Entry], jobs: int) -> list[Finding]:
    """The findings with what the network of all calculations says about their figures."""
    numbers = {entry.number: entry.finding for entry in named if entry.finding}
    return attached(findings, numbers, net, mended(net, untangled(net, jobs)))


def _wanted(profile: Profile, entry: _Entry) -> bool:
    """Whether the profile lets a finding be listed."""
    draft, check = _draft(entry), _check(entry)
    right = draft.expected.value if draft.expected else None
    return profile.wants(check) and not profile.tolerates(check, draft.shown_value, right)


def _check(entry: _Entry) -> str:
    draft = entry.outcome.draft
    return (draft.check if draft else None) or entry.check


def _told_once(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Outcomes whose finding says what another one says already keep their calculation only.

    Two findings say the same when checks of one family accuse one figure and expect the same value.
    """
    seen: set[tuple[object, ...]] = set()
    kept = []
    for outcome in outcomes:
        said = _said(outcome)
        repeated = said is not None and said in seen
        seen.add(said or ())
        told = outcome._replace(draft=None) if repeated else outcome
        if told.draft is not None or told.verdict:
            kept.append(told)
    return kept


def _said(outcome: Outcome) -> tuple[object, ...] | None:
    """What a finding says: family of its check, accused figure, expected value; null where it expects none."""
    draft = outcome.draft
    if draft is None or draft.reported is None or draft.expected is None:
        return None
    family = (draft.check or outcome.check or "").split("-")[0]
    return (family, draft.reported.id, draft.expected.printed, draft.severity)


def _numbered(outcomes: Sequence[Outcome]) -> list[_Entry]:
    """Outcomes in the order of the rules, with calculation ids in reading order."""
    calculated = sorted(
        (index for index, outcome in enumerate(outcomes) if outcome.verdict),
        key=lambda index: (_where(outcomes[index]), index),
    )
    numbers = {index: f"c{number:03d}" for number, index in enumerate(calculated, 1)}
    return [_Entry(item.check or "", item, numbers.get(index), None, index) for index, item in enumerate(outcomes)]


def _where(outcome: Outcome) -> tuple[int, float, int, int]:
    """Page, height, row and column of the result, else of the first input."""
    fact = outcome.result or (outcome.inputs[0] if outcome.inputs else None)
    if fact is None:
        return (0, 0.0, 0, 0)
    source = fact.source
    return (source.page, 0.0 if source.table else source.bbox[1], source.row or 0, source.column or 0)


def _calculation(entry: _Entry) -> Calculation:
    outcome = entry.outcome
    low, high = _bounds(outcome.interval)
    return trusted(
        Calculation,
        id=entry.calculation or "",
        check=entry.check,
        formula=outcome.formula,
        inputs=tuple(fact.id for fact in outcome.inputs),
        result=outcome.result.id if outcome.result else None,
        low=low,
        high=high,
        verdict=outcome.verdict,
        variant=outcome.variant,
        tried=tuple(map(_variant, outcome.tried)),
        reason=outcome.reason,
    )


def _variant(item: Tried) -> Variant:
    low, high = _bounds(item.interval)
    return trusted(Variant, variant=item.variant, low=low, high=high)


def _bounds(interval: Interval | None) -> tuple[Decimal | None, Decimal | None]:
    """Both ends of what the inputs allow, to twelve digits."""
    if interval is None:
        return None, None
    low = _twelve(interval.low)
    return low, low if interval.low == interval.high else _twelve(interval.high)


def _twelve(value: Decimal) -> Decimal:
    return Decimal(f"{value:.12g}")


def _evidence(draft: Draft, outcome: Outcome) -> tuple[Fact, ...]:
    """The facts of a finding, each once, the accused figure first."""
    lead = (draft.reported,) if draft.reported is not None else ()
    facts = (*lead, *draft.facts, *outcome.inputs, *((outcome.result,) if outcome.result else ()))
    return tuple({fact.id: fact for fact in facts}.values())


def _draft(entry: _Entry) -> Draft:
    draft = entry.outcome.draft
    assert draft is not None
    return draft


def _located(context: Context, entry: _Entry) -> _Located:
    draft = _draft(entry)
    evidence = _evidence(draft, entry.outcome)
    places = places_of(context, draft, evidence)
    return _Located(entry, evidence, places, _page(context, draft, places))


def _page(context: Context, draft: Draft, places: Sequence[Place]) -> int | None:
    if draft.page is not None:
        return draft.page
    if places:
        return places[0].page
    table = context.tables.get(draft.table or "")
    return table.pages[0] if table else None


def _reading_order(seen: _Located) -> tuple[int, str, int, int, str, str]:
    first = seen.places[0] if seen.places else None
    row, column = (first.row or 0, first.column or 0) if first else (0, 0)
    table = (first.table or "") if first else ""
    return (seen.page or 0, table, row, column, _check(seen.entry), _draft(seen.entry).message.id)


def _finding(context: Context, seen: _Located, accusing: Mapping[str, Sequence[_Entry]]) -> Finding:
    entry, evidence, places = seen.entry, seen.evidence, seen.places
    draft, check = _draft(entry), _check(entry)
    rule = RULES.get(check) or RULES[entry.check]
    doubtful = any(is_doubtful(fact) for fact in evidence)
    readings = other_readings(evidence, context.reading) if doubtful else ()
    own = "notice" if rule.preview else draft.severity or rule.severity
    severity = context.profile.severities.get(check) or own
    severity = "warning" if doubtful and severity == "error" else severity
    table = context.tables.get(draft.table or (places[0].table if places else "") or "")
    section = _section(context, draft, seen.page)
    key, place_key = keys_of(check, draft, evidence, Setting(context.tables, section))
    return trusted(
        Finding,
        id=entry.finding or "",
        check=check,
        severity=severity,
        material=is_material(check, severity, draft),
        calculation=entry.calculation,
        message=draft.message,
        page=seen.page,
        table=table.number if table else None,
        section=section,
        places=places,
        facts=tuple(fact.id for fact in evidence),
        reported=draft.shown,
        expected=draft.expected,
        repair=draft.repair,
        reading="doubtful" if doubtful else "sure",
        other_readings=readings,
        hint=hint_of(readings),
        slip=draft.slip,
        criterion=draft.criterion or rule.criterion,
        effect=draft.effect or rule.effect,
        key=key,
        place_key=place_key,
        consequence_of=_explained_by(entry, accusing),
    )


def _section(context: Context, draft: Draft, page: int | None) -> str | None:
    """The number of the section: that of the sentence, else of the last heading before the page."""
    if draft.sentences and draft.sentences[0].section:
        return draft.sentences[0].section
    if page is None:
        return None
    return next((section.number for section in reversed(context.reading.sections) if section.page <= page), None)


def _explained_by(entry: _Entry, accusing: Mapping[str, Sequence[_Entry]]) -> str | None:
    """The finding that accuses a figure from whose wrongness this one follows."""
    for cause in _draft(entry).because:
        for other in accusing.get(cause.id, ()):
            if other.finding != entry.finding and not _mutual(entry, other):
                return other.finding
    return None


def _accusing(named: Sequence[_Entry]) -> dict[str, list[_Entry]]:
    """The findings that accuse each figure, in order."""
    found: dict[str, list[_Entry]] = {}
    for entry in named:
        for fact in dict.fromkeys(_accused(_draft(entry))):
            found.setdefault(fact, []).append(entry)
    return found


def _accused(draft: Draft) -> tuple[str, ...]:
    changes: tuple[Change, ...] = draft.repair.changes if draft.repair else ()
    if draft.accused or changes:
        return (*(fact.id for fact in draft.accused), *(change.fact for change in changes))
    return (draft.reported.id,) if draft.reported is not None else ()


def _mutual(entry: _Entry, other: _Entry) -> bool:
    """Whether each would explain the other: then the one that comes first in the report is the root."""
    mine = set(_accused(_draft(entry)))
    circle = any(fact.id in mine for fact in _draft(other).because)
    return circle and (entry.finding or "") < (other.finding or "")


def _supported(context: Context, entries: Sequence[_Entry]) -> tuple[Fact, ...]:
    """Facts with the number of calculations that confirm or contradict them.

    A calculation that does not hold counts against the figures that its finding accuses, else against its result.
    """
    confirmed: Counter[str] = Counter()
    contradicted: Counter[str] = Counter()
    for entry in entries:
        outcome = entry.outcome
        if not outcome.verdict or outcome.verdict == NOT_CHECKABLE:
            continue
        facts = {fact.id for fact in (*outcome.inputs, *((outcome.result,) if outcome.result else ()))}
        if outcome.verdict == "inconsistent":
            accused = set(_accused(outcome.draft)) if outcome.draft else set()
            contradicted.update(accused or ({outcome.result.id} if outcome.result else facts))
        else:
            confirmed.update(facts)
    return tuple(
        _with_support(fact, confirmed.get(fact.id, 0), contradicted.get(fact.id, 0)) for fact in context.reading.facts
    )


def _with_support(fact: Fact, confirmed: int, contradicted: int) -> Fact:
    if fact.support.confirmed == confirmed and fact.support.contradicted == contradicted:
        return fact
    return fact.model_copy(update={"support": _support(confirmed, contradicted)})


@lru_cache(maxsize=1 << 10)
def _support(confirmed: int, contradicted: int) -> Support:
    """One record for all figures with the same support."""
    return Support(confirmed=confirmed, contradicted=contradicted)
