"""Names for a finding that stay the same when pages and tables move: what is checked, of what, in which table."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.audit.outcome import Draft
from extractor.remembered import remembered
from schemas import Fact, Table

_FIGURES = re.compile(r"\d[\d.,]*")
_PLACES = re.compile(r"\b(?:halaman|hal\.?|pages?|p\.)\s*\d+(?:\s*[-–]\s*\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a finding stands: the tables of the report, and the number of its section."""

    tables: dict[str, Table]
    section: str | None = None

    def of(self, fact: Fact) -> str:
        """The table of a figure, else its section and its sentence without figures, which a second version may correct."""
        if fact.source.table:
            return label(self.tables.get(fact.source.table))
        return f"{self.section or ''} {plain(_FIGURES.sub('', fact.source.sentence or ''))}"


def keys_of(check: str, draft: Draft, evidence: Sequence[Fact], setting: Setting) -> tuple[str, str]:
    """Hashes of check, subject, dimensions and table, with the printed evidence and without it.

    Neither pages nor the numbers that tables and facts have in one reading are part of them: two versions of a report, or
    a report and its chapters read apart, give a finding the same keys.
    """
    lead = draft.reported or (evidence[0] if evidence else None)
    parts: list[str | None] = [check]
    if lead is not None:
        members = ";".join(f"{axis}={value}" for axis, value in sorted(lead.member.items()))
        subject = lead.subject
        parts += [subject.canonical_id or plain(subject.name), *(plain(step) for step in subject.path), subject.code]
        parts += [lead.measure, lead.period, lead.entity, lead.basis, lead.phase, members]
        parts.append(setting.of(lead))
    else:
        parts.append(label(setting.tables.get(draft.table or "")))
        parts.append(plain(_PLACES.sub("", draft.sentences[0].text if draft.sentences else draft.message.id)))
    printed = [draft.shown_text, *(fact.printed for fact in evidence)]
    return _hash([*parts, *printed]), _hash(parts)


def _hash(parts: Sequence[str | None]) -> str:
    text = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def label(table: Table | None) -> str:
    """What a table is called wherever it stands: its caption, else its number, else its kind."""
    if table is None:
        return ""
    return plain(table.caption or "") or table.number or table.kind


@remembered(1 << 10)
def plain(text: str) -> str:
    """A text in lower case with single spaces."""
    return " ".join(text.lower().split())
