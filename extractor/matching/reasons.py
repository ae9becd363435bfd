"""Why a name was matched or not, in words."""

from collections.abc import Sequence

from extractor.matching.candidates import Scored
from extractor.matching.features import FEATURES
from extractor.matching.view import Side

# Features that say less than this are not told.
LEAST_WEIGHT = 0.05
_BY = {
    "form": "form of",
    "noun": "form of",
    "slip": "slip of",
    "short": "short for",
    "pieces": "pieces of",
    "initials": "initials of",
}
_MEANING = {feature.name: feature.meaning.rstrip(".") for feature in FEATURES}


def reasons(side: Side, best: Scored, close: Sequence[str] = (), new: bool = False) -> tuple[str, ...]:
    """What was compared with which name, what forbids it, which words differ, what each feature says."""
    found = best.comparison
    name = side.name.text
    first = f'same name: "{best.name}"' if name == best.name else f'"{name}" read as "{best.name}"'
    if found.forbidden:
        return (f'nearest: {best.id} ("{best.name}")', f"not {best.id}: {found.forbidden}")
    out = [f'nearest: {best.id} ("{best.name}")' if new else first]
    out += [f'"{partner.left}" {_BY[partner.by]} "{partner.right}"' for partner in found.partners]
    alone = sorted({*found.only_left, *found.only_right})
    if alone:
        out.append("words of one only: " + ", ".join(alone))
    out += [
        f"{_MEANING[part.name]}: {part.value:g} ({part.weighs:+g})"
        for part in found.parts
        if abs(part.weighs) >= LEAST_WEIGHT
    ]
    out += [f"as close: {other}" for other in close]
    return tuple(out)
