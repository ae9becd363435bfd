"""Earlier years told in two ways, posts filled differently in two staff tables, years that a heading does not name."""

import re
from collections import defaultdict
from collections.abc import Iterator

import extractor.audit.rules.same_facts  # noqa: F401  registers what the parts below add to
from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome, expected_value
from extractor.audit.outline import plain_title
from extractor.audit.phrases import phrase
from extractor.audit.registry import part
from extractor.audit.restated import other_scores, two_totals
from schemas import Fact


@part("XT-PREV")
def earlier_figures(context: Context) -> Iterator[Outcome]:
    """Last year's spending in two sentences; scores of the AKIP evaluation in two tables."""
    for pair in two_totals(context):
        (one, first), (two, second) = pair.first, pair.second
        message = phrase(
            "XT-PREV.totals",
            last=(context.year or 0) - 1,
            first=first.text,
            page=one.page,
            second=second.text,
            other_page=two.page,
        )
        draft = Draft(message, sentences=(one, two), printed=first.text, value=first.value, lead="sentences")
        yield Outcome(draft=draft)
    for found in other_scores(context):
        total, result = found.total, found.result
        message = phrase(
            "XT-PREV.score" if found.differs else "XT-PREV.scoreyear",
            name=result.subject.name,
            result=result.printed,
            here=context.wording.fact(result),
            year=result.period or "",
            total=total.printed,
            there=context.wording.fact(total),
            other=total.period or "",
        )
        if found.differs:
            draft = Draft(
                message,
                reported=result,
                facts=(result, total),
                expected=expected_value(total.value, total.decimals) if total.value is not None else None,
            )
        else:
            draft = Draft(message, severity="notice", facts=(result, total))
        yield Outcome(draft=draft)


@part("XT-STAFF")
def posts(context: Context) -> Iterator[Outcome]:
    """A post that is filled in one staff table and not so in another with the same total."""
    tables = {table.id for table in context.reading.tables if table.kind == "staff"}
    counts: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    totals: dict[str, set[object]] = defaultdict(set)
    for fact in context.reading.facts:
        if fact.source.table not in tables or fact.measure != "count" or fact.value is None:
            continue
        if any("kelamin" in axis.lower() for axis in fact.member) or _needed(context, fact):
            continue
        if fact.subject.kind == "total" or fact.subject.level == "total":
            totals[fact.source.table or ""].add(fact.value)
        else:
            counts[plain_title(fact.subject.name)][fact.source.table or ""].append(fact)
    for name, by_table in counts.items():
        single = [members[0] for members in by_table.values() if len(members) == 1]
        if not _POST.match(name) or len(single) != 2 or len(by_table) != 2 or single[0].value == single[1].value:
            continue
        one, two = single
        if not totals[one.source.table or ""] & totals[two.source.table or ""]:
            continue
        message = phrase(
            "XT-STAFF.post",
            name=one.subject.name,
            first=one.printed,
            here=context.wording.fact(one),
            second=two.printed,
            there=context.wording.fact(two),
        )
        yield Outcome(draft=Draft(message, facts=(two, one)))


# Posts of which an office has one.
_POST = re.compile(r"^(?:kepala\s+(?:badan|dinas|kantor)|sekretaris|inspektur|camat|direktur)$")
_NEED = re.compile(r"kebutuhan|formasi|selisih|kekurangan", re.IGNORECASE)


def _needed(context: Context, fact: Fact) -> bool:
    """The column holds what is needed, not what is there."""
    column = fact.source.column
    columns = context.tables[fact.source.table or ""].columns
    return column is not None and column < len(columns) and bool(_NEED.search(columns[column].header))


_SPAN = re.compile(r"\b(20\d\d)\s*(?:[-–]|s\.?d\.?|sampai(?:\s+dengan)?)\s*(20\d\d)\b")


@part("DOC-YEARLABEL")
def running_years(context: Context) -> Iterator[Outcome]:
    """Columns of targets numbered 1, 2, 3 whose caption spans another number of years."""
    for table in context.reading.tables:
        span = _SPAN.search(table.caption or "")
        if table.kind != "renstra_targets" or not span:
            continue
        columns = [index for index, item in enumerate(table.columns) if item.role == "target"]
        labels = [_label(context, table.id, index, table.header_rows) for index in columns]
        years = int(span[2]) - int(span[1]) + 1
        if len(labels) >= 3 and labels == [str(n) for n in range(1, len(labels) + 1)] and years != len(labels):
            message = phrase(
                "DOC-YEARLABEL.running",
                place=context.wording.table(table.id, table.pages[0]),
                columns=len(labels),
                span=span[0],
                years=years,
            )
            cells = tuple((table.id, table.header_rows - 1, index) for index in columns)
            facts = tuple(fact for fact in context.of_table(table.id) if fact.measure == "target")[:2]
            yield Outcome(draft=Draft(message, severity="notice", cells=cells, facts=facts, table=table.id))


def _label(context: Context, table: str, column: int, header: int) -> str:
    """The lowest text of a column's heading that is no running number of the columns."""
    texts = [context.cell_text(table, row, column) for row in range(header)]
    digits = [text for text in texts if text.isdigit()]
    return digits[0] if digits else ""
