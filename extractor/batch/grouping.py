"""Which files of a folder are one report: its parts in order, and the documents that it is held against.

Only what is sure is put together; a file in doubt is a report of its own. Parts are files of one folder that each hold
some of the chapters, none twice and none missing between, and whose identities do not speak against each other. A
document stands beside a report when it is of a kind that reports are held against, of the same agency, of a fitting
year, and the report is the only one of its agency and year in the folder.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.glance import Glance
from extractor.batch.job import Job, alone
from extractor.facts.supporting import YEARS, refusal
from extractor.pages.parts import APPENDIX, FRONT
from schemas import Document, Message

REPORT, OTHER = "lkjip", "other"
# Plans over several years and lists of indicators bind every report of the agency; whatever else stands for one year.
LASTING = frozenset({"renstra", "iku", "lhe"})
# A file with the first chapter and one as late as this holds the whole report.
LATE_CHAPTER = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A report of the folder: its files and its identity."""

    files: tuple[Path, ...]
    document: Document
    pages: int
    chapters: tuple[str, ...] = ()


def grouped(files: Mapping[Path, Glance | None]) -> list[Job]:
    """The reports of files that may lie in several folders; None stands for a file of which nothing is known."""
    folders: dict[Path, dict[Path, Glance | None]] = defaultdict(dict)
    for path, seen in files.items():
        folders[path.parent][path] = seen
    return [job for folder in folders.values() for job in _of_folder(folder)]


def _of_folder(files: Mapping[Path, Glance | None]) -> list[Job]:
    known = {path: seen for path, seen in files.items() if seen is not None}
    parted = _parted({path: seen for path, seen in known.items() if _is_part(seen)})
    taken = {path for report in parted for path in report.files}
    single = [
        _Candidate((path,), seen.document, seen.pages)
        for path, seen in known.items()
        if path not in taken and seen.kind == REPORT
    ]
    beside = _beside([*parted, *single], {p: s for p, s in known.items() if p not in taken and s.kind != REPORT})
    used = taken | {path for documents in beside.values() for path in documents}
    jobs = [_job(report, beside.get(report.files, ()), known) for report in (*parted, *single)]
    left = [alone(path) for path in files if path not in used and (path,) not in {job.files for job in jobs}]
    return sorted([*jobs, *left], key=lambda job: job.files)


def _is_part(seen: Glance) -> bool:
    """Whether a file may be a part of a report: some chapters, and not all of them."""
    if seen.kind not in {REPORT, OTHER} or not seen.chapters:
        return False
    body = _body(seen)
    return not (1 in body and max(body) >= LATE_CHAPTER)


def _body(seen: Glance) -> list[int]:
    return [chapter for chapter in seen.chapters if chapter not in {FRONT, APPENDIX}]


def _parted(candidates: Mapping[Path, Glance]) -> list[_Candidate]:
    """The reports in parts: those of each agency and year where every file tells them, else of the whole folder."""
    sets: dict[tuple[object, ...], dict[Path, Glance]] = defaultdict(dict)
    told = all(seen.agency and seen.region and seen.fiscal_year for seen in candidates.values())
    for path, seen in candidates.items():
        sets[(seen.agency, seen.region, seen.fiscal_year) if told else ()][path] = seen
    return [report for members in sets.values() if (report := _joined(members, told)) is not None]


def _joined(members: Mapping[Path, Glance], told: bool) -> _Candidate | None:
    """The files as one report; None where chapters are missing or doubled, or two files contradict each other."""
    ordered = sorted(members, key=lambda path: (_first(members[path]), path))
    seen = [members[path] for path in ordered]
    identity = _identity(seen)
    if len(ordered) < 2 or identity is None or not _follow(seen, told):
        return None
    names = tuple(_chapters(glance) for glance in seen)
    return _Candidate(tuple(ordered), identity, sum(glance.pages for glance in seen), names)


def _first(seen: Glance) -> int:
    return min(seen.chapters)


