"""`lkjip explain CODE`: all that there is to know about a check."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.language import Language, LanguageOption, in_language
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.audit import Rule

INDONESIAN = {
    "What it checks": "Yang diperiksa",
    "Why it matters": "Mengapa penting",
    "Formula": "Rumus",
    "Example": "Contoh",
    "When it stays silent": "Kapan diam",
    "Source": "Sumber",
    "Criterion": "Kriteria",
}
PREVIEW = {
    Language.id: "Pratinjau: bukan perhitungan dan belum pernah terbukti pada laporan nyata; temuannya paling tinggi catatan.",
    Language.en: "Preview: no arithmetic, and not yet seen to be right on a real report; its findings are notices at most.",
}
UNVERIFIED = {
    Language.id: "bunyi pasal belum dicocokkan dengan peraturannya",
    Language.en: "wording not yet compared with the regulation",
}


def explain(
    code: Annotated[str, typer.Argument(help="Code of a check, such as CAP-ROW.")],
    lang: LanguageOption = Language.id,
) -> None:
    """Explain a check: what it looks at, why it matters, formula, example, when it stays silent, source.

    Example: lkjip explain CAP-ROW
    """
    from extractor.audit.catalogue import all_rules

    known = {rule.code: rule for rule in all_rules()}
    rule = known.get(code.upper())
    if rule is None:
        codes = ", ".join(known)
        raise UsageError(
            "the code of a check",
            repr(code),
            f"Known codes: {codes}.",
            ("kode pemeriksaan", repr(code), f"Kode yang ada: {codes}."),
        )
    typer.echo("\n".join(_lines(rule, lang)))


def _lines(rule: "Rule", language: Language) -> Iterator[str]:
    """Title and effect, then every section under its heading; the text of the sections is English."""
    yield f"{rule.code} ({rule.severity}): {in_language(rule.title, language)}"
    if rule.effect:
        yield in_language(rule.effect, language)
    if rule.preview:
        yield PREVIEW[language]
    told = {heading: text for heading, text in rule.sections.items() if heading and text}
    if rule.criterion:
        note = "" if rule.criterion.verified else f" ({UNVERIFIED[language]})"
        told["Criterion"] = f"{rule.criterion.regulation} {rule.criterion.article or ''}".rstrip() + note
    for heading, text in told.items():
        yield ""
        yield INDONESIAN.get(heading, heading) if language is Language.id else heading
        yield f"  {text}"
