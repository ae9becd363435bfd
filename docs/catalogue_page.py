"""The catalogue as a page that a person browses, made from its data."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from schemas.catalogue import catalogue
from schemas.catalogue.models import Indicator, Scale

POLARITY = {"up": "↑", "down": "↓", None: "ideal"}
INTRODUCTION = """\
# The catalogue

Made from `schemas/catalogue/` by `python -m docs.build`; change the YAML, not this page. An indicator has one id, whatever its
reports call it; `lkjip catalogue show ID` prints all that is known of one (synonyms, bounds, formula), `lkjip catalogue search
WORDS` finds one, `lkjip catalogue check` refuses a catalogue that contradicts itself.

↑ more is better, ↓ less is better, *ideal* a range in between. *Source* is the regulation or the publisher that defines the
indicator; "public IKU lists" where only lists of agencies have it. Sources are named from memory of the regulation and from
public lists; compare the text before you quote one.
"""
MISSING = """\
Present: every urusan and bidang; the programmes of a kabupaten or kota from 02 on; programme 01 with its activities and most of
its sub kegiatan; kinds of revenue and expenditure. Missing: programmes that only a province or a special region has (much of 3.28
and 3.29, 9.xx), activities and sub kegiatan of the programmes from 02 on, and the four-digit numbers of sub kegiatan of Kepmendagri
900.1.15.5-1317/2023. What the sub kegiatan of programme 01, of bidang 1.02 and of 5.03 give out stands among the indicators.
"""


def catalogue_page() -> str:
    """The whole page as markdown."""
    known = catalogue()
    by_domain: dict[str, list[Indicator]] = {stem: [] for stem in known.domains}
    for indicator in known.own_indicators:
        by_domain[indicator.domain].append(indicator)
    lines = [INTRODUCTION, f"{len(known.own_indicators)} indicators in {len(by_domain)} files:", ""]
    lines += [f"- [{known.domains[d].title}](#{d}) ({len(found)})" for d, found in by_domain.items()]
    lines += [
        "- [Kinds of offices](#offices), [scales](#scales), [units](#units), [regions](#regions), "
        "[nomenclature](#nomenclature)",
        "",
    ]
    for domain, found in by_domain.items():
        lines += [f'<a id="{domain}"></a>', "", f"## {known.domains[domain].title}", ""]
        carried = ", ".join(known.domains[domain].agencies)
        lines += [
            f"`indicators/{domain}.yaml`" + (f", carried by {carried}" if carried else ", carried by any office"),
            "",
        ]
        lines += _table(("Id", "Name", "In English", "Unit", "", "Kind", "Source"), map(_indicator, found))
    lines += _others()
    return "\n".join(lines).rstrip() + "\n"


def _indicator(entry: Indicator) -> tuple[str, ...]:
    """An indicator as a row."""
    polarity = POLARITY[entry.polarity]
    return f"`{entry.id}`", entry.name, entry.gloss_en, entry.unit or "", polarity, entry.kind, entry.source


def _others() -> Iterator[str]:
    """Offices, scales, units, regions and nomenclature."""
    known = catalogue()
    yield from ('<a id="offices"></a>', "", "## Kinds of offices", "")
    offices = (
        (f"`{k.id}`", "; ".join(k.names) or k.name, "; ".join(k.older), ", ".join(k.short)) for k in known.agencies
    )
    yield from _table(("Id", "Names", "Older names", "Abbreviations"), offices)
    yield from ('<a id="scales"></a>', "", "## Scales", "")
    yield from _table(("Id", "What", "Regulation", "Years", "Classes, best first"), map(_scale, known.scales))
    yield from ('<a id="units"></a>', "", "## Units", "")
    units = ((f"`{u.id}`", u.name, u.kind, ", ".join(u.synonyms)) for u in known.units)
    yield from _table(("Id", "Name", "Kind", "Spellings"), units)
    yield from ('<a id="regions"></a>', "", "## Regions", "")
    codes = known.region_codes
    of = Counter((code[:2], name.split()[0]) for name, code in codes.items())
    yield f"{sum('.' in code for code in codes.values())} kabupaten and kota with their codes (Kepmendagri 100.1.1-6117/2022) in:"
    yield ""
    provinces = (
        (c, n.removeprefix("Provinsi "), str(of[c, "Kabupaten"]), str(of[c, "Kota"]))
        for n, c in codes.items()
        if "." not in c
    )
    yield from _table(("Code", "Province", "Kabupaten", "Kota"), provinces)
    yield from ('<a id="nomenclature"></a>', "", "## Nomenclature", "", MISSING)
    bidang = ((b.code, b.name, str(len(b.programmes))) for b in known.programmes.bidang)
    yield from _table(("Code", "Bidang", "Programmes from 02 on"), bidang)


def _scale(scale: Scale) -> tuple[str, ...]:
    """A scale as a row."""
    years = f"{scale.valid_from or ''}–{scale.valid_to or ''}" if scale.valid_from or scale.valid_to else ""
    classes = "; ".join(f"{c.label} {_bounds(c.lo, c.lo_incl, c.hi, c.hi_incl)}".strip() for c in scale.classes)
    return f"`{scale.id}`", scale.name, scale.regulation or "", years, classes


def _bounds(low: object, low_in: bool, high: object, high_in: bool) -> str:
    """The bounds of a class."""
    left = "" if low is None else f"{'≥' if low_in else '>'} {low}"
    right = "" if high is None else f"{'≤' if high_in else '<'} {high}"
    return " ".join(part for part in (left, right) if part)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows as a markdown table with an empty line behind it."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    yield from ("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    yield ""
