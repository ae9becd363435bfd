"""What a decision says, in words for the record and for whoever was slower."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from extractor.record.events import CELL, FINDING, NAME, Value
from extractor.record.states import OPEN
from extractor.report.speech import Speech


def when(at: str) -> str:
    """A moment of the record as the clock of this machine shows it, with the name of its zone."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M %Z")


def in_words(value: Value, kind: str, say: Speech) -> str:
    """One line for what was decided of a finding, cell, table or name; a dash where nothing is decided any more."""
    if kind == FINDING:
        return _judgement(value or {}, say)
    if value is None:
        return "–"
    if kind == CELL:
        parts = [f"“{value.get('text', '')}”"]
    elif kind == NAME:
        parts = [
            f"{say.known('name_says.' + str(value.get('decision')), '')} {value.get('into') or value.get('id') or ''}".strip()
        ]
    else:
        parts = [f"{say(f'field.{name}')}: {_part(name, part, say)}" for name, part in value.items() if name not in ("place", "reason")]  # fmt: skip
    return "; ".join([*parts, *_remark(value, "reason", say)])


def _judgement(value: Mapping[str, Any], say: Speech) -> str:
    state = str(value.get("state", OPEN))
    return "; ".join(
        [say.known(f"states.{state}", state), *_remark(value, "reason", say), *_remark(value, "note", say)]
    )


def _remark(value: Mapping[str, Any], name: str, say: Speech) -> list[str]:
    word = {"reason": "reason_short", "note": "note"}[name]
    return [f"{say(word)}: {value[name]}"] if value.get(name) else []


def _part(name: str, part: Any, say: Speech) -> str:
    """What a decision about a table says in one of its fields."""
    if name == "kind":
        return say.known(f"table_kinds.{part}", str(part))
    if name == "join":
        return say.known(f"joins.{part}", str(part))
    if name == "roles":
        return ", ".join(f"{int(column) + 1} {_role(role, say)}" for column, role in part.items())
    if name in ("regions", "without"):
        return ", ".join(
            f"{say('page')} {r['page']} ({' '.join(f'{float(side):g}' for side in r['bbox'])})" for r in part
        )
    return " ".join(map(str, part)) if isinstance(part, list | tuple) else str(part)


def _role(role: Any, say: Speech) -> str:
    name = str((role.get("role") or "") if isinstance(role, Mapping) else role)
    return say.known(name, name)
