"""Whether a report was read well enough to be set beside others: few findings in a report that was hardly read say nothing."""

from extractor.store import Entry
from schemas import Message

# The shares of pages and of printed figures that must have been read; every second page of a copy of two-sided print is blank.
LEAST_PAGES, LEAST_FIGURES = 0.5, 0.7
REPORT = "lkjip"


def why_not_comparable(entry: Entry) -> Message | None:
    """The reason why a report cannot be compared with others; None where it can."""
    if entry.kind != REPORT:
        return Message(id=f"bukan LKjIP ({entry.kind})", en=f"no LKjIP ({entry.kind})")
    if entry.agency is None or entry.fiscal_year is None:
        return Message(id="instansi atau tahunnya tidak diketahui", en="agency or year is not known")
    if entry.pages_read < LEAST_PAGES * entry.pages:
        return _share("halaman", "pages", entry.pages_read, entry.pages)
    if entry.understood < LEAST_FIGURES * entry.printed:
        return _share("angka", "figures", entry.understood, entry.printed)
    if not entry.calculations:
        return Message(id="tidak ada yang dapat dihitung ulang", en="nothing could be recalculated")
    return None


def _share(indonesian: str, english: str, found: int, whole: int) -> Message:
    return Message(
        id=f"hanya {found} dari {whole} {indonesian} terbaca", en=f"only {found} of {whole} {english} were read"
    )
