"""The page of messages: every template of the audit in both languages, each with an example from our own tests.

python -m docs.messages_page     runs the tests of the audit and renews `docs/message_examples.yaml`
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from extractor.audit import phrases as room
from extractor.audit.phrases import FOLDER, GAP, also_used, phrases

EXAMPLES = Path(__file__).parent / "message_examples.yaml"
GAPS = Path(__file__).parent / "message_gaps.yaml"
# Longer examples are taken only where there is no shorter one.
WIDE = 110


def messages_page() -> str:
    """The page as markdown: one part a file, one entry a message."""
    examples = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    lines = [
        "# Messages",
        "",
        "Made from `extractor/audit/messages` by `make docs`, to be read through by someone who writes such reports. Words in",
        "braces are gaps; a message whose name begins with a small letter is a part of others. The examples come from our",
        "own tests (`python -m docs.messages_page` renews them).",
        "",
    ]
    for path in sorted(FOLDER.glob("*.yaml")):
        lines += [f"## {path.stem.replace('_', ' ').capitalize()}", ""]
        for key in yaml.safe_load(path.read_text(encoding="utf-8")) or {}:
            lines += [*_entry(key, examples.get(key)), ""]
    return "\n".join(lines)


def _entry(key: str, example: Mapping[str, str] | None) -> list[str]:
    """The lines of one message."""
    message, also = phrases()[key], also_used()[key]
    shared = f" (also {', '.join(also)})" if also else ""
    lines = [f"**{key}**{shared}", "", f"- id: {message.id.strip()}", f"- en: {message.en.strip()}"]
    if GAP.search(message.id):
        shown = example or _made_up(key)
        lines += [f"- *{shown['id'].strip()}*", f"- *{shown['en'].strip()}*"]
    return lines


def _made_up(key: str) -> dict[str, str]:
    """A message with its gaps filled from a list, for one that no test shows."""
    known = yaml.safe_load(GAPS.read_text(encoding="utf-8"))
    gaps = {
        gap: tuple(known[gap]) if isinstance(known[gap], list) else str(known[gap])
        for gap in GAP.findall(phrases()[key].id)
    }
    message = room.phrase(key, **gaps)
    return {"id": message.id, "en": message.en}


def fits(template: str, text: str) -> bool:
    """Whether a text is a template with its gaps filled."""
    parts = [re.escape(part) for part in GAP.split(template)[::2]]
    return re.fullmatch(".*?".join(parts), text, re.DOTALL) is not None


def _collected(arguments: list[str]) -> dict[str, dict[str, str]]:
    """The first filling of every message that the tests see, one of reasonable length where there is one."""
    import pytest

    keys = {getattr(message, name): (key, name) for key, message in phrases().items() for name in room.LANGUAGES}
    seen: dict[str, dict[str, str]] = {}
    own = room._filled

    def watched(text: str, language: int, gaps: Mapping[str, room.Filling]) -> str:
        filled = own(text, language, gaps)
        key, name = keys.get(text, ("", ""))
        known = seen.setdefault(key, {}).get(name)
        if known is None or len(known) > WIDE > len(filled):
            seen[key][name] = filled
        return filled

    room._filled = watched
    pytest.main(["-q", *arguments])
    seen.pop("", None)
    return {key: seen[key] for key in phrases() if len(seen.get(key, ())) == len(room.LANGUAGES)}


if __name__ == "__main__":
    found = _collected(sys.argv[1:] or ["tests/audit"])
    EXAMPLES.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8")
    sys.exit(0)
