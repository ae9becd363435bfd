"""The page: one file, no request outside, a strict policy that lets only its own style and script run."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from extractor.report.clean_text import clean
from extractor.report.crops import Marked, Picture, bands_of, pictures
from extractor.report.html.charts import LONGEST, charts
from extractor.report.html.unread import notes, unread_pages
from extractor.report.html.view import (
    Cards,
    Shot,
    beside,
    checked,
    coverage_words,
    grid,
    image_ids,
    marks,
    shot,
    table_name,
    verdict,
)
from extractor.report.originals import Originals
from extractor.report.speech import Speech, figure, speech
from schemas import Report

FOLDER = Path(__file__).parent


def to_html(originals: Originals, language: str = "id") -> bytes:
    """The audit as one HTML file in a language ("id" or "en"); the same report gives the same bytes.

    Pictures are shown of the pages whose PDF is among the originals.
    """
    report, say = originals.report, speech(FOLDER / "words.yaml", language)
    marked = {finding.id: bands_of(finding) for finding in report.findings}
    taken = pictures(originals, (item.band for items in marked.values() for item in items))
    names = image_ids(tuple(taken))
    shots = {
        finding: tuple(_shot(item, taken[item.band], names[item.band], say) for item in items if item.band in taken)
        for finding, items in marked.items()
    }
    found = marks(report)
    page = _template().render(
        say=say,
        report=report,
        language=language,
        policy=_policy(),
        style=Markup(_asset("audit.css")),
        script=Markup(_asset("audit.js")),
        verdict=verdict(report, say),
        coverage=coverage_words(report, say),
        beside=beside(report, say),
        files={document.id: document.file for document in report.documents},
        counts=_counts(report),
        cards=Cards(report, say, shots).all(),
        images=[(names[band], _data(picture), picture) for band, picture in taken.items()],
        charts=charts(report),
        longest=LONGEST,
        tables=[(table, table_name(table, say), grid(table, found)) for table in report.tables],
        checked=checked(report, language),
        facts={fact.id: fact for fact in report.facts},
        unread=unread_pages(report, say),
        notes=notes(report, say),
    )
    return page.encode("utf-8")


def _shot(marked: Marked, picture: Picture, name: str, say: Speech) -> Shot:
    return shot(marked, name, picture.width, picture.height, say("picture", page=marked.band.page))


def _counts(report: Report) -> dict[str, int]:
    return {
        severity: sum(f.severity == severity for f in report.findings) for severity in ("error", "warning", "notice")
    }


def _data(picture: Picture) -> str:
    return "data:image/webp;base64," + base64.b64encode(picture.data).decode("ascii")


@cache
def _asset(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def _policy() -> str:
    """The content security policy: nothing from outside, and of the inside only our style, our script, pictures as data."""
    style, script = (_digest(_asset(name)) for name in ("audit.css", "audit.js"))
    return f"default-src 'none'; img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clean": clean, "figure": figure}
    return environment.get_template("audit.html.j2")
