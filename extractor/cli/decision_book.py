"""Reading files of decisions for the verbs that take them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import UsageError

if TYPE_CHECKING:
    from schemas.decision_files import Book

DecisionsOption = Annotated[
    list[Path] | None,
    typer.Option("--decisions", help="A person's decisions; may be given again.", metavar="FILE"),
]


def read_book(paths: Sequence[Path]) -> "Book":
    """The decisions of files taken together.

    Raises:
        UsageError: a file cannot be read or used, or decisions contradict each other; file and line are told.
    """
    from schemas.decision_files import DecisionError, load_decisions

    try:
        return load_decisions(paths)
    except OSError as error:
        raise wrong_decisions(f"{error.filename}: {error.strerror or type(error).__name__}") from None
    except DecisionError as error:
        raise wrong_decisions(str(error)) from None


def wrong_decisions(problem: str) -> UsageError:
    """The error for decisions that cannot be used."""
    return UsageError(
        "decisions that can be used together",
        problem,
        "schemas/README.md describes the format.",
        ("keputusan yang dapat dipakai bersama", problem, "schemas/README.md menjelaskan formatnya."),
    )
