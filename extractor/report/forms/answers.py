"""Proposed answers to the checklist of PermenPANRB 53/2014, Lampiran III, each with its evidence.

Every function answers one item. What the report does not show is "Tidak" only where its absence is itself the finding;
where a document would be needed, or nothing of the kind could be read, it "belum dapat dinilai".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.report.forms.evidence import Grounds, against, empty_columns, in_words, pages
from schemas import Statement

YES, PARTLY, NO, OPEN, PERSON = "Ya", "Sebagian", "Tidak", "belum dapat dinilai", ""
# The seven things of Lampiran II that a report tells about each statement; a national standard only "if any" (III.7).
ADEQUATE = ("target", "realization", "previous_years", "renstra", "causes", "efficiency", "programmes")
DRIFT = ("SET-DIFF", "GOAL-DRIFT", "XT-TARGET")
UNREAD = "Tabel capaian kinerja tidak terbaca."


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposed answer with its evidence; an empty answer is left to the reviewer."""

    answer: str
    evidence: str = ""


def by_statements(statements: Sequence[Statement], names: Sequence[str]) -> str:
    """Yes where each statement has all that is asked, no where none has any of it, open without statements."""
    told = [getattr(statement, name) is not None for statement in statements for name in names]
    if not told:
        return OPEN
    return YES if all(told) else PARTLY if any(told) else NO


def matters(grounds: Grounds) -> Answer:
    """I.1: the organisation and its main issues, in the headings of chapter I."""
    if not grounds.report.sections:
        return Answer(OPEN, "Judul bab tidak terbaca.")
    office = grounds.sections(r"gambaran umum|organisasi|tugas|struktur|kedudukan")
    issues = grounds.sections(r"\bisu\b|permasalahan|strategic issue")
    told = [f"organisasi: {pages(office)}" if office else "", f"isu strategis: {pages(issues)}" if issues else ""]
    answer = YES if all(told) else PARTLY if any(told) else NO
    return Answer(answer, "; ".join(part for part in told if part) or "Tidak ditemukan pada judul bab.")


def targets(grounds: Grounds) -> Answer:
    """I.2: every statement has its target of the year."""
    answer = by_statements(grounds.report.statements, ("target",))
    return Answer(answer, grounds.told(("target",)) or UNREAD)


def results(grounds: Grounds) -> Answer:
    """I.3: every statement is told about as Lampiran II asks."""
    answer = by_statements(grounds.report.statements, ADEQUATE)
    return Answer(answer, grounds.told(ADEQUATE) or UNREAD)


def appendices(grounds: Grounds) -> Answer:
    """I.4: appendices with the agreement behind the body."""
    missing = grounds.findings("DOC-PK")
    if missing:
        return Answer(NO, against(missing))
    found = grounds.sections(r"^lampiran")
    return Answer(YES, pages(found)) if found else Answer(OPEN, "Judul lampiran tidak terbaca; periksa naskah.")


def improvement(grounds: Grounds) -> Answer:
    """I.5: headings that may hold what is to come; judging them is the reviewer's."""
    return Answer(PERSON, pages(grounds.sections(r"penutup|kesimpulan|tindak lanjut|saran|rekomendasi|langkah")))


def finances(grounds: Grounds) -> Answer:
    """I.6: a table of budget and spending."""
    tables = grounds.tables("budget_realization", "expenditure_by_type")
    return Answer(YES, in_words(tables)) if tables else Answer(OPEN, "Tabel realisasi anggaran tidak terbaca.")


def sources(grounds: Grounds) -> Answer:
    """II.2: the sources named per indicator; whether they suffice is the reviewer's to judge."""
    return Answer(PERSON, grounds.told(("source",)))


def reliability(grounds: Grounds) -> Answer:
    """II.5: what the recalculation found."""
    errors = [f for f in grounds.report.findings if f.severity == "error"]
    warnings = [f for f in grounds.report.findings if f.severity == "warning"]
    held = [c for c in grounds.report.calculations if c.verdict.startswith("consistent")]
    told = f"{len(held)} dari {len(grounds.report.calculations)} perhitungan cocok; {len(errors)} kesalahan, {len(warnings)} peringatan"
    return Answer(PERSON, f"{told}{': ' + against(errors) if errors else ''}.")


