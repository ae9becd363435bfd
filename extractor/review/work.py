"""The process that audits a report for the review: told what to do by JSON on stdin, it tells its progress by lines on stdout.

Where a stored reading was made with the same decisions about tables and cells, only matching and audit are done again;
else the report is read from its files.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.audit import Profile
from extractor.batch.settings import Origins, Settings, redecided
from extractor.collector import seldom_collecting
from extractor.errors import ExtractorError, UsageError
from extractor.isolation import Limits
from extractor.isolation.platform import confine, die_with_parent
from extractor.pages import Progress
from extractor.pipeline import Options, judged, read
from extractor.readings import ReadReport, about_reading, hashes_of
from extractor.record.events import Record
from extractor.record.subjects import bearing, for_reading, of_readings
from extractor.report import to_json
from extractor.report.clean_text import clean
from extractor.review.renamed import renamed
from extractor.review.sort import sorted_reports
from extractor.store import Store, Stored, key_of
from extractor.store.keys import file_hashes
from extractor.store.store import UPLOADS
from extractor.versions import audit_version, reading_version
from schemas import Report
from schemas.catalogue import lay_over
from schemas.decision_files import decisions_hash
from schemas.decisions import Decisions

LIMITS = Limits(memory_mb=3072, cpu_seconds=3600)


def fresh(store: Store, asked: Mapping[str, Any], progress: Progress) -> str:
    """Audits uploaded files as one report and tells its key; decisions that bear on it are followed at once.

    Raises:
        UsageError: a file is not there any more.
        ExtractorError: it cannot be read.
    """
    names = dict([*asked["files"], *asked["beside"]])
    count, ocr = len(asked["files"]), asked["ocr"]
    first, *others = _at_hand(store, names)
    options = Options(parts=others[: count - 1], supporting=others[count - 1 :], ocr=ocr, progress=progress)
    reading = renamed(read(first, **options), names)
    stored, hashes = of_readings(Record(store)), hashes_of(reading.document.source)
    decisions = bearing(stored, hashes, reading.reading.document.agency)
    if about_reading(decisions, hashes) != Decisions():
        options["decisions"] = decisions
        reading = renamed(read(first, **options), names)
    report = judged(reading, decisions=decisions)
    files, beside = file_hashes(report), [digest for digest, _ in asked["beside"]]
    origins = Origins(Settings(ocr, stored=stored), {key_of(files): report.document.agency})
    return _put(store, report, reading, origins.of(files, beside))


def again(store: Store, key: str, progress: Progress) -> str:
    """Audits a report of the store again with what was decided since.

    Raises:
        UsageError: it must be read again and a file of it is not at hand, or its local list of indicators is not.
    """
    entry, old = store.entry(key), store.report(key)
    _lay_over(store, str(old.generator.settings.get("local_catalogue") or ""))
    decisions = for_reading(Record(store), old)
    bearing = decisions_hash(about_reading(decisions, hashes_of(old.source)))
    reading = store.reading(key) if entry.reading_version == reading_version() else None
    profile = Profile.model_validate(old.generator.settings.get("profile", {}))
    if reading is None or reading.decided != bearing:
        reading = _read_again(store, old, decisions, progress)
    report = judged(reading, profile, decisions)
    same = (entry.reading_version, entry.audit_version) == (reading_version(), audit_version())
    return _put(store, report, reading, redecided(entry.work, entry.hashes, decisions) if same else "")


def _read_again(store: Store, old: Report, decisions: Decisions, progress: Progress) -> ReadReport:
    """The report read from its files with the documents beside it, as it was read before, under the names that it had."""
    names = {part.sha256: part.file for part in old.source.parts} or {old.source.sha256: old.source.file}
    count = len(names)
    names |= {document.sha256: document.file for document in old.documents}
    first, *others = _at_hand(store, names)
    engine = str(old.generator.settings.get("ocr", "off")).split()[0]
    options = Options(
        parts=others[: count - 1], supporting=others[count - 1 :], ocr=engine, progress=progress, decisions=decisions
    )
    return renamed(read(first, **options), names)


def _at_hand(store: Store, names: Mapping[str, str]) -> list[Path]:
    """The files of these hashes.

    Raises:
        UsageError: one is not at hand; its name is told.
    """
    found = dict(zip(names, store.sources(list(names)), strict=True))
    missing = [names[digest] for digest, path in found.items() if path is None]
    if missing:
        raise _without(missing)
    return [path for path in found.values() if path is not None]


def _put(store: Store, report: Report, reading: ReadReport, origin: str) -> str:
    """Keeps the report; with what a batch calls its origin, so that the next one need not make it again."""
    return store.put(Stored(report, to_json(report), reading.to_bytes(), origin)).key


def _lay_over(store: Store, digest: str) -> None:
    """Takes the local list of indicators with which a report was audited, where there was one.

    Raises:
        UsageError: the store does not have it.
    """
    if not digest:
        return
    local = store.catalogue(digest)
    if local is None:
        raise UsageError(
            "the local list of indicators with which the report was audited",
            f"none in the store with the hash {digest}",
            "Run lkjip batch or lkjip reaudit with --catalogue again; the decision is kept.",
            (
                "daftar indikator setempat yang dipakai ketika laporan diaudit",
                f"tidak ada di gudang dengan hash {digest}",
                "Jalankan lagi lkjip batch atau lkjip reaudit dengan --catalogue; keputusan tetap tersimpan.",
            ),
        )
    lay_over(local)


def _without(missing: list[str]) -> UsageError:
    names = clean(", ".join(missing))
    return UsageError(
        "the PDF of the report, to read it again",
        f"{names} no longer at hand",
        "Put the file back where it was, or upload it here; the decision is kept.",
        (
            "PDF laporan, untuk membacanya lagi",
            f"{names} tidak ada lagi di tempatnya",
            "Kembalikan berkasnya ke tempat semula, atau unggah di sini; keputusan tetap tersimpan.",
        ),
    )


def main() -> None:
    """Does one piece of work and tells how it went; the last line has what came of it, or `error`."""
    asked = json.load(sys.stdin)
    die_with_parent(asked["parent"])
    store = Store.open(Path(asked["store"]))
    if "sort" in asked:
        # Each file is looked at in a process of its own.
        _tell({"reports": sorted_reports(store.folder / UPLOADS, dict(asked["sort"]))})
        return
    confine(LIMITS)
    try:
        with seldom_collecting():
            key = again(store, asked["key"], _told) if "key" in asked else fresh(store, asked, _told)
        _tell({"key": key})
    except ExtractorError as error:
        error.file = _called(error.file, asked)
        _tell({"error": {language: error.message(language) for language in ("id", "en")}})


def _called(file: str | None, asked: Mapping[str, Any]) -> str | None:
    """The name that a person knows of a file."""
    names = {f"{digest}.pdf": name for digest, name in [*asked.get("files", ()), *asked.get("beside", ())]}
    return names.get(Path(file).name, file) if file else next(iter(names.values()), None)


def _told(done: int, total: int) -> None:
    _tell({"done": done, "total": total})


def _tell(news: dict[str, Any]) -> None:
    print(json.dumps(news, ensure_ascii=True), flush=True)


if __name__ == "__main__":
    main()
