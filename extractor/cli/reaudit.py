"""`lkjip reaudit`: the reports of a store again, as far as rules, catalogue, profile or decisions changed."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.audit import FailOn, Ocr
from extractor.cli.batch_options import (
    Effort,
    FailOnOption,
    JobsOption,
    JsonOption,
    LocalOption,
    MemoryOption,
    OcrOption,
    ProfileOption,
    RetryOption,
    TimeoutOption,
    chosen_settings,
    way_of,
)
from extractor.cli.batch_result import Asked, finish
from extractor.cli.decision_book import DecisionsOption
from extractor.cli.language import Language, LanguageOption


def reaudit(  # noqa: PLR0917  one parameter an option
    folder: Annotated[Path, typer.Argument(help="A store made by lkjip batch.", metavar="STORE")],
    jobs: JobsOption = 1,
    timeout: TimeoutOption = 1800.0,
    memory: MemoryOption = 2048,
    retry: RetryOption = False,
    fail_on: FailOnOption = FailOn.never,
    ocr: OcrOption = Ocr.auto,
    profile: ProfileOption = None,
    decisions: DecisionsOption = None,
    local: LocalOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = Language.id,
) -> None:
    """Audit the reports of a store again where rules, catalogue, profile or decisions are others than before.

    Example: lkjip reaudit store --profile profil.toml --decisions decisions.yaml
    """
    from extractor.batch.run import reaudit as audit_again
    from extractor.store import Store

    store = Store.open(folder)
    settings = chosen_settings(ocr, profile, decisions, local, lang)
    with way_of(Effort(jobs, timeout, memory, retry), lang) as way:
        ran = audit_again(store, settings, way)
    finish(store, ran, Asked(lang, as_json, fail_on))