def _agrees(grounds: Grounds, kinds: tuple[str, ...], documents: tuple[str, ...], what: str) -> Answer:
    """Whether objectives agree with a document: at hand as a file, or as a table in the report.

    Differences that have a lawful reason (notices) are named and do not count against it.
    """
    files, tables = grounds.documents(*documents), grounds.tables(*kinds)
    if not files and not tables:
        return Answer(
            OPEN, f"{what} tidak tersedia, baik sebagai dokumen pendukung maupun sebagai tabel dalam laporan."
        )
    if not grounds.report.statements:
        return Answer(OPEN, UNREAD)
    compared = f"Dibandingkan dengan {', '.join([*files, *([in_words(tables)] if tables else [])])}."
    told = grounds.findings_with(DRIFT, kinds, documents)
    found = [finding for finding in told if finding.severity != "notice"]
    if not found:
        return Answer(YES, f"{compared} {f'Dapat dijelaskan: {against(told)}.' if told else 'Tidak ada perbedaan.'}")
    other = any(finding.check != "XT-TARGET" for finding in found)
    return Answer(NO if other else PARTLY, f"{compared} Berbeda: {against(found)}.")


def agreement(grounds: Grounds) -> Answer:
    """III.1: objectives and targets as in the Perjanjian Kinerja."""
    return _agrees(grounds, ("performance_agreement",), ("pk", "pk_revised"), "Perjanjian Kinerja")


def strategy(grounds: Grounds) -> Answer:
    """III.2: objectives and targets as in the Renstra."""
    return _agrees(grounds, ("renstra_targets", "renstra_progress"), ("renstra",), "Renstra")


def indicators(grounds: Grounds) -> Answer:
    """III.4: the indicators of the tables are the same throughout."""
    found = grounds.findings("SET-DIFF")
    if not grounds.report.statements:
        return Answer(OPEN, UNREAD)
    if found:
        return Answer(PARTLY, f"Daftar indikator antartabel berbeda: {against(found)}.")
    return Answer(YES, grounds.told(("target", "realization")))


def headline(grounds: Grounds) -> Answer:
    """III.5: the indicators are those of the IKU."""
    return _agrees(grounds, ("iku",), ("iku",), "IKU")


def comparison(grounds: Grounds) -> Answer:
    """III.7: earlier years for every statement, a national standard for some, no column of comparison empty."""
    tables = grounds.tables("previous_years", "national_standard", "peers")
    empty = empty_columns(tables)
    standard = any(table.kind == "national_standard" for table in tables)
    national = [
        statement
        for statement in grounds.report.statements
        if statement.national and (statement.national.table or not standard)
    ]
    answer = by_statements(grounds.report.statements, ("previous_years",))
    if (answer == YES and (not national or empty)) or (answer == NO and national):
        answer = PARTLY
    told = grounds.told(("previous_years", "national")) or UNREAD
    return Answer(answer, "\n".join([told, *(f"Kolom kosong: {column}." for column in empty)]))


def measurable(grounds: Grounds) -> Answer:
    """III.10: what speaks against indicators that are specific and measurable."""
    found = grounds.findings("TARGET-WEAK", "VAL-UNIT", "VAL-SAME")
    return Answer(PERSON, against(found) if found else "Tidak ada petunjuk yang melawannya dari angka laporan.")


ANSWERS: dict[str, Callable[[Grounds], Answer]] = {
    "I.1": matters,
    "I.2": targets,
    "I.3": results,
    "I.4": appendices,
    "I.5": improvement,
    "I.6": finances,
    "II.2": sources,
    "II.5": reliability,
    "III.1": agreement,
    "III.2": strategy,
    "III.4": indicators,
    "III.5": headline,
    "III.7": comparison,
    "III.10": measurable,
}
