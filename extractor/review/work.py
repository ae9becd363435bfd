"""The process that audits a report for the review: told what to do by JSON on stdin, it tells its progress by lines on stdout.

Where a stored reading was made with the same decisions about tables and cells, only matching and audit are done again;
else the report is read from its files.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractor.audit import Profile
from extractor.batch.settings import Origins, Settings, redecided
from extractor.collector import seldom_collecting
from extractor.errors import ExtractorError, UsageError
from extractor.isolation import Limits
from extractor.isolation.platform import confine, die_with_parent
from extractor.pages import Progress
from extractor.pipeline import judged, read
from extractor.readings import ReadReport, about_reading, hashes_of
from extractor.record.events import Record
from extractor.record.subjects import bearing, for_reading, of_readings
from extractor.report import to_json
from extractor.report.clean_text import clean
from extractor.store import Store, Stored, key_of
from extractor.store.keys import file_hashes
from extractor.versions import audit_version, reading_version
from schemas import Report
from schemas.decision_files import decisions_hash
from schemas.decisions import Decisions

LIMITS = Limits(memory_mb=3072, cpu_seconds=3600)


def fresh(store: Store, path: Path, name: str, ocr: str, progress: Progress) -> str:
    """Audits an uploaded file, shown by its name, and tells its key; decisions that bear on it are followed at once."""
    reading = _named(read(path, ocr=ocr, progress=progress), name)
    stored = of_readings(Record(store))
    hashes = hashes_of(reading.document.source)
    decisions = bearing(stored, hashes, reading.reading.document.agency)
    if about_reading(decisions, hashes) != Decisions():
        reading = _named(read(path, ocr=ocr, progress=progress, decisions=decisions), name)
    report = judged(reading, decisions=decisions)
    origins = Origins(Settings(ocr, stored=stored), {key_of(file_hashes(report)): report.document.agency})
    return _put(store, report, reading, origins.of(file_hashes(report), ()))


def again(store: Store, key: str, progress: Progress) -> str:
    """Audits a report of the store again with what was decided since.

    Raises:
        UsageError: it must be read again and a file of it is not at hand.
    """
    entry, old = store.entry(key), store.report(key)
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
    """The report read from its files with the documents beside it, as it was read before."""
    files = {part.sha256: part.file for part in old.source.parts} or {old.source.sha256: old.source.file}
    beside = {document.sha256: document.file for document in old.documents}
    found = dict(zip([*files, *beside], store.sources([*files, *beside]), strict=True))
    missing = [name for digest, name in {**files, **beside}.items() if found[digest] is None]
    if missing:
        raise _without(missing)
    paths = [path for path in found.values() if path is not None]
    count = len(files)
    engine = str(old.generator.settings.get("ocr", "off")).split()[0]
    reading = read(
        paths[0], parts=paths[1:count], supporting=paths[count:], ocr=engine, progress=progress, decisions=decisions
    )
    return _as_before(reading, old)


def _as_before(reading: ReadReport, old: Report) -> ReadReport:
    """The reading with the file names that the report had, whatever its files are called now."""
    source = old.source
    now = reading.document.source.model_copy(update={"file": source.file, "parts": source.parts})
    return replace(reading, document=replace(reading.document, source=now))


def _named(reading: ReadReport, name: str) -> ReadReport:
    source = reading.document.source.model_copy(update={"file": name})
    return replace(reading, document=replace(reading.document, source=source))


def _put(store: Store, report: Report, reading: ReadReport, origin: str) -> str:
    """Keeps the report; with what a batch calls its origin, so that the next one need not make it again."""
    return store.put(Stored(report, to_json(report), reading.to_bytes(), origin)).key


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
    """Does one piece of work and tells how it went; the last line has `key` or `error`."""
    asked = json.load(sys.stdin)
    die_with_parent(asked["parent"])
    confine(LIMITS)
    store = Store.open(Path(asked["store"]))

    def progress(done: int, total: int) -> None:
        _tell({"done": done, "total": total})

    try:
        with seldom_collecting():
            if "key" in asked:
                key = again(store, asked["key"], progress)
            else:
                key = fresh(store, Path(asked["path"]), asked["name"], asked["ocr"], progress)
        _tell({"key": key})
    except ExtractorError as error:
        error.file = error.file or asked.get("name")
        _tell({"error": {language: error.message(language) for language in ("id", "en")}})


def _tell(news: dict[str, Any]) -> None:
    print(json.dumps(news, ensure_ascii=True), flush=True)


if __name__ == "__main__":
    main()
