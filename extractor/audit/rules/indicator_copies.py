"""Indicators that stand at a line which is not theirs."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import phrase
from extractor.audit.registry import part
from extractor.audit.rules import printed_values  # noqa: F401  registers the rule that this is a part of
from schemas import Table

_SAME, _OWN, _FOREIGN, _OTHER_LINE = 94.0, 80.0, 65.0, 70.0
"""Likeness in per cent: of two indicators that are one, of an indicator and its own line, a foreign line, of two lines."""
_SHORTEST = 5


@part("IND-DUP")
def indicator_of_another_line(context: Context) -> Iterator[Outcome]:
    """An indicator that repeats the one of another line, whose words it shares and not those of its own."""
    for table in context.reading.tables:
        lines = _lines(context, table)
        texts = [text.lower() for _, _, text in lines]
        for index, line in enumerate(lines):
            alike = process.extract(texts[index], texts, scorer=fuzz.ratio, score_cutoff=_SAME, limit=None)
            twins = (lines[place] for place in sorted(place for *_, place in alike) if place != index)
            twin = next((other for other in twins if _copied(line, other)), None)
            if twin is not None:
                yield Outcome(draft=_draft(context, table, line, twin))


def _lines(context: Context, table: Table) -> list[tuple[int, str, str]]:
    """(row, line, indicator) of tables that print an indicator right of each programme or activity."""
    names = [index for index, item in enumerate(table.columns) if item.role == "name"]
    indicators = [index for index, item in enumerate(table.columns) if item.role == "indicator"]
    if len(names) != 1 or not indicators or indicators[-1] < names[0]:
        return []
    found = []
    for row in context.rows(table.id):
        name = context.cell_text(table.id, row.index, names[0])
        text = context.cell_text(table.id, row.index, indicators[-1])
        whole = not any(context.covered(table.id, row.index, column) for column in (names[0], indicators[-1]))
        if row.kind in ("data", "group") and name and whole and len(text.split()) >= _SHORTEST:
            found.append((row.index, name, text))
    return found


def _copied(line: tuple[int, str, str], twin: tuple[int, str, str]) -> bool:
    """Whether the indicator of a line, which is that of another one, is put in the words of the other line."""
    (_, name, text), (_, other_name, _) = line, twin
    if fuzz.token_set_ratio(name.lower(), other_name.lower()) > _OTHER_LINE:
        return False
    own, other = (fuzz.token_set_ratio(line.lower(), text.lower()) for line in (name, other_name))
    return other >= _OWN and own <= _FOREIGN


def _draft(context: Context, table: Table, line: tuple[int, str, str], twin: tuple[int, str, str]) -> Draft:
    row, name, text = line
    column = max(index for index, item in enumerate(table.columns) if item.role == "indicator")
    facts = (*context.row(table.id, row)[:2], *context.row(table.id, twin[0])[:2])
    page = facts[0].source.page if facts else table.pages[0]
    message = phrase("IND-DUP.copied", text=text, name=name, other=twin[1], place=context.wording.table(table.id, page))
    return Draft(
        message, facts=facts, table=table.id, page=page, cells=((table.id, row, column), (table.id, twin[0], column))
    )
