"""Categories against the values that they name: in a cell, in a row, in a sentence, and two labels for one value."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.audit.duplicate_facts import half
from extractor.audit.label_claims import Labelled, label_family, labelled, rank
from extractor.audit.legend import Interval, Legend, find_label
from extractor.audit.observation import Observation
from extractor.audit.phrases import both, phrase
from extractor.audit.scale_book import Scale, ScaleBook, scale_book
from extractor.audit.text_claims import plain_years
from extractor.audit.text_figures import show
from extractor.audit.wording import Wording, joined, quoted
from extractor.facts.model import Reading, Sentence
from schemas import Fact

_LETTERS = frozenset(["AA", "A", "BB", "B", "CC", "C", "D"])


def cell_predicates(reading: Reading) -> Iterator[Observation]:
    """CAT-VALUE: a value and its predicate in one cell, "B (71,51)", on the scale of the indicator."""
    book, wording = scale_book(reading), Wording(reading)
    for fact in reading.facts:
        if (
            not fact.predicate
            or fact.source.table is None
            or fact.value is None
            or fact.measure in ("achievement", "category")
        ):
            continue
        last = (fact.period or "")[-4:]
        year = int(last) if last.isdecimal() else reading.document.fiscal_year
        scale = book.of_subject(fact.subject.name, fact.subject.canonical_id, year)
        if scale is None or not scale.reaches(fact.value):
            continue
        label = scale.known(fact.predicate)
        if label is None and not _foreign_letter(fact.predicate, scale):
            continue
        allowed = scale.legend.allowed(fact.value - half(fact), fact.value + half(fact))
        if label is None:
            yield _unknown_draft(fact, scale, allowed, wording)
        elif label not in allowed:
            yield _value_draft((fact,), fact.predicate, scale.legend, allowed, wording)


def _foreign_letter(predicate: str, scale: Scale) -> bool:
    """Whether a predicate is one or two letters that a scale of letters does not have: "BB" where there are A to D."""
    letters = [label for label, _ in scale.legend.classes if len(label) <= 2 and label.isupper()]
    return predicate in _LETTERS and len(letters) == len(scale.legend.classes)


def _unknown_draft(fact: Fact, scale: Scale, allowed: frozenset[str], wording: Wording) -> Observation:
    """The finding on a letter that the scale of its index does not have."""
    message = phrase(
        "CAT-LABEL.cell",
        name=fact.subject.name,
        printed=fact.printed,
        place=wording.fact(fact),
        label=fact.predicate or "",
        scale=scale.legend.where,
        right=(joined(sorted(allowed), "atau"), joined(sorted(allowed), "or")),
    )
    return Observation(
        check="CAT-LABEL",
        severity="error",
        message=message,
        facts=(fact,),
        printed=fact.printed,
        value=fact.value,
        expected=joined(sorted(allowed), "atau"),
    )


def row_categories(reading: Reading) -> Iterator[Observation]:
    """CAT-VALUE: the category column of a table, on the printed legend or the usual scale of its labels."""
    book, wording = scale_book(reading), Wording(reading)
    for rows in _by_table(reading).values():
        pairs = [pair for row in rows.values() if (pair := _graded(row, book))]
        if not pairs:
            continue
        legend = book.for_labels([label for label, _ in pairs])
        if legend is None:
            continue
        wrong = [
            (label, fact)
            for label, fact in pairs
            if label not in legend.allowed(*_range(fact, rows[fact.source.row or 0]))
        ]
        enough = len(pairs) >= 3
        if (enough and 2 * len(wrong) > len(pairs)) or (not enough and not legend.page):
            continue
        for label, fact in wrong:
            allowed = legend.allowed(*_range(fact, rows[fact.source.row or 0]))
            category = next((item for item in rows[fact.source.row or 0] if item.measure == "category"), fact)
            yield _value_draft((fact, category), label, legend, allowed, wording)


def _by_table(reading: Reading) -> dict[str, dict[int, list[Fact]]]:
    """The figures of each row of the tables that print categories."""
    out: dict[str, dict[int, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    graded = {fact.source.table for fact in reading.facts if fact.measure == "category"}
    for fact in reading.facts if graded else ():
        if fact.source.table in graded and fact.source.table and fact.source.row is not None and fact.entity is None:
            out[fact.source.table][fact.source.row].append(fact)
    return out


def _graded(row: Sequence[Fact], book: ScaleBook) -> tuple[str, Fact] | None:
    """The label of a row and the figure that it grades: the achievement, or the percentage of a row without one."""
    labels = {find_label(fact.predicate or fact.printed) for fact in row if fact.measure == "category"} - {None}
    figures = [fact for fact in row if fact.measure == "achievement" and fact.value is not None]
    if not figures and book.printed:
        figures = [
            fact
            for fact in row
            if fact.measure == "realization" and fact.value is not None and fact.unit in ("%", "persen")
        ]
    if len(labels) != 1 or len(figures) != 1:
        return None
    return str(next(iter(labels))), figures[0]


def _range(fact: Fact, row: Sequence[Fact]) -> tuple[Decimal, Decimal]:
    """What the figure may be: exactly realisation / target where the print agrees with it, else half a digit around."""
    value = fact.value or Decimal(0)
    by_measure = {item.measure: item for item in row if item.value is not None}
    target, realization = by_measure.get("target"), by_measure.get("realization")
    if fact.measure == "achievement" and target and realization and target.value and realization.value:
        ratio = realization.value / target.value * 100
        if abs(ratio - value) < 2 * half(fact):
            return ratio, ratio
    return (value - half(fact), value + half(fact)) if fact.decimals < 2 else (value, value)


def _value_draft(
    facts: tuple[Fact, ...], label: str, legend: Legend, allowed: frozenset[str], wording: Wording
) -> Observation:
    """The finding on the first of `facts`, whose category is `label` and should be one of `allowed`."""
    fact, right = facts[0], joined(sorted(allowed), "atau")
    place = wording.fact(fact)
    return Observation(
        check="CAT-VALUE",
        severity="error",
        message=phrase(
            "CAT-VALUE.cell",
            name=fact.subject.name,
            printed=fact.printed,
            place=place,
            label=label,
            where=legend.where,
            right=(right, joined(sorted(allowed), "or")),
        ),
        facts=facts,
        printed=fact.printed,
        value=fact.value,
        expected=right,
        formula=_bounds(legend, allowed),
    )


def _bounds(legend: Legend, allowed: frozenset[str]) -> str | None:
    interval: Interval | None = next((legend.interval_of(label) for label in sorted(allowed)), None)
    if interval is None:
        return None
    low = f"{'≥' if interval.low_included else '>'} {show(interval.low)}" if interval.low is not None else ""
    high = f"{'≤' if interval.high_included else '<'} {show(interval.high)}" if interval.high is not None else ""
    return " dan ".join(part for part in (low, high) if part)


def sentence_categories(reading: Reading) -> Iterator[Observation]:
    """CAT-VALUE and CAT-LABEL: a category that a sentence gives to a figure."""
    book, begun = scale_book(reading), _begun(reading.sentences)
    for claim in labelled(reading):
        if claim.figure.target and claim.kind != "index":
            continue
        if claim.kind == "capaian":
            yield from _capaian_claim(claim, book)
        elif claim.kind == "index":
            before = f"{begun.get(claim.sentence.id, '')} {claim.before}"
            years = plain_years(before)
            year = years[-1] if years else reading.document.fiscal_year
            yield from _index_claim(claim, book.of_text(before, year))


def _begun(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The first halves of sentences that a page break cuts in two, by the id of the second half."""
    return {
        second.id: first.text
        for first, second in pairwise(sentences)
        if second.page == first.page + 1
        and first.kind in ("sentence", "item")
        and second.kind == "sentence"
        and not first.text.rstrip().endswith((".", ":", ";", "!", "?"))
    }