def _follow(seen: Sequence[Glance], told: bool) -> bool:
    """Whether the chapters of the files run on without a gap and without a repetition.

    Where not every file says whose it is, they must begin with the first chapter.
    """
    chapters = [chapter for glance in seen for chapter in sorted(_body(glance))]
    edges = [_first(glance) for glance in seen if not _body(glance)]
    if len(set(edges)) < len(edges) or len(chapters) < 2:
        return False
    return chapters == list(range(chapters[0], chapters[-1] + 1)) and (told or chapters[0] == 1)


def _identity(seen: Sequence[Glance]) -> Document | None:
    """What the files say together; None where two say different things.

    A chapter may call the agency by a short name or without its region; the fullest name counts.
    """
    told = [glance.document for glance in seen]
    years = {document.fiscal_year for document in told} - {None}
    regions = {document.region for document in told} - {None}
    named = sorted((d for d in told if d.agency), key=lambda d: (d.region is None, -len(d.agency or ""), d.agency))
    if len(years) > 1 or len(regions) > 1 or not all(_agree(named[0], other) for other in named):
        return None
    fullest = named[0] if named else Document()
    return fullest.model_copy(update={"kind": REPORT, "fiscal_year": next(iter(years), None)})


def _agree(full: Document, other: Document) -> bool:
    """Whether two names may be those of one agency: the same, the one a part of the other, or of one kind."""
    words, others = set((full.agency or "").lower().split()), set((other.agency or "").lower().split())
    return others <= words or (full.agency_kind is not None and full.agency_kind == other.agency_kind)


def _beside(reports: Sequence[_Candidate], others: Mapping[Path, Glance]) -> dict[tuple[Path, ...], tuple[Path, ...]]:
    """The documents that stand beside each report."""
    sure = [report for report in reports if _only(report, reports)]
    found = {report.files: tuple(p for p in others if _binds(report.document, others[p])) for report in sure}
    return {files: documents for files, documents in found.items() if documents}


def _only(report: _Candidate, reports: Sequence[_Candidate]) -> bool:
    """Whether a report tells agency and year and is the only one of both."""
    told = (report.document.agency, report.document.fiscal_year)
    same = [other for other in reports if (other.document.agency, other.document.fiscal_year) == told]
    return None not in told and len(same) == 1


def _binds(report: Document, other: Glance) -> bool:
    """Whether a document surely belongs beside a report."""
    if other.kind not in YEARS or other.agency is None or refusal(report, other.document) is not None:
        return False
    return other.kind in LASTING or other.fiscal_year == report.fiscal_year


def _job(report: _Candidate, beside: Sequence[Path], known: Mapping[Path, Glance]) -> Job:
    """The report as a job that says how it was put together."""
    reasons = [_parts_told(report)] if len(report.files) > 1 else []
    if beside:
        reasons.append(_beside_told(report.document, [(path.name, known[path].kind) for path in beside]))
    why = Message(id=" ".join(r.id for r in reasons), en=" ".join(r.en for r in reasons)) if reasons else None
    name = report.files[0].name if len(report.files) == 1 else f"{report.files[0].parent.name}/{report.files[0].name}"
    return Job(name, report.files, tuple(beside), why)


def _parts_told(report: _Candidate) -> Message:
    parts = [f"{path.name} ({name})" for path, name in zip(report.files, report.chapters, strict=True)]
    listed = ", ".join(parts)
    return Message(
        id=f"Bagian dari satu laporan karena babnya berurutan: {listed}.",
        en=f"Parts of one report, as their chapters follow one another: {listed}.",
    )


def _beside_told(document: Document, beside: Sequence[tuple[str, str]]) -> Message:
    listed = ", ".join(f"{name} ({kind})" for name, kind in beside)
    who = f"{document.agency} {document.fiscal_year}"
    return Message(
        id=f"Disandingkan dengan dokumen dari instansi yang sama ({who}): {listed}.",
        en=f"Held against documents of the same agency ({who}): {listed}.",
    )


def _chapters(seen: Glance) -> str:
    """The chapters of a file in words that need no translation."""
    return " ".join(_names(seen.chapters))


def _names(chapters: Sequence[int]) -> Iterator[str]:
    for chapter in sorted(chapters):
        yield {FRONT: "0", APPENDIX: "Lampiran"}.get(chapter, f"BAB {chapter}")
