"""The report against supporting documents: targets, budgets, last year's figures, evaluation, sets of indicators."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.declared import reworded, unreported
from extractor.audit.held_against import AGREES, DIFFERS, Compared, held_against
from extractor.audit.outcome import Draft, Outcome, expected_value
from extractor.audit.phrases import phrase
from extractor.audit.registry import part
from extractor.audit.wording import measure_words
from schemas.catalogue import catalogue

# Checks by what was compared; a document of last year asks after last year.
_MONEY = frozenset({"budget", "spending"})
_BINDING = ("XT-TARGET", "XT-BUD")


def _check_of(item: Compared) -> str:
    kind, fact = item.supporting.document.kind, item.mine[0]
    if kind == "lkjip":
        return "XT-PREV"
    if kind == "lhe":
        return "XT-IND"
    return "XT-BUD" if fact.measure in _MONEY else "XT-TARGET"


@part("XT-TARGET")
def targets(context: Context) -> Iterator[Outcome]:
    """Targets against PK, Renstra, Renja and IKU."""
    yield from _outcomes(context, "XT-TARGET")


@part("XT-BUD")
def budgets(context: Context) -> Iterator[Outcome]:
    """Budget and spending against PK and LRA, to the rupiah."""
    yield from _outcomes(context, "XT-BUD")


@part("XT-PREV")
def last_year(context: Context) -> Iterator[Outcome]:
    """Last year's figures against last year's report."""
    yield from _outcomes(context, "XT-PREV")


@part("XT-IND")
def evaluation(context: Context) -> Iterator[Outcome]:
    """Scores of the AKIP evaluation against the LHE, under the year of the evaluation or the year that it is about."""
    yield from _outcomes(context, "XT-IND")


@part("SET-DIFF")
def promised(context: Context) -> Iterator[Outcome]:
    """Indicators of the binding agreement that the report does not report."""
    for item in unreported(context):
        fact, document = item.theirs, item.supporting.document
        message = phrase(
            "SET-DIFF.promised",
            name=fact.subject.name,
            document=document_name(document.kind),
            file=document.file,
            page=fact.source.page,
        )
        yield Outcome(draft=Draft(message, severity="warning", facts=(fact,)))


@part("GOAL-DRIFT")
def goals(context: Context) -> Iterator[Outcome]:
    """Wordings of goals in PK, Renstra and IKU beside those of the report."""
    for item in reworded(context):
        document = item.supporting.document
        message = phrase(
            "GOAL-DRIFT.document",
            name=item.mine.subject.name,
            place=context.wording.fact(item.mine),
            mine=item.own_goal,
            theirs=item.their_goal,
            document=document_name(document.kind),
            file=document.file,
            page=item.theirs.source.page,
        )
        yield Outcome(draft=Draft(message, severity="warning", facts=(item.mine, item.theirs)))


def _outcomes(context: Context, check: str) -> Iterator[Outcome]:
    if not context.reading.supporting:
        return
    for item in context.once(held_against):
        if _check_of(item) == check:
            yield _outcome(context, item, check)


def _outcome(context: Context, item: Compared, check: str) -> Outcome:
    figures = (*item.mine, *item.theirs)
    formula = f"{item.mine[0].printed} = {item.theirs[0].printed}"
    if item.outcome == AGREES:
        return Outcome.held(formula, figures)
    if item.outcome != DIFFERS:
        return Outcome.not_checkable(formula, figures, None, f"{item.outcome}: {item.why}")
    return Outcome.broken(formula, figures, None, _draft(context, item, check))


def _draft(context: Context, item: Compared, check: str) -> Draft:
    mine, theirs, document = item.mine[0], item.theirs[0], item.supporting.document
    words = measure_words(mine.measure)
    message = phrase(
        f"{check}.document",
        name=mine.subject.name,
        measure=(words[0].capitalize(), words[1]) if check != "XT-TARGET" else "",
        period=mine.period or str(context.year or ""),
        mine=mine.printed,
        place=context.wording.fact(mine),
        document=document_name(document.kind),
        file=document.file,
        page=theirs.source.page,
        theirs=theirs.printed,
    )
    right = (
        expected_value(theirs.value, max(0, theirs.decimals))
        if check in _BINDING and theirs.value is not None
        else None
    )
    return Draft(message, severity="warning", facts=(mine, theirs, *item.mine[1:]), reported=mine, expected=right)


def document_name(kind: str) -> tuple[str, str]:
    """A kind of document in Indonesian and English."""
    found = next((item.name for item in catalogue().document_kinds if item.kind == kind), None)
    return (found["id"], found["en"]) if found else (kind, kind)