def _capaian_claim(claim: Labelled, book: ScaleBook) -> Iterator[Observation]:
    """An achievement, only on a legend that the report prints with this label."""
    legend = next((item for item in book.printed if item.interval_of(claim.label)), None)
    value = claim.figure.value
    if legend is None:
        return
    allowed = legend.allowed(value - claim.figure.half, value + claim.figure.half)
    if claim.label not in allowed:
        yield _claim_draft("CAT-VALUE", claim, "capaian", legend.where, allowed)


def _index_claim(claim: Labelled, scale: Scale | None) -> Iterator[Observation]:
    """The value of an index on the scale of the index that the sentence names last before it."""
    value = claim.figure.value
    if scale is None or not scale.reaches(value):
        return
    allowed = scale.legend.allowed(value - claim.figure.half, value + claim.figure.half)
    label = scale.known(claim.label)
    if label is None:
        if rank(claim.label) is not None or len(claim.label) <= 2:
            yield _claim_draft(
                "CAT-LABEL" if len(claim.label) <= 2 else "CAT-VALUE", claim, scale.name, scale.legend.where, allowed
            )
    elif label not in allowed:
        yield _claim_draft("CAT-VALUE", claim, scale.name, scale.legend.where, allowed)


def _claim_draft(check: str, claim: Labelled, name: str, where: str, allowed: frozenset[str]) -> Observation:
    sentence, text = claim.sentence, claim.figure.text
    right = joined(sorted(allowed), "atau")
    unknown = both("CAT-LABEL.unknown") if check == "CAT-LABEL" else ("", "")
    return Observation(
        check=check,
        severity="error",
        message=phrase(
            "CAT-VALUE.text",
            page=sentence.page,
            label=claim.label,
            name=name,
            text=text,
            unknown=unknown,
            where=where,
            right=(right, joined(sorted(allowed), "or")),
            sentence=quoted(claim.before[-160:] + sentence.text[len(claim.before) :][:60], 230),
        ),
        sentences=(sentence,),
        printed=text,
        value=claim.figure.value,
        expected=right,
        lead="sentences",
    )


