"""Judgements of a person beside the dataset: kept by sheet, told in its codebook, unless the figure was read anew since."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractor.dataset.codebook import codebook
from extractor.dataset.database import Connection
from extractor.dataset.rates import Rate, Rates, rates
from extractor.dataset.sheet import Judged, Judgement
from extractor.report.spreadsheet_text import harmless
from extractor.report.writing import write_atomically

FILE, CODEBOOK = "judgements.json", "codebook.md"


def keep_judged(database: Connection, target: Path, judged: Judged) -> tuple[Rates, int]:
    """Keeps the judgements of a sheet and renews the codebook; gives the rates and how many rows do not fit any more."""
    printed = {
        (report, fact): harmless(text)
        for report, fact, text in database.execute("SELECT report, fact, printed FROM facts").fetchall()
    }
    fitting = tuple(item for item in judged.judgements if printed.get((item.report, item.fact)) == item.printed)
    sheets = _sheets(target)
    name = hashlib.sha256(
        json.dumps([judged.by, sorted((i.report, i.fact) for i in judged.judgements)]).encode()
    ).hexdigest()
    told = {
        "by": list(judged.by),
        "sizes": [[list(stratum), size] for stratum, size in judged.sizes.items()],
        "judgements": [asdict(item) for item in fitting],
    }
    sheets = [sheet for sheet in sheets if sheet["sheet"] != name[:12]] + [{"sheet": name[:12], **told}]
    write_atomically(json.dumps(sheets, ensure_ascii=False, indent=1).encode() + b"\n", target / FILE)
    write_codebook(target)
    return rates(fitting, judged.sizes), len(judged.judgements) - len(fitting)


def write_codebook(target: Path) -> None:
    """Writes the codebook of a dataset, with the rates of the sheets that were judged."""
    lines = [codebook()]
    for sheet in _sheets(target):
        sizes = {tuple(stratum): size for stratum, size in sheet["sizes"]}
        said = [Judgement(**item | {"stratum": tuple(item["stratum"])}) for item in sheet["judgements"]]
        lines.append(_section(sheet["sheet"], tuple(sheet["by"]), rates(said, sizes), sizes))
    write_atomically(("\n".join(lines).rstrip() + "\n").encode(), target / CODEBOOK)


def _sheets(target: Path) -> list[dict[str, Any]]:
    """The sheets that were judged before."""
    try:
        return list(json.loads((target / FILE).read_bytes()))
    except (OSError, ValueError):
        return []


def _section(name: str, by: tuple[str, ...], found: Rates, sizes: dict[tuple[str, ...], int]) -> str:
    """The part of the codebook about one sheet."""
    weighted = "" if found.weighted is None else f" Weighed by the size of the strata: {_share(found.weighted)}."
    head = " | ".join(by) or "all"
    lines = [
        f"## How often figures are wrong: sample {name}",
        "",
        "A person compared a sample of figures with their places. Wrong is a figure whose value, unit, subject, measure or period is not what "
        f"the page says.{weighted} Intervals: 95 %, after Wilson, and exact after Clopper and Pearson.",
        "",
        f"| {head} | figures | judged | wrong | share | Wilson | exact |",
        "|" + "---|" * (max(1, len(by)) + 6),
    ]
    for stratum, rate in found.by_stratum.items():
        lines.append(f"| {' | '.join(stratum) or 'all'} | {sizes.get(stratum, 0)} | {_rate(rate)} |")
    whole = " | ".join(["**all**", *[""] * (len(by) - 1)])
    lines.append(f"| {whole} | {sum(sizes.values())} | {_rate(found.whole)} |")
    return "\n".join([*lines, ""])


def _rate(rate: Rate) -> str:
    if not rate.judged:
        return "0 | 0 | | | "
    intervals = (f"{_share(low)} – {_share(high)}" for low, high in (rate.wilson, rate.exact))
    return f"{rate.judged} | {rate.wrong} | {_share(rate.share or 0)} | {' | '.join(intervals)}"


def _share(value: float) -> str:
    return f"{value * 100:.1f} %"
