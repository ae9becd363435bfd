"""Numbers of employees over the staff tables and the sentence that introduces them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.candidates import candidates
from extractor.audit.observation import Observation
from extractor.audit.phrases import both, phrase
from extractor.audit.text_figures import show
from extractor.audit.wording import Wording, joined, quoted
from extractor.facts.model import Reading
from extractor.facts.placed import facts_by_table
from extractor.notation.screened import Screened
from schemas import Fact

_STAFF = Screened(
    re.compile(
        r"\b(?:jumlah|total)\s+(?:seluruh\s+)?(?:pegawai|asn|pns|sdm|sumber\s+daya\s+manusia|personil)\b[^.;]{0,200}?"
        r"\b(?:sebanyak|berjumlah|adalah|sejumlah|sebesar)\s+(?P<number>\d{1,4})\s*(?:\([^)]*\)\s*)?(?:orang|pegawai|asn|"
        r"pns)\b",
        re.IGNORECASE,
    ),
    "jumlah",
    "total",
)


def staff_totals(reading: Reading) -> dict[str, list[Fact]]:
    """Printed totals of the staff tables, by table."""
    kinds = {table.id for table in reading.tables if table.kind == "staff"}
    out: dict[str, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.source.table not in kinds or fact.measure != "count" or fact.value is None:
            continue
        total = fact.subject.level == "total" or fact.subject.kind == "total"
        if total and not any("kelamin" in name.lower() for name in fact.member):
            out[fact.source.table or ""].append(fact)
    return out


def text_total(reading: Reading) -> Iterator[Observation]:
    """TV-NUM: the number of employees in a sentence against the totals of the staff tables that follow it."""
    wording = Wording(reading)
    totals = staff_totals(reading)
    for sentence in candidates(reading, _STAFF):
        match = _STAFF.search(sentence.text) if sentence.kind in ("sentence", "item") else None
        if not match:
            continue
        number = Decimal(match["number"])
        near = [
            facts[0] for facts in totals.values() if len(facts) == 1 and 0 <= facts[0].source.page - sentence.page <= 3
        ]
        if not near or any(fact.value == number for fact in near) or len({fact.value for fact in near}) != 1:
            continue
        listed = wording.listed(near)
        yield Observation(
            check="TV-NUM",
            severity="warning",
            message=phrase(
                "TV-NUM.staff",
                page=sentence.page,
                number=match["number"],
                listed=listed,
                sentence=quoted(sentence.text, 160),
            ),
            facts=tuple(near),
            sentences=(sentence,),
            printed=match["number"],
            value=number,
            expected=near[0].printed,
            expected_value=near[0].value,
            lead="sentences",
        )


def gender_split(reading: Reading) -> Iterator[Observation]:
    """XT-STAFF: men and women summed over the staff tables that print one and the same total."""
    wording = Wording(reading)
    totals = staff_totals(reading)
    by_total: dict[Decimal, dict[str, dict[str, list[Fact]]]] = defaultdict(dict)
    for table, printed in totals.items():
        split = _split(reading, table)
        if split and len({fact.value for fact in printed}) == 1 and printed[0].value is not None:
            by_total[printed[0].value][table] = split
    for tables in by_total.values():
        sums = {table: {name: _sum(facts) for name, facts in split.items()} for table, split in tables.items()}
        if len(sums) > 1 and len({tuple(sorted(item.items())) for item in sums.values()}) > 1:
            yield _split_draft(tables, sums, totals, wording)


def _split(reading: Reading, table: str) -> dict[str, list[Fact]]:
    """Facts of a table by gender, where each row has both."""
    out: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts_by_table(reading).get(table, ()):
        if fact.value is None or fact.subject.level == "total":
            continue
        gender = next((value for name, value in fact.member.items() if "kelamin" in name.lower()), None)
        if gender:
            out[gender].append(fact)
    rows = {tuple(sorted(fact.source.row or 0 for fact in facts)) for facts in out.values()}
    return dict(out) if len(out) == 2 and len(rows) == 1 else {}


def _sum(facts: Sequence[Fact]) -> Decimal:
    return sum((fact.value for fact in facts if fact.value is not None), Decimal(0))


def _split_draft(
    tables: dict[str, dict[str, list[Fact]]],
    sums: dict[str, dict[str, Decimal]],
    totals: dict[str, list[Fact]],
    wording: Wording,
) -> Observation:
    names = {"L": "laki-laki", "P": "perempuan"}
    told, english = [], []
    for table, values in sums.items():
        place = wording.table(table, next(iter(tables[table].values()))[0].source.page)
        text = ", ".join(f"{names.get(name, name)} {show(value)}" for name, value in values.items())
        here = both("place.printed", printed=text, place=place)
        told.append(here[0])
        english.append(here[1])
    facts = [fact for split in tables.values() for members in split.values() for fact in members[:1]]
    return Observation(
        check="XT-STAFF",
        severity="warning",
        message=phrase("XT-STAFF.split", told=(joined(told), joined(english, "and"))),
        facts=(*facts, *(fact for table in tables for fact in totals[table])),
    )