def conflicting_labels(reading: Reading) -> Iterator[Observation]:
    """CAT-CONFLICT: one value with two categories in the text; CAT-LABEL (notice): two sets of labels."""
    book = scale_book(reading)
    by_value: dict[tuple[str, Decimal], list[Labelled]] = defaultdict(list)
    claims = labelled(reading)
    for claim in claims:
        if claim.kind == "capaian":
            by_value["capaian", claim.figure.value].append(claim)
        elif rank(claim.label) is not None and (scale := book.of_text(claim.before)) is not None:
            by_value[scale.name, claim.figure.value].append(claim)
    for (name, _), members in by_value.items():
        ranks = {rank(claim.label) for claim in members} - {None}
        if len(ranks) > 1:
            yield _conflict(name, members)
    yield from _mixed_sets(reading, [claim for claim in claims if claim.kind == "capaian"])


def _conflict(name: str, members: Sequence[Labelled]) -> Observation:
    shown: dict[str, Labelled] = {}
    for claim in members:
        shown.setdefault(claim.label, claim)
    first = members[0]
    listed = joined(f"{label} (halaman {claim.sentence.page})" for label, claim in shown.items())
    return Observation(
        check="CAT-CONFLICT",
        severity="warning",
        message=phrase(
            "CAT-CONFLICT.text",
            name=name,
            figure=first.figure.text,
            listed=(listed, joined((f"{label} (page {claim.sentence.page})" for label, claim in shown.items()), "and")),
            sentence=quoted(first.sentence.text, 160),
        ),
        sentences=tuple(claim.sentence for claim in shown.values()),
        printed=None,
        lead="sentences",
    )


def _mixed_sets(reading: Reading, claims: Sequence[Labelled]) -> Iterator[Observation]:
    """One notice where achievements are graded with "tinggi" in tables and "baik" in the text."""
    facts = [
        fact for fact in reading.facts if fact.measure == "category" and fact.source.table and find_label(fact.printed)
    ]
    in_tables = {label_family(find_label(fact.printed) or "") for fact in facts} - {None}
    in_text = {label_family(claim.label) for claim in claims} - {None}
    if (in_tables == {"tinggi"} and in_text == {"baik"}) or (in_tables == {"baik"} and in_text == {"tinggi"}):
        claim, fact = claims[0], facts[0]
        yield Observation(
            check="CAT-LABEL",
            severity="notice",
            message=phrase(
                "CAT-LABEL.sets",
                printed=find_label(fact.printed) or fact.printed,
                page=fact.source.page,
                label=claim.label,
                other_page=claim.sentence.page,
            ),
            facts=(fact,),
            sentences=(claim.sentence,),
            lead="sentences",
        )
