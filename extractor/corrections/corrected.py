"""The tables of a report read once more with a person's decisions; what no longer fits is told and changes nothing."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.corrections.amend import amended
from extractor.corrections.application import Application, Open
from extractor.corrections.cells import with_cells
from extractor.corrections.locate import Known, applications
from extractor.corrections.plan import arrangement_of
from extractor.facts import read as read_facts
from extractor.pages import PdfPages
from extractor.tables import Found, find
from extractor.tables.context import DocumentContext
from schemas import Diagnostic, Document
from schemas.decision_conflicts import Placed

MISFIT = "decision-does-not-fit"


def corrected(found: Found, document: PdfPages, placed: Sequence[Placed]) -> Found:
    """The found tables as decided; the same ones where no decision is about tables or cells.

    Ids of tables are those of the reading without decisions: parts of a parted table have the id of the whole with a
    number behind it, tables that only decisions show are n1, n2.
    """
    about_tables = [entry for entry in placed if entry.section == "tables"]
    about_cells = [entry for entry in placed if entry.section == "cells"]
    if not about_tables and not about_cells:
        return found
    hashes = (document.source.sha256, *(part.sha256 for part in document.source.parts))
    still_open: list[Open] = []
    if about_tables:
        reading = read_facts(document.pages, found)
        known = Known(hashes, reading.document.agency, reading.tables, found.bare)
        about, still_open = applications(about_tables, known)
        found, more = _laid_out(found, document, about, reading.document)
        still_open += more
    tables, more = with_cells(found.tables, about_cells, hashes)
    notes = [_note(item) for item in (*still_open, *more)]
    return replace(found, tables=tables, diagnostics=(*found.diagnostics, *notes))


def _laid_out(
    plain: Found, document: PdfPages, about: Sequence[Application], identity: Document
) -> tuple[Found, list[Open]]:
    """The tables with all decisions that fit: those that do not are taken out, until the rest fits."""
    context = DocumentContext(identity.fiscal_year, identity.agency, identity.region)
    left, out = list(about), list[Open]()
    while True:
        arrangement, misfits = arrangement_of(left, plain.tables)
        by_number = {application.number: application for application in left}
        now = find(document.pages, document.sketches, arrangement) if arrangement else plain
        for misfit in now.misfits:
            misfits.setdefault(misfit.number, Open(by_number[misfit.number].placed, misfit.problem, misfit.page))
        now, more = amended(now, [a for a in left if a.number not in misfits], context)
        misfits |= dict(more)
        if not misfits:
            return now, out
        out += [misfits[number] for number in sorted(misfits)]
        left = [application for application in left if application.number not in misfits]


def _note(item: Open) -> Diagnostic:
    """The diagnostic of a decision that does not fit, with its file and line where they are known."""
    where = f"{item.placed.file}:{item.placed.line}: " if item.placed.file else ""
    section = item.placed.section.removesuffix("s")
    message = f"{where}the decision about this {section} does not fit: {item.problem}; it was read without the decision"
    return Diagnostic(code=MISFIT, page=item.page, message=message)
